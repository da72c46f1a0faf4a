import { expect, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import { toExitCode, toMessage } from '../../src/cli/failure.js'
import { isClosedPipe } from '../../src/cli/files/files.js'
import {
  ConfigurationError,
  ConnectionError,
  PaginationError,
  ParameterError,
  ResponseBodyError,
  TimeoutError,
} from '../../src/client/index.js'

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

test('only the error EPIPE means a closed pipe', () => {
  const closed = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })

  expect(isClosedPipe(closed)).toBe(true)
  expect(isClosedPipe(new Error('no response', { cause: closed }))).toBe(false)
})
