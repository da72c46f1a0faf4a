/**
 * Text of the same shape, told apart by `index`: letters become letters of their case, digits digits, ASCII punctuation and blanks stay.
 *
 * Different indexes give different texts as long as the shape has room for them.
 */
export function toShape(text: string, index: number): string {
  let rest = index
  const characters = [...text].reverse().map((character) => {
    const alphabet = alphabetOf(character)
    if (alphabet === undefined) return character
    const stand = alphabet[rest % alphabet.length] ?? ''
    rest = Math.floor(rest / alphabet.length)
    return stand
  })
  return characters.reverse().join('')
}

const lower = 'abcdefghijklmnopqrstuvwxyz'
const upper = lower.toUpperCase()
const digits = '1234567890'

function alphabetOf(character: string): string | undefined {
  if (/[\p{Nd}]/u.test(character)) return digits
  if (/[\p{Lu}]/u.test(character)) return upper
  // Whatever is not ASCII could be a name, a symbol of one, or hide one.
  return /[a-z]|[^\0-\x7f]/.test(character) ? lower : undefined
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Splits text at its UUIDs: entries with odd index are UUIDs. */
export const splitAtUuids = (text: string): string[] => text.split(new RegExp(`(${uuids.source})`, 'i'))

/** A UUID (version 4 in form) that stands for the `index`-th. */
export const toUuid = (index: number): string => `5ca1ab1e-0000-4000-8000-${index.toString(16).padStart(12, '0')}`

/**
 * A JSON number of the same shape: sign, point, exponent and count of digits stay; below 10 it is the number itself.
 * The stand-in ends in no 0, so that it is spelt in one way only.
 */
export function toNumber(lexeme: string, index: number): string {
  const [, sign = '', mantissa = '', exponent = ''] = /^(-?)([\d.]+)(.*)$/.exec(lexeme) ?? []
  const significant = mantissa.replace('.', '').replace(/^0+/, '')
  if (significant.length < 2) return lexeme
  // A number of as many digits: 1 first, the index in base 9 with the digits 1 to 9 behind it.
  let rest = index
  let stand = ''
  while (stand.length < significant.length - 1) {
    stand = String((rest % 9) + 1) + stand
    rest = Math.floor(rest / 9)
  }
  stand = beyondInt32(mantissa) ? `9${stand}` : `1${stand}`
  let at = 0
  const started = mantissa.search(/[1-9]/)
  const replaced = [...mantissa].map((character, position) =>
    character === '.' || position < started ? character : (stand[at++] ?? '1'),
  )
  return sign + replaced.join('') + exponent
}

/** Ten digits may be an int32 or not: what is none must stay none. */
const beyondInt32 = (mantissa: string) =>
  !mantissa.includes('.') && mantissa.length === 10 && Number(mantissa) > 2_147_483_647
