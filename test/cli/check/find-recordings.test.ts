import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findRecordings, findReports } from '../../../src/cli/check/find-recordings.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Creates empty files, and returns a function that finds the recordings of patterns, from the folder on. */
function withFiles(...names: readonly string[]) {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), '')
  }
  return async (...patterns: readonly string[]) => {
    const found = await findRecordings(patterns.map((pattern) => join(folder, pattern)))
    return found.map((path) => path.slice(folder.length + 1))
  }
}

const sha1 = '0123456789abcdef0123456789abcdef01234567'

test('in a folder, recordings are the files of their formats, sorted by code unit', async () => {
  const find = withFiles(
    'b.json',
    'a.har',
    'B.json',
    'c.har.gz',
    'd/e.zip',
    'f.zhar',
    'README.md',
    'g.yaml',
    'h.har.txt',
  )
  expect(await find('.')).toEqual(['B.json', 'a.har', 'b.json', 'c.har.gz', 'd/e.zip', 'f.zhar'])
})

test('the bodies beside a HAR file are no recordings, in whichever folder, unless they are named', async () => {
  const find = withFiles('a.har', `${sha1}.json`, `sub/${sha1}.json`, 'sub/b.har', `sub/${sha1}0.json`)
  expect(await find('.')).toEqual(['a.har', `sub/${sha1}0.json`, 'sub/b.har'])
  expect(await find(`sub/${sha1}.json`)).toEqual([`sub/${sha1}.json`])
})

test('a file is found once, by its shortest path, whatever links come first', async () => {
  const find = withFiles('in/a.json', 'elsewhere/b.json')
  symlinkSync(join(folder, 'in'), join(folder, 'in', 'loop'))
  for (const name of ['a-long-name', 'b', 'c-long-name'])
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'in', name))
  expect(await find('in')).toEqual(['in/a.json', 'in/b/b.json'])
})

test('a file that several patterns name is found once, by the first of them', async () => {
  const find = withFiles('a.json', 'b.json')
  symlinkSync(join(folder, 'a.json'), join(folder, 'link.json'))
  expect(await find('link.json', 'a.json', 'b.json', 'b.json')).toEqual(['b.json', 'link.json'])
})

test('a file that is named with the characters of a glob is found, and one that does not exist is an error', async () => {
  const find = withFiles('[a].json')
  expect(await find('[a].json')).toEqual(['[a].json'])
  await expect(find('b.json')).rejects.toThrow(/b\.json: no such file or folder$/)
  await expect(find('*.har')).rejects.toThrow('no recordings found; expected files *.json or *.har')
})

test('reports are JSON files only', async () => {
  withFiles('a.json', 'b.har')
  expect(await findReports([folder])).toEqual([join(folder, 'a.json')])
})

test('a link of a folder that leads nowhere is found, so that reading it fails', async () => {
  const find = withFiles('a.json', 'in/b.json')
  symlinkSync('gone.json', join(folder, 'broken.json'))
  symlinkSync('c.har', join(folder, 'in', 'c.har'))
  symlinkSync('gone.txt', join(folder, 'broken.txt'))
  symlinkSync('in', join(folder, 'folder.json'))
  expect(await find('.')).toEqual(['a.json', 'broken.json', 'in/b.json', 'in/c.har'])
})
