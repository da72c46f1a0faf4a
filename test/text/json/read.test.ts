import { expect, test } from 'vitest'
import { ExactNumber } from '../../../src/text/json/exact-number.js'
import { maxNesting, readJson } from '../../../src/text/json/read.js'

test.each([
  ['{"a":1}', { a: 1 }, []],
  [' { "a" : 1.0 } ', { a: 1 }, []],
  ['{"a":1,"a":2}', { a: 2 }, ['/a']],
  ['{ "a" : 1 , "b" : "\\":" }', { a: 1, b: '":' }, []],
  ['[9007199254740993]', [new ExactNumber('9007199254740993')], []],
  ['9007199254740993', new ExactNumber('9007199254740993'), []],
  ['[{"a":"x","a":9007199254740993}]', [{ a: new ExactNumber('9007199254740993') }], ['/0/a']],
])('%s is read with exact numbers and repeated names', (text, value, repeated) => {
  expect(readJson(text)).toEqual({ value, repeated })
})

test.each([
  ['', 'no text', 'JSON'],
  [' \n', 'no text', 'JSON'],
  ['[1,]', '"]" at offset 3', 'JSON: a value'],
  ['\ufeff{}', 'U+FEFF at offset 0', 'JSON: a value'],
])('%j is not JSON: %s', (text, found, expected) => {
  expect(readJson(text)).toEqual({ found, expected })
})

test('JSON may be nested 512 levels deep', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

  expect(readJson(nested(maxNesting))).toHaveProperty('value')
  expect(readJson(`{"a":${nested(maxNesting)}}`)).toEqual({
    found: 'deeper nesting',
    expected: 'JSON of at most 512 levels',
  })
})
