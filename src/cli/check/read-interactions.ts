import { type Interaction, parseRecording, RecordingError, type UnreadableRecording } from '../../contract/index.js'
import { countOf } from '../../text/plural.js'
import type { Context } from '../context.js'
import { CliError } from '../exit.js'
import { isOpenFile, readBytes } from '../files/files.js'
import { writeMessage } from '../terminal/message.js'
import { createProgress, toCount } from '../terminal/progress.js'
import { createAttachedFiles } from './attached-files.js'

/** Messages that are written about what cannot be read; further ones are counted. */
const maxMessages = 10

/** What a caller wants to know while recordings are read. */
export interface ReadingOptions {
  /** Receives what cannot be read: an entry, or a whole recording. */
  readonly onUnreadable?: (error: UnreadableRecording) => void
  /** Called before each file and after each interaction, with the number of files that were read. */
  readonly onProgress?: (files: number) => Promise<void>
}

/** What was read, and what was not. Plain data, which can be sent to a worker. */
export interface Reading {
  readonly interactions: number
  /** Messages about what cannot be read, at most `maxMessages`. */
  readonly errors: readonly string[]
  readonly errorCount: number
  /** Messages about files with entries that were left out, at most `maxMessages`. */
  readonly files: readonly string[]
  readonly fileCount: number
}

/** Reads recordings one by one, so that only two files are in memory: the one that is checked, and the next one. */
export function readRecordings(
  paths: readonly string[],
  { onUnreadable = () => {}, onProgress = async () => {} }: ReadingOptions = {},
): { interactions: AsyncGenerator<Interaction>; reading(): Reading } {
  const problems = createProblems(onUnreadable)
  let interactions = 0
  async function* read(): AsyncGenerator<Interaction> {
    let next = startReading(paths[0])
    for (const [index, path] of paths.entries()) {
      await onProgress(index)
      const content = await next
      // While a file is checked, the next one is read.
      next = startReading(paths[index + 1])
      for (const interaction of readRecording(path, content, problems)) {
        interactions++
        yield interaction
        await onProgress(index)
      }
    }
  }
  return { interactions: read(), reading: () => ({ interactions, ...problems.found() }) }
}

/**
 * Reads the interactions of recordings one by one, so that not all files are in memory.
 *
 * What cannot be read is written to stderr, at most ten lines and a count, and the rest is read all the same.
 *
 * @param status returns text that is appended to the progress line
 * @throws {CliError} if nothing can be read at all
 */
export async function* readInteractions(
  paths: readonly string[],
  context: Context,
  { status = () => '', onUnreadable }: Pick<ReadingOptions, 'onUnreadable'> & { readonly status?: () => string } = {},
): AsyncGenerator<Interaction> {
  const progress = createProgress(context)
  const onProgress = (files: number) =>
    progress.show(() => `${toCount(files)} of ${toCount(paths.length)} recordings${status()}`)
  const recordings = readRecordings(paths, { onProgress, ...(onUnreadable && { onUnreadable }) })
  try {
    yield* recordings.interactions
  } finally {
    await progress.clear()
  }
  await reportReading([recordings.reading()], context)
}

/**
 * Writes to stderr what could not be read, of recordings that were read in this order.
 *
 * @throws {CliError} if nothing could be read at all
 */
export async function reportReading(readings: readonly Reading[], { stderr }: Pick<Context, 'stderr'>): Promise<void> {
  const sum = (count: (reading: Reading) => number) => readings.reduce((all, reading) => all + count(reading), 0)
  const interactions = sum((reading) => reading.interactions)
  const errorCount = sum((reading) => reading.errorCount)
  const fileCount = sum((reading) => reading.fileCount)
  const errors = readings.flatMap((reading) => reading.errors).slice(0, maxMessages)
  const files = readings.flatMap((reading) => reading.files).slice(0, maxMessages)
  const [first] = errors
  if (interactions === 0 && first !== undefined && errorCount === 1) throw new CliError(first)
  const messages = [
    ...errors.map((message) => `not read: ${message}`),
    ...(errorCount > errors.length ? [`not read: ${errorCount - errors.length} more`] : []),
    ...files,
    ...(fileCount > files.length
      ? [`left out entries without a response in ${fileCount - files.length} more files`]
      : []),
  ]
  for (const message of messages) await writeMessage(stderr, message)
  if (interactions === 0 && errorCount > 0) throw new CliError('no interaction could be read')
}

/** The bytes of a file, or why it cannot be read. */
type Content = { readonly bytes: Uint8Array } | { readonly error: CliError }

async function startReading(path: string | undefined): Promise<Content> {
  if (path === undefined) return { bytes: new Uint8Array() }
  try {
    return { bytes: await readBytes(path) }
  } catch (error) {
    if (error instanceof CliError) return { error }
    throw error
  }
}

function readRecording(path: string, content: Content, problems: Problems): readonly Interaction[] {
  if ('error' in content) {
    problems.addFile(path, content.error)
    return []
  }
  let withoutResponse = 0
  try {
    return parseRecording(content.bytes, path, {
      onUnreadable: problems.add,
      onNoResponse: () => withoutResponse++,
      // What a process has open has no files beside it.
      ...(!isOpenFile(path) && { readFile: createAttachedFiles(path) }),
    })
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error
    problems.add(error)
    return []
  } finally {
    if (withoutResponse > 0) problems.addWithoutResponse(path, withoutResponse)
  }
}

/** What cannot be read of all recordings. */
interface Problems {
  add(error: RecordingError): void
  addFile(path: string, error: CliError): void
  addWithoutResponse(path: string, count: number): void
  found(): Omit<Reading, 'interactions'>
}

function createProblems(onUnreadable: (error: UnreadableRecording) => void): Problems {
  const errors: string[] = []
  let errorCount = 0
  const files: string[] = []
  let fileCount = 0
  const addError = ({ message }: Error) => {
    errorCount++
    if (errors.length < maxMessages) errors.push(message)
  }
  return {
    add(error) {
      addError(error)
      onUnreadable(error)
    },
    addFile(path, error) {
      addError(error)
      const received = error.message.startsWith(`${path}: `) ? error.message.slice(path.length + 2) : error.message
      onUnreadable({ source: path, pointer: '', expected: 'a file that can be read', received })
    },
    addWithoutResponse(path, count) {
      fileCount++
      const entries = countOf(count, 'entry', 'entries')
      if (files.length < maxMessages)
        files.push(`${path}: left out ${entries} without a response (blocked or cancelled)`)
    },
    found: () => ({ errors, errorCount, files, fileCount }),
  }
}
