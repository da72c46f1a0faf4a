// Control characters, halves of surrogate pairs, what XML may not hold, and what changes lines or the direction of writing.
const invisible = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/**
 * A text on one line, without anything that acts instead of showing: control characters are spelled `\u001b`, so that
 * nothing recorded can move a cursor, end a line, or hide what stands beside it.
 */
export function toVisibleText(text: string): string {
  return text.replace(invisible, (char) =>
    char === '\n' ? '\\n' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
