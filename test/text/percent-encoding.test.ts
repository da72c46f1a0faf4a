import { expect, test } from 'vitest'
import { decodeIfPossible, decodePercent, normalizeEncoding, readPairs } from '../../src/text/percent-encoding.js'

test('decodes UTF-8 only', () => {
  expect(decodePercent('a%20%C3%BC+%2B')).toBe('a ü++')
  expect(['%', '%zz', '%FF', '%C3'].map(decodePercent)).toEqual([undefined, undefined, undefined, undefined])
})

test('leaves text that cannot be decoded as it is', () => {
  expect(decodeIfPossible('100%')).toBe('100%')
  expect(decodeIfPossible('100%25')).toBe('100%')
})

test('groups the texts of a query by their decoded names, and leaves the texts encoded', () => {
  expect([...readPairs('a=1&b=x%26y&%61=2+3&c&d=e=f&&%zz=1&=v')]).toEqual([
    ['a', ['1', '2 3']],
    ['b', ['x%26y']],
    ['c', ['']],
    ['d', ['e=f']],
    ['%zz', ['1']],
    ['', ['v']],
  ])
})

test.each([
  ['/a/b', '/a/b'],
  ['/%41%7a%30%2D%2e%5f%7e', '/Az0-._~'],
  ['/%2f%3d%c3%bc', '/%2F%3D%C3%BC'],
  ['/100%/%zz%4/%2541', '/100%/%zz%4/%2541'],
])('the path %s is normalized to %s', (path, normalized) => {
  expect(normalizeEncoding(path)).toBe(normalized)
})
