import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { formatNock, type Scrubber } from '../../contract/index.js'
import { CliError } from '../exit.js'
import { makeFolder, requireWritableFolder, writeWhole } from '../files.js'
import type { Answered } from './ask.js'
import { formatReadme, type Provenance, readDate, readFileNames } from './provenance.js'
import { toFileName } from './traffic.js'

/** Files of a folder of recordings by name: one for each case, and a README that says where they are from. */
export type Files = ReadonlyMap<string, string>

/**
 * The files to write for what a space answered.
 *
 * @throws {CliError} when a real value is left in one of them; it says in which, not what.
 */
export function toRecordingFiles(answers: readonly Answered[], scrubber: Scrubber): Files {
  const files = new Map<string, string>()
  for (const answered of answers) {
    if (answered.interactions.length > 0) files.set(toFileName(answered), formatNock(answered.interactions))
  }
  for (const [name, text] of files) {
    const leaks = scrubber.countLeaks(text) + scrubber.countLeaks(name)
    if (leaks > 0) throw new CliError(`${name}: ${leaks} real values would be left in it; nothing is written`)
  }
  return files
}

/**
 * Makes sure that recordings can be written to a folder: for before anything is asked for.
 *
 * @throws {CliError} when it cannot be written, or has a README that is no earlier run's and would be lost.
 */
export async function requireOwnFolder(folder: string): Promise<void> {
  await requireWritableFolder(folder)
  const readme = join(folder, 'README.md')
  const text = await readText(readme)
  if (text !== undefined && readDate(text) === undefined)
    throw new CliError(`${readme}: is not of a recording, and would be written over; choose another folder`)
}

/**
 * Writes recordings to a folder, in place of those that an earlier run left there. When they are the same, nothing
 * changes, not even the date.
 *
 * @throws {CliError} naming the file that cannot be written.
 */
export async function writeRecordings(folder: string, files: Files, provenance: Provenance): Promise<void> {
  await makeFolder(folder)
  const readme = join(folder, 'README.md')
  const before = await readText(readme)
  const date = before === undefined ? undefined : readDate(before)
  const title = basename(folder)
  let changed = date === undefined || formatReadme(title, { ...provenance, date }) !== before
  for (const [name, text] of files) {
    const path = join(folder, name)
    if ((await readText(path)) === text) continue
    await writeWhole(path, text)
    changed = true
  }
  for (const name of before === undefined ? [] : readFileNames(before)) {
    if (!files.has(name)) await rm(join(folder, name), { force: true })
  }
  if (changed) await writeWhole(readme, formatReadme(title, provenance))
}

const readText = (path: string) => readFile(path, 'utf8').catch(() => undefined)
