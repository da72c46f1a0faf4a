import { toVisibleText } from '../../../text/visible-text.js'

/** HTML that is safe to write out: only `html` and `toTrusted` make it. */
export interface Markup {
  readonly markup: string
}

type Part = Markup | string | number | undefined | false | readonly Part[]

/** HTML from a template. Texts and numbers put into it are escaped, markup is not; `undefined` and `false` give nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.map((string, index) => string + write(parts[index])).join('') }
}

/** Text that the program itself wrote, as markup: a style sheet, a script. */
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
