import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeContent } from '../../../src/contract/bodies/content-coding.js'
import { readEvents } from '../../../src/contract/bodies/event-stream.js'
import { readJsonLines, readJsonSequence } from '../../../src/contract/bodies/json-sequence.js'
import { readAllParts, readParts } from '../../../src/contract/bodies/multipart.js'
import { parseMediaType } from '../../../src/text/media-type.js'

describe('an event stream', () => {
  test.each<[string, object[], number]>([
    ['data: a\n\n', [{ data: 'a' }], 0],
    ['data:a\r\n\r\ndata: b\r\rdata:  c\n\n', [{ data: 'a' }, { data: 'b' }, { data: ' c' }], 0],
    ['\ufeffdata: a\n\n', [{ data: 'a' }], 0],
    ['data: a\ndata: b\n\n', [{ data: 'a\nb' }], 0],
    ['data\ndata: b\n\n', [{ data: '\nb' }], 0],
    ['data: a:b\n\n', [{ data: 'a:b' }], 0],
    [': comment\n\ndata: a\n\n\n', [{ data: 'a' }], 0],
    ['id: 1\n\n', [], 0],
    ['event: a\n\nevent: b\ndata\n\n', [], 2],
    ['data: a\n', [], 1],
    ['data: a', [], 1],
    ['data: a\n\nevent: b', [{ data: 'a' }], 1],
    ['id: 1', [], 0],
    ['event: a\nevent: b\ndata: x\n\ndata: y\n\n', [{ event: 'b', data: 'x' }, { data: 'y' }], 0],
    ['event:\ndata: x\n\n', [{ data: 'x' }], 0],
    ['id: 1\nid: 2\nid: 3\u0000\ndata: x\n\n', [{ data: 'x', id: '2' }], 0],
    ['id\ndata: x\n\n', [{ data: 'x', id: '' }], 0],
    ['retry: 10\nretry: 1s\nretry: x2\ndata: x\n\n', [{ data: 'x', retry: 10 }], 0],
    ['Data: x\nother: y\n\n', [], 0],
    ['', [], 0],
  ])('%j has the events %j and ignores %i', (text, events, ignored) => {
    expect(readEvents(text)).toEqual({ events, ignored })
  })
})

/** Values of items, or what was found in place of a value. */
const valuesOf = (items: readonly object[]) =>
  items.map((item) => ('value' in item ? item.value : 'found' in item ? `found ${item.found}` : undefined))

test.each<[string, unknown[]]>([
  ['', []],
  ['1\n\n  \n{"a":2}\r\n', [1, { a: 2 }]],
  ['\ufeff1\n2', [1, 2]],
  ['1\n\ufeff2', [1, expect.stringContaining('found')]],
])('%j is JSON Lines of %j', (text, values) => {
  expect(valuesOf(readJsonLines(text))).toEqual(values)
})

test.each<[string, unknown]>([
  ['', []],
  ['\u001e1\n\u001e{"a":2}\u001e\n\u001e', [1, { a: 2 }]],
  [' \n\u001e"a"', ['a']],
  ['x\u001e1\n', 'text before the first record separator'],
  ['\u001e12', ['found an item that may be cut off']],
  ['\u001e -1', ['found an item that may be cut off']],
  ['\u001etrue\u001efalse\u001enull', Array(3).fill('found an item that may be cut off')],
  ['\u001e[true]\u001e1 \u001etrue\n', [[true], 1, true]],
])('%j is a JSON text sequence of %j', (text, values) => {
  const items = readJsonSequence(text)
  expect('found' in items ? items.found : valuesOf(items)).toEqual(values)
})

describe('a multipart body', () => {
  const typeOf = (type: string) => {
    const parsed = parseMediaType(type)
    if (!parsed) throw new Error(`expected a media type, received ${type}`)
    return parsed
  }
  const mixed = typeOf('multipart/mixed; boundary=b')
  const form = typeOf('multipart/form-data; boundary=b')
  const texts = (text: string) => {
    const parts = readAllParts(text, mixed)
    return 'found' in parts ? parts.found : parts.map((part) => part.text)
  }

  test.each<[string, string[] | string]>([
    ['--b\r\n\r\nx\r\n--b--', ['x']],
    ['--b\n\nx\n--b--\n', ['x']],
    ['before\r\n--b\r\n\r\nx\r\n--b\r\n\r\ny\r\n--b--\r\nafter\r\n--b\r\n\r\nz\r\n--b--', ['x', 'y']],
    ['--b \t\r\n\r\nx\r\n--b-- \t\r\n', ['x']],
    ['--b\r\n\r\n\r\n--b--', ['']],
    ['--b\r\n\r\nx --b\r\n--bc\r\n--b--', ['x --b\r\n--bc']],
    ['--b\r\n\r\nx\r\n\r\n--b--', ['x\r\n']],
    ['--b\r\n\r\nx\r--b--', 'a truncated body'],
    ['--b\r\n\r\nx\r\n--b', 'a truncated body'],
    ['--b--', []],
    ['x--b\r\n', 'no part'],
    ['', 'no part'],
    ['--b\r\na: b\r\n--b--', 'part 1 without an empty line'],
    ['--b\r\n\r\nx\r\n--b\r\na: b\rc\r\n\r\ny\r\n--b--', 'part 2 without an empty line'],
  ])('%j has the parts %j', (text, expected) => {
    expect(texts(text)).toEqual(expected)
  })

  test.each([
    ['multipart/mixed', 'no boundary'],
    [`multipart/mixed; boundary=${'b'.repeat(70)}`, 'no part'],
    [`multipart/mixed; boundary=${'b'.repeat(71)}`, 'a boundary of 71 characters'],
  ])('of %s has %s', (type, found) => {
    expect(readAllParts('', typeOf(type))).toMatchObject({ found })
  })

  const partWith = (...headers: string[]) => `--b\r\n${headers.map((each) => `${each}\r\n`).join('')}\r\nx\r\n--b--`

  test('has the headers of its parts, on one line each', () => {
    const text = partWith('A: b:c', 'B:  d ', 'C: e', ' f', '\tg', 'h')

    expect(readAllParts(text, mixed)).toEqual([
      {
        text: 'x',
        headers: [
          ['A', 'b:c'],
          ['B', 'd'],
          ['C', 'e f\tg'],
          ['h', ''],
        ],
      },
    ])
  })

  test.each([
    ['form-data; name="a"', 'a', 'a'],
    ['FORM-DATA; NAME=a; filename="b"', 'a', 'a'],
    ['form-data; name="a;\\"b"', 'a;"b', 'a;"b'],
    ['attachment; name="a"', undefined, 'a'],
    ['form-data', undefined, undefined],
    ['form-data; name=""', '', ''],
  ])(
    'with the disposition %s has a part with the name %j of a form, and %j of another body',
    (disposition, ofForm, other) => {
      const text = partWith(`content-disposition: ${disposition}`)
      const nameIn = (type: typeof mixed) => {
        const parts = readAllParts(text, type)
        return 'found' in parts ? parts.found : parts[0]?.name
      }

      expect([nameIn(form), nameIn(mixed)]).toEqual([ofForm, other])
    },
  )

  test('that is a form needs a name for each part', () => {
    const named = 'content-disposition: form-data; name=a'
    const text = `--b\r\n${named}\r\n\r\nx\r\n${partWith('a: b')}`

    expect(readParts(text, form)).toMatchObject({ found: 'part 2 without a name' })
    expect(readParts(partWith(named), form)).toEqual([
      { name: 'a', text: 'x', headers: [['content-disposition', 'form-data; name=a']] },
    ])
    expect(readParts('', form)).toMatchObject({ found: 'no part' })
  })
})

describe('a content coding', () => {
  const text = Buffer.from('{"a":1}')
  const decoded = (bytes: Buffer, coding: string, maxBytes = 1000) => {
    const result = decodeContent(bytes, coding, maxBytes)
    return result instanceof Uint8Array ? result.toString() : result.found
  }

  test.each([
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['identity', text],
    ['', text],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['gzip', text],
    ['unknown', text],
    ['gzip, gzip', gzipSync(text)],
  ])('%s is undone, unless the body is text', (coding, bytes) => {
    expect(decoded(bytes, coding)).toBe(text.toString())
  })

  test.each([
    ['unknown', gzipSync(text), 'content-encoding unknown'],
    ['gzip, unknown', gzipSync(text), 'content-encoding unknown'],
    [Array(6).fill('gzip').join(), gzipSync(text), '6 content codings'],
    [Array(6).fill('gzip').join(), text, text.toString()],
    [Array(5).fill('gzip').join(), gzipSync(text), text.toString()],
  ])('%s has the result %#', (coding, bytes, result) => {
    expect(decoded(bytes, coding)).toBe(result)
  })

  test.each([
    [7, text.toString()],
    [6, 'a body of more than 6 bytes after decoding'],
  ])('is undone up to %i bytes', (maxBytes, result) => {
    for (const [coding, bytes] of [
      ['gzip', gzipSync(text)],
      ['br', brotliCompressSync(text)],
      ['deflate', deflateSync(text)],
      ['deflate', deflateRawSync(text)],
    ] as const)
      expect(decoded(bytes, coding, maxBytes)).toBe(result)
  })

  test('leaves bytes that are not in its format as they are, all of them', () => {
    const binary = Buffer.from([0, 1, 2, 255])
    const inner = gzipSync(binary)

    expect(decodeContent(binary, 'gzip', 1000)).toEqual(binary)
    expect(decodeContent(Buffer.from([0x78]), 'deflate', 1000)).toEqual(Buffer.from([0x78]))
    expect(decodeContent(inner, 'gzip, gzip', 1000)).toEqual(inner)
  })

  test.each([0x00, 0x08, 0x0b, 0x1f])('does not take bytes with the control character %i for text', (byte) => {
    expect(decoded(Buffer.from([0x61, byte]), 'unknown')).toBe('content-encoding unknown')
  })

  test('takes text with tabs, line breaks and signs beyond ASCII for text', () => {
    expect(decoded(Buffer.from('a\t\r\né '), 'unknown')).toBe('a\t\r\né ')
  })
})
