import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CliError } from '../../../src/cli/exit.js'
import {
  findText,
  isClosedPipe,
  isMissing,
  isOpenFile,
  makeFolder,
  readBytes,
  readBytesSync,
  readText,
  removeUnfinished,
  requireFile,
  requireWritableFolder,
  toKind,
  toReason,
} from '../../../src/cli/files/files.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what a killed process has left of a file is removed, and nothing else', async () => {
  const others = [
    'a.json',
    'a.json.partial',
    'a.json.0123456789abcdef',
    'b.json.0123456789abcdef.partial',
    'a.jsonx.0123456789abcdef.partial',
    'a.json.0123456789abcdef.partialx',
  ]
  for (const name of [...others, 'a.json.0123456789abcdef.partial', 'a.json.fedcba9876543210.partial'])
    writeFileSync(join(folder, name), 'x')

  await removeUnfinished(join(folder, 'a.json'))

  expect(readdirSync(folder).sort()).toEqual(others.sort())
})

test('a folder that cannot be read is an error that names the file', async () => {
  await expect(removeUnfinished(join(folder, 'absent', 'a.json'))).rejects.toThrow(CliError)
})

const systemError = (code: string) => Object.assign(new Error(`${code}: open`), { code })

test.each([
  [systemError('EACCES'), 'permission denied'],
  [systemError('ENOENT'), 'no such file or folder'],
  [systemError('EIO'), 'EIO: open'],
  [new Error('odd'), 'odd'],
  ['text', 'text'],
])('the reason of %s is %j', (error, expected) => {
  expect(toReason(error)).toBe(expected)
})

test.each([
  ['/dev/stdin', true],
  ['/dev/stdout', true],
  ['/dev/stderr', true],
  ['/dev/../dev/fd/63', true],
  ['/proc/self/fd/0', true],
  ['/proc/12/fd/34', true],
  ['/dev/fd/a', false],
  ['/dev/fd/6/3', false],
  ['/dev/stdin.json', false],
  ['/x/dev/stdin', false],
  ['/dev/null', false],
  ['dev/stdin', false],
])('%s is a file that a process has open: %s', (path, expected) => {
  expect(isOpenFile(path)).toBe(expected)
})

test.each([
  [systemError('ENOENT'), true, false],
  [systemError('EPIPE'), false, true],
  [systemError('EACCES'), false, false],
  [new Error('ENOENT'), false, false],
  [{ code: 'EPIPE' }, false, false],
  [undefined, false, false],
])('the error %s says that a file does not exist: %s, or that a pipe is closed: %s', (error, missing, closed) => {
  expect([isMissing(error), isClosedPipe(error)]).toEqual([missing, closed])
})

describe('reading', () => {
  const at = (name: string) => join(folder, name)

  test('a file gives its text and its bytes', async () => {
    writeFileSync(at('a'), 'ü')

    expect([await readText(at('a')), await findText(at('a'))]).toEqual(['ü', 'ü'])
    expect([await readBytes(at('a')), readBytesSync(at('a'))]).toEqual(Array(2).fill(Buffer.from('ü')))
  })

  test('a file that does not exist is an error, unless it need not exist', async () => {
    const message = `${at('a')}: cannot be read: no such file or folder`
    await expect(readText(at('a'))).rejects.toThrow(new CliError(message))
    await expect(readBytes(at('a'))).rejects.toThrow(new CliError(message))
    expect(() => readBytesSync(at('a'))).toThrow(new CliError(message))
    await requireFile(at('a'))
    expect(await findText(at('a'))).toBeUndefined()
  })

  test('a folder is an error that says so', async () => {
    const message = `${folder}: expected a file, received a folder`
    for (const read of [requireFile, readText, readBytes, findText])
      await expect(read(folder)).rejects.toThrow(new CliError(message))
    expect(() => readBytesSync(folder)).toThrow(new CliError(message))
  })
})

describe('a folder', () => {
  const at = (...names: string[]) => join(folder, ...names)

  test('that can be written to or created is fine, and is not created by looking', async () => {
    await requireWritableFolder(folder)
    await requireWritableFolder(at('a', 'b', 'c'))
    expect(existsSync(at('a'))).toBe(false)

    await makeFolder(at('a', 'b'))
    await makeFolder(at('a', 'b'))
    expect(existsSync(at('a', 'b'))).toBe(true)
  })

  test.each([
    [['file'], 'is a file'],
    [['file', 'a'], 'its parent is not a folder'],
    [['file', 'a', 'b'], 'its parent is not a folder'],
  ])('%j below a file is an error', async (names, reason) => {
    writeFileSync(at('file'), '')

    await expect(requireWritableFolder(at(...names))).rejects.toThrow(
      new CliError(`${at(...names)}: cannot be written: ${reason}`),
    )
  })

  test('that cannot be made is an error', async () => {
    writeFileSync(at('file'), '')

    await expect(makeFolder(at('file', 'a'))).rejects.toThrow(
      `${at('file', 'a')}: cannot be written: its parent is not a`,
    )
  })

  test.skipIf(platform() === 'win32' || process.getuid?.() === 0)(
    'without the right to write is an error',
    async () => {
      mkdirSync(at('locked'), { mode: 0o500 })

      await expect(requireWritableFolder(at('locked', 'a'))).rejects.toThrow('permission denied')
      chmodSync(at('locked'), 0o700)
    },
  )
})

test.skipIf(platform() === 'win32')('what is not a regular file is named', async () => {
  symlinkSync('a', join(folder, 'link'))
  const server = createServer().listen(join(folder, 'socket'))
  await new Promise((resolve) => server.once('listening', resolve))
  const kinds = [folder, join(folder, 'link'), join(folder, 'socket'), '/dev/null'].map((path) =>
    toKind(lstatSync(path)),
  )
  server.close()

  expect(kinds).toEqual(['a folder', 'a symbolic link', 'a socket', 'a device'])
})
