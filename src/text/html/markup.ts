import { toVisibleText } from '../visible-text.js'

/** HTML that is safe to write out. Only `html` and `toTrusted` create it. */
export interface Markup {
  readonly markup: string
}

type Part = Markup | string | number | undefined | false | readonly Part[]

/** Creates HTML from a template. Texts are escaped, markup is not; `undefined` and `false` are left out. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.map((string, index) => string + write(parts[index])).join('') }
}

/** Creates markup from a text of this package, such as its style sheet. The text is not escaped. */
export function toTrusted(markup: string): Markup {
  return { markup }
}

function write(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map(write).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return toVisibleText(text).replace(/[&<>"']/g, (char) => entities[char] ?? '')
}
