import { getEventListeners } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { createWorld, credentials, id, page, refusal, script } from '../support/client-world.js'
import { type FaultName, startFaultServer } from '../support/fault-server.js'

const turn = () => new Promise((resolve) => setImmediate(resolve))

function createInterruptible(answers: Parameters<typeof script>[0]) {
  const world = createWorld({ random: () => 0.5 })
  const { fetch, requests } = script(answers)
  const { roomSessions } = createClientWith(world, { ...credentials, space: 'example', fetch })
  const controller = new AbortController()
  const reason = { why: 'mine' }
  return { world, requests, roomSessions, controller, signal: controller.signal, reason }
}

test('sends nothing under a signal that is aborted already', async () => {
  const { roomSessions, requests, reason } = createInterruptible([page([1])])
  const signal = AbortSignal.abort(reason)
  await expect(roomSessions.get(id, { signal })).rejects.toBe(reason)
  await expect(roomSessions.list({}, { signal }).toArray()).rejects.toBe(reason)
  await expect(roomSessions.list({}, { signal, prefetch: true }).toArray()).rejects.toBe(reason)
  expect(requests).toEqual([])
})

test('ends a request at once with the caller’s own reason', async () => {
  const { roomSessions, requests, controller, signal, reason } = createInterruptible([() => new Promise(() => {})])
  const call = roomSessions.get(id, { signal })
  await turn()
  controller.abort(reason)
  await expect(call).rejects.toBe(reason)
  expect(requests[0]?.signal.aborted).toBe(true)
})

test('ends a wait between attempts at once', async () => {
  const { roomSessions, requests, controller, signal, reason, world } = createInterruptible([
    refusal(503, { 'retry-after': '30' }),
  ])
  const call = roomSessions.get(id, { signal })
  await turn()
  controller.abort(reason)
  await expect(call).rejects.toBe(reason)
  expect(requests).toHaveLength(1)
  expect(world.pending()).toBe(0)
})

test.each([
  ['a list', false],
  ['a list', true],
  ['a page', false],
  ['a page', true],
])('ends an iteration over %s between two items (prefetch: %s)', async (kind, prefetch) => {
  const { roomSessions, controller, signal, reason } = createInterruptible([
    page([1, 2], { next: '?page_number=1&page_token=a' }),
    page([3]),
  ])
  const seen: unknown[] = []
  const reading = (async () => {
    const list = roomSessions.list({}, { signal, prefetch })
    for await (const session of kind === 'a page' ? await list : list) {
      seen.push(session.id)
      controller.abort(reason)
    }
  })()
  await expect(reading).rejects.toBe(reason)
  expect(seen).toEqual([1])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('leaves an error of ours that is the caller’s reason as it is', async () => {
  const { roomSessions, signal, controller, world } = createInterruptible([refusal(404)])
  const earlier = await world.run(roomSessions.get(id).then(undefined, (error: unknown) => error))
  const before = JSON.stringify(earlier)
  controller.abort(earlier)
  await expect(roomSessions.list({}, { signal })).rejects.toBe(earlier)
  expect(JSON.stringify(earlier)).toBe(before)
})

test('leaves no listener behind after 500 calls under one signal', async () => {
  const { roomSessions, signal } = createInterruptible([() => Response.json({})])
  for (let call = 0; call < 500; call++) await roomSessions.get(id, { signal })
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test.each<FaultName>(['no answer', 'an endless slow body'])(
  'closes the connection when aborted during %s',
  async (fault) => {
    const server = await startFaultServer(fault)
    onTestFinished(() => server.close())
    const { roomSessions } = createClientWith(createWorld(), { ...credentials, baseUrl: server.url })
    const controller = new AbortController()
    const call = roomSessions.get(id, { signal: controller.signal })
    while (server.targets.length === 0) await turn()
    controller.abort('enough')
    await expect(call).rejects.toBe('enough')
    while (server.openConnections() > 0) await turn()
    expect(server.targets).toHaveLength(1)
  },
)

test.each([null, 0, '', false])('gives back the reason %j as it is', async (reason) => {
  const { roomSessions, signal, controller } = createInterruptible([() => new Promise(() => {})])
  const calls = [roomSessions.get(id, { signal }), roomSessions.list({}, { signal }).toArray()]
  await turn()
  controller.abort(reason)
  for (const call of calls) await expect(call).rejects.toBe(reason)
})

test('gives the reason of an abort in a hook, not the refusal', async () => {
  const controller = new AbortController()
  const { fetch } = script([refusal(404)])
  const hooks = { onResponse: () => controller.abort('enough') }
  const { roomSessions } = createClientWith(createWorld(), { ...credentials, space: 'example', fetch, hooks })
  await expect(roomSessions.get(id, { signal: controller.signal })).rejects.toBe('enough')
})

test('sends nothing once it has ended, though the token comes later', async () => {
  const world = createWorld()
  const { fetch, requests } = script([page([1])])
  let giveToken = (_: string) => {}
  const apiToken = () => new Promise<string>((resolve) => (giveToken = resolve))
  const { roomSessions } = createClientWith(world, { ...credentials, apiToken, space: 'example', fetch, retry: false })
  const controller = new AbortController()

  const aborted = roomSessions.get(id, { signal: controller.signal })
  await turn()
  controller.abort('enough')
  await expect(aborted).rejects.toBe('enough')
  giveToken('PT0123456789abcdef')
  const late = roomSessions.get(id, { timeoutMs: 5 })
  await turn()
  world.advance(5)
  await expect(late).rejects.toThrow('5 ms')
  giveToken('PT0123456789abcdef')

  await turn()
  expect(requests).toEqual([])
})

test.each([new AbortController(), {}, 'x'])('refuses %o as a signal, and leaves nothing behind', async (given) => {
  const { roomSessions, requests, world } = createInterruptible([page([1])])
  const signal = given as AbortSignal // what JavaScript lets pass
  const calls = [
    roomSessions.get(id, { signal }),
    roomSessions.list({}, { signal }),
    roomSessions.list({}, { signal, prefetch: true }).toArray(),
  ]
  for (const call of calls) await expect(call).rejects.toThrow('signal: expected an AbortSignal')
  expect(requests).toEqual([])
  expect(world.pending()).toBe(0)
})

test('has one listener on a signal, however many calls share it', async () => {
  const { roomSessions, controller, signal, reason } = createInterruptible([() => new Promise(() => {})])
  const calls = Array.from({ length: 20 }, () => roomSessions.get(id, { signal }))
  await turn()
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  controller.abort(reason)
  for (const call of calls) await expect(call).rejects.toBe(reason)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
