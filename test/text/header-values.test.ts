import { expect, test } from 'vitest'
import { findCookies, parseContentEncoding, readCookies } from '../../src/text/header-values.js'

test('finds every value of a name, in all headers, and no other name', () => {
  expect(findCookies(['a=1; b=2;a=x=y ', 'c=3;  a="q"', 'aa=4; A=5; a'], 'a')).toEqual(['1', 'x=y', '"q"'])
})

test('reads all cookies by name, without the space around them', () => {
  expect([...readCookies(['a=1;  b = 2 ', 'b=%33'])]).toEqual([
    ['a', ['1']],
    ['b', ['2', '%33']],
  ])
})

test('an empty value is a value', () => {
  expect(findCookies(['a=; b=2'], 'a')).toEqual([''])
  expect(findCookies([], 'a')).toEqual([])
})

test.each([
  ['gzip', ['gzip']],
  ['Deflate ,\tBR', ['deflate', 'br']],
  [', gzip,, identity', ['gzip']],
  ['', []],
])('the codings of "%s" are named in lower case and in order', (header, expected) => {
  expect(parseContentEncoding(header)).toEqual(expected)
})
