import { expect, test } from 'vitest'
import { toJsonByLine } from '../../../src/text/json/by-line.js'

test('each item has a line, except one with an array in it', () => {
  const value = {
    empty: [],
    none: {},
    left: undefined,
    'id\u202e': 'a\u001b',
    items: [1, { a: { b: 'x' } }, { a: { b: [2, 3] }, c: 1 }, [[4]]],
  }

  const text = toJsonByLine(value)

  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
  expect(text).toBe(`{
 "empty": [],
 "none": {},
 "id\\u202e": "a\\u001b",
 "items": [
  1,
  {"a":{"b":"x"}},
  {
   "a": {
    "b": [
     2,
     3
    ]
   },
   "c": 1
  },
  [
   [
    4
   ]
  ]
 ]
}`)
})

test.each([[null], ['a\u202e'], [1.5], [false]])('%j is on one line', (value) => {
  expect(toJsonByLine(value)).toBe(JSON.stringify(value).replace('\u202e', '\\u202e'))
})
