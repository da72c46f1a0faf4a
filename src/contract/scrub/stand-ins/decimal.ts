/** A decimal number, exactly: `digits` times ten to the power of `exponent`. The digits have the sign, and end in no 0. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
  /** How many digits stand before the point; fewer than one where zeros stand behind it. */
  readonly magnitude: number
}

/** RFC 8259, 6. */
const jsonNumber = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

/** The number that a JSON number is; `undefined` for any other text. */
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

/** One text for all spellings of a number; a text that is no JSON number is itself. */
export function toCanonicalNumber(text: string): string {
  const decimal = parseDecimal(text)
  return decimal ? `${decimal.digits}e${decimal.exponent}` : text
}

/** Less than 0, 0, or more than 0. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [signA, signB] = [signOf(a), signOf(b)]
  if (signA !== signB || signA === 0) return signA - signB
  // Before powers of ten are multiplied out: those of 1e999999999 are too long for that.
  const magnitudes = a.magnitude - b.magnitude
  if (magnitudes !== 0) return magnitudes * signA
  const exponent = Math.min(a.exponent, b.exponent)
  return signOf({ digits: toUnits(a, exponent) - toUnits(b, exponent) })
}

/** The number in units of ten to the power of `exponent`, which is not above its own. */
export function toUnits({ digits, exponent }: Pick<Decimal, 'digits' | 'exponent'>, unit: number): bigint {
  return exponent === unit ? digits : digits * powerOfTen(exponent - unit)
}

const powers: bigint[] = []

function powerOfTen(exponent: number): bigint {
  if (exponent > mostZeros) return 10n ** BigInt(exponent)
  powers[exponent] ??= 10n ** BigInt(exponent)
  return powers[exponent]
}

/** Whether a number is a whole multiple of another. */
export function isMultiple(value: Decimal, divisor: Decimal): boolean {
  if (value.digits === 0n) return true
  if (divisor.digits === 0n || value.exponent < divisor.exponent - mostZeros) return false
  // More zeros than a divisor has factors change nothing.
  const exponent = Math.min(value.exponent, divisor.exponent + mostZeros)
  const unit = Math.min(exponent, divisor.exponent)
  return toUnits({ ...value, exponent }, unit) % toUnits(divisor, unit) === 0n
}

const mostZeros = 400

function signOf({ digits }: Pick<Decimal, 'digits'>): number {
  return digits > 0n ? 1 : digits < 0n ? -1 : 0
}
