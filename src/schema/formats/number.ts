import { compareNumbers, isInteger, type JsonNumber, parseNumber } from '../../text/json/exact-number.js'

/** Returns a test for integers within bounds. */
export function createIntegerTest(minimum: bigint, maximum: bigint): (value: JsonNumber) => boolean {
  const min = parseNumber(String(minimum))
  const max = parseNumber(String(maximum))
  return (value) => isInteger(value) && compareNumbers(value, min) >= 0 && compareNumbers(value, max) <= 0
}

/** True for a number within the range of a single-precision float (IEEE 754 binary32); precision may be lost. */
export function isFloat(value: JsonNumber): boolean {
  return Number.isFinite(Math.fround(Number(value)))
}

/** True for a number within the range of a double-precision float (IEEE 754 binary64); precision may be lost. */
export function isDouble(value: JsonNumber): boolean {
  return Number.isFinite(Number(value))
}
