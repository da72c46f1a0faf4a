/**
 * A text on one line for a terminal or a log: control characters (C0, C1, line and paragraph separators, and those that
 * change the direction of writing) are spelled `\u001b`, so that nothing recorded can move the cursor or hide.
 */
export function toVisibleText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (char) => {
    if (char === '\n') return '\\n'
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
