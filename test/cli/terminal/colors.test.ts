import { expect, test } from 'vitest'
import { hasColor } from '../../../src/cli/terminal/colors.js'
import { createTestScreen } from '../test-context.js'

// https://no-color.org: NO_COLOR that is not empty; https://force-color.org: FORCE_COLOR for output that is no terminal.
test.each<[boolean, Readonly<Record<string, string>>, boolean]>([
  [true, {}, true],
  [false, {}, false],
  [true, { TERM: 'dumb' }, false],
  [true, { TERM: 'xterm' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [false, { FORCE_COLOR: '1' }, true],
  [false, { FORCE_COLOR: '' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { FORCE_COLOR: 'false' }, false],
  [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  [true, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
])('on a terminal (%s) with %j text is coloured: %s', (isTTY, env, expected) => {
  expect(hasColor(createTestScreen({ isTTY }), env)).toBe(expected)
})
