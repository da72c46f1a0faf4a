import { expect, test } from 'vitest'
import { isWord } from '../../../src/contract/scrub/word.js'

test.each([
  ['books', true],
  ['createdAt', true],
  ['$ref', true],
  ['@type', true],
  ['_id', true],
  ['v1.2-beta_3', true],
  ['Z', true],
  ['a'.repeat(40), true],
  ['a'.repeat(41), false],
  ['v1234', false],
  ['', false],
  ['42', false],
  ['-a', false],
  ['$$a', false],
  ['a b', false],
  ['a/b', false],
  ['Zoë', false],
  ['a@b', false],
])('%j looks like the choice of a programmer: %s', (text, expected) => {
  expect(isWord(text)).toBe(expected)
})
