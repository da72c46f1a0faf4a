import { unusual } from './yaml-lines.js'

/** True if a plain scalar may begin here: not an indicator (YAML 1.2.2, 5.3), nor one of `-?:` before a space. */
export function isPlainStart(text: string, at: number, end: number): boolean {
  const first = text[at] ?? ''
  if (/[-?:]/.test(first)) return at + 1 < end && !/[ ,[\]{}]/.test(text[at + 1] ?? '')
  return first !== '' && !/[\s,[\]{}#&*!|>'"%@`]/.test(first)
}

/** Returns the value of a plain scalar in the core schema (YAML 1.2.2, 10.3.2). @throws `unusual` for rare numbers */
export function resolvePlain(text: string): unknown {
  const first = text.charCodeAt(0)
  // No word of the core schema begins with another character.
  const mayBeNumber = first <= 0x39
  if (mayBeNumber) {
    if (/^[-+]?\d+$/.test(text)) return Number.parseInt(text, 10)
    if (/^[-+]?(?:\.\d+|\d+\.\d*|(?:\.\d+|\d+(?:\.\d*)?)[eE][-+]?\d+)$/.test(text)) return Number.parseFloat(text)
    if (/^(?:0[ox]|[-+]?\.[in])/i.test(text)) throw unusual
    return text
  }
  if (text === '' || text === '<<') throw unusual
  if (/^(?:[Tt]rue|TRUE)$/.test(text)) return true
  if (/^(?:[Ff]alse|FALSE)$/.test(text)) return false
  return /^(?:~|[Nn]ull|NULL)$/.test(text) ? null : text
}

const space = 0x20

/** Returns the text without spaces at its end. Other white space is content. */
export function trimEnd(text: string): string {
  let end = text.length
  while (text.charCodeAt(end - 1) === space) end--
  return text.slice(0, end)
}

function trimStart(text: string): string {
  let start = 0
  while (text.charCodeAt(start) === space) start++
  return text.slice(start)
}

/** Joins the lines of a plain or quoted scalar: a line break is a space, and empty lines are line breaks (YAML 1.2.2, 6.5). */
export function foldLines(lines: readonly string[]): string {
  const last = lines.length - 1
  let folded = ''
  let breaks = 0
  for (const [index, line] of lines.entries()) {
    const content = index === 0 ? line : trimStart(line)
    const trimmed = index === last ? content : trimEnd(content)
    if (index > 0) {
      if (trimmed === '' && index < last) {
        breaks++
        continue
      }
      folded += breaks > 0 ? '\n'.repeat(breaks) : ' '
      breaks = 0
    }
    folded += trimmed
  }
  return folded
}

/** Returns the text of a literal (`|`) or folded (`>`) scalar (YAML 1.2.2, 8.1). */
export function toBlockText(lines: readonly string[], style: string, chomping: string): string {
  const last = lines.findLastIndex((line) => line !== '')
  const content = lines.slice(0, last + 1)
  const empty = lines.length - content.length
  const text = style === '|' ? content.join('\n') : foldBlock(content)
  if (chomping === '-') return text
  if (chomping === '+') return text + '\n'.repeat(empty + (content.length > 0 ? 1 : 0))
  return content.length > 0 ? `${text}\n` : text
}

/** Joins the lines of a folded scalar. Around lines that are indented more than the first one, line breaks stay. */
function foldBlock(lines: readonly string[]): string {
  let folded = ''
  let before: string | undefined
  let breaks = 0
  for (const line of lines) {
    if (line === '') {
      breaks++
      continue
    }
    const isKept = before === undefined ? false : /^[ \t]/.test(before) || /^[ \t]/.test(line)
    if (before === undefined) folded += '\n'.repeat(breaks)
    else if (isKept) folded += '\n'.repeat(breaks + 1)
    else folded += breaks > 0 ? '\n'.repeat(breaks) : ' '
    folded += line
    before = line
    breaks = 0
  }
  return folded
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  ' ': ' ',
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  0: '\0',
}

/** Replaces the escapes of a scalar in double quotes (YAML 1.2.2, 5.7). @throws `unusual` for rare ones */
function readEscapes(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:U([\dA-Fa-f]{8})|u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2})|(.)|$)/gs,
    (_, longest, long, short, letter) => {
      const code = Number.parseInt(longest ?? long ?? short, 16)
      if (code > 0x10ffff) throw unusual
      if (code >= 0) return longest === undefined ? String.fromCharCode(code) : String.fromCodePoint(code)
      const character = escapes[String(letter)]
      if (character === undefined) throw unusual
      return character
    },
  )
}

/** Returns the value of a scalar in quotes, whose text has these lines. @throws `unusual` for tabs and rare escapes */
export function readQuotedLines(quote: string, lines: readonly string[]): string {
  if (lines.length > 1 && lines.some((line) => line.includes('\t'))) throw unusual
  if (quote === "'") return foldLines(lines).replaceAll("''", "'")
  return readEscapes(foldLines(joinEscaped(lines)))
}

/** Joins the lines of a scalar in double quotes where a backslash escapes the line break. */
function joinEscaped(lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => /\\ *$/.test(line))) return lines
  const joined: string[] = []
  let isEscaped = false
  for (const line of lines) {
    // A space behind a backslash is kept.
    if (/\\ +$/.test(line) || (isEscaped && !/[^ ]/.test(line))) throw unusual
    const whole = isEscaped ? `${joined.pop()}${trimStart(line)}` : line
    isEscaped = (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1
    joined.push(isEscaped ? whole.slice(0, -1) : whole)
  }
  return joined
}

/** Returns the offset of the quote that closes a scalar. @throws `unusual` if it is missing */
export function findQuote(text: string, quote: string, from: number): number {
  for (let close = text.indexOf(quote, from); close >= 0; close = text.indexOf(quote, close + 1)) {
    if (quote === '"') {
      let slash = close
      while (text[slash - 1] === '\\') slash--
      if ((close - slash) % 2 === 0) return close
    } else {
      if (text[close + 1] !== quote) return close
      close++
    }
  }
  throw unusual
}

/** YAML 1.2.2, 10.3.2: a number may have a sign and lack digits on one side of the dot; other bases stay as they are read. */
export function toJsonNumber(source: string): string | undefined {
  const parts = /^([-+]?)0*(\d*)(?:\.(\d*))?([eE][-+]?\d+)?$/.exec(source)
  if (!parts) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = ''] = parts
  return `${sign === '-' ? '-' : ''}${whole || '0'}${fraction && `.${fraction}`}${exponent}`
}
