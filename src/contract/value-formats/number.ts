/** An integer between two that a double tells apart. */
export function isIntegerWithin(value: number, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum
}

/**
 * An integer between two near the ends of 64 bits, where doubles stand for many integers.
 *
 * Only when the double is an end itself is the text asked, because only then can it be on either side.
 */
export function isIntegerWithin64(
  value: number,
  minimum: bigint,
  maximum: bigint,
  literal: () => string | undefined,
): boolean {
  if (!Number.isInteger(value)) return false
  const isAtEnd = value === Number(minimum) || value === Number(maximum)
  const text = isAtEnd ? literal() : undefined
  const exact = text !== undefined && /^-?\d+$/.test(text) ? BigInt(text) : undefined
  // 2^63 as a double may have been 2^63 - 1: without its text it is given the benefit of the doubt.
  if (exact === undefined) return value >= Number(minimum) && value <= Number(maximum)
  return exact >= minimum && exact <= maximum
}

const maxFloat = 3.4028234663852886e38

/** A number that a single-precision float can come near to (IEEE 754 binary32). */
export function isFloat(value: number): boolean {
  return Math.abs(value) <= maxFloat
}
