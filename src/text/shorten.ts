/** Returns the first `maxLength` characters of a text, followed by `…` if there are more. */
export function shorten(text: string, maxLength = 100): string {
  if (text.length <= maxLength) return text
  // Half a surrogate pair is not a character.
  const length = /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(maxLength - 1, maxLength + 1))
    ? maxLength - 1
    : maxLength
  return `${text.slice(0, length)}…`
}
