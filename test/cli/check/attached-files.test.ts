import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAttachedFiles } from '../../../src/cli/check/attached-files.js'

let parent: string
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'attached-'))
  for (const folder of ['har', 'har/sub', 'har-2']) mkdirSync(join(parent, folder))
  for (const file of ['har/a.har', 'har/body', 'har/sub/body', 'har-2/body', 'body'])
    writeFileSync(join(parent, file), file)
  symlinkSync(join(parent, 'har/body'), join(parent, 'har/inside'))
  symlinkSync(join(parent, 'body'), join(parent, 'har/outside'))
  symlinkSync(join(parent, 'har-2/body'), join(parent, 'har/beside'))
  symlinkSync(join(parent, 'har'), join(parent, 'link'))
})
afterAll(() => rmSync(parent, { recursive: true }))

const read = (path: string, recording = 'har/a.har') => {
  const bytes = createAttachedFiles(join(parent, recording))(path)
  return bytes && Buffer.from(bytes).toString()
}

test.each([
  ['body', 'har/body'],
  ['sub/body', 'har/sub/body'],
  ['sub/../body', 'har/body'],
  ['inside', 'har/body'],
  ['none', undefined],
  ['none/body', undefined],
])('the file %s of a recording is %j', (path, expected) => {
  expect(read(path)).toBe(expected)
  expect(read(path, 'link/a.har')).toBe(expected)
})

test.each([
  ['../body', 'a link out of the folder'],
  ['../har-2/body', 'a link out of the folder'],
  ['outside', 'a link out of the folder'],
  ['beside', 'a link out of the folder'],
  ['sub', 'a folder'],
])('the file %s of a recording is not read: %s', (path, message) => {
  expect(() => read(path)).toThrow(message)
})

test('a recording at the root of the file system has files, too', () => {
  const path = join(parent, 'body').slice(1)
  expect(String(Buffer.from(createAttachedFiles('/a.har')(path) ?? []))).toBe('body')
})

test('a file is read up to 256 MiB', () => {
  writeFileSync(join(parent, 'har/large'), '')
  truncateSync(join(parent, 'har/large'), 256 * 1024 * 1024 + 1)
  expect(() => read('large')).toThrow('more than 268435456 bytes')
})
