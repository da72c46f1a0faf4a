export function isIntegerWithin(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum
}

/** The smallest and the largest integer of a format of 64 bits. */
export interface Bounds64 {
  readonly minimum: bigint
  readonly maximum: bigint
}

/** True for an integer within the bounds, rounded to doubles. Near the bounds, only the text can decide. */
export function isIntegerWithin64(value: number, { minimum, maximum }: Bounds64): boolean {
  return Number.isInteger(value) && value >= Number(minimum) && value <= Number(maximum)
}

/** True if the double may have been read from an integer inside or outside of the bounds. */
export function isAmbiguous64(value: number, { minimum, maximum }: Bounds64): boolean {
  return value === Number(maximum) || (value === Number(minimum) && minimum !== 0n)
}

/** True if the text of a number is an integer outside of the bounds. */
export function isOutside64(literal: string, { minimum, maximum }: Bounds64): boolean {
  if (!/^-?\d+$/.test(literal)) return false
  const exact = BigInt(literal)
  return exact < minimum || exact > maximum
}

const maxFloat = 3.4028234663852886e38

/** True for a number within the range of a single-precision float (IEEE 754 binary32); precision may be lost. */
export function isFloat(value: number): boolean {
  return Math.abs(value) <= maxFloat
}
