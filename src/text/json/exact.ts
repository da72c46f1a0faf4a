import { parseNumber } from './exact-number.js'
import { skipSpace, tokenEnd } from './token.js'

/** A number that a double may not hold: of many characters, or with a large exponent. Not in a string, unless it has spaces. */
const longNumber = /(?:^|[\s:,[])[-+]?(?:[\d.]{16}|[\d.]+[eE][-+]?\d{3})/

/** True if a JSON or YAML text may have numbers that a double does not hold. False for most texts, and quick. */
export function mayHaveExactNumbers(text: string): boolean {
  return longNumber.test(text)
}

/**
 * The value of valid JSON text, with an `ExactNumber` for each number that a double does not hold.
 *
 * @param value what `JSON.parse` returns for the text: returned for most texts
 */
export function withExactNumbers(text: string, value: unknown): unknown {
  return mayHaveExactNumbers(text) ? readValue({ text, at: 0 }) : value
}

interface Reader {
  readonly text: string
  /** Offset of the next token. Mutable. */
  at: number
}

function nextToken(reader: Reader): string {
  const start = skipSpace(reader.text, reader.at)
  reader.at = tokenEnd(reader.text, start)
  return reader.text.slice(start, reader.at)
}

function readValue(reader: Reader): unknown {
  const token = nextToken(reader)
  const [first = ''] = token
  if (first === '[') return readArray(reader)
  if (first === '{') return readObject(reader)
  return first === '-' || (first >= '0' && first <= '9') ? parseNumber(token) : JSON.parse(token)
}

/** True if the next token ends the array or object; it is then read. */
function isAtEnd(reader: Reader, bracket: string): boolean {
  const next = skipSpace(reader.text, reader.at)
  if (reader.text[next] !== bracket) return false
  reader.at = next + 1
  return true
}

function readArray(reader: Reader): unknown[] {
  const items: unknown[] = []
  if (isAtEnd(reader, ']')) return items
  do items.push(readValue(reader))
  while (nextToken(reader) === ',')
  return items
}

function readObject(reader: Reader): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  if (isAtEnd(reader, '}')) return object
  do {
    const name = String(JSON.parse(nextToken(reader)))
    nextToken(reader)
    const value = readValue(reader)
    // Assigning `__proto__` would set the prototype instead.
    if (name === '__proto__')
      Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
    else object[name] = value
  } while (nextToken(reader) === ',')
  return object
}
