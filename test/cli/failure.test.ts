import { expect, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import { isClosedPipe, toExitCode, toLine } from '../../src/cli/failure.js'
import {
  ConfigurationError,
  ConnectionError,
  PaginationError,
  ParameterError,
  ResponseBodyError,
  TimeoutError,
} from '../../src/client/index.js'

test('the exit code is 1 when the service answered, 2 when nothing could be asked', () => {
  const codeOf = (type: { prototype: object }) => toExitCode(Object.create(type.prototype))

  expect([PaginationError, ResponseBodyError].map(codeOf)).toEqual([1, 1])
  expect([ConfigurationError, ConnectionError, ParameterError, TimeoutError].map(codeOf)).toEqual([2, 2, 2, 2])
  expect(toExitCode(new CliError('interrupted', { exitCode: 130 }))).toBe(130)
  expect(toExitCode('anything')).toBe(2)
})

test('an error is told in one line that cannot drive the terminal', () => {
  expect(toLine(new Error('one\ntwo \u001b[31mred'))).toBe('one two �[31mred')
  expect(toLine(new RangeError())).toBe('RangeError')
})

test('an error that quotes much keeps its beginning and its end', () => {
  const line = toLine(new Error(`document.yaml:1: ${'x'.repeat(100_000)}: expected YAML`))

  expect(line).toMatch(/^document\.yaml:1: x+ … x+: expected YAML$/)
  expect(line.length).toBeLessThan(700)
})

test('only the error of a write tells a closed pipe', () => {
  const closed = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })

  expect(isClosedPipe(closed)).toBe(true)
  expect(isClosedPipe(new Error('no response', { cause: closed }))).toBe(false)
})
