import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { type OnStop, sleep, withDeadline } from '../../../src/client/transport/deadline.js'
import { createGate } from '../../../src/client/transport/gate.js'
import { createWorld } from '../../support/client-world.js'

const late = () => Promise.reject(new Error('late'))
const never = () => new Promise<never>(() => {})

test('gives what the work gives, and leaves neither timer nor listener', async () => {
  const world = createWorld()
  const { signal } = new AbortController()
  expect(await withDeadline(world, 10, late, signal, async () => 7)).toBe(7)
  await expect(withDeadline(world, 10, late, signal, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  )
  expect(world.pending()).toBe(0)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('does not wait for work that does not stop', async () => {
  const world = createWorld()
  const { signal } = new AbortController()
  const outcome = withDeadline(world, 10, late, signal, never)
  world.advance(10)
  await expect(outcome).rejects.toThrow('late')
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('stops the work when time is over, and by the caller', async () => {
  const world = createWorld()
  const stopped: unknown[] = []
  const controller = new AbortController()
  const work = (onStop: OnStop<never>) => {
    onStop((reason) => void stopped.push(reason))
    return never()
  }
  const one = withDeadline(world, 10, late, undefined, work)
  world.advance(10)
  await expect(one).rejects.toThrow('late')
  const other = withDeadline(world, 10, late, controller.signal, work)
  controller.abort('enough')
  await expect(other).rejects.toBe('enough')
  expect(stopped).toEqual([undefined, 'enough'])
  expect(world.pending()).toBe(0)
})

test('begins no work under a signal that is aborted already', async () => {
  let begun = false
  const work = async () => {
    begun = true
  }
  await expect(withDeadline(createWorld(), 10, late, AbortSignal.abort('before'), work)).rejects.toBe('before')
  expect(begun).toBe(false)
})

test('sets no timer for a deadline that is infinite', async () => {
  const world = createWorld()
  expect(await withDeadline(world, Number.POSITIVE_INFINITY, late, undefined, async () => 7)).toBe(7)
  expect(world.waits).toEqual([])
})

test('sleeps until its time or until it is woken by an abort', async () => {
  const world = createWorld()
  const controller = new AbortController()
  const slept = sleep(world, 5, controller.signal)
  world.advance(5)
  expect(await slept).toBeUndefined()
  const woken = sleep(world, 5, controller.signal)
  controller.abort('wake up')
  await expect(woken).rejects.toBe('wake up')
  expect(world.pending()).toBe(0)
})

test('gives what the work had come to when time is over', async () => {
  const world = createWorld()
  const outcome = withDeadline<number>(world, 10, late, undefined, (onStop) => {
    onStop(() => 7)
    return never()
  })
  world.advance(10)
  expect(await outcome).toBe(7)
})

test('lets nothing begin when time is over already', async () => {
  const world = createWorld()
  let outcome: unknown
  const call = withDeadline<void>(world, 10, late, undefined, async (onStop) => {
    await new Promise((resolve) => setImmediate(resolve))
    try {
      onStop(() => undefined)
    } catch (error) {
      outcome = error
    }
  })
  world.advance(10)
  await expect(call).rejects.toThrow('late')
  await new Promise((resolve) => setImmediate(resolve))
  expect(outcome).toBeInstanceOf(Error)
})

test('a call that is aborted just when it gets its place in the gate gives it up', async () => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  const caller = new AbortController()
  const wait = (signal?: AbortSignal) => gate.wait(() => Infinity, late, signal)
  expect([gate.enter(), gate.enter()]).toEqual([true, false])
  const aborted = wait(caller.signal)
  const next = wait()
  gate.leave()
  caller.abort(new Error('enough'))
  await expect(aborted).rejects.toThrow('enough')
  expect(await next).toBeUndefined()
  gate.leave()
  expect(gate.enter()).toBe(true)
})

test('a call that is aborted while it waits takes no place in the gate', async () => {
  const gate = createGate<string>(createWorld(), 1)
  const caller = new AbortController()
  gate.enter()
  const aborted = gate.wait(() => Infinity, late, caller.signal)
  caller.abort(new Error('enough'))
  await expect(aborted).rejects.toThrow('enough')
  gate.leave()
  expect([gate.enter(), gate.enter()]).toEqual([true, false])
})
