import { expect, test } from 'vitest'
import {
  digitsAlone,
  foreign,
  hexadecimal,
  rotate,
  toShape,
  toUuid,
} from '../../../../src/contract/scrub/placeholders/shape.js'

test('a placeholder keeps only the length, case, digits and punctuation of a text', () => {
  expect(toShape('Rex O’Hara-42 (Mr.) 犬', 0)).toBe('Aaa AaAaaa-11 (Aa.) a')
})

test('letters beyond ASCII keep their case, and digits stay digits', () => {
  expect(toShape('Émile ÖLÇEK Юлия ß ٤٢', 0)).toBe('Aaaaa AAAAA Aaaa a 11')
})

test('different texts of the same shape have different placeholders', () => {
  const stands = Array.from({ length: 26 * 26 }, (_, index) => toShape('Ab', index))

  expect(new Set(stands).size).toBe(26 * 26)
  expect(stands.every((stand) => /^[A-Z][a-z]$/.test(stand))).toBe(true)
})

test('the placeholder of a UUID is a UUID of the same version and variant', () => {
  expect(toUuid(255)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-0000000000ff$/)
})

test('text of other alphabets keeps its shape as well', () => {
  expect(toShape('3fA9', 5, hexadecimal)).toBe('1aA6')
  expect(toShape('P3DT4H', 2, digitsAlone)).toBe('P1DT3H')
  expect(toShape('Rex ü', 1, foreign)).toBe('Aaa á')
  expect(toShape('Rex 42', 0, rotate(3))).toBe('Ddd 44')
})
