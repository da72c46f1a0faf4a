import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Report } from '../../report/report.js'
import { verdictWord } from '../counts.js'
import { formatCoverage } from './coverage.js'
import { formatFilter } from './filter.js'
import { formatFindings } from './findings.js'
import { html, toTrusted } from './markup.js'
import { formatOverview, formatProblems, formatVerdict, type RunInfo } from './overview.js'

/** One self-contained page: the verdict, operations, findings beside the lines of the document, and coverage. */
export function formatHtml(report: Report, { run }: { readonly run?: RunInfo } = {}): string {
  const style = readAsset('style.css')
  const script = readAsset('script.js')
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${formatPolicy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${verdictWord(report)}: ${report.document.title} ${report.document.version}</title>
<style>${toTrusted(style)}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
${formatVerdict(report, run)}
<nav aria-label="Sections"><a href="#findings">Findings</a><a href="#operations">Operations</a><a href="#coverage">Coverage</a></nav>
<main>
${formatFilter(report)}
${formatFindings(report)}
${formatOverview(report)}
${formatProblems(report)}
${formatCoverage(report)}
</main>
<script>${toTrusted(script)}</script>
</body>
</html>
`
  return markup
}

/** The text of a file beside this one. The build copies it, so no TypeScript file may have its name. */
function readAsset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}

/** A Content Security Policy (CSP 3) under which the page loads and sends nothing, and only its own style and script apply. */
function formatPolicy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${digest(style)}'`,
    `script-src 'sha256-${digest(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
