import { expect, test } from 'vitest'
import { formatPosition, parsePosition } from '../../../src/cli/reading/cursor.js'

test.each([
  [{ skip: 0 }, undefined],
  [{ skip: 7 }, '~7'],
  [{ cursor: 'abc', skip: 0 }, 'abc'],
  [{ cursor: 'abc', skip: 20 }, 'abc~20'],
  [{ cursor: 'a~b', skip: 3 }, 'a~b~3'],
])('the position %j is formatted as %s and parsed again', (place, text) => {
  expect(formatPosition(place)).toBe(text)
  expect(parsePosition(text)).toEqual(place)
})

test.each(['abc~5b', 'abc~', '~a', 'abc~-1', 'abc~1.5'])('%s is a cursor as it is', (text) => {
  expect(parsePosition(text)).toEqual({ cursor: text, skip: 0 })
})

test('a number of items that is out of range is an error', () => {
  expect(() => parsePosition('abc~99999999999999999999')).toThrow('expected a cursor')
})
