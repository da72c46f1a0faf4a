/** A number that a double cannot hold exactly, such as `9007199254740993` or `1e400`, with its text. */
export class ExactNumber {
  readonly text: string
  /** The nearest double. */
  readonly double: number
  readonly isNegative: boolean
  /** The significant digits, without zeros before and after them; empty for zero. */
  readonly digits: string
  /** The number is `digits` times ten to this power. */
  readonly exponent: number

  /** @param text a number in the syntax of JSON */
  constructor(text: string) {
    const { isNegative, digits, exponent } = toDecimal(text)
    this.text = text
    this.double = Number(text)
    this.isNegative = isNegative
    this.digits = digits
    this.exponent = exponent
  }

  toString(): string {
    return this.text
  }
}

/** A number of JSON. Numbers are compared by the decimal numbers that their texts say. */
export type JsonNumber = number | ExactNumber

type Decimal = Pick<ExactNumber, 'isNegative' | 'digits' | 'exponent'>

/** A number with at most this many characters and no exponent becomes the same number when it is read as a double. */
const safeLength = 15

/** Parses a number in the syntax of JSON. Returns a double if it says the same as the text, otherwise an `ExactNumber`. */
export function parseNumber(text: string): JsonNumber {
  const double = Number(text)
  if (text.length <= safeLength && !/e/i.test(text)) return double
  const shown = String(double)
  if (shown === text) return double
  const exact = new ExactNumber(text)
  return Number.isFinite(double) && compareDecimals(toDecimal(shown), exact) === 0 ? double : exact
}

export function isNumber(value: unknown): value is JsonNumber {
  return typeof value === 'number' || value instanceof ExactNumber
}

/**
 * True for a number without a fraction, however it is written. An infinite double counts, because its text was a number larger
 * than any double.
 */
export function isInteger(value: JsonNumber): boolean {
  return typeof value === 'number' ? Number.isInteger(value) || !Number.isFinite(value) : value.exponent >= 0
}

/** Compares two numbers: negative if the first is smaller, positive if it is larger, 0 if they are equal. */
export function compareNumbers(a: JsonNumber, b: JsonNumber): number {
  const first = typeof a === 'number' ? a : a.double
  const second = typeof b === 'number' ? b : b.double
  // Rounding to doubles keeps the order: if the doubles differ, the numbers differ in the same way.
  if (first < second) return -1
  if (first > second) return 1
  if (first === a && second === b) return 0
  return isInfinite(a) || isInfinite(b) ? 0 : compareDecimals(asDecimal(a), asDecimal(b))
}

/** Returns a text that is the same for equal numbers and differs for others. */
export function numberKey({ isNegative, digits, exponent }: ExactNumber): string {
  return `${isNegative ? '-' : ''}${digits || '0'}e${exponent}`
}

/** True if `value` is an integer multiple of `divisor`. With doubles, 0.0075 would not be a multiple of 0.0001. */
export function isMultipleOf(value: JsonNumber, divisor: JsonNumber): boolean {
  if (isInfinite(value) || isInfinite(divisor)) return false
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return Number(value) % Number(divisor) === 0
  const a = asDecimal(value)
  const b = asDecimal(divisor)
  if (a.digits === '') return true
  if (b.digits === '') return false
  const power = a.exponent - b.exponent
  const digits = BigInt(b.digits)
  // The digits of `a` do not end in 0, so no power of ten divides them.
  if (power < 0) return false
  return (BigInt(a.digits) * powerOfTen(power, digits)) % digits === 0n
}

/**
 * Returns ten to a power, modulo a number. Takes as many steps as the power has binary digits, because a power may have any size.
 */
function powerOfTen(power: number, modulus: bigint): bigint {
  let result = 1n
  let base = 10n % modulus
  for (let left = BigInt(power); left > 0n; left /= 2n) {
    if (left % 2n === 1n) result = (result * base) % modulus
    base = (base * base) % modulus
  }
  return result
}

function isInfinite(value: JsonNumber): boolean {
  return typeof value === 'number' && !Number.isFinite(value)
}

function asDecimal(value: JsonNumber): Decimal {
  return typeof value === 'number' ? toDecimal(String(value)) : value
}

function toDecimal(text: string): Decimal {
  const isNegative = text.startsWith('-')
  const mantissaEnd = indexOr(text, 'e', indexOr(text, 'E', text.length))
  const wholeEnd = indexOr(text, '.', mantissaEnd)
  const fraction = text.slice(wholeEnd + 1, mantissaEnd)
  const digits = text.slice(isNegative ? 1 : 0, wholeEnd) + fraction
  let start = 0
  while (digits.charCodeAt(start) === zero) start++
  let end = digits.length
  while (end > start && digits.charCodeAt(end - 1) === zero) end--
  if (start === end) return { isNegative: false, digits: '', exponent: 0 }
  return {
    isNegative,
    digits: digits.slice(start, end),
    exponent: toSafe(text.slice(mantissaEnd + 1)) - fraction.length + digits.length - end,
  }
}

const zero = 0x30

function indexOr(text: string, character: string, otherwise: number): number {
  const index = text.indexOf(character)
  return index < 0 ? otherwise : index
}

/** A larger exponent is replaced by this one: no schema can tell the two numbers apart. */
const maxExponent = 2 ** 50

function toSafe(exponent: string): number {
  return Math.max(-maxExponent, Math.min(maxExponent, Number(exponent)))
}

function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.digits === '' || b.digits === '') return signOf(a) - signOf(b)
  if (a.isNegative !== b.isNegative) return a.isNegative ? -1 : 1
  return a.isNegative ? -compareSizes(a, b) : compareSizes(a, b)
}

function signOf({ isNegative, digits }: Decimal): number {
  return digits === '' ? 0 : isNegative ? -1 : 1
}

function compareSizes(a: Decimal, b: Decimal): number {
  const difference = a.digits.length + a.exponent - (b.digits.length + b.exponent)
  if (difference !== 0) return difference
  // Both numbers have the same magnitude, so comparing their digits as texts compares the numbers.
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0
}
