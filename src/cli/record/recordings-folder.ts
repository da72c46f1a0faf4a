import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { formatNock, type Scrubber, toNockDefinition } from '../../contract/index.js'
import { CliError } from '../exit.js'
import { findText, makeFolder, requireWritableFolder, writeWhole } from '../files/files.js'
import type { Answered } from './ask.js'
import { formatReadme, type Provenance, readDate, readFileNames } from './provenance.js'
import { type Traffic, toFileName, toOutcome } from './traffic.js'

/** Texts of recording files by file name, one for each case. */
export type Files = ReadonlyMap<string, string>

/**
 * Places of real values that the scrubber could not replace without changing what a check finds. Each is a file name and a JSON
 * Pointer.
 */
export function findRealValues(answers: readonly Answered[], scrubber: Scrubber): string[] {
  return answers.flatMap((answered) =>
    answered.interactions.flatMap((interaction, index) =>
      scrubber.findKept(toNockDefinition(interaction)).map((at) => `${toFileName(answered)} /${index}${at}`),
    ),
  )
}

/**
 * Formats the answers of a space as files.
 *
 * @throws {CliError} if a file would contain a real value that is not among `findRealValues`. The message has the file and
 * the JSON Pointer, not the value
 */
export function toRecordingFiles(answers: readonly Answered[], scrubber: Scrubber): Files {
  const files = new Map<string, string>()
  for (const answered of answers.filter(({ interactions }) => interactions.length > 0)) {
    const name = toFileName(answered)
    const [leak, ...others] = answered.interactions.flatMap((interaction, index) =>
      scrubber.findLeaks(toNockDefinition(interaction), { allowKept: true }).map((at) => `/${index}${at}`),
    )
    if (leak !== undefined) {
      const places = others.length > 0 ? `${leak} and ${others.length} more` : leak
      throw new CliError(`${name}: contains real values at ${places}; nothing was written`)
    }
    files.set(name, formatNock(answered.interactions))
  }
  return files
}

/**
 * Checks, before the first request, that recordings can be written to a folder.
 *
 * @throws {CliError} if it is not writable, or has a README that `record` did not write and would overwrite
 */
export async function requireOwnFolder(folder: string): Promise<void> {
  await requireWritableFolder(folder)
  const readme = join(folder, 'README.md')
  const text = await findText(readme)
  if (text !== undefined && readDate(text) === undefined)
    throw new CliError(`${readme}: not the README of recordings; it would be overwritten, so choose another folder`)
}

/**
 * Names of the files to keep from an earlier run: those whose case got no response this time, or was never requested. Empty
 * if every case got its responses.
 */
export async function findKept(folder: string, traffic: Traffic): Promise<string[]> {
  if (toOutcome(traffic) === 0) return []
  const answered = new Set(traffic.answers.filter(({ cause }) => cause === undefined).map(toCaseName))
  const earlier = readFileNames((await findText(join(folder, 'README.md'))) ?? '')
  const kept = await Promise.all(
    earlier
      .filter((name) => !answered.has(withoutStatus(name)))
      .map(async (name) => ((await findText(join(folder, name))) === undefined ? [] : [name])),
  )
  return kept.flat()
}

/** The answers to write: an incomplete answer does not replace a file that is kept. */
export function withoutKept(answers: readonly Answered[], kept: readonly string[]): Answered[] {
  const names = new Set(kept.map(withoutStatus))
  return answers.map((answered) => (names.has(toCaseName(answered)) ? { ...answered, interactions: [] } : answered))
}

const toCaseName = (answered: Answered) => withoutStatus(toFileName(answered))

/** File name without the status, which may be different from that of an earlier run. */
const withoutStatus = (name: string) => name.replace(/\.[^.]*\./, '.')

/**
 * Writes recordings to a folder, replacing those of an earlier run except for the ones that are kept. If nothing has
 * changed, no file is written, so the date stays the same, too.
 *
 * @throws {CliError} naming the file that cannot be written
 */
export async function writeRecordings(folder: string, files: Files, provenance: Provenance): Promise<void> {
  await makeFolder(folder)
  const readme = join(folder, 'README.md')
  const before = await findText(readme)
  const date = before === undefined ? undefined : readDate(before)
  const title = basename(folder)
  let changed = date === undefined || formatReadme(title, { ...provenance, date }) !== before
  for (const [name, text] of files) {
    const path = join(folder, name)
    if ((await findText(path)) === text) continue
    await writeWhole(path, text)
    changed = true
  }
  const stays = new Set([...files.keys(), ...provenance.kept])
  for (const name of readFileNames(before ?? '')) {
    if (!stays.has(name)) await rm(join(folder, name), { force: true })
  }
  if (changed) await writeWhole(readme, formatReadme(title, provenance))
}
