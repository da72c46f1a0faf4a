import { expect, test } from 'vitest'
import { createLineFinder } from '../../../src/text/file/line-finder.js'

test.each([
  ['ab\n\nc\r\nd', [1, 1, 1, 2, 3, 3, 3, 4, 4]],
  ['\na', [1, 2, 2]],
  ['a\n', [1, 1, 2]],
  ['', [1]],
])('the lines of the offsets in %j are %j, in any order of asking', (text, lines) => {
  const lineAt = createLineFinder(text)

  expect(lines.map((_, offset) => lineAt(lines.length - 1 - offset))).toEqual(lines.toReversed())
  expect(lines.map((_, offset) => lineAt(offset))).toEqual(lines)
})
