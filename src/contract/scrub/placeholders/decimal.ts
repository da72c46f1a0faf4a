import { ExactNumber, numberKey } from '../../../text/json/exact-number.js'

/** RFC 8259, 6. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Parses a JSON number; `undefined` for any other text. */
export function parseDecimal(text: string): ExactNumber | undefined {
  return jsonNumber.test(text) ? new ExactNumber(text) : undefined
}

/** Returns the same text for all spellings of a JSON number, and any other text as it is. */
export function toCanonicalNumber(text: string): string {
  const decimal = parseDecimal(text)
  return decimal ? numberKey(decimal) : text
}

/** How many digits of a number are before the decimal point; zero or negative for numbers below 1. */
export const magnitudeOf = ({ digits, exponent }: ExactNumber): number => digits.length + exponent
