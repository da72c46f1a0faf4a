import { getEventListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createPost } from '../../../src/cli/room-sessions-watch/post.js'
import type { RoomSessionChange } from '../../../src/client/index.js'
import { createTestContext, createTestScreen } from '../test-context.js'

const change: RoomSessionChange = {
  ...{ id: 'session.started/1', type: 'session.started', time: '2026-01-01T00:00:00Z' },
  ...{ sessionId: '1', roomName: null, session: null },
}

/** Collects garbage. */
function collect(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

test('a change that was sent leaves nothing on the signal', async () => {
  const { signal } = new AbortController()
  const sent: (string | undefined)[] = []
  const platformFetch = async (_: unknown, init?: RequestInit) => {
    sent.push(init?.method)
    return new Response(null, { status: 204 })
  }
  await createPost(new URL('http://127.0.0.1/'), createTestContext({ platformFetch, signal }))(change)
  expect(sent).toEqual(['POST'])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('a change is sent again when the receiver does not answer, also after garbage was collected', async () => {
  let requests = 0
  const server = createServer((request, response) => {
    if (++requests > 1) response.end()
    else request.on('end', () => setImmediate(onFirst)).resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const { port } = server.address() as AddressInfo
  let pass = () => {}
  const onFirst = () => {
    collect()
    pass()
  }
  const stderr = createTestScreen()
  const context = createTestContext({
    stderr,
    platformFetch: (url, init) => fetch(url, init),
    // The delay between two attempts passes at once; the receiver has no time left after the first request has arrived.
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        if (ms !== 30_000) resolve()
        else if (requests === 0) pass = resolve
      }),
  })
  try {
    await createPost(new URL(`http://127.0.0.1:${port}/`), context)(change)
  } finally {
    server.closeAllConnections()
    server.close()
  }
  expect(requests).toBe(2)
  expect(stderr.text).toContain('did not answer within 30s; trying again in')
})
