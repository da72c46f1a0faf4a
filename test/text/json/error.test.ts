import { expect, test } from 'vitest'
import { findJsonError } from '../../../src/text/json/error.js'

test.each(['{"a":[1,{"b":null}],"c":"x"}', ' [ ]\n', '{\t}\r\n', '"a"', '-1.5e3', '["\\\\","\\"",""]', '[[],{},true]'])(
  '%j is JSON',
  (text) => {
    expect(findJsonError(text)).toBeUndefined()
  },
)

test.each([
  ['', 0, 'the end', 'a value'],
  ['[1', 2, 'the end', '"," or "]"'],
  ['[1,', 3, 'the end', 'a value'],
  ['{"a":', 5, 'the end', 'a value'],
  ['{"a":1', 6, 'the end', '"," or "}"'],
  ['{', 1, 'the end', 'a member or "}"'],
  ['[1,]', 3, '"]"', 'a value'],
  ['[,1]', 1, '","', 'a value or "]"'],
  ['[1 2]', 3, '"2"', '"," or "]"'],
  ['["a":1]', 4, '":"', '"," or "]"'],
  ['[1}', 2, '"}"', '"," or "]"'],
  [']', 0, '"]"', 'a value'],
  ['{a:1}', 1, '"a"', 'a member or "}"'],
  ['{1:2}', 1, '"1"', 'a member or "}"'],
  ['{"a"}', 4, '"}"', '":"'],
  ['{"a" 1}', 5, '"1"', '":"'],
  ['{"a":1,}', 7, '"}"', 'a member'],
  ['{"a":1 "b"}', 7, 'a string', '"," or "}"'],
  ['{"a":[]]', 7, '"]"', '"," or "}"'],
  ['{"a":1}}', 7, '"}"', 'nothing more'],
  ['{} []', 3, '"["', 'nothing more'],
  ['"" 1', 3, '"1"', 'nothing more'],
  ['1"a"', 1, 'a string', 'nothing more'],
  ['1:2', 1, '":"', 'nothing more'],
  ['1{', 1, '"{"', 'nothing more'],
  ['tru', 0, '"t"', 'a value'],
  ['[01]', 1, '"0"', 'a value or "]"'],
  ["['a']", 1, '"\'"', 'a value or "]"'],
  ['["a', 1, 'a string that is not JSON', 'a value or "]"'],
  ['["a\tb"]', 1, 'a string that is not JSON', 'a value or "]"'],
  ['{"\\x":1}', 1, 'a string that is not JSON', 'a member or "}"'],
  ['[\u00a01]', 1, 'U+00A0', 'a value or "]"'],
  ['\ufeff{}', 0, 'U+FEFF', 'a value'],
  ['[\u{e0041}]', 1, 'U+E0041', 'a value or "]"'],
  ['[😀]', 1, '"😀"', 'a value or "]"'],
])('the first error of %j is at %i: %s instead of %s', (text, offset, found, expected) => {
  expect(findJsonError(text)).toEqual({ offset, found, expected })
})
