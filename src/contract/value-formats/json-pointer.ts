/** RFC 6901, 3. */
export function isJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/u.test(text)
}

/** Relative JSON Pointer draft, 3. */
export function isRelativeJsonPointer(text: string): boolean {
  const [start = ''] = /^(?:0|[1-9]\d*)(?:[+-][1-9]\d*)?/.exec(text) ?? []
  const rest = text.slice(start.length)
  return start !== '' && (rest === '#' || isJsonPointer(rest))
}
