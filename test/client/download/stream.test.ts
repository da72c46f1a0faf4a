import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { toStream } from '../../../src/client/download/stream.js'
import { bytes } from './scripted-world.js'

/** A stream of two pieces, after which `end` is called, and what its generator was told. */
function createStream(end = () => {}) {
  const controller = new AbortController()
  const told = { asked: 0, isAborted: false, hasEnded: false }
  const stream = toStream(controller.signal, async (signal) => {
    signal.addEventListener('abort', () => {
      told.isAborted = true
    })
    return (async function* () {
      try {
        for (const at of [0, 2]) {
          told.asked++
          yield bytes(at, at + 2)
        }
        end()
      } finally {
        told.hasEnded = true
      }
    })()
  })
  return { stream, reader: stream.getReader(), told, controller }
}

test('a stream asks for a piece when its consumer does, and ends with the last one', async () => {
  const { reader, told } = createStream()
  await Promise.resolve()
  expect(told.asked).toBe(0)
  expect(await reader.read()).toEqual({ done: false, value: bytes(0, 2) })
  expect(told.asked).toBe(1)
  expect(await reader.read()).toEqual({ done: false, value: bytes(2, 4) })
  expect(await reader.read()).toEqual({ done: true, value: undefined })
})

test.each<[string, (created: ReturnType<typeof createStream>) => Promise<unknown>]>([
  ['was read to its end', async ({ reader }) => [await reader.read(), await reader.read(), await reader.read()]],
  ['was cancelled', async ({ reader }) => [await reader.read(), await reader.cancel('enough')]],
  [
    'was aborted',
    async ({ reader, controller }) => {
      await reader.read()
      controller.abort('enough')
      await expect(reader.read()).rejects.toBe('enough')
    },
  ],
])('a stream that %s has ended its generator, and leaves no listener on the signal', async (_, use) => {
  const created = createStream()
  await use(created)
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(created.told).toMatchObject({ isAborted: true, hasEnded: true })
  expect(getEventListeners(created.controller.signal, 'abort')).toEqual([])
})

test('a stream fails with the error of its generator, and leaves no listener on the signal', async () => {
  const error = new Error('broken')
  const { reader, controller } = createStream(() => {
    throw error
  })
  await reader.read()
  await reader.read()
  await expect(reader.read()).rejects.toBe(error)
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})

test('a stream whose signal is aborted already fails with the reason, and starts nothing', async () => {
  const signal = AbortSignal.abort('enough')
  const stream = toStream(signal, () => Promise.reject(new Error('expected no start')))
  await expect(stream.getReader().read()).rejects.toBe('enough')
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
