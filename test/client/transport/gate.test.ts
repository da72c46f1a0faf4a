import { expect, test } from 'vitest'
import { createGate, type Gate } from '../../../src/client/transport/gate.js'
import { createWorld, type TestWorld } from '../../support/client-world.js'

const late = () => Promise.reject(new Error('late'))

/** Lets everything run that does not wait for the clock. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Waits in turn, and notes when each one starts, or why it does not. */
function createWaiting(world: TestWorld, gate: Gate<string>) {
  const ended: string[] = []
  return {
    ended,
    wait(name: string, { left = Number.POSITIVE_INFINITY, signal }: { left?: number; signal?: AbortSignal } = {}) {
      const start = world.elapsed()
      gate
        .wait(() => left - (world.elapsed() - start), late, signal)
        .then((pausedBy) => pausedBy ?? 'starts', String)
        .then((end) => ended.push(`${name} ${end} at ${world.elapsed()}`))
    },
  }
}

test('lets as many attempts run as allowed, and one more for each that ends, in their order', async () => {
  const world = createWorld()
  const gate = createGate<string>(world, 2)
  const { wait, ended } = createWaiting(world, gate)
  expect([gate.enter(), gate.enter(), gate.enter()]).toEqual([true, true, false])
  wait('a')
  wait('b')
  wait('c')
  await settle()
  expect(ended).toEqual([])
  gate.leave()
  await settle()
  expect(ended).toEqual(['a starts at 0'])
  gate.leave()
  gate.leave()
  await settle()
  expect(ended).toEqual(['a starts at 0', 'b starts at 0', 'c starts at 0'])
  gate.leave()
  expect([gate.enter(), gate.enter()]).toEqual([true, false])
})

test('starts at once what waits although there is a place', async () => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  expect(await gate.wait(() => 0, late, undefined)).toBeUndefined()
  expect(gate.enter()).toBe(false)
})

test('lets nothing start during a pause, and little more than the pause later everything', async () => {
  const world = createWorld({ random: () => 0.5 })
  const gate = createGate<string>(world, 9)
  const { wait, ended } = createWaiting(world, gate)
  gate.pause(1000, 'limit')
  expect(gate.enter()).toBe(false)
  wait('a')
  wait('b')
  await settle()
  world.advance(1124)
  await settle()
  expect(ended).toEqual([])
  world.advance(1)
  await settle()
  expect(ended).toEqual(['a starts at 1125', 'b starts at 1125'])
  expect(gate.enter()).toBe(true)
})

test('ends a pause when its time is over', () => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  gate.pause(1000, 'limit')
  world.advance(999)
  expect(gate.enter()).toBe(false)
  world.advance(1)
  expect(gate.enter()).toBe(true)
})

test.each([
  [1000, 200],
  [200, 1000],
])('pauses until the later end of pauses of %i and %i ms', (one, other) => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  gate.pause(one, 'one')
  gate.pause(other, 'other')
  world.advance(999)
  expect(gate.enter()).toBe(false)
  world.advance(1)
  expect(gate.enter()).toBe(true)
})

test.each([
  [1000, 'limit at 0'],
  [1001, 'starts at 1000'],
])('gives the cause of a pause to what has %i ms left', async (left, end) => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  const { wait, ended } = createWaiting(world, gate)
  gate.pause(1000, 'limit')
  wait('a', { left })
  await settle()
  world.advance(1000)
  await settle()
  expect(ended).toEqual([`a ${end}`])
})

test('waits again if a pause began before there was a place', async () => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  const { wait, ended } = createWaiting(world, gate)
  gate.enter()
  wait('a')
  wait('b')
  gate.pause(1000, 'limit')
  gate.leave()
  await settle()
  expect(ended).toEqual([])
  world.advance(1000)
  await settle()
  expect(ended).toEqual(['a starts at 1000'])
  gate.leave()
  await settle()
  expect(ended).toEqual(['a starts at 1000', 'b starts at 1000'])
})

test('waits again if the pause was made longer', async () => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  const { wait, ended } = createWaiting(world, gate)
  gate.pause(1000, 'limit')
  wait('a')
  await settle()
  gate.pause(2000, 'other')
  world.advance(1000)
  await settle()
  expect(ended).toEqual([])
  world.advance(1000)
  await settle()
  expect(ended).toEqual(['a starts at 2000'])
})

test('takes no place for what has no time left, or is aborted', async () => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  const { wait, ended } = createWaiting(world, gate)
  const controller = new AbortController()
  gate.enter()
  wait('a', { left: 500 })
  wait('b', { signal: controller.signal })
  wait('c', { signal: AbortSignal.abort('before') })
  wait('d')
  await settle()
  world.advance(500)
  await settle()
  controller.abort('stop')
  await settle()
  expect(ended).toEqual(['c before at 0', 'a Error: late at 500', 'b stop at 500'])
  gate.leave()
  await settle()
  expect(ended.slice(3)).toEqual(['d starts at 500'])
  gate.leave()
  wait('e', { signal: AbortSignal.abort('although there is a place') })
  await settle()
  expect(ended.slice(4)).toEqual(['e although there is a place at 500'])
  expect([gate.enter(), gate.enter()]).toEqual([true, false])
})

test('ends the wait for the end of a pause when it is aborted', async () => {
  const world = createWorld()
  const gate = createGate<string>(world, 1)
  const { wait, ended } = createWaiting(world, gate)
  const controller = new AbortController()
  gate.pause(1000, 'limit')
  wait('a', { signal: controller.signal })
  await settle()
  controller.abort('stop')
  await settle()
  expect([ended, world.pending()]).toEqual([['a stop at 0'], 0])
  world.advance(1000)
  expect(gate.enter()).toBe(true)
})
