import { describe, expect, test } from 'vitest'
import {
  ConfigurationError,
  ConnectionError,
  ResponseBodyError,
  type SignalWireError,
  TimeoutError,
} from '../../../src/client/index.js'
import { findRetryDelay, type Outcome } from '../../../src/client/transport/backoff.js'

const retry = { maxRetries: 3, baseDelayMs: 250, maxDelayMs: 8_000, maxRetryAfterMs: 60_000 }
const reply = (status: number, headers = {}) => ({ reply: { status, headers: new Headers(headers), text: '' } })

function find(outcome: Outcome, random: number, attempt = 1, options = retry): number | undefined {
  return findRetryDelay(outcome, attempt, options, { random: () => random, now: () => 0 }, () => ({}))
}

test.each([408, 429, 500, 502, 503, 504])('repeats after %i', (status) => {
  expect(find(reply(status), 0.5)).toBe(125)
})

test.each([200, 204, 301, 400, 401, 403, 404, 409, 422, 501, 505])('does not repeat after %i', (status) => {
  expect(find(reply(status), 0.5)).toBeUndefined()
})

test.each([
  new ConnectionError('x'),
  new TimeoutError('attempt', 1),
  new ResponseBodyError('truncated', 'x'),
  new ResponseBodyError('undecodable', 'x'),
])('repeats after a $name', (error) => {
  expect(find({ error }, 0)).toBe(0)
})

test.each([
  new ConfigurationError('x'),
  new ResponseBodyError('too-large', 'x'),
  new TimeoutError('total', 1),
  new ConnectionError('no response: Error: Parse Error: Header overflow'),
  new ConnectionError('no response: HeadersOverflowError: Headers Overflow Error'),
  new Error('x'),
])('does not repeat after %s', (error) => {
  expect(find({ error }, 0)).toBeUndefined()
})

test.each([
  'self-signed certificate',
  'self-signed certificate in certificate chain',
  'certificate has expired',
  'unable to verify the first certificate',
  'unable to get local issuer certificate',
  "Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: ",
  'invalid peer certificate: UnknownIssuer',
])('does not repeat after a certificate was refused: %s', (reason) => {
  const error = new ConnectionError(`no response: Error: ${reason}`)
  expect(find({ error }, 0)).toBeUndefined()
})

test('repeats after a name was not found, which is also said while the network is away', () => {
  const error = new ConnectionError('no response: Error: getaddrinfo ENOTFOUND example.signalwire.com')
  expect(find({ error }, 0)).toBe(0)
})

test('doubles the longest wait with each attempt, up to a limit', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) => find(reply(503), 1, attempt, { ...retry, maxRetries: 9 }))
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000])
})

test('ends after the number of repeats allowed', () => {
  expect(find(reply(503), 0, 3)).toBe(0)
  expect(find(reply(503), 0, 4)).toBeUndefined()
})

test('waits what the server asks for and at most 250 ms more', () => {
  expect(find(reply(503, { 'retry-after': '60' }), 0)).toBe(60_000)
  expect(find(reply(429, { 'retry-after': '2' }), 1)).toBe(2_250)
})

test('does not shorten a wait that is too long', () => {
  expect(find(reply(429, { 'retry-after': '61' }), 0)).toBeUndefined()
})

describe('the caller decides', () => {
  const withDecision = (shouldRetry: (error: SignalWireError, attempt: number) => boolean | undefined) => ({
    ...retry,
    shouldRetry,
  })
  const error = new ConfigurationError('x')

  test.each([
    [true, error, 0],
    [false, new ConnectionError('x'), undefined],
    [undefined, new ConnectionError('x'), 0],
    [undefined, error, undefined],
  ])('%s after a %s', (decision, error, delayMs) => {
    expect(
      find(
        { error },
        0,
        1,
        withDecision(() => decision),
      ),
    ).toBe(delayMs)
  })

  test('by the error and the number of the attempt, within the limits', () => {
    const asked: unknown[] = []
    const options = withDecision((...given) => asked.push(...given) > 0)
    expect([find({ error }, 0, 3, options), find({ error }, 0, 4, options)]).toEqual([0, undefined])
    expect(find({ ...reply(429, { 'retry-after': '61' }), error }, 0, 1, options)).toBeUndefined()
    expect(asked).toEqual([error, 3, error, 1])
  })

  test('not about what is no error of the client', () => {
    expect(
      find(
        { error: new Error('x') },
        0,
        1,
        withDecision(() => true),
      ),
    ).toBeUndefined()
  })

  test.each([
    ['a Promise', () => Promise.resolve(false)],
    ['a Promise that fails', () => Promise.reject(new Error('own'))],
    ['a number', () => 1],
    ['null', () => null],
  ])('but not by %s, which is an error of the configuration', (_, shouldRetry) => {
    const options = withDecision(shouldRetry as unknown as () => boolean)
    expect(() => find({ error }, 0, 1, options)).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: 'shouldRetry: expected a function that returns true, false or undefined, not a Promise',
      }),
    )
  })

  test('but a function that throws is an error of the configuration, with its cause', () => {
    const cause = new Error('own')
    const options = withDecision(() => {
      throw cause
    })
    expect(() => find({ error }, 0, 1, options)).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', message: 'shouldRetry: the function failed', cause }),
    )
  })
})
