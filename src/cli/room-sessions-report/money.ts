/** An amount of dollars without rounding: `units` divided by ten to the power of `scale`. */
export interface Money {
  readonly units: bigint
  /** Digits after the point, from 0. */
  readonly scale: number
}

export const zero: Money = { units: 0n, scale: 0 }

/**
 * Converts a number of JSON to the amount that its decimal digits say: 0.0315, not the nearest binary fraction.
 *
 * @throws {RangeError} for NaN and infinities
 */
export function toMoney(value: number): Money {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  if (whole === '') throw new RangeError(`expected a finite number, received ${value}`)
  const units = BigInt(`${sign}${whole}${fraction}`)
  const scale = fraction.length - Number(exponent)
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 }
}

/** Converts an amount for JSON: to a number, or to text if a number cannot hold all of its digits. */
export function toNumber(money: Money): number | string {
  const text = formatMoney(money)
  const number = Number(text)
  return formatMoney(toMoney(number)) === text ? number : text
}

/** The exact sum of two amounts. */
export function addMoney(a: Money, b: Money): Money {
  const scale = Math.max(a.scale, b.scale)
  return { units: rescale(a, scale) + rescale(b, scale), scale }
}

/** The exact difference of two amounts. */
export const subtractMoney = (a: Money, b: Money): Money => addMoney(a, { ...b, units: -b.units })

/** Negative if the first amount is smaller, positive if it is larger, 0 if they are equal. */
export function compareMoney(a: Money, b: Money): number {
  const { units } = subtractMoney(a, b)
  return units < 0n ? -1 : units > 0n ? 1 : 0
}

const rescale = ({ units, scale }: Money, to: number) => units * 10n ** BigInt(to - scale)

/**
 * All digits of an amount, such as `-1234.5000`. Zeros are added up to `minScale` digits after the point, and left out beyond it.
 */
export function formatMoney({ units, scale }: Money, minScale = 0): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const point = digits.length - scale
  const fraction = digits.slice(point).replace(/0+$/, '').padEnd(minScale, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${fraction && `.${fraction}`}`
}
