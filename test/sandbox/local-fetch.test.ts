import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createJournal } from '../../src/sandbox/control/journal.js'
import { createFaultQueue } from '../../src/sandbox/fault.js'
import { createSandbox } from '../../src/sandbox/index.js'
import { fetchLocally } from '../../src/sandbox/local-fetch.js'
import { authorize, sendRequest } from '../support/sandbox-requests.js'

const list = '/api/video/room_sessions'

test('gives the same response to a Request, a URL and a string', async () => {
  const sandbox = createSandbox()
  const url = new URL(list, 'https://example.signalwire.com')
  const init = { headers: authorize(sandbox) }
  const bodies = await Promise.all(
    [new Request(url, init), url, url.href].map(async (input) =>
      (await (input instanceof Request ? sandbox.fetch(input) : sandbox.fetch(input, init))).text(),
    ),
  )
  expect(new Set(bodies).size).toBe(1)
  expect(bodies[0]).toContain('"data":[{')
})

test('takes the options of a call before those of a Request, as fetch does', async () => {
  const sandbox = createSandbox()
  const request = new Request(`https://example.signalwire.com${list}`, { headers: { 'x-own': 'request' } })
  const signal = AbortSignal.abort('enough')
  await expect(sandbox.fetch(request, { signal })).rejects.toBe('enough')
  const response = await sandbox.fetch(request, { method: 'HEAD', headers: authorize(sandbox) })
  expect([response.status, await response.text()]).toEqual([200, ''])
  await sandbox.fetch(request)
  expect(sandbox.requests.map(({ method, headers, status }) => [method, headers['x-own'], status])).toEqual([
    ['HEAD', undefined, 200],
    ['GET', 'request', 401],
  ])
})

test('sends the content-length of its JSON', async () => {
  const response = await sendRequest(createSandbox(), list)
  const bytes = await response.arrayBuffer()
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(response.headers.get('content-length')).toBe(String(bytes.byteLength))
})

test('responds to HEAD as to GET, without a body', async () => {
  const response = await sendRequest(createSandbox(), list, { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000)
  expect(await response.text()).toBe('')
})

test('rejects with the reason of a signal that is aborted before the call, right after it, or while a request hangs', async () => {
  const sandbox = createSandbox()
  const reason = new Error('enough')
  await expect(sendRequest(sandbox, list, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)

  for (const prepare of [() => {}, () => sandbox.failNext({ connection: 'hang' })]) {
    prepare()
    const controller = new AbortController()
    const pending = sendRequest(sandbox, list, { signal: controller.signal })
    controller.abort(reason)
    await expect(pending).rejects.toBe(reason)
  }

  sandbox.failNext({ connection: 'hang', times: 2 })
  const controller = new AbortController()
  const pending = sendRequest(sandbox, list, { signal: controller.signal })
  await new Promise((resolve) => setImmediate(resolve))
  controller.abort(reason)
  await expect(pending).rejects.toBe(reason)
})

test('resets connections, hangs until closed and cuts off bodies for faults', async () => {
  const sandbox = createSandbox()
  sandbox.failNext({ connection: 'reset' })
  sandbox.failNext({ connection: 'truncate' })
  sandbox.failNext({ connection: 'hang' })

  await expect(sendRequest(sandbox, list)).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } })
  const cut = await sendRequest(sandbox, list)
  expect(cut.status).toBe(200)
  await expect(cut.text()).rejects.toThrow(new TypeError('terminated'))
  const hanging = sendRequest(sandbox, list)
  await new Promise((resolve) => setImmediate(resolve))
  await sandbox.close()
  await expect(hanging).rejects.toMatchObject({ message: 'fetch failed' })
  expect((await sendRequest(sandbox, list)).status).toBe(200)
  expect(sandbox.requests.map(({ status }) => status)).toEqual([null, 200, null, 200])
})

test('hangs again after it was closed, until it is closed again', async () => {
  const sandbox = createSandbox()
  await sandbox.close()
  for (let time = 0; time < 2; time++) {
    sandbox.failNext({ connection: 'hang' })
    let isOver = false
    const end = () => {
      isOver = true
    }
    const hanging = sendRequest(sandbox, list).finally(end)
    hanging.catch(() => {})
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(isOver).toBe(false)
    await sandbox.close()
    await expect(hanging).rejects.toThrow('fetch failed')
  }
})

test('fails the next request of any client, and responds to the one after that', async () => {
  const sandbox = createSandbox()
  sandbox.failNext({ status: 503, times: 2, headers: { 'retry-after': '1' } })
  const statuses = []
  for (let at = 0; at < 3; at++) statuses.push((await sendRequest(sandbox, list, { headers: {} })).status)
  expect(statuses).toEqual([503, 503, 401])
})

test('has no body for a status that cannot have one', async () => {
  const sandbox = createSandbox()
  sandbox.failNext({ status: 204 })
  expect(await (await sendRequest(sandbox, list)).text()).toBe('')
})

test('leaves no listener behind when a request that hangs ends', async () => {
  const faults = createFaultQueue()
  faults.add({ connection: 'hang' })
  const respond = () => ({ status: 200, headers: {}, body: new Uint8Array() })
  const closing = new AbortController()
  const request = new Request('http://127.0.0.1/')
  const hanging = fetchLocally(request, { respond, faults, journal: createJournal(() => true) }, closing.signal)
  await Promise.resolve()
  closing.abort()
  await expect(hanging).rejects.toThrow('fetch failed')
  expect([request.signal, closing.signal].map((signal) => getEventListeners(signal, 'abort'))).toEqual([[], []])
})
