import { createHash } from 'node:crypto'
import type { Report } from '../../report/report.js'
import { verdictWord } from '../counts.js'
import { formatCoverage } from './coverage.js'
import { formatFilter } from './filter.js'
import { formatFindings } from './findings.js'
import { html, toTrusted } from './markup.js'
import { formatOverview, formatVerdict } from './overview.js'
import { script } from './script.js'
import { style } from './style.js'

/** Nothing is loaded, sent or framed; of styles and scripts only those of this page are applied. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${digest(style)}'`,
  `script-src 'sha256-${digest(script)}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** One self-contained page: the verdict, operations, findings beside the document's lines, and the coverage matrix. */
export function formatHtml(report: Report): string {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${verdictWord(report)}: ${report.document.title} ${report.document.version}</title>
<style>${toTrusted(style)}</style>
</head>
<body>
<a class="skip" href="#operations">Skip to the operations</a>
${formatVerdict(report)}
<nav aria-label="Sections"><a href="#operations">Operations</a><a href="#findings">Findings</a><a href="#coverage">Coverage</a></nav>
<main>
${formatOverview(report)}
${formatFilter(report)}
${formatFindings(report)}
${formatCoverage(report)}
</main>
<script>${toTrusted(script)}</script>
</body>
</html>
`
  return markup
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
