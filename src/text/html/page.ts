import { createHash } from 'node:crypto'
import { html, type Markup, toTrusted } from './markup.js'

/** What a page consists of. Style and script are texts of this package. */
export interface PageParts {
  readonly title: string
  readonly style: string
  readonly script?: string
  readonly body: Markup
}

/** A self-contained page that loads and sends nothing. */
export function formatPage({ title, style, script, body }: PageParts): string {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${formatPolicy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${toTrusted(style)}</style>
</head>
<body>
${body}
${
  script !== undefined &&
  html`<script>${toTrusted(script)}</script>
`
}</body>
</html>
`
  return markup
}

/** A Content Security Policy (CSP 3) under which the page loads and sends nothing, and only its own style and script apply. */
function formatPolicy(style: string, script: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${digest(style)}'`,
    ...(script === undefined ? [] : [`script-src 'sha256-${digest(script)}'`]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
