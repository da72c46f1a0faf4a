import { type ExactNumber, isMultipleOf } from '../../../text/json/exact-number.js'
import { magnitudeOf, parseDecimal } from './decimal.js'
import type { Rules } from './rules.js'

/**
 * The parts of a JSON number. `digits` begins with the first digit that is not 0, and leaves out zeros at the end of a fraction.
 */
interface Spelling {
  readonly sign: string
  readonly mantissa: string
  readonly exponent: string
  /** Offset of the first digit in the mantissa. */
  readonly start: number
  readonly digits: string
}

function readSpelling(lexeme: string): Spelling {
  const [, sign = '', mantissa = '', exponent = ''] = /^(-?)([\d.]+)(.*)$/s.exec(lexeme) ?? []
  const start = mantissa.search(/[1-9]/)
  let end = mantissa.length
  if (mantissa.includes('.')) while (/[0.]/.test(mantissa[end - 1] ?? '') && mantissa.indexOf('.') < end) end -= 1
  const digits = start < 0 ? '' : mantissa.slice(start, end).replace('.', '')
  return { sign, mantissa, exponent, start, digits }
}

/** Returns a number of the same form with other digits. The exponent stays unless it is long enough to contain private digits. */
function writeSpelling({ sign, mantissa, exponent, start, digits }: Spelling, others: string): string {
  let at = 0
  const written = [...mantissa].map((character, position) =>
    character === '.' || position < start || at >= digits.length ? character : (others[at++] ?? character),
  )
  return sign + written.join('') + (/\d{4}/.test(exponent) ? exponent.replace(/\d/g, '9') : exponent)
}

/** Returns how many digits of a JSON number are replaced. A number with fewer than 2 is not private, and stays. */
export const countDigits = (lexeme: string): number => readSpelling(lexeme).digits.length

/**
 * Returns a JSON number of the same form that begins with the digit `lead` and otherwise has digits from 1 to 9. Numbers of one
 * digit stay.
 *
 * Sign, point, exponent, count of digits and zeros at the end of a fraction stay, so that an integer stays an integer, however it
 * is written.
 */
export function toNumber(lexeme: string, index: number, lead = '1'): string {
  const spelling = readSpelling(lexeme)
  const { length } = spelling.digits
  if (length < 2) return writeSpelling(spelling, spelling.digits)
  // The index in base 9 with the digits 1 to 9.
  let rest = index
  let digits = ''
  while (digits.length < length - 1) {
    digits = String((rest % 9) + 1) + digits
    rest = Math.floor(rest / 9)
  }
  return writeSpelling(spelling, lead + digits)
}

/** How many placeholders are tried: of the same form, and in the range of a number. */
const maxOfShape = 20
const maxOfRange = 500

/** In a range smaller than this, a placeholder must differ from its value. In a larger one it rarely equals the value. */
const smallRange = 9

/**
 * Yields placeholders to try for a JSON number, those of its form first. For some of them the rules have other outcomes than for
 * the number.
 */
export function* numberCandidates(lexeme: string, index: number, rules: Rules): Generator<string> {
  const range = toRange(lexeme, rules)
  const isPlain = !range || range.count >= smallRange
  for (const candidate of candidates(lexeme, index, range)) if (isPlain || candidate !== lexeme) yield candidate
}

function* candidates(lexeme: string, index: number, range: Range | undefined): Generator<string> {
  for (const lead of ['1', '9'])
    for (let more = 0; more < maxOfShape; more++) yield toNumber(lexeme, index + more, lead)
  if (!range) return
  const spelling = readSpelling(lexeme)
  for (let more = 0; more < maxOfRange && more < range.count; more++) {
    const position = (BigInt(index) + BigInt(more)) % range.count
    yield writeSpelling(spelling, String(range.first + position * range.step))
  }
}

/** The numbers that could replace a number: as many digits, between the nearest limits, and multiples of the same divisors. */
interface Range {
  readonly first: bigint
  readonly step: bigint
  readonly count: bigint
}

function toRange(lexeme: string, { limits, divisors }: Rules): Range | undefined {
  const value = parseDecimal(lexeme)
  const { digits } = readSpelling(lexeme)
  if (!value || digits.length < 2) return undefined
  // The unit of the last digit, as a power of ten.
  const unit = magnitudeOf(value) - digits.length
  const own = BigInt(digits)
  let low = 10n ** BigInt(digits.length - 1)
  let high = low * 10n - 1n
  for (const limit of limits) {
    if (limit.digits === '' || limit.isNegative !== value.isNegative) continue
    if (Math.abs(magnitudeOf(limit) - magnitudeOf(value)) > 1) continue
    const { floor, isWhole } = inUnits(limit, unit)
    if (floor < own) low = floor >= low ? floor + 1n : low
    else if (floor > own || !isWhole) high = floor > high ? high : isWhole ? floor - 1n : floor
  }
  const step = divisors
    .filter((divisor) => isMultipleOf(value, divisor))
    .map((divisor) => toStep(divisor, unit))
    .reduce((one, other) => (one * other) / greatestDivisor(one, other), 1n)
  const first = ((low + step - 1n) / step) * step
  return { first, step, count: high < first ? 0n : (high - first) / step + 1n }
}

/** Returns a number in units of a power of ten, without its sign: the whole units, and whether that is exact. */
function inUnits({ digits, exponent }: ExactNumber, unit: number): { floor: bigint; isWhole: boolean } {
  if (exponent >= unit) return { floor: BigInt(digits) * 10n ** BigInt(exponent - unit), isWhole: true }
  const part = 10n ** BigInt(unit - exponent)
  return { floor: BigInt(digits) / part, isWhole: BigInt(digits) % part === 0n }
}

/** Returns the smallest number of units that is a multiple of a divisor. */
function toStep({ digits, exponent }: ExactNumber, unit: number): bigint {
  if (exponent >= unit) return BigInt(digits) * 10n ** BigInt(exponent - unit)
  // More zeros are not needed, because a divisor does not have more factors.
  return BigInt(digits) / greatestDivisor(BigInt(digits), 10n ** BigInt(Math.min(unit - exponent, 400)))
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : greatestDivisor(other, one % other)
}
