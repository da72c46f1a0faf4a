/** Returns the JSON Pointer (RFC 6901) of a child of `pointer`. */
export function appendPointer(pointer: string, token: string | number): string {
  if (typeof token === 'number') return `${pointer}/${token}`
  return `${pointer}/${/[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token}`
}

/** Returns the JSON Pointer (RFC 6901) with these tokens. */
export function toPointer(tokens: readonly (string | number)[]): string {
  return tokens.reduce<string>(appendPointer, '')
}

/** Returns the tokens of a JSON Pointer (RFC 6901, 3); `undefined` for other text. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '') return []
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined
  const tokens = pointer.slice(1).split('/')
  return pointer.includes('~') ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens
}

/** True if a text is a JSON Pointer (RFC 6901, 3). */
export function isJsonPointer(text: string): boolean {
  return parsePointer(text) !== undefined
}

/** True if a text is a Relative JSON Pointer (draft-bhutton-relative-json-pointer-00, 3). */
export function isRelativeJsonPointer(text: string): boolean {
  const [start = ''] = /^(?:0|[1-9]\d*)(?:[+-][1-9]\d*)?/.exec(text) ?? []
  const rest = text.slice(start.length)
  return start !== '' && (rest === '#' || isJsonPointer(rest))
}
