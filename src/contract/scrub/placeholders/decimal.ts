/** An exact decimal number: `digits` times ten to the power of `exponent`. `digits` has the sign, and does not end in 0. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
  /** How many digits are before the decimal point; zero or negative for numbers below 1. */
  readonly magnitude: number
}

/** RFC 8259, 6. */
const jsonNumber = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

/** Parses a JSON number; `undefined` for any other text. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign = '', whole, fraction = '', exponent = '0'] = jsonNumber.exec(text) ?? []
  if (whole === undefined) return undefined
  const written = `${whole}${fraction}`
  const digits = written.replace(/^0+/, '')
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  if (end === 0) return { digits: 0n, exponent: 0, magnitude: 0 }
  const power = Number(exponent) - fraction.length + digits.length
  return { digits: BigInt(`${sign}${digits.slice(0, end)}`), exponent: power - end, magnitude: power }
}

/** Returns the same text for all spellings of a JSON number, and any other text as it is. */
export function toCanonicalNumber(text: string): string {
  const decimal = parseDecimal(text)
  return decimal ? `${decimal.digits}e${decimal.exponent}` : text
}

/** Returns a negative number if `a` is less than `b`, 0 if they are equal, otherwise a positive number. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [signA, signB] = [signOf(a), signOf(b)]
  if (signA !== signB) return signA - signB
  // First by magnitude: 1e999999999 is too long to be multiplied out.
  const magnitudes = a.magnitude - b.magnitude
  if (magnitudes !== 0) return magnitudes * signA
  const exponent = Math.min(a.exponent, b.exponent)
  return signOf({ digits: toUnits(a, exponent) - toUnits(b, exponent) })
}

/** Returns a number in units of ten to the power of `unit`, which must not be above its own exponent. */
export function toUnits({ digits, exponent }: Pick<Decimal, 'digits' | 'exponent'>, unit: number): bigint {
  return exponent === unit ? digits : digits * powerOfTen(exponent - unit)
}

const powers: bigint[] = []

function powerOfTen(exponent: number): bigint {
  if (exponent > maxZeros) return 10n ** BigInt(exponent)
  powers[exponent] ??= 10n ** BigInt(exponent)
  return powers[exponent]
}

/** True if a number is a whole multiple of another, which must not be 0. */
export function isMultiple(value: Decimal, divisor: Decimal): boolean {
  if (value.digits === 0n) return true
  if (value.exponent < divisor.exponent - maxZeros) return false
  // Zeros beyond this change nothing, because a divisor has fewer factors.
  const exponent = Math.min(value.exponent, divisor.exponent + maxZeros)
  const unit = Math.min(exponent, divisor.exponent)
  return toUnits({ ...value, exponent }, unit) % toUnits(divisor, unit) === 0n
}

const maxZeros = 400

function signOf({ digits }: Pick<Decimal, 'digits'>): number {
  return digits > 0n ? 1 : digits < 0n ? -1 : 0
}
