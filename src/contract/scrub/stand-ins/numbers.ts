import { type Decimal, isMultiple, parseDecimal, toUnits } from './decimal.js'
import type { Rules } from './rules.js'

/** A JSON number taken apart: its digits from the first that is not 0, without zeros at the end of a fraction. */
interface Spelling {
  readonly sign: string
  readonly mantissa: string
  readonly exponent: string
  /** Offset of the first of the digits in the mantissa. */
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

/** The same spelling with as many other digits. An exponent stays unless it is long enough to hold private digits. */
function writeSpelling({ sign, mantissa, exponent, start, digits }: Spelling, others: string): string {
  let at = 0
  const written = [...mantissa].map((character, position) =>
    character === '.' || position < start || at >= digits.length ? character : (others[at++] ?? character),
  )
  return sign + written.join('') + (/\d{4}/.test(exponent) ? exponent.replace(/\d/g, '9') : exponent)
}

/** How many digits of a JSON number a stand-in replaces. With fewer than 2 the number stays: it says too little. */
export const countDigits = (lexeme: string): number => readSpelling(lexeme).digits.length

/**
 * A JSON number of the same shape: sign, point, exponent, count of digits and zeros at the end of a fraction stay, so that
 * an integer stays one however it is written; below 10 it is the number itself.
 *
 * The stand-in begins with `lead`, and has no 0 behind it.
 */
export function toNumber(lexeme: string, index: number, lead = '1'): string {
  const spelling = readSpelling(lexeme)
  const { length } = spelling.digits
  if (length < 2) return writeSpelling(spelling, spelling.digits)
  // The index in base 9 with the digits 1 to 9.
  let rest = index
  let stand = ''
  while (stand.length < length - 1) {
    stand = String((rest % 9) + 1) + stand
    rest = Math.floor(rest / 9)
  }
  return writeSpelling(spelling, lead + stand)
}

/** Stand-ins of one shape that are tried one after the other, and of those in the range of a number. */
const mostOfShape = 20
const mostOfRange = 500

/** In a range of fewer numbers than this, a stand-in must differ from its value; elsewhere they are equal by rare chance. */
const smallRange = 9

/** Stand-ins for a JSON number, those of its shape first; the rules do not judge all of them as the number. */
export function* numberCandidates(lexeme: string, index: number, rules: Rules): Generator<string> {
  const range = toRange(lexeme, rules)
  const isPlain = !range || range.count >= smallRange
  for (const candidate of candidates(lexeme, index, range)) if (isPlain || candidate !== lexeme) yield candidate
}

function* candidates(lexeme: string, index: number, range: Range | undefined): Generator<string> {
  for (const lead of ['1', '9'])
    for (let more = 0; more < mostOfShape; more++) yield toNumber(lexeme, index + more, lead)
  if (!range) return
  const spelling = readSpelling(lexeme)
  for (let more = 0; more < mostOfRange && more < range.count; more++) {
    const position = (BigInt(index) + BigInt(more)) % range.count
    yield writeSpelling(spelling, String(range.first + position * range.step))
  }
}

/** Digits between the limits next to a number: as many as it has, and multiples of what it is a multiple of. */
interface Range {
  readonly first: bigint
  readonly step: bigint
  readonly count: bigint
}

function toRange(lexeme: string, { limits, divisors }: Rules): Range | undefined {
  const value = parseDecimal(lexeme)
  const { digits } = readSpelling(lexeme)
  if (!value || digits.length < 2) return undefined
  // What one more in the last of the digits is worth, as a power of ten.
  const unit = value.magnitude - digits.length
  const own = BigInt(digits)
  let low = 10n ** BigInt(digits.length - 1)
  let high = low * 10n - 1n
  for (const limit of limits) {
    if (limit.digits === 0n || limit.digits < 0n !== value.digits < 0n) continue
    if (Math.abs(limit.magnitude - value.magnitude) > 1) continue
    const { floor, isWhole } = inUnits(limit, unit)
    if (floor < own) low = floor >= low ? floor + 1n : low
    else if (floor > own || !isWhole) high = floor > high ? high : isWhole ? floor - 1n : floor
  }
  const step = divisors
    .filter((divisor) => isMultiple(value, divisor))
    .map((divisor) => toStep(divisor, unit))
    .reduce((one, other) => (one * other) / greatestDivisor(one, other), 1n)
  const first = ((low + step - 1n) / step) * step
  return { first, step, count: high < first ? 0n : (high - first) / step + 1n }
}

/** How far from 0 a number is, in powers of ten. */
function inUnits({ digits, exponent }: Decimal, unit: number): { floor: bigint; isWhole: boolean } {
  const distance = digits < 0n ? -digits : digits
  if (exponent >= unit) return { floor: toUnits({ digits: distance, exponent }, unit), isWhole: true }
  const part = 10n ** BigInt(unit - exponent)
  return { floor: distance / part, isWhole: distance % part === 0n }
}

/** The least number of units that is a multiple of a divisor. */
function toStep({ digits, exponent }: Decimal, unit: number): bigint {
  if (exponent >= unit) return toUnits({ digits, exponent }, unit)
  // A divisor has no more factors than this.
  return digits / greatestDivisor(digits, 10n ** BigInt(Math.min(unit - exponent, 400)))
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : greatestDivisor(other, one % other)
}
