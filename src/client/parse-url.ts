const plainUrl = /^https?:\/\/(\[[\da-f:]+\]|[\w.-]+)(:\d+)?\/[!$-;=?-~]*$/

/** Whether a text is a URL without a character that parsing would encode. Most are, and parsing one costs more than all else that is done with it. */
export const isPlainUrl = (text: string): boolean => plainUrl.test(text)

/** The URL of a text, resolved against a base; `undefined` for anything that is none. Tells nothing of what it was given. */
export function parseUrl(text: unknown, base?: string): URL | undefined {
  try {
    return new URL(text as string, base) // what is no text is made one, and seldom a URL
  } catch {
    return undefined
  }
}
