import { skipSpace, tokenEnd } from './token.js'

/** The first syntax error in JSON text. */
export interface JsonError {
  readonly offset: number
  readonly found: string
  readonly expected: string
}

/** What may come next, as the message names it. */
type Awaited =
  | 'a value'
  | 'a value or "]"'
  | 'a member'
  | 'a member or "}"'
  | '":"'
  | '"," or "]"'
  | '"," or "}"'
  | 'nothing more'

const closing = { '{': '}', '[': ']' } as const

/** Finds the first syntax error of a text (RFC 8259); `undefined` if the text is JSON. Takes linear time and does not recurse. */
export function findJsonError(text: string): JsonError | undefined {
  const open: ('}' | ']')[] = []
  const afterValue = (): Awaited => {
    const closer = open.at(-1)
    return closer === undefined ? 'nothing more' : `"," or "${closer}"`
  }
  let awaited: Awaited = 'a value'
  let end = 0
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, end)) {
    end = tokenEnd(text, at)
    const char = text[at]
    if ((char === '}' || char === ']') && awaited.endsWith(`or "${char}"`)) {
      open.pop()
      awaited = afterValue()
    } else if (char === ',' && awaited.startsWith('","')) {
      awaited = open.at(-1) === ']' ? 'a value' : 'a member'
    } else if (char === ':' && awaited === '":"') {
      awaited = 'a value'
    } else if ((char === '{' || char === '[') && awaited.startsWith('a value')) {
      open.push(closing[char])
      awaited = char === '{' ? 'a member or "}"' : 'a value or "]"'
    } else if (char === '"' && awaited.startsWith('a member') && isScalar(text, at, end)) {
      awaited = '":"'
    } else if (awaited.startsWith('a value') && isScalar(text, at, end)) {
      awaited = afterValue()
    } else {
      return { offset: at, found: describe(text, at, end), expected: awaited }
    }
  }
  return awaited === 'nothing more' ? undefined : { offset: end, found: 'the end', expected: awaited }
}

function isScalar(text: string, start: number, end: number): boolean {
  try {
    JSON.parse(text.slice(start, end))
    return true
  } catch {
    return false
  }
}

/** Describes the text at an offset for a message. Shows only one character, because the text around it may be a credential. */
function describe(text: string, at: number, end: number): string {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (char === '"') return isScalar(text, at, end) ? 'a string' : 'a string that is not JSON'
  return /[\p{C}\p{Z}]/u.test(char)
    ? `U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
    : `"${char}"`
}
