import { expect, test } from 'vitest'
import { decodeIfPossible, decodePercent, readPairs } from '../../src/text/percent-encoding.js'

test('decodes UTF-8 only', () => {
  expect(decodePercent('a%20%C3%BC+%2B')).toBe('a ü++')
  expect(['%', '%zz', '%FF', '%C3'].map(decodePercent)).toEqual([undefined, undefined, undefined, undefined])
})

test('leaves text that cannot be decoded as it is', () => {
  expect(decodeIfPossible('100%')).toBe('100%')
  expect(decodeIfPossible('100%25')).toBe('100%')
})

test('groups the texts of a query by their decoded names, and leaves the texts encoded', () => {
  expect([...readPairs('a=1&b=x%26y&%61=2+3&c&d=e=f&&%zz=1')]).toEqual([
    ['a', ['1', '2 3']],
    ['b', ['x%26y']],
    ['c', ['']],
    ['d', ['e=f']],
    ['%zz', ['1']],
  ])
})
