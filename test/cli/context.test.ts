import { expect, test } from 'vitest'
import { widthOf } from '../../src/cli/context.js'
import { CliError } from '../../src/cli/exit.js'
import { createTestScreen, runCli } from './test-context.js'

test.each([
  [80, undefined, 80],
  [80, '100', 80],
  [undefined, '100', 100],
  [undefined, undefined, 120],
  [undefined, '', 120],
  [undefined, '-5', 120],
  [undefined, '7.5', 120],
  [undefined, 'wide', 120],
  [0, '100', 100],
  [0, undefined, 120],
])('a terminal with %j columns and COLUMNS=%j is %i cells wide', (columns, COLUMNS, expected) => {
  const screen = createTestScreen(columns === undefined ? {} : { columns })
  expect(widthOf(screen, { COLUMNS })).toBe(expected)
})

const closed = () => Promise.reject(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
const full = () => Promise.reject(new Error('no space'))

test.each([
  ['the reader of stdout has what it wants', { stdout: closed }, 0, ''],
  ['stdout cannot be written', { stdout: full }, 2, 'room-sessions: no space\n'],
  ['stdout and stderr cannot be written', { stdout: full, stderr: closed }, 2, ''],
])(
  'the exit code says what happened: %s',
  async (_, writers: { stdout?: () => Promise<void>; stderr?: () => Promise<void> }, code, stderr) => {
    const screens = Object.fromEntries(
      Object.entries(writers).map(([name, write]) => [name, { ...createTestScreen(), write }]),
    )
    expect(await runCli(['--help'], screens)).toMatchObject({ code, stderr })
  },
)

test('an interruption is no error message, and has its own exit code', async () => {
  const controller = new AbortController()
  controller.abort(new CliError('interrupted', { exitCode: 130 }))
  const result = await runCli(['list'], { signal: controller.signal })
  expect(result).toMatchObject({ code: 130, stdout: '' })
  expect(result.stderr).not.toContain('interrupted')
})
