import { expect, test } from 'vitest'
import { resolveOptions, type SandboxOptions } from '../../src/sandbox/options.js'

test('has a default for every option, also for one that is undefined', () => {
  const options: object = { seed: undefined, sessions: 3 }
  expect(resolveOptions(options)).toEqual({ ...resolveOptions({}), sessions: 3 })
  expect(resolveOptions({}).now.toISOString()).toBe('2026-09-16T14:30:00.000Z')
})

test.each<[SandboxOptions, string]>([
  [{ seed: 1.5 }, 'seed: expected a safe integer, received 1.5'],
  [{ seed: 2 ** 53 }, 'seed: expected a safe integer, received 9007199254740992'],
  [{ sessions: 1.5 }, 'sessions: expected an integer from 0 to 10000000, received 1.5'],
  [{ sessions: 10_000_001 }, 'sessions: expected an integer from 0 to 10000000, received 10000001'],
  [{ projectId: '' }, 'projectId: expected a string without a colon, received ""'],
  [{ sessions: -1 }, 'sessions: expected an integer from 0 to 10000000, received -1'],
  [{ sessions: 1e8 }, 'sessions: expected an integer from 0 to 10000000, received 100000000'],
  [{ projectId: 'a:b' }, 'projectId: expected a string without a colon, received "a:b"'],
  [{ apiToken: '' }, 'apiToken: expected a string that is not empty, received ""'],
  [{ now: new Date(-1) }, `now: expected a date since 1970, received ${new Date(-1)}`],
  [{ now: new Date(Number.NaN) }, 'now: expected a date since 1970, received Invalid Date'],
])('does not accept %j', (options, message) => {
  expect(() => resolveOptions(options)).toThrow(new RangeError(message))
})

test.each<SandboxOptions>([
  { seed: -(2 ** 53 - 1), sessions: 0, now: new Date(0) },
  { seed: 2 ** 53 - 1, sessions: 10_000_000, projectId: 'a', apiToken: ':' },
])('accepts %j', (options) => {
  expect(resolveOptions(options)).toMatchObject(options)
})

test.each<[object, string]>([
  [{ now: '2026-01-01' }, 'now: expected a date since 1970, received "2026-01-01"'],
  [{ now: null }, 'now: expected a date since 1970, received null'],
  [{ seed: '1' }, 'seed: expected a safe integer, received "1"'],
  [{ sessions: '3' }, 'sessions: expected an integer from 0 to 10000000, received "3"'],
  [{ projectId: 7 }, 'projectId: expected a string without a colon, received 7'],
  [{ apiToken: {} }, 'apiToken: expected a string that is not empty, received an object'],
  [{ sesions: 3 }, 'unknown option sesions; did you mean sessions?'],
  [{ toString: 3 }, 'unknown option toString'],
  [{ port: 3000 }, 'unknown option port'],
])('does not accept %j from JavaScript', (options, message) => {
  expect(() => resolveOptions(options)).toThrow(new RangeError(message))
})
