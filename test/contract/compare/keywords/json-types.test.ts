import { expect, test } from 'vitest'
import { isOfType } from '../../../../src/contract/compare/keywords/json-types.js'
import { jsonTypes } from '../../../../src/contract/compare/schema/normal.js'
import { parseNumber } from '../../../../src/text/json/exact-number.js'

test.each<[string, unknown, string]>([
  ['null', null, 'null'],
  ['a boolean', false, 'boolean'],
  ['a text', '7', 'string'],
  ['an empty text', '', 'string'],
  ['a number', -0.5, 'number'],
  ['a number beyond doubles', parseNumber('12345678901234567890123'), 'number'],
  ['a negative number beyond doubles', parseNumber('-12345678901234567890123'), 'number'],
  ['an array', [1], 'array'],
  ['an object', { 1: 1 }, 'object'],
])('%s has exactly one type', (_, value, type) => {
  expect(jsonTypes.filter((each) => isOfType(value, each))).toEqual([type])
})
