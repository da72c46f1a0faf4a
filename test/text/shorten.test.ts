import { expect, test } from 'vitest'
import { shorten } from '../../src/text/shorten.js'

test('leaves a short text as it is', () => {
  expect(shorten('x'.repeat(100))).toBe('x'.repeat(100))
  expect(shorten('', 0)).toBe('')
})

test('marks where a long text was cut', () => {
  expect(shorten('x'.repeat(101))).toBe(`${'x'.repeat(100)}…`)
  expect(shorten('abcdef', 3)).toBe('abc…')
})

test('does not cut a character in two', () => {
  expect(shorten('ab😀c', 3)).toBe('ab…')
  expect(shorten('a😀bc', 3)).toBe('a😀…')
})
