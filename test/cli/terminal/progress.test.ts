import { expect, test } from 'vitest'
import { createProgress, toCount, toSessions } from '../../../src/cli/terminal/progress.js'
import { createTestContext, createTestScreen } from '../test-context.js'

const erased = '\r\u001b[2K'

function createTested(screen: { isTTY?: boolean; columns?: number } = { isTTY: true }, env = {}) {
  let time = 1_000
  const stderr = createTestScreen(screen)
  const progress = createProgress(createTestContext({ stderr, env, now: () => new Date(time) }))
  return {
    progress,
    wait: (ms: number) => {
      time += ms
    },
    take: () => {
      const { text } = stderr
      stderr.text = ''
      return text
    },
  }
}

test('the first line is written at once, the next ones when a tenth of a second has passed', async () => {
  const { progress, wait, take } = createTested()
  await progress.show(() => 'one')
  expect(take()).toBe(`${erased}one`)
  wait(99)
  await progress.show(() => 'two')
  expect(take()).toBe('')
  wait(1)
  await progress.show(() => 'three')
  expect(take()).toBe(`${erased}three`)
})

test('a line that is not written is not made', async () => {
  const { progress } = createTested({ isTTY: false })
  await progress.show(() => {
    throw new Error('the line was made')
  })
})

test.each([
  ['a pipe', { isTTY: false }, {}],
  ['a log of requests', { isTTY: true }, { SIGNALWIRE_DEBUG: '1' }],
])('%s gets no lines, and nothing is cleared', async (_, screen, env) => {
  const { progress, take } = createTested(screen, env)
  await progress.show(() => 'one')
  await progress.clear()
  expect(take()).toBe('')
})

test.each([
  [10, '012345678'],
  [undefined, '0123456789'.repeat(8).slice(0, 79)],
])(
  'a line is cut one character before the %s columns of the terminal, so that it does not wrap',
  async (columns, expected) => {
    const { progress, take } = createTested({ isTTY: true, ...(columns !== undefined && { columns }) })
    await progress.show(() => '0123456789'.repeat(9))
    expect(take()).toBe(`${erased}${expected}`)
  },
)

test('a line cannot control the terminal', async () => {
  const { progress, take } = createTested()
  await progress.show(() => 'a\u001b[2Jb')
  expect(take().slice(erased.length)).not.toContain('\u001b')
})

test('clearing erases the line once, and the next line is written at once', async () => {
  const { progress, take } = createTested()
  await progress.show(() => 'one')
  await progress.clear()
  await progress.clear()
  expect(take()).toBe(`${erased}one${erased}`)
  await progress.show(() => 'two')
  expect(take()).toBe(`${erased}two`)
})

test('numbers of sessions have commas, whatever the locale is', () => {
  expect([0, 1, 2, 1_234_567].map(toSessions)).toEqual(['0 sessions', '1 session', '2 sessions', '1,234,567 sessions'])
  expect(toCount(999)).toBe('999')
})
