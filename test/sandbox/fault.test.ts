import { expect, test } from 'vitest'
import { createFaultQueue, type Fault, toFaultAnswer } from '../../src/sandbox/fault.js'

const text = (body: Uint8Array) => new TextDecoder().decode(body)

test('gives faults in the order in which they were asked for, each as often as asked for', () => {
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

test('never ends a fault that is asked for for ever', () => {
  const faults = createFaultQueue()
  faults.add({ status: 500, times: Number.POSITIVE_INFINITY })
  expect(Array.from({ length: 50 }, () => faults.take())).not.toContain(undefined)
})

test.each([
  [{ status: 199 }, 'status of a fault must be a whole number from 200 to 599, received 199'],
  [{ status: 600 }, 'status of a fault must be a whole number from 200 to 599, received 600'],
  [{ times: 2 }, 'status of a fault must be a whole number from 200 to 599, received undefined'],
  [{ status: 500, times: 0 }, 'times of a fault must be 1 or more, received 0'],
  [{ connection: 'slow' }, 'connection of a fault must be reset, hang or truncate, received slow'],
])('refuses %j', (fault, message) => {
  // What plain JavaScript may pass.
  expect(() => createFaultQueue().add(fault as Fault)).toThrow(new RangeError(message))
})

test('has the documented body of an error, and the reason phrase of one that is not documented', () => {
  expect(text(toFaultAnswer({ status: 500 }).body)).toBe('{"error":"Internal Server Error"}')
  expect(text(toFaultAnswer({ status: 503 }).body)).toBe('{"error":"Service Unavailable"}')
  expect(JSON.parse(text(toFaultAnswer({ status: 422 }).body))).toMatchObject({
    errors: [{ code: 'invalid_parameter' }],
  })
})

test('has no body below 400 unless one is given', () => {
  expect(toFaultAnswer({ status: 302, headers: { Location: '/elsewhere' } })).toMatchObject({
    status: 302,
    headers: { location: '/elsewhere', 'content-length': '0' },
  })
})

test('sends text and bytes as they are and anything else as JSON', () => {
  expect(text(toFaultAnswer({ status: 200, body: '<html>' }).body)).toBe('<html>')
  expect(toFaultAnswer({ status: 200, body: Uint8Array.of(0x1f, 0x8b) }).body).toEqual(Uint8Array.of(0x1f, 0x8b))
  expect(text(toFaultAnswer({ status: 200, body: null }).body)).toBe('null')
  expect(text(toFaultAnswer({ status: 200, body: { data: [] } }).body)).toBe('{"data":[]}')
})

test('lets headers be replaced in any case', () => {
  const { headers } = toFaultAnswer({ status: 429, headers: { 'Content-Type': 'text/html', 'Retry-After': '2' } })
  expect(headers).toEqual({ 'content-type': 'text/html', 'content-length': '29', 'retry-after': '2' })
})
