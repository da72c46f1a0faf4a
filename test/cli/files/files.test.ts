import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CliError } from '../../../src/cli/exit.js'
import { removeUnfinished } from '../../../src/cli/files/files.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what a killed process has left of a file is removed, and nothing else', async () => {
  const others = ['a.json', 'a.json.partial', 'a.json.0123456789abcdef', 'b.json.0123456789abcdef.partial']
  for (const name of [...others, 'a.json.0123456789abcdef.partial', 'a.json.fedcba9876543210.partial'])
    writeFileSync(join(folder, name), 'x')

  await removeUnfinished(join(folder, 'a.json'))

  expect(readdirSync(folder).sort()).toEqual(others.sort())
})

test('a folder that cannot be read is an error that names the file', async () => {
  await expect(removeUnfinished(join(folder, 'absent', 'a.json'))).rejects.toThrow(CliError)
})
