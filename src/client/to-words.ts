/** What was thrown, in words, whatever it is. */
export function toWords(value: unknown): string {
  try {
    return String(value)
  } catch {
    return 'something without words'
  }
}
