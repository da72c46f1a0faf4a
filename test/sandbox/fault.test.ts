import { STATUS_CODES } from 'node:http'
import { expect, test } from 'vitest'
import { createFaultQueue, type Fault, toFaultResponse } from '../../src/sandbox/fault.js'

const text = (body: Uint8Array) => new TextDecoder().decode(body)

test('returns faults in the order they were added, each as many times as `times` says', () => {
  const faults = createFaultQueue()
  faults.add({ status: 503, times: 2 })
  faults.add({ connection: 'reset' })
  const taken = Array.from({ length: 4 }, () => faults.take())
  expect(taken.map((fault) => (fault && 'status' in fault ? fault.status : fault?.connection))).toEqual([
    503,
    503,
    'reset',
    undefined,
  ])
})

test('repeats a fault with infinite `times` for ever', () => {
  const faults = createFaultQueue()
  faults.add({ status: 500, times: Number.POSITIVE_INFINITY })
  expect(Array.from({ length: 50 }, () => faults.take())).not.toContain(undefined)
})

test.each([
  [{ status: 199 }, 'fault.status: expected an integer from 200 to 599, received 199'],
  [{ status: 600 }, 'fault.status: expected an integer from 200 to 599, received 600'],
  [{ times: 2 }, 'fault.status: expected an integer from 200 to 599, received undefined'],
  [{ status: 500, times: 0 }, 'fault.times: expected 1 or more, received 0'],
  [{ connection: 'slow' }, 'fault.connection: expected reset, hang or truncate, received slow'],
])('does not accept %j', (fault, message) => {
  // JavaScript without types may pass this.
  expect(() => createFaultQueue().add(fault as Fault)).toThrow(new RangeError(message))
})

test('has the documented body of an error, and the reason phrase of one that is not documented', () => {
  expect(text(toFaultResponse({ status: 500 }).body)).toBe('{"error":"Internal Server Error"}')
  expect(text(toFaultResponse({ status: 503 }).body)).toBe('{"error":"Service Unavailable"}')
  expect(JSON.parse(text(toFaultResponse({ status: 422 }).body))).toMatchObject({
    errors: [{ code: 'invalid_parameter' }],
  })
})

test('has no body below 400 unless one is given', () => {
  expect(toFaultResponse({ status: 302, headers: { Location: '/elsewhere' } })).toMatchObject({
    status: 302,
    headers: { location: '/elsewhere', 'content-length': '0' },
  })
})

test('sends strings and bytes as they are and anything else as JSON', () => {
  expect(text(toFaultResponse({ status: 200, body: '<html>' }).body)).toBe('<html>')
  expect(toFaultResponse({ status: 200, body: Uint8Array.of(0x1f, 0x8b) }).body).toEqual(Uint8Array.of(0x1f, 0x8b))
  expect(text(toFaultResponse({ status: 200, body: null }).body)).toBe('null')
  expect(text(toFaultResponse({ status: 200, body: { data: [] } }).body)).toBe('{"data":[]}')
})

test('replaces headers whatever the case of their names', () => {
  const { headers } = toFaultResponse({ status: 429, headers: { 'Content-Type': 'text/html', 'Retry-After': '2' } })
  expect(headers).toEqual({ 'content-type': 'text/html', 'content-length': '29', 'retry-after': '2' })
})

test.each([200, 399, 400, 401, 402, 403, 404, 408, 409, 410, 418, 429, 500, 501, 502, 503, 504, 599])(
  'has for a %i the reason phrase of the standard, or none below 400',
  (status) => {
    const phrase = { 418: 'Error', 599: 'Error' }[status] ?? STATUS_CODES[status]
    expect(text(toFaultResponse({ status }).body)).toBe(status < 400 ? '' : JSON.stringify({ error: phrase }))
  },
)

test('adds all faults of a call or none, and forgets them when asked', () => {
  const faults = createFaultQueue()
  expect(() => faults.add({ status: 500 }, { status: 600 })).toThrow(RangeError)
  expect(faults.take()).toBeUndefined()
  faults.add({ status: 200 }, { status: 599, times: 1.5 })
  expect(Array.from({ length: 4 }, () => faults.take())).toMatchObject([
    ...[{ status: 200 }, { status: 599 }, { status: 599 }],
    undefined,
  ])
  faults.add({ status: 500, times: 5 })
  faults.clear()
  expect(faults.take()).toBeUndefined()
})

test.each([
  [5, 'fault: expected an object, received 5'],
  [{ status: 200.5 }, 'fault.status: expected an integer from 200 to 599, received 200.5'],
  [{ status: 500, times: Number.NaN }, 'fault.times: expected 1 or more, received NaN'],
  [{ status: 500, times: '2' }, 'fault.times: expected 1 or more, received 2'],
  [{ connection: {} }, 'fault.connection: expected reset, hang or truncate, received {}'],
  [{ status: 500, headers: { a: 1 } }, 'fault.headers: expected names and values that a header can have'],
])('does not accept %o', (fault, message) => {
  expect(() => createFaultQueue().add(fault as Fault)).toThrow(new RangeError(message))
})
