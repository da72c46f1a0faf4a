import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { formatNock, type Scrubber, toNockDefinition } from '../../contract/index.js'
import { CliError } from '../exit.js'
import { findText, makeFolder, requireWritableFolder, writeWhole } from '../files/files.js'
import type { Answered } from './ask.js'
import { formatReadme, type Provenance, readDate, readFileNames } from './provenance.js'
import { type Traffic, toFileName, toOutcome } from './traffic.js'

/** Files of a folder of recordings by name: one for each case, and a README that says where they are from. */
export type Files = ReadonlyMap<string, string>

/**
 * Places of real values for which the scrubber has no stand-in that the document judges the same: a file and a JSON Pointer
 * each.
 */
export function findRealValues(answers: readonly Answered[], scrubber: Scrubber): string[] {
  return answers.flatMap((answered) =>
    answered.interactions.flatMap((interaction, index) =>
      scrubber.findKept(toNockDefinition(interaction)).map((at) => `${toFileName(answered)} /${index}${at}`),
    ),
  )
}

/**
 * The files to write for what a space answered.
 *
 * @throws {CliError} when a real value is left in one of them that is not among `findRealValues`; it says in which and where
 * (JSON Pointer), not what.
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
      throw new CliError(`${name}: real values would be left in it, at ${places}; nothing is written`)
    }
    files.set(name, formatNock(answered.interactions))
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
  const text = await findText(readme)
  if (text !== undefined && readDate(text) === undefined)
    throw new CliError(`${readme}: is not of a recording, and would be written over; choose another folder`)
}

/**
 * Names of the files that an earlier run left and that stay: of cases which had no response this time, or were not come
 * to. None when every case was answered.
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

/** The answers to write: what broke off does not take the place of what is kept. */
export function withoutKept(answers: readonly Answered[], kept: readonly string[]): Answered[] {
  const names = new Set(kept.map(withoutStatus))
  return answers.map((answered) => (names.has(toCaseName(answered)) ? { ...answered, interactions: [] } : answered))
}

const toCaseName = (answered: Answered) => withoutStatus(toFileName(answered))

/** A case may be answered with another status than before. */
const withoutStatus = (name: string) => name.replace(/\.[^.]*\./, '.')

/**
 * Writes recordings to a folder, in place of those that an earlier run left there, save those that are kept. When they
 * are the same, nothing changes, not even the date.
 *
 * @throws {CliError} naming the file that cannot be written.
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
