import { expect, test } from 'vitest'
import { findLife, identifyProcess, type ProcessIdentity } from '../../../src/cli/export/process-identity.js'

const self = await identifyProcess()
const { scope } = self

/** This process, as if its identity were another. */
const other = (more: Partial<NonNullable<ProcessIdentity['scope']>>): ProcessIdentity => ({
  ...self,
  ...(scope && { scope: { ...scope, ...more } }),
})

test.skipIf(!scope).each<[string, ProcessIdentity, string]>([
  ['this process', self, 'alive'],
  // Linux gives no process a larger number than 2²² (proc_sys_kernel(5), pid_max).
  ['a process that has ended', { ...self, pid: 2 ** 22 + 1 }, 'dead'],
  ['an earlier process with this pid', other({ started: '1' }), 'dead'],
  ['a process of another boot', other({ boot: 'other' }), 'unknown'],
  ['a process of another container', other({ namespace: 'pid:[1]' }), 'unknown'],
  ['a process of another host', { ...self, host: 'elsewhere' }, 'unknown'],
  ['a process without a scope', { host: self.host, pid: self.pid }, 'unknown'],
])('the life of %s is known as far as it can be seen', async (_, process, expected) => {
  expect(await findLife(process, self)).toBe(expected)
})

test.skipIf(!scope)('of a process that cannot see its own scope, no other is known', async () => {
  expect(await findLife(self, { host: self.host, pid: self.pid })).toBe('unknown')
})
