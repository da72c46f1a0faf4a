import { expect, test } from 'vitest'
import { findValidator, parseContentRange } from '../../../src/client/download/file-headers.js'

const modified = 'Fri, 02 Jan 2026 03:04:05 GMT'

test.each<[string, Record<string, string>, string | null]>([
  ['a strong tag', { etag: '"a"', 'last-modified': modified }, '"a"'],
  ['no tag with more after it', { etag: '"a"b' }, null],
  ['an empty tag', { etag: '""' }, '""'],
  ['no weak tag, nor the time beside it', { etag: 'W/"a"', 'last-modified': modified, date: modified }, null],
  [
    'a time a second before the response',
    { 'last-modified': modified, date: 'Fri, 02 Jan 2026 03:04:06 GMT' },
    modified,
  ],
  ['no time in the second of the response', { 'last-modified': modified, date: modified }, null],
  ['no time without the time of the response', { 'last-modified': modified }, null],
  ['nothing', {}, null],
])('a version of a file is identified by %s', (_, headers, expected) => {
  expect(findValidator(new Headers(headers))).toBe(expected)
})

test.each([
  ['bytes 5-9/10', { start: 5, size: 10 }],
  ['bytes 0-0/*', { start: 0, size: null }],
  ['bytes */10', { start: undefined, size: 10 }],
  [' Bytes 5-9/10 ', { start: 5, size: 10 }],
  ['bytes 5-/10', undefined],
  ['kilobytes 5-9/10', undefined],
  ['bytes 5-9/10k', undefined],
  ['items 5-9/10', undefined],
  [null, undefined],
])('the range %j is %j', (header, expected) => {
  expect(parseContentRange(header)).toEqual(expected)
})
