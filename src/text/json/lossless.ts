import { skipSpace, tokenEnd } from './token.js'

/**
 * Parses a JSON object or array if writing it as JSON again changes only white space and escapes. Returns `undefined` if that
 * would change more: repeated members, the order of members, `1.0`, integers beyond 2^53, `__proto__`.
 */
export function parseLosslessJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    return hasSameTokens(text, JSON.stringify(value)) ? value : undefined
  } catch {
    // Not JSON, or nested too deeply for `JSON.stringify`.
    return undefined
  }
}

function hasSameTokens(left: string, right: string): boolean {
  let at = skipSpace(left, 0)
  let beside = 0
  // Both texts end with the bracket that ends the value, so they end together.
  while (at < left.length) {
    const end = tokenEnd(left, at)
    const besideEnd = tokenEnd(right, beside)
    if (!isSameToken(left.slice(at, end), right.slice(beside, besideEnd))) return false
    at = skipSpace(left, end)
    beside = besideEnd
  }
  return true
}

function isSameToken(left: string, right: string): boolean {
  if (!left.startsWith('"')) return left === right
  const text: unknown = JSON.parse(left)
  return text !== '__proto__' && text === JSON.parse(right)
}
