import { expect, test } from 'vitest'
import { escapeMarkdown, toMarkdownLine } from '../../../src/cli/output/markdown.js'
import { toRows } from '../../../src/cli/output/row.js'

test.each([
  [[{ id: 1 }, null], '/data/1: expected an object, received null'],
  [[[]], '/data/0: expected an object, received an array'],
  [[{}, {}, 'a', null], '/data/2: expected an object, received a string'],
  [[7], '/data/0: expected an object, received a number'],
])('the page %j is refused at its first item that is not an object', (data, message) => {
  expect(() => toRows({ data })).toThrow(expect.objectContaining({ message, exitCode: 1 }))
})

test('the items of a page are its rows', () => {
  const data = [{ id: 1 }, {}]
  expect([toRows({ data }), toRows({ data: [] })]).toEqual([data, []])
})

test.each([
  ['a|b', 'a\\|b'],
  ['*_`~[]<>&\\', '\\*\\_\\`\\~\\[\\]\\<\\>\\&\\\\'],
  ['two\r\nlines', 'two\\\\r\\\\nlines'],
  ['\u001b[31m', '\\\\u001b\\[31m'],
  ['x'.repeat(300), `${'x'.repeat(200)}…`],
])('the text %j stays in its cell of Markdown', (text, expected) => {
  expect(escapeMarkdown(text)).toBe(expected)
})

test('a line of Markdown has a bar around each cell', () => {
  expect(toMarkdownLine(['a', '', 'b'])).toBe('| a |  | b |')
})
