import { ExactNumber, type JsonNumber, parseNumber } from './exact-number.js'
import { longNumber, type MemberScan, scanMembers } from './names.js'
import { type JsonSurvey, surveyJson } from './survey.js'
import { skipSpace, tokenEnd } from './token.js'

/** Matches a number that a double may not hold: it has many characters or a large exponent, and no quotes around it. */
const longNumberToken = /(?:^|[\s:,[])[-+]?(?:[\d.]{16}|[\d.]+[eE][-+]?\d{3})/

/** True if a JSON or YAML text may contain numbers that a double cannot hold. */
export function mayHaveExactNumbers(text: string): boolean {
  return longNumberToken.test(text)
}

/**
 * Returns the value of valid JSON text, with an `ExactNumber` for each number that a double cannot hold.
 *
 * @param value what `JSON.parse` returns for the text; it is returned if all of its numbers are exact
 * @param survey what `surveyJson` found out about the value
 * @param members what `scanMembers` found out about the text
 */
export function withExactNumbers(
  text: string,
  value: unknown,
  survey = surveyJson(value, maxDepth),
  members = scanMembers(text),
): unknown {
  return !survey || mayBeRounded(text, survey, members) ? readValue({ text, at: 0, toNumber: parseNumber }) : value
}

/** Returns the value of valid JSON text, with an `ExactNumber` for each number, so that `1.0` and `-0` keep their texts. */
export function withNumberTexts(text: string): unknown {
  return readValue({ text, at: 0, toNumber: (number) => new ExactNumber(number) })
}

/** A value that is nested more deeply is not surveyed, but read with exact numbers at once. */
const maxDepth = 1000

/** True if a number may have been rounded: it is large, or its text has a dot among many digits or a negative exponent. */
function mayBeRounded(text: string, survey: JsonSurvey, members: MemberScan | undefined): boolean {
  if (survey.hasLarge || members?.hasLongNumber) return true
  return (survey.hasOtherNumbers || !members) && (hasLongFraction(text) || hasNegativeExponent(text))
}

function hasLongFraction(text: string): boolean {
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    let start = dot
    while (isDigit(text, start - 1)) start--
    let end = dot + 1
    while (isDigit(text, end)) end++
    if (end - start >= longNumber) return true
  }
  return false
}

function hasNegativeExponent(text: string): boolean {
  return hasExponent(text, 'e-') || hasExponent(text, 'E-')
}

function hasExponent(text: string, sign: string): boolean {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 2))
    if (isDigit(text, at - 1) && isDigit(text, at + 2) && endsNumber(text, at + 2)) return true
  return false
}

/** True if a number ends here. Most texts that look like exponents are parts of identifiers, where letters or hyphens follow. */
function endsNumber(text: string, digit: number): boolean {
  let end = digit
  while (isDigit(text, end)) end++
  return end === text.length || ' \t\r\n,]}'.includes(text.charAt(end))
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0x30 && code <= 0x39
}

interface Reader {
  readonly text: string
  /** Offset of the next token. It moves as tokens are read. */
  at: number
  readonly toNumber: (text: string) => JsonNumber
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
  return first === '-' || (first >= '0' && first <= '9') ? reader.toNumber(token) : JSON.parse(token)
}

/** True if the next token ends the array or object. In this case the token has been read. */
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
