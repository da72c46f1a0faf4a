import { request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.js'
import { authorize, sendRequest } from '../../support/sandbox-requests.js'

const list = '/api/video/room_sessions?page_size=1'
const sandboxes: Sandbox[] = []
afterEach(async () => {
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()))
})

async function listening() {
  const sandbox = createSandbox()
  sandboxes.push(sandbox)
  const { url } = await sandbox.listen()
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(url + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const get = () => fetch(url + list, { headers: authorize(sandbox) })
  return { sandbox, url, send, get }
}

test('the journal has every request, in this process and over HTTP, without credentials', async () => {
  const { sandbox, send, url } = await listening()
  sandbox.failNext({ status: 503 })
  sandbox.failNext({ connection: 'reset' })
  const headers = { ...authorize(sandbox), 'x-test': 'yes', cookie: 'a=b' }
  await fetch(url + list, { headers })
  await fetch(url + list, { headers }).catch(() => {})
  await sendRequest(sandbox, list)
  await sendRequest(sandbox, list, { headers: { authorization: 'Basic canary' } })
  await sandbox.fetch('https://example.signalwire.com/x', { method: 'HEAD' })
  const { body, status } = await send('GET', '/__requests')
  expect(status).toBe(200)
  expect(body.requests).toEqual(sandbox.requests)
  const own = 'https://example.signalwire.com'
  expect(sandbox.requests.map(({ method, url, credentials, status }) => [method, url, credentials, status])).toEqual([
    ['GET', url + list, 'right', 503],
    ['GET', url + list, 'right', null],
    ['GET', own + list, 'right', 200],
    ['GET', own + list, 'wrong', 401],
    ['HEAD', `${own}/x`, 'none', 401],
  ])
  expect(sandbox.requests[0]?.headers['x-test']).toBe('yes')
  const all = JSON.stringify(sandbox.requests)
  for (const secret of [authorize(sandbox).authorization.slice(6), sandbox.credentials.apiToken, 'canary', 'a=b'])
    expect(all).not.toContain(secret)
  expect((await send('DELETE', '/__requests')).status).toBe(204)
  expect(sandbox.requests).toEqual([])
})

test('what was read of the journal stays as it is', async () => {
  const { sandbox, send } = await listening()
  await sendRequest(sandbox, list)
  const read = sandbox.requests
  await sendRequest(sandbox, list)
  expect(read).toHaveLength(1)
  await send('DELETE', '/__requests')
  expect(read).toHaveLength(1)
})

test.each(['Authorization', 'Proxy-Authorization', 'Cookie'])('the journal has no header %s', async (name) => {
  const { sandbox, url } = await listening()
  const headers = { [name]: 'Basic canary', 'X-Test': 'yes' }
  await sendRequest(sandbox, list, { headers })
  await new Promise((resolve) => request(url, { headers }, (response) => response.resume().on('end', resolve)).end())
  expect(sandbox.requests.map((entry) => entry.headers['x-test'])).toEqual(['yes', 'yes'])
  expect(JSON.stringify(sandbox.requests)).not.toContain('canary')
})

test('the journal has the last thousand requests', async () => {
  const sandbox = createSandbox()
  for (let at = 0; at < 1005; at++) await sandbox.fetch(`https://example.signalwire.com/${at}`)
  expect(sandbox.requests).toHaveLength(1000)
  expect(sandbox.requests[0]?.url).toBe('https://example.signalwire.com/5')
})

test('faults are added over HTTP, one or several, and do not affect the controls', async () => {
  const { send, get } = await listening()
  const faults = [
    { status: 429, headers: { 'retry-after': '1' } },
    { connection: 'truncate' },
    { status: 503, times: 2 },
  ]
  expect((await send('POST', '/__faults', faults)).status).toBe(204)
  expect((await send('GET', '/__requests')).status).toBe(200)
  const first = await get()
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1'])
  await expect(get().then((response) => response.text())).rejects.toThrow('terminated')
  expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([503, 503, 200])
  await send('POST', '/__faults', { status: 500, times: 1000 })
  expect((await get()).status).toBe(500)
  expect((await send('DELETE', '/__faults')).status).toBe(204)
  expect((await get()).status).toBe(200)
})

test.each([
  [{ status: 99 }, 'fault.status: expected an integer from 200 to 599, received 99'],
  [[{ status: 500 }, { connection: 'slow' }], 'fault.connection: expected reset, hang or truncate, received slow'],
  [{ status: 500, headers: { 'a b': 'c' } }, 'fault.headers: expected names and values that a header can have'],
  [null, 'fault: expected an object, received null'],
  [{}, 'fault.status: expected an integer from 200 to 599, received undefined'],
])('refuses the faults %j, all of them', async (faults, error) => {
  const { send, get } = await listening()
  expect(await send('POST', '/__faults', faults)).toEqual({ status: 400, body: { error } })
  expect((await get()).status).toBe(200)
})

test('a body may have up to 1 MiB', async () => {
  const { url, get } = await listening()
  const body = JSON.stringify({ status: 503 }).padStart(1024 * 1024)
  expect((await fetch(`${url}/__faults`, { method: 'POST', body })).status).toBe(204)
  expect((await get()).status).toBe(503)
})

test('time is moved over HTTP', async () => {
  const { send, sandbox } = await listening()
  expect(await send('POST', '/__advance', { seconds: 90 })).toEqual({
    status: 200,
    body: { now: '2026-09-16T14:31:30.000Z' },
  })
  expect(sandbox.advance(0)).toEqual(new Date('2026-09-16T14:31:30Z'))
  for (const body of [{}, null, { seconds: '5' }])
    expect((await send('POST', '/__advance', body)).body.error).toContain('seconds: expected a whole number')
})

test('refuses whatever is not a fault, or not a number of seconds, and serves on', async () => {
  const { send, get } = await listening()
  const odd = { toString: 1, valueOf: 1 }
  const faults = [
    ...[null, 1, 'x', [[]], {}, odd, { status: odd }, { status: 99 }, { status: '503' }, { connection: odd }],
    ...[
      { status: 503, times: odd },
      { status: 503, times: 0 },
      { status: 503, headers: null },
    ],
    ...[
      { status: 503, headers: { a: odd } },
      { status: 503, headers: { a: 'b\r\nc: d' } },
    ],
  ]
  for (const fault of faults) expect([fault, (await send('POST', '/__faults', fault)).status]).toEqual([fault, 400])
  for (const seconds of [odd, null, [], true]) expect((await send('POST', '/__advance', { seconds })).status).toBe(400)
  expect((await get()).status).toBe(200)
})

test('says what is wrong with a body, and that there is no such control', async () => {
  const { send, url } = await listening()
  const response = await fetch(`${url}/__faults`, { method: 'POST', body: 'nonsense' })
  expect([response.status, await response.json()]).toEqual([400, { error: 'body: expected JSON' }])
  expect((await send('GET', '/__faults')).status).toBe(404)
  expect((await send('POST', '/__elsewhere')).status).toBe(404)
  const large = await fetch(`${url}/__faults`, { method: 'POST', body: ' '.repeat(1024 * 1024 + 1) })
  expect(large.status).toBe(413)
})
