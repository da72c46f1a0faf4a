import { expect, test } from 'vitest'
import { parseByteRange } from '../../../src/sandbox/media/byte-range.js'

test.each([
  ['bytes=0-99', { start: 0, end: 100 }],
  ['bytes=100-', { start: 100, end: 1000 }],
  ['bytes=999-5000', { start: 999, end: 1000 }],
  ['bytes=-100', { start: 900, end: 1000 }],
  ['bytes=-5000', { start: 0, end: 1000 }],
  ['BYTES=1-1', { start: 1, end: 2 }],
])('reads %s of 1000 bytes', (header, expected) => {
  expect(parseByteRange(header, 1000)).toEqual(expected)
})

test.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=-0'])('finds none of the bytes of %s', (header) => {
  expect(parseByteRange(header, 1000)).toBe('unsatisfiable')
})

test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,5-6', 'pages=0-1', 'bytes=a-b', 'bytes 0-1'])(
  'ignores %s',
  (header) => {
    expect(parseByteRange(header, 1000)).toBeUndefined()
  },
)
