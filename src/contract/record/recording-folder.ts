import { createHash, randomBytes } from 'node:crypto'
import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '../../openapi/index.js'
import { replaceFile } from '../../text/file/replace-file.js'
import { describeCall, type RecordingSink } from '../fetch/recording-fetch.js'
import type { Interaction } from '../interaction/interaction.js'
import { type NockDefinition, toNockDefinition } from '../recordings/nock-definition.js'
import { createScrubber, type Scrubber } from '../scrub/scrubber.js'
import { type Case, createCaseReader } from './case.js'

/** What is recorded into a folder. */
export interface RecordingFolderOptions {
  /**
   * The document. It names the operations, says which interactions show something new, and what is public in them.
   * `recordingFetch` passes on its own, so that it need not be given twice.
   */
  readonly document?: Document | undefined
  /** Values that must not remain in any form: credentials, names of accounts. @default none */
  readonly secrets?: readonly string[]
  /** Files that are written at most; further cases are not recorded. @default 10,000 */
  readonly maxFiles?: number
  /** Receives the path of each file that was written. */
  readonly onWritten?: (path: string) => void
  /** Receives one line for each interaction that is not recorded although it shows something new, and why. @default console.warn */
  readonly onNotRecorded?: (line: string) => void
}

/**
 * A sink for `recordingFetch` that writes a folder of recordings. It does not write a call that still contains a value which the
 * scrubber of `recordingFetch` should have replaced, or one of `secrets`; `onNotRecorded` receives the place.
 */
export interface RecordingFolder extends RecordingSink {
  /**
   * Scrubs an interaction and writes it, unless an interaction of its case was written before.
   *
   * One that would still contain a real value is not written; `onNotRecorded` receives the place. Other interactions of its
   * case are not tried, because that takes long. Rejects if the file cannot be written.
   */
  add(interaction: Interaction): Promise<void>
}

/**
 * A folder of recordings, one file for each case of an operation and status: `list_books.200.5f3a9c01d2.json`.
 *
 * An interaction is written if it shows something that no earlier one did: a finding, an item of the document, or without a
 * document a property, a type or a parameter. The name of a file depends on what the interaction shows, so another run or
 * process finds the file and does not write it again. Files are written whole or not at all. The folder is created with the
 * first file.
 */
export function createRecordingFolder(path: string, options: RecordingFolderOptions = {}): RecordingFolder {
  const { maxFiles = 10_000, onWritten, onNotRecorded = (line: string) => console.warn(line) } = options
  const { document, secrets = [] } = options
  const scrubber = createScrubber({ secrets, ...(document && { document, keepNames: 'undocumented' }) })
  const seenReal = createNovelty()
  const seen = createNovelty()
  const readersByDocument = new Map<Document | undefined, ReturnType<typeof createCaseReader>>()
  const readCase = (interaction: Interaction, usedDocument: Document | undefined) => {
    const reader = readersByDocument.get(usedDocument) ?? createCaseReader(usedDocument)
    readersByDocument.set(usedDocument, reader)
    return reader(interaction)
  }
  let files = 0
  const hasLeak = (
    definition: NockDefinition,
    shown: Interaction,
    scrubbers: readonly Pick<Scrubber, 'findLeaks'>[],
  ) => {
    const [place] = scrubbers.flatMap(({ findLeaks }) => findLeaks(definition))
    if (place !== undefined)
      onNotRecorded(
        `not recorded: ${describeCall(shown)}: no placeholder for the value at ${place} has the same findings`,
      )
    return place !== undefined
  }
  const write = async (definition: NockDefinition, found: Case) => {
    seen.add(found)
    const file = join(path, toFileName(found))
    await mkdir(path, { recursive: true })
    if (await exists(file)) return
    if (files === maxFiles) onNotRecorded(`not recorded: everything after ${maxFiles} files in ${path}`)
    if (files++ >= maxFiles) return
    // The name cannot be guessed, so no one can put a link there first.
    const temporary = `${file}.${randomBytes(8).toString('hex')}.partial`
    await replaceFile(file, temporary, `${JSON.stringify([definition], null, 2)}\n`)
    onWritten?.(file)
  }
  const sink: RecordingSink = async (definition, interaction, recorded) => {
    const found = readCase(interaction, document ?? recorded?.document)
    const scrubbers = recorded?.scrubber ? [scrubber, recorded.scrubber] : [scrubber]
    if (seen.isNew(found) && !hasLeak(definition, interaction, scrubbers)) await write(definition, found)
  }
  return Object.assign(sink, {
    async add(interaction: Interaction) {
      // Scrubbing takes longer than reading the case, and most interactions show nothing new.
      const real = readCase(interaction, document)
      if (!seenReal.isNew(real)) return
      seenReal.add(real)
      const scrubbed = scrubber.scrub(interaction)
      const definition = toNockDefinition(scrubbed)
      const found = readCase(scrubbed, document)
      if (!hasLeak(definition, interaction, [scrubber]) && seen.isNew(found)) await write(definition, found)
    },
  })
}

/** Operations, and features of one operation and status, that are distinguished: names in paths and bodies may be endless. */
const maxKnown = 10_000

/** Remembers cases. A case is new if it shows something that none of them does, and there is room for it. */
function createNovelty() {
  const known = new Map<string, Set<string>>()
  const keyOf = ({ operation, status }: Case) => `${status} ${operation}`
  return {
    isNew(found: Case): boolean {
      const before = known.get(keyOf(found))
      if (!before) return known.size < maxKnown
      return before.size < maxKnown && found.features.some((feature) => !before.has(feature))
    },
    add(found: Case): void {
      const features = known.get(keyOf(found)) ?? new Set()
      for (const feature of found.features) features.add(feature)
      known.set(keyOf(found), features)
    },
  }
}

/** Safe on every file system, and the same for the same case. */
function toFileName({ operation, status, features }: Case): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([operation, status, features.toSorted()]))
    .digest('hex')
  const name = operation.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-|-$/g, '')
  return `${name.slice(0, 80) || 'request'}.${status}.${digest.slice(0, 10)}.json`
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
