import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeJournal } from '../../../src/cli/export/journal.js'

const journal = { version: 2, identity: '', offset: 0, digest: '' } as const

test('a journal that cannot be put in its place leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  const path = join(folder, 'journal')
  mkdirSync(path)

  await expect(writeJournal(path, `${path}.new`, journal)).rejects.toThrow()

  expect(readdirSync(folder)).toEqual(['journal'])
  rmSync(folder, { recursive: true })
})
