import { expect, test } from 'vitest'
import { toNumber, toShape, toUuid } from '../../../src/contract/scrub/shape.js'

test('text keeps its length, case, digits and punctuation, and nothing else', () => {
  expect(toShape('Rex O’Hara-42 (Mr.) 犬', 0)).toBe('Aaa AaAaaa-11 (Aa.) a')
})

test('texts of one shape are told apart', () => {
  const stands = Array.from({ length: 26 * 26 }, (_, index) => toShape('Ab', index))

  expect(new Set(stands).size).toBe(26 * 26)
  expect(stands.every((stand) => /^[A-Z][a-z]$/.test(stand))).toBe(true)
})

test('a UUID stands in for a UUID, version and variant included', () => {
  expect(toUuid(255)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-0000000000ff$/)
})

test.each([
  ['7', '7'],
  ['-3', '-3'],
  ['0.0', '0.0'],
  ['42', '12'],
  ['-407', '-112'],
  ['0.0315', '0.0112'],
  ['98.6', '11.2'],
  ['1.5e10', '1.2e10'],
  ['2147483647', '1111111112'],
  ['2147483648', '9111111112'],
])('the number %s has the stand-in %s: sign, digits, point and exponent stay', (lexeme, stand) => {
  expect(toNumber(lexeme, 1)).toBe(stand)
})

test('a stand-in for a number is spelt in one way only', () => {
  for (let index = 0; index < 200; index++) {
    const stand = toNumber('0.0315', index)
    expect(String(Number(stand))).toBe(stand)
  }
})
