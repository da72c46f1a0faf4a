import { expect, test } from 'vitest'
import { findCookies } from '../../src/text/cookies.js'

test('finds every value of a name, in all headers, and no other name', () => {
  expect(findCookies(['a=1; b=2;a=x=y ', 'c=3;  a="q"', 'aa=4; A=5; a'], 'a')).toEqual(['1', 'x=y', '"q"'])
})

test('an empty value is a value', () => {
  expect(findCookies(['a=; b=2'], 'a')).toEqual([''])
  expect(findCookies([], 'a')).toEqual([])
})
