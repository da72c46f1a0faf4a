import { expect, test } from 'vitest'
import { judgeReply, type Position, type Verdict } from '../../../src/client/download/judge-reply.js'

const judge = (status: number, headers: Record<string, string>, position: Partial<Position>) =>
  judgeReply(
    { status, headers: new Headers(headers) },
    { at: 0, isRanged: false, isStarted: false, validator: null, total: null, ...position },
    () => ({ attempts: 2 }),
  )
const atFive = { at: 5, isRanged: true }
const read = (start: number, total: number | null, validator: string | null = null): Verdict => ({
  ...{ next: 'read', start, total, validator },
})
const ask = (at: number, hasRanges: boolean): Verdict => ({ next: 'ask', at, hasRanges })
const range = (text: string) => ({ 'content-range': `bytes ${text}` })

test.each<[number, Record<string, string>, Partial<Position>, Verdict]>([
  [200, {}, {}, read(0, null)],
  [200, { 'content-length': '10', etag: '"a"' }, {}, read(0, 10, '"a"')],
  [200, { 'content-length': '10x' }, {}, read(0, null)],
  [200, { 'content-length': '-10' }, {}, read(0, null)],
  [200, { 'content-length': '10' }, atFive, read(0, 10)],
  [206, { ...range('5-9/10'), 'content-length': '5' }, atFive, read(5, 10)],
  [206, { ...range('5-9/*'), 'content-length': '5' }, atFive, read(5, null)],
  [206, range('0-9/10'), {}, read(0, 10)],
  [206, range('4-9/10'), atFive, ask(5, false)],
  [206, {}, atFive, ask(5, false)],
  [416, range('*/5'), atFive, { next: 'end', total: 5 }],
  [416, range('*/6'), atFive, ask(0, false)],
  [416, {}, atFive, ask(0, false)],
  [416, range('*/0'), {}, { next: 'refuse' }],
  ...[204, 304, 404, 500].map((status): [number, object, object, Verdict] => [status, {}, atFive, { next: 'refuse' }]),
  [200, { 'content-encoding': 'identity' }, {}, read(0, null)],
  // The file has changed since an earlier download.
  [206, { ...range('5-9/10'), etag: '"b"' }, { ...atFive, validator: '"a"' }, ask(0, true)],
  [206, { ...range('5-9/10'), etag: '"a"' }, { ...atFive, validator: '"a"' }, read(5, 10, '"a"')],
  [206, range('5-9/10'), { ...atFive, validator: '"a"' }, read(5, 10)],
  [206, { ...range('0-9/10'), etag: '"b"' }, { validator: '"a"' }, read(0, 10, '"b"')],
  [200, { etag: '"b"' }, { ...atFive, validator: '"a"' }, read(0, null, '"b"')],
  [206, range('5-9/10'), { ...atFive, isStarted: true, total: 10 }, read(5, 10)],
  [206, range('5-9/*'), { ...atFive, isStarted: true, total: 10 }, read(5, null)],
])('the status %i with %j, at %j: %j', (status, headers, position, expected) => {
  expect(judge(status, headers, position)).toEqual(expected)
})

test.each<[number, Record<string, string>, Partial<Position>, string]>([
  [416, range('*/6'), { ...atFive, isStarted: true }, 'the file changed while it was read'],
  [
    206,
    { ...range('5-9/10'), etag: '"b"' },
    { ...atFive, isStarted: true, validator: '"a"' },
    'the file changed while',
  ],
  [200, { etag: '"b"' }, { ...atFive, isStarted: true, validator: '"a"' }, 'the file changed while it was read'],
  [206, range('5-11/12'), { ...atFive, isStarted: true, total: 10 }, 'the file changed while it was read'],
  [206, range('5-9/10'), {}, 'received a range that was not requested'],
  [206, {}, {}, 'received a range that was not requested'],
  [200, { 'content-encoding': 'gzip' }, {}, 'expected no content-encoding, received a compressed file'],
])('the status %i with %j, at %j, is an error: %s', (status, headers, position, message) => {
  expect(() => judge(status, headers, position)).toThrow(message)
})
