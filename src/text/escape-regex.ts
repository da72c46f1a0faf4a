/**
 * Returns the source of a regular expression that matches only `text`, with and without the flags `u` and `v` (ECMA-262, 22.2.1:
 * SyntaxCharacter). Do not use it inside a character class. `RegExp.escape` may replace this function when Node 22 is no longer
 * supported.
 */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
