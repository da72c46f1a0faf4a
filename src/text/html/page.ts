import { createHash } from 'node:crypto'
import { html, type Markup, toTrusted } from './markup.js'

/** The parts of a page. Style and script must be texts of this package, because they are not escaped. */
export interface PageParts {
  readonly title: string
  readonly style: string
  readonly script?: string
  readonly body: Markup
}

/** Returns a self-contained HTML page that loads and sends nothing. */
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

/**
 * Returns a Content Security Policy (CSP 3) that keeps the page from loading or sending anything, and allows only its own style
 * and script.
 */
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
