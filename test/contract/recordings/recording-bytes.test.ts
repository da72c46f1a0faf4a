import { deflateSync, gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readEntries } from '../../../src/contract/recordings/entries.js'
import { readRecordingBytes } from '../../../src/contract/recordings/recording-bytes.js'
import { RecordingError } from '../../../src/contract/recordings/recording-error.js'

const text = '[{"a":"é"}]'

test.each<[string, Uint8Array, string]>([
  ['UTF-8', Buffer.from(text), text],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`), text],
  ['UTF-16, little-endian', Buffer.from(`\uFEFF${text}`, 'utf16le'), text],
  ['UTF-16, big-endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), text],
  ['gzip', gzipSync(text), text],
  ['UTF-16 in gzip', gzipSync(Buffer.from(`\uFEFF${text}`, 'utf16le')), text],
  ...[1, 6, 9].map((level): [string, Uint8Array, string] => [
    `zlib of level ${level}`,
    deflateSync(text, { level }),
    text,
  ]),
  ['a text that begins with x, as zlib does', Buffer.from('xyz'), 'xyz'],
  ['a text that begins like gzip', Buffer.from([0x1f, 0x20]), '\x1f '],
  ['a text whose second byte is that of gzip', Buffer.from([0x30, 0x8b]), '0\ufffd'],
  ['half a byte order mark', Buffer.from([0xff, 0x30]), '\ufffd0'],
  ['half of another byte order mark', Buffer.from([0xfe, 0xfe]), '\ufffd\ufffd'],
  ['nothing', new Uint8Array(), ''],
])('reads %s', (_, bytes, expected) => {
  expect(readRecordingBytes(bytes, 'a.har')).toEqual({ text: expected, source: 'a.har' })
})

test('reads the HAR in an archive, whose place is inside it', () => {
  const har = strToU8(`\uFEFF${text}`)
  const file = readRecordingBytes(zipSync({ 'b/c.har': har, d: new Uint8Array() }), 'a.zip')
  expect(file).toMatchObject({ text, source: 'a.zip/b/c.har' })
  expect([...(file.files?.keys() ?? [])]).toEqual(['b/c.har', 'd'])
})

test.each([
  ['gzip', gzipSync(text).subarray(0, 15)],
  ['zlib', deflateSync(text).subarray(0, 10)],
])('refuses damaged %s, with the cause', (_, bytes) => {
  let thrown: unknown
  try {
    readRecordingBytes(bytes, 'a.har')
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({
    message: 'a.har: expected nock definitions or HAR 1.2, received a compressed file that is damaged',
    ...{ code: 'unreadable-recording', source: 'a.har', pointer: '', cause: expect.any(Error) },
  })
})

test('only what cannot be read in an entry goes to the receiver of errors', () => {
  const unreadable = new RecordingError({ source: 'a', pointer: '/0' }, 'one', 'another')
  const errors: RecordingError[] = []
  const read = (entry: unknown) => {
    if (entry instanceof Error) throw entry
    return undefined
  }
  const onUnreadable = (error: RecordingError) => void errors.push(error)
  expect(readEntries([1, unreadable, 2], { onUnreadable }, read)).toEqual([])
  expect(errors).toEqual([unreadable])
  expect(() => readEntries([1, unreadable], {}, read)).toThrow(unreadable)
  expect(() => readEntries([new TypeError('ours')], { onUnreadable }, read)).toThrow('ours')
})
