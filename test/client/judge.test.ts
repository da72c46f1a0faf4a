import { describe, expect, test } from 'vitest'
import { ConnectionError, createClient } from '../../src/client/index.js'
import { parseBody, toApiError } from '../../src/client/judge.js'
import { credentials } from '../support/client-world.js'

const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'

const clientFor = (text: string) =>
  createClient({ ...credentials, space: 'example', retry: false, fetch: async () => new Response(text) })

describe('a body', () => {
  test.each(['[]', '5', 'null', '"a"'])('of one item is not %s', async (text) => {
    await expect(clientFor(text).roomSessions.get(id)).rejects.toMatchObject({
      ...{ reason: 'unexpected-shape', message: 'expected an object' },
    })
  })

  test.each(['[]', '5', 'null', '{}', '{"data":{}}'])('of a list is not %s', async (text) => {
    await expect(clientFor(text).roomSessions.list()).rejects.toMatchObject({
      ...{ reason: 'unexpected-shape', message: 'expected an object with "data"' },
    })
  })

  test.each(['[1]', '5', 'null', '{"data":{}}'])('of an undocumented path may be %s', async (text) => {
    const path = '/api/video/unknown' as '/api/video/room_sessions' // a path that the types do not have
    expect((await clientFor(text).api.GET(path)).data).toEqual(JSON.parse(text))
  })

  test.each<[string, Record<string, string>, object]>([
    ['', {}, { reason: 'empty', message: 'expected JSON, received 0 characters of no content type' }],
    [
      '<s3cret>',
      { 'content-type': 'text/s3cret', 'x-request-id': 'r-1' },
      { reason: 'not-json', message: 'expected JSON, received 8 characters of text/[redacted] (request id r-1)' },
    ],
    [
      '[]',
      { 'x-request-id': 's3cret' },
      { reason: 'unexpected-shape', message: 'expected an object (request id [redacted])' },
    ],
  ])('that is %j is described without its content', (text, headers, expected) => {
    const redact = (shown: string) => shown.replaceAll('s3cret', '[redacted]')
    const parse = () => parseBody({ text, headers: new Headers(headers) }, 'item', redact, () => ({ attempts: 3 }))
    expect(parse).toThrow(expect.objectContaining({ ...expected, attempts: 3 }))
  })
})

describe('the error of a status', () => {
  const url = 'https://example.signalwire.com/api/a?b'
  const errorOf = (status: number, text: string, headers: Record<string, string> = {}) =>
    toApiError(
      { status, text, headers: new Headers(headers) },
      url,
      (shown) => shown.replaceAll('s3cret', '[redacted]'),
      Date.UTC(2026, 0, 1),
      { operationId: 'list', attempts: 2 },
    )

  test.each<[number, string, Record<string, string>, string]>([
    [404, '{"error":"gone"}', {}, 'received status 404: gone'],
    [404, '{"error":"no s3cret"}', { 'x-request-id': 'r-1' }, 'received status 404: no [redacted] (request id r-1)'],
    [404, '{"error":""}', {}, 'received status 404'],
    [404, '{"error":{"a":1}}', {}, 'received status 404'],
    [404, 'null', {}, 'received status 404'],
    [404, '<html>', {}, 'received status 404'],
    [404, '', {}, 'received status 404'],
    [
      422,
      '{"errors":[{"attribute":"id","message":"is bad","code":"c"},{"message":"is late"},{"attribute":"b","message":"m"}]}',
      {},
      'received status 422: id is bad (c); is late; b m',
    ],
    [422, '{"errors":[{"message":"m","code":""}],"error":"other"}', {}, 'received status 422: m'],
    [422, '{"errors":[],"error":"other"}', {}, 'received status 422'],
    [422, '{"errors":"bad","error":"other"}', {}, 'received status 422'],
    [422, '{"errors":[null]}', {}, 'received status 422'],
    [101, '', { location: '/b' }, 'received status 101'],
    [300, '', {}, 'received status 300'],
    [300, '', { location: '/b' }, 'received status 300: a redirect to example.signalwire.com'],
    [304, '{"error":"no change"}', {}, 'received status 304: no change'],
    [301, '', { location: '/b' }, 'received status 301: a redirect to example.signalwire.com'],
    [
      302,
      '{"error":"moved"}',
      { location: 'https://b.example:81/c' },
      'received status 302: a redirect to b.example:81',
    ],
    [399, '', { location: 'http://[' }, 'received status 399: a redirect to an invalid URL'],
    [400, '', { location: '/b' }, 'received status 400'],
  ])('%i with the body %s and %j is %s', (status, text, headers, message) => {
    expect(errorOf(status, text, headers).message).toBe(message)
  })

  test('has the body, the headers, the delay and the call, without secrets', () => {
    const headers = {
      'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT',
      'x-a': 's3cret',
      s3cret: 'a',
      'request-id': ' r ',
    }
    const error = errorOf(429, '{"a":"s3cret"}', headers)
    expect(error).toMatchObject({
      ...{ code: 'rate-limit', status: 429, body: { a: '[redacted]' }, retryAfterMs: 9000, requestId: 'r' },
      ...{ operationId: 'list', attempts: 2 },
    })
    expect(Object.fromEntries(error.headers)).toMatchObject({ 'x-a': '[redacted]' })
    expect(error.headers.has('s3cret')).toBe(false)
  })

  test.each([
    ['text', 'text'],
    ['', ''],
    ['{"a":', '{"a":'],
    ['5', 5],
    ['null', null],
  ])('has the body %j as %j', (text, expected) => {
    expect(errorOf(500, text).body).toEqual(expected)
  })
})

test('an error without a cause has no cause', () => {
  expect(Object.hasOwn(new ConnectionError('a', { cause: undefined }), 'cause')).toBe(false)
  expect(new ConnectionError('a', { cause: 5 }).cause).toBe(5)
})
