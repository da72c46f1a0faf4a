import { describe, expect, test } from 'vitest'
import { Attempt } from '../../../src/client/download/attempt.js'
import { ConfigurationError, TimeoutError } from '../../../src/client/index.js'
import { bytes, createScriptedWorld, requestFor, type ScriptedResponse } from './scripted-world.js'

const origin = 'https://example.signalwire.com'
const details = () => ({ operationId: 'get', attempts: 2 })
function createAttempt(answers: readonly (ScriptedResponse | Error)[], changes = {}, withCredentials = false) {
  const { world, ...rest } = createScriptedWorld(answers, changes)
  const { signal, timeoutMs } = requestFor({ url: '', size: null })
  return { attempt: new Attempt(world, { signal, timeoutMs, withCredentials }, details), ...rest }
}
const bodyOf = async (...pieces: readonly unknown[]) => {
  const { attempt, reads } = createAttempt([{ pieces }])
  return { attempt, reads, body: (await attempt.open(`${origin}/a`, {})).body }
}

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('with the status %i is followed', async (status) => {
    const { attempt, requests } = createAttempt([{ status, headers: { location: '/b?c' } }, {}])
    expect((await attempt.open(`${origin}/a`, {})).status).toBe(200)
    expect(requests.map(({ url }) => url)).toEqual([`${origin}/a`, `${origin}/b?c`])
  })

  test.each<[number, Record<string, string>]>([
    [302, {}],
    [200, { location: '/b' }],
    [300, { location: '/b' }],
    [304, { location: '/b' }],
    [404, { location: '/b' }],
  ])('is not what a response with the status %i and the headers %j is', async (status, headers) => {
    const { attempt, requests } = createAttempt([{ status, headers }])
    expect((await attempt.open(`${origin}/a`, {})).status).toBe(status)
    expect(requests).toHaveLength(1)
  })

  test.each([
    ['https://a.example/a', 'https://b.example/b', origin, true],
    ['https://a.example/a', 'http://b.example/b', origin, false],
    ['http://localhost/a', 'https://b.example/b', 'http://localhost', true],
    ['http://localhost/a', 'http://b.example/b', 'http://localhost', true],
    ['https://a.example/a', 'http://localhost/b', 'http://localhost', false],
    ['https://a.example/a', 'ftp://a.example/b', origin, false],
    ['https://a.example/a', 'http://[', origin, false],
  ])('from %s to %s, of a space at %s, is followed: %s', async (from, to, space, isFollowed) => {
    const { attempt, requests } = createAttempt([{ status: 302, headers: { location: to } }, {}], { origin: space })
    const opened = attempt.open(from, {})
    if (isFollowed) expect((await opened).status).toBe(200)
    else await expect(opened).rejects.toThrow('the link of the file is not an https URL')
    expect(requests).toHaveLength(isFollowed ? 2 : 1)
  })
})

test('a request has what it needs and no more; credentials only for the space itself, and not after a redirect', async () => {
  const redirect = { status: 302, headers: { location: `${origin}/b` } }
  const { attempt, requests } = createAttempt([redirect, {}], {}, true)
  await attempt.open(`${origin}/a#s3cret`, { range: 'bytes=5-' })
  const sent = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'test/1', range: 'bytes=5-' }
  expect(requests).toEqual([
    { url: `${origin}/a`, headers: { ...sent, authorization: 'Basic own' } },
    { url: `${origin}/b`, headers: sent },
  ])

  const other = createAttempt([{}], { userAgent: undefined }, true)
  await other.attempt.open('https://user:s3cret@files.example/a', {})
  expect(other.requests).toEqual([
    { url: 'https://files.example/a', headers: { accept: '*/*', 'accept-encoding': 'identity' } },
  ])
})

test('a connection that fails is a typed error without secrets, and a typed error stays', async () => {
  const cause = new TypeError('fetch failed', { cause: new Error('no route to s3cret') })
  await expect(createAttempt([cause]).attempt.open(`${origin}/a`, {})).rejects.toMatchObject({
    ...{ code: 'connection', message: 'no response: Error: no route to [redacted]', cause, attempts: 2 },
  })
  const typed = new ConfigurationError('fetch: expected a function')
  await expect(createAttempt([typed]).attempt.open(`${origin}/a`, {})).rejects.toBe(typed)
})

test('a body is read piece by piece; one that breaks is cut off, and a deadline stays a deadline', async () => {
  const broken = new Error('reset')
  const { attempt, body } = await bodyOf(bytes(0, 3), broken)
  expect(await attempt.read(body)).toEqual(bytes(0, 3))
  await expect(attempt.read(body)).rejects.toMatchObject({
    ...{ reason: 'truncated', message: 'the body was cut off', cause: broken, attempts: 2 },
  })
  expect(await attempt.read(body)).toBeUndefined()

  const timeout = new TimeoutError('attempt', 1)
  const silent = await bodyOf(timeout)
  await expect(silent.attempt.read(silent.body)).rejects.toBe(timeout)
})

describe('the text of an error', () => {
  test('is what arrives of it, as UTF-8, whatever the pieces are', async () => {
    const [first, second] = [Uint8Array.of(0x61, 0xc3), Uint8Array.of(0xa9)]
    const { attempt, body } = await bodyOf(first, second, 'b', new Error('reset'), 'c')
    expect(await attempt.readText(body)).toBe('aéb')
  })

  test('is not read beyond 65,536 characters', async () => {
    const { attempt, body, reads } = await bodyOf(...Array(5).fill('x'.repeat(32_768)))
    expect((await attempt.readText(body)).length).toBe(65_536)
    expect(reads()).toBe(2)
  })
})
