/** An integer between two that a double tells apart. */
export function isIntegerWithin(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum
}

/** A bound of 64 bits as the double that it is read as, and by its digits. */
export interface Bounds64 {
  readonly minimum: bigint
  readonly maximum: bigint
}

/** An integer between two, as far as a double tells: it is its own neighbour near the ends of 64 bits. */
export function isIntegerWithin64(value: number, { minimum, maximum }: Bounds64): boolean {
  return Number.isInteger(value) && value >= Number(minimum) && value <= Number(maximum)
}

/** Whether a double may stand for integers on both sides of a bound, so that only its text can tell. */
export function isAmbiguous64(value: number, { minimum, maximum }: Bounds64): boolean {
  return value === Number(maximum) || (value === Number(minimum) && minimum !== 0n)
}

/** Whether the text of a number is an integer outside of the bounds. */
export function isOutside64(literal: string, { minimum, maximum }: Bounds64): boolean {
  if (!/^-?\d+$/.test(literal)) return false
  const exact = BigInt(literal)
  return exact < minimum || exact > maximum
}

const maxFloat = 3.4028234663852886e38

/** A number that a single-precision float can come near to (IEEE 754 binary32). */
export function isFloat(value: number): boolean {
  return Math.abs(value) <= maxFloat
}
