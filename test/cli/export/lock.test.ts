import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LockOptions, takeLock } from '../../../src/cli/export/lock.js'
import { identifyProcess, type ProcessIdentity } from '../../../src/cli/export/process-identity.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

const elsewhere: ProcessIdentity = { host: 'elsewhere', pid: 1 }
/** A process that had the pid of this one before. Where the system does not show that, it is waited for. */
const dead = async (): Promise<ProcessIdentity> => {
  const { scope, ...self } = await identifyProcess()
  return scope ? { ...self, scope: { ...scope, started: '0' } } : elsewhere
}
const write = (to: string, token: string, owner: ProcessIdentity) =>
  writeFileSync(to, `${JSON.stringify({ token, ...owner })}\n`)
const [first, second] = ['0123456789abcdef', 'fedcba9876543210']
const ownerOf = (to: string): unknown => JSON.parse(readFileSync(to, 'utf8')).token

/** Surroundings in which no time passes but that which is waited for before the lock is had. */
function createOptions(onPoll: (poll: number) => void = () => {}) {
  const lines: string[] = []
  let polls = 0
  const options: LockOptions = {
    signal: new AbortController().signal,
    // Two seconds pass between two renewals, one between two looks.
    sleep: async (ms, signal) => {
      if (ms > 1000) return await new Promise((_, reject) => signal.addEventListener('abort', reject))
      polls += 1
      onPoll(polls)
    },
    onWait: async (line) => void lines.push(line),
  }
  return { options, lines, polls: () => polls }
}

test('only one process has the lock at a time', async () => {
  const { options } = createOptions(() => utimesSync(path, 0, Math.random() * 1e9))
  const lock = await takeLock(path, options)

  await expect(takeLock(path, options)).rejects.toThrow(`lock: process ${process.pid} on `)
  await lock.release()
  const next = await takeLock(path, options)

  expect([lock.abandoned, next.abandoned]).toEqual([[], []])
  await next.release()
  expect(readdirSync(folder)).toEqual([])
})

test.runIf(platform() === 'linux')('only one of several processes gets an abandoned lock', async () => {
  const { options } = createOptions()
  for (let round = 0; round < 40; round++) {
    write(path, first, await dead())

    const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path, options)))

    const locks = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? String(result.reason) : []))
    expect(locks.map(({ abandoned }) => abandoned)).toEqual([[first]])
    for (const reason of reasons)
      expect(reason).toMatch(/CliError: .*lock.*: process \d+ on .* is writing this export$/)
    await locks[0]?.confirm()
    expect(readdirSync(folder)).toEqual(['lock'])
    await locks[0]?.release()
  }
})

describe('that of a process which cannot be seen', () => {
  test('is not taken over while it is renewed', async () => {
    write(path, first, elsewhere)
    const { options, lines } = createOptions((poll) => {
      if (poll === 3) utimesSync(path, 1, 1)
    })

    await expect(takeLock(path, options)).rejects.toThrow('lock: process 1 on elsewhere is writing this export')

    expect(lines).toEqual([expect.stringMatching(/^waiting for process 1 on elsewhere, .* 15 seconds$/)])
    expect(ownerOf(path)).toBe(first)
  })

  test('is taken over by one process when it is not renewed', async () => {
    write(path, first, elsewhere)
    const { options, polls } = createOptions()

    const lock = await takeLock(path, options)

    expect({ left: lock.abandoned, polls: polls() }).toEqual({ left: [first], polls: 15 })
    expect(readdirSync(folder)).toEqual(['lock'])
    await lock.confirm()
  })

  test('is taken when it is released in the meantime', async () => {
    write(path, first, elsewhere)
    const { options } = createOptions((poll) => {
      if (poll === 2) rmSync(path)
    })

    expect((await takeLock(path, options)).abandoned).toEqual([])
  })

  test('is not waited for after an interruption', async () => {
    write(path, first, elsewhere)
    const { options } = createOptions(() => {
      throw new Error('interrupted')
    })

    await expect(takeLock(path, options)).rejects.toThrow('interrupted')
    expect(ownerOf(path)).toBe(first)
  })

  test('is waited for even if it is not written yet', async () => {
    writeFileSync(path, '')
    const { options, polls } = createOptions()

    await takeLock(path, options)

    expect(polls()).toBe(15)
  })
})

test('a process that ended while it took the lock over does not block others', async () => {
  write(path, first, await dead())
  write(`${path}.${first}`, second, await dead())

  const lock = await takeLock(path, createOptions().options)

  expect(lock.abandoned).toEqual([first, second])
  expect(readdirSync(folder)).toEqual(['lock'])
  expect(ownerOf(path)).toBe(lock.token)
})

test('a process whose lock was taken over gets an error, and does not release the lock of the new owner', async () => {
  const lock = await takeLock(path, createOptions().options)
  await lock.confirm()
  write(path, first, elsewhere)

  await expect(lock.confirm()).rejects.toThrow('lock: another process took this export over')
  await lock.release()

  expect(lock.isLost).toBe(true)
  expect(ownerOf(path)).toBe(first)
})

test('a process whose lock was removed gets an error', async () => {
  const lock = await takeLock(path, createOptions().options)
  rmSync(path)

  await expect(lock.confirm()).rejects.toThrow('or removed the file')
})

describe('a file that is not a lock', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['text', 'precious'],
    ['a number', '4711'],
    ['a token that leads elsewhere', JSON.stringify({ token: '../../../../etc', pid: 1, host: 'x' })],
  ]
  test.each(cases)('is not removed: %s', async (_, text) => {
    writeFileSync(path, text)

    await expect(takeLock(path, createOptions().options)).rejects.toThrow('lock: not a lock; move it')

    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test('is not removed: a lock that claims itself', async () => {
    write(path, first, await dead())
    write(`${path}.${first}`, first, await dead())

    await expect(takeLock(path, createOptions().options)).rejects.toThrow('not a lock')
  })

  test.skipIf(platform() === 'win32')(
    'is not removed: a symbolic link, even to a file that does not exist',
    async () => {
      for (const target of ['precious', 'nothing']) {
        writeFileSync(join(folder, 'precious'), '')
        symlinkSync(target, path)

        await expect(takeLock(path, createOptions().options)).rejects.toThrow(
          'lock: expected a file of an export, received a symbolic link',
        )

        expect(readdirSync(folder).sort()).toEqual(['lock', 'precious'])
        rmSync(path)
      }
    },
  )
})

test('releasing a lock ends its waiting', async () => {
  const { options } = createOptions()
  const signals: AbortSignal[] = []
  const sleep: LockOptions['sleep'] = (ms, signal) => {
    signals.push(signal)
    return options.sleep(ms, signal)
  }
  const lock = await takeLock(path, { ...options, sleep })
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])

  await lock.release()

  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})
