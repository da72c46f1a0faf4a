import { expect, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import { toExitCode, toMessage, toTrace } from '../../src/cli/failure.js'
import { isClosedPipe } from '../../src/cli/files/files.js'
import {
  ConfigurationError,
  ConnectionError,
  PaginationError,
  ParameterError,
  ResponseBodyError,
  TimeoutError,
} from '../../src/client/index.js'
import { runCli } from './test-context.js'

test('the exit code is 1 if the service responded, otherwise 2', () => {
  const codeOf = (type: { prototype: object }) => toExitCode(Object.create(type.prototype))

  expect([PaginationError, ResponseBodyError].map(codeOf)).toEqual([1, 1])
  expect([ConfigurationError, ConnectionError, ParameterError, TimeoutError].map(codeOf)).toEqual([2, 2, 2, 2])
  expect(toExitCode(new CliError('interrupted', { exitCode: 130 }))).toBe(130)
  expect(toExitCode('anything')).toBe(2)
})

test('an error without a message is shown by its name', () => {
  expect(toMessage(new RangeError())).toBe('RangeError')
})

test.each([new TypeError('x is not a function'), new RangeError('Maximum call stack size exceeded')])(
  'the calls that led to %s are shown, without its message',
  (error) => {
    error.stack = `${error}\n    at check (file:///app/dist/check.js:7:3)\n    at \x1b]0;run (file:///app/dist/run.js:1:2)`

    expect(toTrace(error)).toBe(
      '    at check (file:///app/dist/check.js:7:3)\n    at \\u001b]0;run (file:///app/dist/run.js:1:2)\n',
    )
  },
)

test.each([
  new CliError('no such file'),
  new ConfigurationError('space: expected a host name'),
  Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' }),
  new Error('read ECONNRESET'),
  'text',
])('the calls that led to %s are not shown', (error) => {
  expect(toTrace(error)).toBe('')
})

test('only the error EPIPE means a closed pipe', () => {
  const closed = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })

  expect(isClosedPipe(closed)).toBe(true)
  expect(isClosedPipe(new Error('no response', { cause: closed }))).toBe(false)
})

test('a bug ends a command with one line and its stack trace', async () => {
  const now = () => {
    throw new TypeError('x is not a function')
  }
  const { code, stderr } = await runCli(['report', '--sandbox'], { now })

  expect(code).toBe(2)
  expect(stderr).toMatch(/\nroom-sessions: x is not a function\n( {4}at .+\n)+$/)
  expect(stderr).toContain('failure.test.ts')
})
