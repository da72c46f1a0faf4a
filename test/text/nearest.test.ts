import { expect, test } from 'vitest'
import { findNearest } from '../../src/text/nearest.js'

test.each([
  ['the nearest, not the first that is near', 'color', ['colt', 'colors'], 'colors'],
  ['the first of several that are equally near', 'abc', ['abd', 'abe'], 'abd'],
  ['a name with two letters missing', 'tmeot', ['timeout'], 'timeout'],
  ['a name of which two fifths differ', 'abcde', ['abcxy'], 'abcxy'],
  ['a name of which the text has two fifths more', 'abcde', ['abc'], 'abc'],
  ['nothing that has no letter of the text', 'x', ['abc'], undefined],
  ['nothing if more than that differs', 'abcde', ['abxyz'], undefined],
  ['nothing without candidates', 'a', [], undefined],
])('finds %s', (_, text, candidates, expected) => {
  expect(findNearest(text, candidates)).toBe(expected)
})
