// C0, DEL and C1 drive a terminal (ECMA-48); the rest of the list hides or reorders text (Unicode TR 36, 2.5).
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** Text that cannot move a terminal's cursor, colour it, or read in another order than it is stored: such characters become `�`, white space a blank. */
export function toPrintable(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(unsafe, '\ufffd')
}

/** JSON text whose every character can be shown: those JSON leaves as they are become `\u` escapes, so the value stays the same. */
export function toPrintableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
