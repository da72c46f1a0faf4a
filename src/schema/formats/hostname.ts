import { decodePunycode, encodePunycode } from './punycode.js'

/** A letter of a script that is written from right to left. */
const rightToLeft = /(?=\p{L})[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

const letterDigitHyphen = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/

/** Host name of RFC 1123, 2.1. A label with `xn--` must encode one that IDNA allows (RFC 5890, 2.3.2.1). */
export function isHostname(text: string): boolean {
  if (text.length > 253) return false
  return text.split('.').every((label) => label.length <= 63 && letterDigitHyphen.test(label) && isPlainOrALabel(label))
}

/** Host name of U-labels and A-labels (RFC 5890, 2.3.2.1), separated by any of the four dots of RFC 3490, 3.1. */
export function isIdnHostname(text: string): boolean {
  // A character has at least one in the encoded name, and at most two here. Longer names would take long to encode.
  if (text.length > 2 * 253) return false
  const labels = text.split(/[.\u3002\uFF0E\uFF61]/)
  const encoded = labels.map((label) => (isAscii(label) ? label : `xn--${encodePunycode(label)}`))
  if (encoded.join('.').length > 253 || encoded.some((label) => label.length > 63)) return false
  const isBidi = labels.some((label) => rightToLeft.test(label))
  return labels.every(
    (label) =>
      (isAscii(label) ? letterDigitHyphen.test(label) && isPlainOrALabel(label) : isULabel(label)) &&
      (!isBidi || obeysBidiRule(label)),
  )
}

function isAscii(label: string): boolean {
  return /^[\0-\x7F]*$/.test(label)
}

function isPlainOrALabel(label: string): boolean {
  if (label.slice(2, 4) !== '--') return true
  if (!/^xn--/i.test(label)) return false
  const code = label.slice(4).toLowerCase()
  const decoded = decodePunycode(code)
  if (decoded === undefined || encodePunycode(decoded) !== code) return false
  return isULabel(decoded) && (!rightToLeft.test(decoded) || obeysBidiRule(decoded))
}

/** Exceptions to the rules for categories (RFC 5892, 2.6). */
const allowed = /[\u{DF}\u{3C2}\u{6FD}\u{6FE}\u{F0B}\u{3007}]/u
const disallowed = /[\u{640}\u{7FA}\u{302E}\u{302F}\u{3031}-\u{3035}\u{303B}]/u
const letterOrDigit = /[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}-]/u
/** Old Hangul letters, and blocks and properties that are ignorable (RFC 5892, 2.8 and 2.9). */
const oldOrIgnored =
  /[\u{20D0}-\u{20FF}\u{1D100}-\u{1D24F}\u{1100}-\u{11FF}\u{A960}-\u{A97F}\u{D7B0}-\u{D7FF}\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Noncharacter_Code_Point}]/u

/** A label that may be registered (RFC 5891, 4.2; RFC 5892, 3). */
function isULabel(label: string): boolean {
  const points = [...label]
  if (label !== label.normalize('NFC') || label.startsWith('-') || label.endsWith('-') || label.slice(2, 4) === '--')
    return false
  if (/^\p{M}/u.test(label)) return false
  return points.every((point, index) => isInContext(points, point, index) ?? isValidPoint(point))
}

function isValidPoint(point: string): boolean {
  if (allowed.test(point)) return true
  if (disallowed.test(point) || oldOrIgnored.test(point) || !letterOrDigit.test(point)) return false
  // RFC 5892, 2.2: a character that changes when it is normalized and case-folded is unstable, and not allowed.
  return point.normalize('NFKC').toLowerCase().normalize('NFKC') === point
}

/** Whether the context of a character allows it (RFC 5892, appendix A); `undefined` if any context does. */
function isInContext(points: readonly string[], point: string, index: number): boolean | undefined {
  const before = points[index - 1] ?? ''
  const after = points[index + 1] ?? ''
  switch (point) {
    case '\u200C':
    case '\u200D':
      return isVirama(before) || (point === '\u200C' && joins(points, index))
    case '\u00B7':
      return before === 'l' && after === 'l'
    case '\u0375':
      return /\p{Script=Greek}/u.test(after)
    case '\u05F3':
    case '\u05F4':
      return /\p{Script=Hebrew}/u.test(before)
    case '\u30FB':
      return points.some((other) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(other))
  }
  // Both kinds of Arabic digits together: each of the rules 8 and 9 forbids the other kind.
  if (/[\u0660-\u0669]/.test(point)) return !points.some((other) => /[\u06F0-\u06F9]/.test(other))
  return undefined
}

/** Characters of canonical combining class 9. */
const viramas =
  /[\u{94D}\u{9CD}\u{A4D}\u{ACD}\u{B4D}\u{BCD}\u{C4D}\u{CCD}\u{D3B}\u{D3C}\u{D4D}\u{DCA}\u{E3A}\u{EBA}\u{F84}\u{1039}\u{103A}\u{1714}\u{1715}\u{1734}\u{17D2}\u{1A60}\u{1B44}\u{1BAA}\u{1BAB}\u{1BF2}\u{1BF3}\u{2D7F}\u{A806}\u{A82C}\u{A8C4}\u{A953}\u{A9C0}\u{AAF6}\u{ABED}\u{10A3F}\u{11046}\u{11070}\u{1107F}\u{110B9}\u{11133}\u{11134}\u{111C0}\u{11235}\u{112EA}\u{1134D}\u{11442}\u{114C2}\u{115BF}\u{1163F}\u{116B6}\u{1172B}\u{11839}\u{1193D}\u{1193E}\u{119E0}\u{11A34}\u{11A47}\u{11A99}\u{11C3F}\u{11D44}\u{11D45}\u{11D97}]/u

function isVirama(point: string): boolean {
  return viramas.test(point)
}

/** True between letters that join, ignoring marks (RFC 5892, A.1). Scripts replace joining types, which JS lacks. */
function joins(points: readonly string[], index: number): boolean {
  const joining =
    /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Phags_Pa}\p{Script=Mandaic}\p{Script=Manichaean}\p{Script=Adlam}]/u
  const isMark = (point: string) => /\p{Mn}/u.test(point)
  const before = points.slice(0, index).findLast((point) => !isMark(point)) ?? ''
  const after = points.slice(index + 1).find((point) => !isMark(point)) ?? ''
  return joining.test(before) && joining.test(after)
}

/**
 * True if a label obeys the Bidi rule (RFC 5893, 2): it begins with a letter, its letters have one direction, and from
 * right to left it does not mix both kinds of digits. Scripts replace bidirectional classes, which JS lacks.
 */
function obeysBidiRule(label: string): boolean {
  if (!/^\p{L}/u.test(label)) return false
  const letters = label.match(/\p{L}/gu) ?? []
  if (!rightToLeft.test(letters[0] ?? '')) return letters.every((letter) => !rightToLeft.test(letter))
  return (
    letters.every((letter) => rightToLeft.test(letter)) &&
    !(/[0-9\u06F0-\u06F9]/.test(label) && /[\u0660-\u0669]/.test(label))
  )
}
