import { expect, test } from 'vitest'
import { resolveOptions, type SandboxOptions } from '../../src/sandbox/options.js'

test('has a default for every option, also for one that is undefined', () => {
  const options: object = { seed: undefined, sessions: 3 }
  expect(resolveOptions(options)).toEqual({ ...resolveOptions({}), sessions: 3 })
  expect(resolveOptions({}).now.toISOString()).toBe('2026-09-16T14:30:00.000Z')
})

test.each<[SandboxOptions, string]>([
  [{ seed: 1.5 }, 'seed: expected a safe integer, received 1.5'],
  [{ sessions: -1 }, 'sessions: expected an integer from 0 to 10000000, received -1'],
  [{ sessions: 1e8 }, 'sessions: expected an integer from 0 to 10000000, received 100000000'],
  [{ projectId: 'a:b' }, "projectId: expected a string without a colon, received 'a:b'"],
  [{ apiToken: '' }, "apiToken: expected a string that is not empty, received ''"],
  [{ now: new Date(Number.NaN) }, 'now: expected a date since 1970, received Invalid Date'],
])('does not accept %j', (options, message) => {
  expect(() => resolveOptions(options)).toThrow(new RangeError(message))
})
