/** An emoji, but not a code point that is only reserved for one. */
const pictograph = String.raw`(?=\p{Emoji})\p{Extended_Pictographic}`
const styled = String.raw`${pictograph}(?:\ufe0f|\p{Emoji_Modifier})?`

/**
 * Invisible characters: the categories Other (controls, among them bidi controls; lone surrogates; private use; unassigned)
 * and Separator except the space, default ignorable code points (zero width, variation selectors, tags), and the blank of
 * Braille. These are nearly the characters that Python's `repr` and Rust's `escape_debug` spell out.
 */
const hidden = String.raw`(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]`
const mark = String.raw`[\p{Mn}\p{Me}]`

/** Matches a text of visible ASCII, as most texts are. Quicker than `suspicious`. */
const plain = /^[ -~]*$/

/** Matches a character that may have to be spelled out. A text without such characters is not changed. */
const suspicious = new RegExp(`${hidden}|${mark}`, 'u')

/**
 * The first alternatives match what stays as it is. A joiner or a selector within an emoji (UTS #51, 1.4) only affects how the
 * pictures beside it are joined. Elsewhere joiners are spelled out, even in Persian and Indic names: to know which of them are
 * visible takes tables of joining types (UAX #31, 2.3) that the platform does not have. The wide space of Japanese names stays
 * between letters, because it does not look like an ordinary space.
 *
 * The last alternative matches what is spelled out. A combining mark on a letter, a digit or a symbol stays. It is spelled out at
 * the beginning of a text and on punctuation, where it would change what the program wrote before it, and from the fifth in a row
 * (UTS #39, 5.4), because a stack of marks covers the lines above.
 */
const parts = new RegExp(
  String.raw`${styled}(?:\u200d${styled})*|[#*\d]\ufe0f\u20e3|(?<=\p{L})\u3000(?=\p{L})|(${hidden}|(?<![\p{L}\p{N}\p{S}\p{M}])${mark}|(?<=${mark}{4})${mark})`,
  'gu',
)

/** Returns the text with each invisible character replaced by the result of `spell`, which receives one code point. */
export function replaceHidden(text: string, spell: (character: string) => string): string {
  if (plain.test(text) || !suspicious.test(text)) return text
  return text.replace(parts, (match, character: string | undefined) =>
    character === undefined ? match : spell(character),
  )
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Returns text that is safe to show: on one line, and with every character visible.
 *
 * Characters that control a terminal, end a line, change the direction of writing or are invisible are spelled out, as `\n`,
 * `\u001b` or `\u{e0041}`. So a text from a server cannot hide the text beside it, and `id` differs from `id` with a
 * zero-width space. Everything that is written to a terminal or a report for people goes through this function. Calling it
 * again changes nothing. Backslashes are not escaped, so the result is for reading, not for parsing.
 */
export function toVisibleText(text: string): string {
  return replaceHidden(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    return short[character] ?? (code > 0xffff ? `\\u{${code.toString(16)}}` : toEscape(character))
  })
}

/**
 * Returns JSON of a value that is safe to show on a terminal: the characters that `toVisibleText` spells out are `\u` escapes
 * (RFC 8259, 7), so the text parses to the same value. `indent` works as in `JSON.stringify`, and its line feeds stay.
 */
export function toVisibleJson(value: unknown, indent?: number): string {
  return escapeHidden(JSON.stringify(value, null, indent))
}

/** Returns JSON text with escapes for the characters that `toVisibleText` spells out. */
export function escapeHidden(json: string): string {
  return replaceHidden(json, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, at) => toEscape(character[at])).join(''),
  )
}

/** Returns one UTF-16 code unit as an escape such as `\u001b`. */
function toEscape(unit = ''): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Returns the bytes of a character as octal escapes, which every shell with `$'…'` understands in any locale. */
export function toOctalEscapes(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
