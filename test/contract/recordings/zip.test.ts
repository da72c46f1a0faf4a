import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { isZip, readZip } from '../../../src/contract/recordings/zip.js'

const [har, other] = [strToU8('{"log":{}}'), strToU8('other '.repeat(100))]

function read(files: Parameters<typeof zipSync>[0], comment = '') {
  const zipped = zipSync(files)
  const bytes = new Uint8Array(zipped.length + comment.length)
  bytes.set(zipped)
  bytes.set(strToU8(comment), zipped.length)
  const { name, har, files: all } = readZip(bytes, 'a.zip')
  return { name, har: Buffer.from(har).toString(), files: [...all.keys()] }
}

test('the HAR of an archive is har.har, or the only one', () => {
  expect(read({ 'a.har': other, 'har.har': har, 'b.json': other })).toEqual({
    name: 'har.har',
    har: '{"log":{}}',
    files: ['a.har', 'har.har', 'b.json'],
  })
  expect(read({ 'b/A.HAR': har, 'b/c.har.txt': other })).toMatchObject({ name: 'b/A.HAR', har: '{"log":{}}' })
})

test('files are read whether they are compressed, and folders are no files', () => {
  const zipped = zipSync({
    'har.har': har,
    'a/': new Uint8Array(),
    'a/b': [other, { level: 0 }],
    c: other,
    d: new Uint8Array(),
  })
  const { files } = readZip(zipped, 'a.zip')
  expect([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['har.har', '{"log":{}}'],
    ['a/b', 'other '.repeat(100)],
    ['c', 'other '.repeat(100)],
    ['d', ''],
  ])
})

test('a comment at the end of an archive is skipped', () => {
  expect(read({ 'har.har': har }, 'c'.repeat(65_535)).name).toBe('har.har')
  expect(() => read({ 'har.har': har }, 'c'.repeat(65_536))).toThrow('received an archive that is cut off')
})

test('an archive may be a part of a larger buffer', () => {
  const zipped = zipSync({ 'har.har': har })
  const whole = Buffer.concat([Buffer.from('before'), zipped, Buffer.from('after')])
  expect(readZip(whole.subarray(6, 6 + zipped.length), 'a.zip').name).toBe('har.har')
})

test('names and comments of files may have any length', () => {
  const name = `${'é'.repeat(200)}.har`
  const zipped = zipSync({ a: [other, { comment: 'b'.repeat(300), extra: { 9: new Uint8Array(50) } }], [name]: har })
  expect(readZip(zipped, 'a.zip').name).toBe(name)
})

test.each([
  [[0x50, 0x4b, 3, 4], true],
  [[0x50, 0x4b, 3, 4, 5], true],
  [[0x50, 0x4b, 3], false],
  [[0x50, 0x4b, 3, 5], false],
  [[0x50, 0x4b, 5, 4], false],
  [[0x50, 0x4c, 3, 4], false],
  [[0x51, 0x4b, 3, 4], false],
])('bytes that begin with %j are a zip archive: %s', (bytes, expected) => {
  expect(isZip(Uint8Array.from(bytes))).toBe(expected)
})
