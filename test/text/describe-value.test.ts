import { expect, test } from 'vitest'
import { describeChoice, describeValue } from '../../src/text/describe-value.js'
import { ExactNumber } from '../../src/text/json/exact-number.js'

test.each([
  [null, 'null'],
  [true, 'true'],
  [1.5, '1.5'],
  ['a "b"', '"a \\"b\\""'],
  ['x'.repeat(101), `"${'x'.repeat(100)}…"`],
  [{ secret: 'x' }, 'an object'],
  [[], 'an empty array'],
  [[1], 'an array of 1 item'],
  [[1, 2], 'an array of 2 items'],
  [new ExactNumber('9007199254740993'), '9007199254740993'],
])('describes %j', (value, description) => {
  expect(describeValue(value)).toBe(description)
})

test('describes what may be chosen, and counts what is too much to list', () => {
  expect(describeChoice(['a'])).toBe('"a"')
  expect(describeChoice(['a', null, 1])).toBe('one of "a", null, 1')
  expect(describeChoice(['x'.repeat(101), new ExactNumber('1e400')])).toBe(`one of "${'x'.repeat(99)}…, 1e400`)
  expect(describeChoice(Array.from({ length: 20 }, (_, index) => index))).toMatch(/^one of 0, .*, 18, 19$/)
  expect(describeChoice(Array.from({ length: 23 }, (_, index) => index))).toMatch(/^one of 0, .*, 19, 3 more$/)
  expect(describeChoice([])).toBe('no value')
})
