/** Returns the offset of the first character at or after `at` that is not JSON white space (RFC 8259, 2). */
export function skipSpace(text: string, at: number): number {
  for (;;) {
    const char = text.charCodeAt(at)
    if (char !== 0x20 && char !== 0x0a && char !== 0x0d && char !== 0x09) return at
    at += 1
  }
}

/** Returns the offset after the JSON token that begins at `at`. An unterminated token ends with the text. Takes linear time. */
export function tokenEnd(text: string, at: number): number {
  const char = text[at]
  if (char === '"') return stringEnd(text, at + 1)
  if (isPunctuation(char)) return at + 1
  while (at < text.length && !isDelimiter(text.charCodeAt(at))) at += 1
  return at
}

function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let first = quote
    while (text[first - 1] === '\\') first -= 1
    if ((quote - first) % 2 === 0) return quote + 1
  }
  return text.length
}

function isPunctuation(char: string | undefined): boolean {
  return char === '{' || char === '}' || char === '[' || char === ']' || char === ':' || char === ','
}

function isDelimiter(char: number): boolean {
  return (
    char <= 0x20 || char === 0x22 || char === 0x2c || char === 0x3a || (char | 0x20) === 0x7b || (char | 0x20) === 0x7d
  )
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** True if the whole text is a number of JSON (RFC 8259, 6). */
export const isJsonNumber = (text: string): boolean => number.test(text)
