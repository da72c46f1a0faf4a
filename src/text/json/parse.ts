/** The value of JSON text; `undefined` for any other text. */
export function parseJsonIfPossible(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
