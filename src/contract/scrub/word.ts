/**
 * True if a text looks like a programmer's choice, such as the name of a property or a fixed segment of a path, rather than
 * a person's data or an identifier: letters with common separators, at most 40 characters and three digits.
 */
export const isWord = (text: string): boolean =>
  text.length <= 40 && /^[$@_]?[a-z][\w$.-]*$/i.test(text) && text.replace(/\D/g, '').length <= 3
