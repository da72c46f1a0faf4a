import { describe, expect, test } from 'vitest'
import { findHeader } from '../../../src/contract/interaction/interaction.js'
import { isHex, toBodyText } from '../../../src/contract/recordings/body-text.js'
import { toHeaders, toRecord, toStatus, toText } from '../../../src/contract/recordings/field.js'
import { withMimeType } from '../../../src/contract/recordings/mime-type.js'
import { readRecordingText } from '../../../src/contract/recordings/recording-text.js'

const recording = readRecordingText({}, 'a.json')

describe('refuses', () => {
  const not = (read: () => unknown) => {
    try {
      return read()
    } catch (error) {
      return String(error).replace('RecordingError: a.json: /p: ', '')
    }
  }

  test.each([
    [99, '99'],
    [1000, '1000'],
    [200.5, '200.5'],
    [Number.NaN, 'NaN'],
  ])('the status %s', (status, received) => {
    expect(not(() => toStatus(recording, '/p', status))).toBe(
      `expected a status code from 100 to 999, received ${received}`,
    )
  })

  test.each([
    ['200', 'a string'],
    [null, 'null'],
    [undefined, 'nothing'],
    [[], 'an array'],
    [{}, 'an object'],
    [true, 'a boolean'],
  ])('%j as a status, without showing it', (status, received) => {
    expect(not(() => toStatus(recording, '/p', status))).toBe(`expected a status code, received ${received}`)
  })

  test.each([
    ['a', null, 'expected a string, received a header value that is null'],
    ['a', {}, 'expected a string, received a header value that is an object'],
    ['a', ['b', undefined], 'expected a string, received a header value that is nothing'],
    [7, 'b', 'expected a string, received a header name that is a number'],
  ])('a header with the name %j and the value %j', (name, value, message) => {
    expect(not(() => toHeaders(recording, '/p', name, value))).toBe(message)
  })

  test.each([
    [[], 'an array'],
    [null, 'null'],
    ['a', 'a string'],
  ])('%j as an object', (value, received) => {
    expect(not(() => toRecord(recording, '/p', value, 'an entry'))).toBe(`expected an entry, received ${received}`)
  })

  test('a number as a text', () => {
    expect(not(() => toText(recording, '/p', 7, 'a name'))).toBe('expected a name, received a number')
  })
})

test('reads every status of three digits', () => {
  expect([100, 999].map((status) => toStatus(recording, '/p', status))).toEqual([100, 999])
})

test('reads a header, or several of one name', () => {
  expect(toHeaders(recording, '/p', 'a', ['b', 7, true, ['c']])).toEqual(
    ['b', '7', 'true', 'c'].map((value) => ['a', value]),
  )
  expect(toHeaders(recording, '/p', 'a', [])).toEqual([])
})

test('finds the first header of a name, in any case', () => {
  const headers = [
    ['B', '1'],
    ['A', '2'],
    ['a', '3'],
  ] as const
  expect([findHeader(headers, 'a'), findHeader(headers, 'c')]).toEqual(['2', undefined])
})

test.each([
  ['', true],
  ['0aF9', true],
  ['0aF', false],
  ['0g', false],
  ['0a ', false],
  [' 0a0', false],
])('%j is hexadecimal digits: %s', (text, expected) => {
  expect(isHex(text)).toBe(expected)
})

test.each([
  [[0xe9], 'text/plain; charset=iso-8859-1', 'é'],
  [[0xe9], 'text/plain;a=b ; CHARSET = "iso-8859-1"; c=d', 'é'],
  [[0xe9], 'text/plain; xcharset=iso-8859-1', '\ufffd'],
  [[0xc3, 0xa9], 'text/plain; charset=unknown', 'é'],
  [[0xc3, 0xa9], undefined, 'é'],
  [[0xef, 0xbb, 0xbf, 0x61], undefined, '\ufeffa'],
  [[0xef, 0xbb, 0xbf, 0x61], 'text/plain; charset=unknown', '\ufeffa'],
  [[0xff, 0xfe, 0x61, 0], 'text/plain; charset=utf-16le', '\ufeffa'],
])('the bytes %j of the type %s are the text %j', (bytes, type, expected) => {
  expect(toBodyText(Uint8Array.from(bytes), type)).toBe(expected)
})

describe('the type that HAR keeps beside the headers', () => {
  const own = [
    ['X-A', 'b'],
    ['Content-Type', 'text/html'],
  ] as const

  test.each([
    [
      'is added if there is none',
      [['a', 'b']],
      'text/csv',
      false,
      [
        ['a', 'b'],
        ['content-type', 'text/csv'],
      ],
    ],
    ['is not added if there is one', own, 'text/csv', false, own],
    [
      'replaces one only if asked',
      own,
      'text/csv',
      true,
      [
        ['X-A', 'b'],
        ['Content-Type', 'text/csv'],
      ],
    ],
    ['is added, not replaced, if there is none', [], 'text/csv', true, [['content-type', 'text/csv']]],
    ['is ignored if it is no media type', own, 'x-unknown', true, own],
    ['is ignored if it is no text', [], 7, false, []],
  ] as const)('%s', (_, headers, type, replace, expected) => {
    expect(withMimeType(headers, type, replace)).toEqual(expected)
  })
})
