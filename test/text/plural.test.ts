import { expect, test } from 'vitest'
import { countOf, pluralOf } from '../../src/text/plural.js'

test.each([
  [0, '0 items'],
  [1, '1 item'],
  [2, '2 items'],
])('counts %i', (count, text) => {
  expect(countOf(count, 'item')).toBe(text)
})

test('takes a plural that is not formed with s', () => {
  expect(countOf(2, 'query', 'queries')).toBe('2 queries')
  expect(pluralOf(1, 'query', 'queries')).toBe('query')
})
