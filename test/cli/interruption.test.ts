import { EventEmitter } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import { createInterruption } from '../../src/cli/interruption.js'

/** A process that gets signals from the test. `killed` has the signals that it sends to itself. */
function createProcess() {
  const killed: unknown[] = []
  let onKill = () => {}
  const process = Object.assign(new EventEmitter(), {
    pid: 42,
    kill(pid: number, signal: unknown) {
      killed.push([pid, signal])
      onKill()
      return true
    },
  })
  const nextKill = new Promise<void>((resolve) => {
    onKill = resolve
  })
  // Only `once`, `kill` and `pid` are used.
  return { process: process as unknown as NodeJS.Process, killed, nextKill }
}

test.each([
  ['SIGINT', 'interrupted', 130],
  ['SIGTERM', 'terminated', 143],
] as const)('%s aborts with the exit code of a process that it ends', (name, message, exitCode) => {
  const { process } = createProcess()
  const { signal, listen } = createInterruption(process)
  listen()
  expect(signal.aborted).toBe(false)
  process.emit(name)
  expect(signal.reason).toEqual(new CliError(message, { exitCode }))
  expect(signal.reason.exitCode).toBe(exitCode)
})

test('until a command listens, signals end the process, and the second one always does', () => {
  const { process } = createProcess()
  const { listen } = createInterruption(process)
  const listeners = () => ['SIGINT', 'SIGTERM'].map((name) => process.listenerCount(name))
  expect(listeners()).toEqual([0, 0])
  listen()
  listen()
  expect(listeners()).toEqual([1, 1])
  process.emit('SIGINT')
  expect(listeners()).toEqual([0, 1])
})

test('a command that does not finish in its time is ended by the same signal', async () => {
  const { process, killed, nextKill } = createProcess()
  createInterruption(process).listen(1)
  process.emit('SIGTERM')
  expect(killed).toEqual([])
  const keepAlive = setInterval(() => {}, 1000)
  await nextKill
  clearInterval(keepAlive)
  expect(killed).toEqual([[42, 'SIGTERM']])
})

test('a command that has as much time as it needs is not ended', async () => {
  const { process, killed } = createProcess()
  createInterruption(process).listen(Number.POSITIVE_INFINITY)
  process.emit('SIGINT')
  await setTimeout(1)
  expect(killed).toEqual([])
})
