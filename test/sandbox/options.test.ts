import { expect, test } from 'vitest'
import { resolveOptions, type SandboxOptions } from '../../src/sandbox/options.js'

test('has a default for everything, also for what is undefined', () => {
  const options: object = { seed: undefined, sessions: 3 }
  expect(resolveOptions(options)).toEqual({ ...resolveOptions({}), sessions: 3 })
  expect(resolveOptions({}).now.toISOString()).toBe('2026-09-16T14:30:00.000Z')
})

test.each<[SandboxOptions, string]>([
  [{ seed: 1.5 }, 'seed of a sandbox must be a whole number, received 1.5'],
  [{ sessions: -1 }, 'sessions of a sandbox must be a whole number from 0 to 10000000, received -1'],
  [{ sessions: 1e8 }, 'sessions of a sandbox must be a whole number from 0 to 10000000, received 100000000'],
  [{ projectId: 'a:b' }, "projectId of a sandbox must be text without a colon, received 'a:b'"],
  [{ apiToken: '' }, "apiToken of a sandbox must be text, received ''"],
  [{ now: new Date(Number.NaN) }, 'now of a sandbox must be a date since 1970, received Invalid Date'],
])('refuses %j', (options, message) => {
  expect(() => resolveOptions(options)).toThrow(new RangeError(message))
})
