import { expect, test } from 'vitest'
import { toPrintable, toPrintableJson } from '../../src/cli/printable.js'

test('text from a server cannot drive the terminal', () => {
  expect(toPrintable('\u001b[31mred\u001b]0;title\u0007 \u009b2J del\u007f')).toBe('�[31mred�]0;title� �2J del�')
})

test('text from a server stays on its line', () => {
  expect(toPrintable('one\r\ntwo\tthree\u2028four')).toBe('one two three�four')
})

test('text cannot be shown in another order than it is stored', () => {
  expect(toPrintable('invoice\u202efdp.exe')).toBe('invoice�fdp.exe')
})

test('JSON keeps its value when its control characters are escaped', () => {
  const value = { text: 'a\u009b31m\u2028b\u007f\u001b' }

  const text = toPrintableJson(value)

  expect(text).toBe(toPrintable(text))
  expect(JSON.parse(text)).toEqual(value)
})
