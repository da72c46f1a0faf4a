import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replaceFile } from '../../../src/text/file/replace-file.js'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replace-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a file has the new text, and the temporary file is gone', async () => {
  await writeFile(join(folder, 'a'), 'a longer text than the new one')

  await replaceFile(join(folder, 'a'), join(folder, 'a.tmp'), 'new ü')

  expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new ü')
  expect(await readdir(folder)).toEqual(['a'])
})

test('the temporary file is removed if the file cannot be replaced', async () => {
  await mkdir(join(folder, 'b', 'in'), { recursive: true })

  await expect(replaceFile(join(folder, 'b'), join(folder, 'b.tmp'), 'x')).rejects.toThrow()

  expect(await readdir(folder)).not.toContain('b.tmp')
})

test('a temporary file of someone else is neither written nor removed', async () => {
  await writeFile(join(folder, 'c'), 'old')
  await writeFile(join(folder, 'c.tmp'), 'of someone else')

  await expect(replaceFile(join(folder, 'c'), join(folder, 'c.tmp'), 'x')).rejects.toMatchObject({ code: 'EEXIST' })

  expect(await readFile(join(folder, 'c'), 'utf8')).toBe('old')
  expect(await readFile(join(folder, 'c.tmp'), 'utf8')).toBe('of someone else')
})
