import { expect, test } from 'vitest'
import {
  appendPointer,
  isJsonPointer,
  isRelativeJsonPointer,
  parsePointer,
  toPointer,
} from '../../src/text/json-pointer.js'

test.each([
  ['', []],
  ['/', ['']],
  ['/a/0', ['a', '0']],
  ['/a~1b/m~0n', ['a/b', 'm~n']],
  ['/~01', ['~1']],
])('%j has the tokens %j', (pointer, tokens) => {
  expect(parsePointer(pointer)).toEqual(tokens)
  expect(toPointer(tokens)).toBe(pointer)
  expect(isJsonPointer(pointer)).toBe(true)
})

test.each(['a', '#/a', '/~', '/~2', '/a~'])('%j is no JSON Pointer', (text) => {
  expect(parsePointer(text)).toBeUndefined()
  expect(isJsonPointer(text)).toBe(false)
})

test('a child is an index or an escaped name', () => {
  expect(appendPointer('/a', 7)).toBe('/a/7')
  expect(appendPointer('', '~/')).toBe('/~0~1')
})

test.each([
  ['0', true],
  ['1/a', true],
  ['2#', true],
  ['0+1/a', true],
  ['01', false],
  ['/a', false],
  ['-1', false],
  ['0+0', false],
  ['1#/a', false],
  ['a/0', false],
  ['1+12/a', true],
])('%j is a Relative JSON Pointer: %s', (text, expected) => {
  expect(isRelativeJsonPointer(text)).toBe(expected)
})
