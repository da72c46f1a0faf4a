import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeWhole } from '../../../src/cli/files/files.js'
import { followLinks, isSpecial, writeOutput } from '../../../src/cli/files/write-output.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const at = (...names: string[]) => join(folder, ...names)

describe.skipIf(platform() === 'win32')('an output', () => {
  test('is written to the target of a link, and the link is kept', async () => {
    mkdirSync(at('kept'))
    writeFileSync(at('kept', 'report'), 'old')
    symlinkSync('kept/report', at('link'))

    await writeOutput(at('link'), 'new')

    expect(readFileSync(at('kept', 'report'), 'utf8')).toBe('new')
    expect(readlinkSync(at('link'))).toBe('kept/report')
    expect(readdirSync(folder).sort()).toEqual(['kept', 'link'])
  })

  test('is created if the target of a link does not exist, also through other links', async () => {
    mkdirSync(at('a', 'b'), { recursive: true })
    symlinkSync('a/b', at('folder'))
    // Relative to a/b, not to the folder that the link to it lies in.
    symlinkSync('../report', at('a', 'b', 'first'))
    symlinkSync('folder/first', at('second'))

    await writeOutput(at('second'), 'new')

    expect(readFileSync(at('a', 'report'), 'utf8')).toBe('new')
  })

  test('is an error if links form a cycle', async () => {
    symlinkSync('two', at('one'))
    symlinkSync('one', at('two'))

    await expect(writeOutput(at('one'), 'new')).rejects.toThrow(/one: cannot be written: .*cycle/)
  })

  test('is written to a pipe directly', async () => {
    execFileSync('mkfifo', [at('pipe')])
    symlinkSync('pipe', at('link'))

    const read = readFile(at('pipe'), 'utf8')
    await writeOutput(at('link'), 'new')

    expect(await read).toBe('new')
    expect(readdirSync(folder).sort()).toEqual(['link', 'pipe'])
  })

  test('that a process has open is never replaced', async () => {
    symlinkSync('/dev/stdout', at('link'))

    expect(await followLinks(at('link'))).toBe('/dev/stdout')
    expect(await Promise.all(['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'].map(isSpecial))).toEqual([
      true,
      true,
      true,
    ])
  })
})

test.skipIf(platform() === 'win32')(
  'a file is written completely, under a temporary name that cannot be guessed',
  async () => {
    writeFileSync(at('precious'), 'precious')
    writeFileSync(at('mine.partial'), 'mine')
    symlinkSync('precious', at('file.partial'))
    symlinkSync('precious', at('linked'))

    for (const name of ['file', 'mine', 'linked']) await writeWhole(at(name), 'new')

    const texts = readdirSync(folder).map((name) => [name, readFileSync(at(name), 'utf8')])
    expect(Object.fromEntries(texts)).toEqual({
      precious: 'precious',
      'mine.partial': 'mine',
      'file.partial': 'precious',
      file: 'new',
      mine: 'new',
      linked: 'new',
    })
  },
)

test('a file that cannot be written leaves nothing behind', async () => {
  mkdirSync(at('folder', 'full'), { recursive: true })

  await expect(writeWhole(at('folder'), 'new')).rejects.toThrow('cannot be written')

  expect(readdirSync(folder)).toEqual(['folder'])
})
