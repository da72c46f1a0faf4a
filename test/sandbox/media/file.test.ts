import { expect, test } from 'vitest'
import { readMedia, toMediaResponse } from '../../../src/sandbox/media/file.js'

const file = { type: 'video/mp4', size: 1000, head: Uint8Array.from([1, 2, 3, 4, 5, 6]), key: 7 }
const whole = readMedia(file, 0, 1000)

test.each([
  [0, 1],
  [0, 1000],
  [3, 9],
  [5, 11],
  [6, 7],
  [997, 1000],
  [500, 500],
])('the bytes from %i to %i are the same in every range', (start, end) => {
  expect(readMedia(file, start, end)).toEqual(whole.slice(start, end))
})

test('a file begins with its head, and then with bytes that depend on its key', () => {
  expect([...whole.slice(0, 6)]).toEqual([1, 2, 3, 4, 5, 6])
  expect(new Set(whole).size).toBeGreaterThan(200)
  expect(readMedia({ ...file, key: 8 }, 6, 1000)).not.toEqual(whole.slice(6))
})

const respond = (method: string, headers: Record<string, string> = {}) => toMediaResponse(file, method, headers)
const { etag } = respond('GET').headers

test.each<[string, Record<string, string>, number, number, number]>([
  ['GET', {}, 200, 0, 1000],
  ['GET', { range: 'bytes=10-19' }, 206, 10, 20],
  ['GET', { range: 'bytes=-1' }, 206, 999, 1000],
  ['GET', { range: 'bytes=10-19', 'if-range': etag }, 206, 10, 20],
  ['GET', { range: 'bytes=10-19', 'if-range': '"other"' }, 200, 0, 1000],
  ['HEAD', { range: 'bytes=10-19' }, 200, 0, 1000],
])('%s with %j gets %i and the bytes from %i to %i', (method, headers, status, start, end) => {
  const response = respond(method, headers)
  expect(response.status).toBe(status)
  expect(response.body).toEqual(whole.slice(start, end))
  expect(response.headers).toEqual({
    ...{ 'content-type': 'video/mp4', 'accept-ranges': 'bytes', etag, 'content-length': String(end - start) },
    'access-control-expose-headers': 'accept-ranges, content-range, etag',
    ...(status === 206 && { 'content-range': `bytes ${start}-${end - 1}/1000` }),
  })
})

test('a range after the end gets 416 with the size, and another file has another etag', () => {
  const { status, headers, body } = respond('GET', { range: 'bytes=1000-' })
  expect([status, headers['content-length'], body.length]).toEqual([416, '0', 0])
  expect(headers).toMatchObject({ 'content-range': 'bytes */1000', etag })
  expect(etag).toMatch(/^"[0-9a-f]{8}"$/)
  const others = [
    { ...file, key: 8 },
    { ...file, size: 999 },
  ].map((other) => toMediaResponse(other, 'GET', {}).headers.etag)
  expect(new Set([etag, ...others]).size).toBe(3)
})
