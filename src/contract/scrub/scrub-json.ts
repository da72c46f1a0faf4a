import { skipSpace, tokenEnd } from '../../text/json/token.js'

/** Replaces the names, strings and numbers of a JSON text by placeholders. */
export interface ValueScrubber {
  name(text: string): string
  text(text: string): string
  number(lexeme: string): string
}

/**
 * Returns JSON text with its names, strings and numbers scrubbed; `undefined` if the text is not JSON.
 *
 * White space, order, repeated members and spelling stay, so that the check has the same findings.
 */
export function scrubJson(text: string, scrub: ValueScrubber): string | undefined {
  if (!isJsonText(text)) return undefined
  const out: string[] = []
  let at = 0
  while (at < text.length) {
    const start = skipSpace(text, at)
    const end = tokenEnd(text, start)
    const token = text.slice(start, end)
    out.push(text.slice(at, start), scrubToken(token, text[skipSpace(text, end)] === ':', scrub))
    at = end
  }
  return out.join('')
}

function scrubToken(token: string, isName: boolean, scrub: ValueScrubber): string {
  if (/^-?\d/.test(token)) return scrub.number(token)
  if (!token.startsWith('"')) return token
  const plain: string = JSON.parse(token)
  const scrubbed = isName ? scrub.name(plain) : scrub.text(plain)
  return scrubbed === plain ? token : JSON.stringify(scrubbed)
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
