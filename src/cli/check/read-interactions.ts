import {
  type Interaction,
  parseRecording,
  RecordingError,
  type UnreadableRecording,
} from '../../contract/check-recordings.js'
import { countOf } from '../../text/plural.js'
import type { Context } from '../context.js'
import { CliError } from '../exit.js'
import { isOpenFile, readBytes, readBytesSync } from '../files/files.js'
import { writeMessage } from '../terminal/message.js'
import { createProgress, toCount } from '../terminal/progress.js'
import { createAttachedFiles } from './attached-files.js'

/** Messages that are written about what cannot be read; further ones are counted. */
const maxMessages = 10

/** What was read, and what was not. Plain data, which can be sent to a worker. */
export interface Reading {
  readonly interactions: number
  /** What cannot be read, at most `maxMessages`. */
  readonly errors: readonly Message[]
  readonly errorCount: number
  /** Files with entries that were left out, at most `maxMessages`. */
  readonly files: readonly Message[]
  readonly fileCount: number
}

/** A message about a file, with the index of the file among all files. */
interface Message {
  readonly index: number
  readonly text: string
}

/** Reads recordings one by one, so that only one file is in memory. */
export interface RecordingReader {
  /** Reads the interactions of a file. @param index position of the file among all files */
  read(path: string, index: number): Promise<readonly Interaction[]>
  /** What was read so far. */
  reading(): Reading
}

/** Creates a reader of recordings. @param onUnreadable receives what cannot be read: an entry, or a whole recording */
export function createRecordingReader(onUnreadable: (error: UnreadableRecording) => void = () => {}): RecordingReader {
  const problems = createProblems(onUnreadable)
  let interactions = 0
  return {
    async read(path, index) {
      const found = readRecording(path, await readContent(path), problems.ofFile(path, index))
      interactions += found.length
      return found
    },
    reading: () => ({ interactions, ...problems.found() }),
  }
}

/**
 * Reads the interactions of recordings one by one, so that not all files are in memory.
 *
 * It writes to stderr what it cannot read, in at most ten lines and a count, and goes on with the rest.
 *
 * @param status returns text that is appended to the progress line
 * @throws {CliError} if nothing can be read at all
 */
export async function* readInteractions(
  paths: readonly string[],
  context: Context,
  {
    status = () => '',
    onUnreadable,
  }: { readonly status?: () => string; readonly onUnreadable?: (error: UnreadableRecording) => void } = {},
): AsyncGenerator<Interaction> {
  const progress = createProgress(context)
  const reader = createRecordingReader(onUnreadable)
  try {
    for (const [index, path] of paths.entries()) {
      const show = () => progress.show(() => `${toCount(index)} of ${toCount(paths.length)} recordings${status()}`)
      await show()
      for (const interaction of await reader.read(path, index)) {
        yield interaction
        await show()
      }
    }
  } finally {
    await progress.clear()
  }
  await reportReading([reader.reading()], context)
}

/**
 * Writes to stderr what could not be read, in the order of the files.
 *
 * @throws {CliError} if nothing could be read at all
 */
export async function reportReading(readings: readonly Reading[], { stderr }: Pick<Context, 'stderr'>): Promise<void> {
  const sum = (count: (reading: Reading) => number) => readings.reduce((all, reading) => all + count(reading), 0)
  const interactions = sum((reading) => reading.interactions)
  const errorCount = sum((reading) => reading.errorCount)
  const fileCount = sum((reading) => reading.fileCount)
  const errors = firstOf(readings.flatMap((reading) => reading.errors))
  const files = firstOf(readings.flatMap((reading) => reading.files))
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

/** The texts of the messages about the first files. */
function firstOf(messages: readonly Message[]): string[] {
  return messages
    .toSorted((one, other) => one.index - other.index)
    .slice(0, maxMessages)
    .map(({ text }) => text)
}

/** The bytes of a file, or why it cannot be read. */
type Content = { readonly bytes: Uint8Array } | { readonly error: CliError }

async function readContent(path: string): Promise<Content> {
  try {
    // A pipe may have to wait for its writer. Other files are read synchronously, which takes a fifth of the time.
    return { bytes: isOpenFile(path) ? await readBytes(path) : readBytesSync(path) }
  } catch (error) {
    if (error instanceof CliError) return { error }
    throw error
  }
}

function readRecording(path: string, content: Content, problems: ProblemsOfFile): readonly Interaction[] {
  if ('error' in content) {
    problems.addFile(content.error)
    return []
  }
  let withoutResponse = 0
  try {
    return parseRecording(content.bytes, path, {
      onUnreadable: problems.add,
      onNoResponse: () => withoutResponse++,
      // A pipe has no files beside it.
      ...(!isOpenFile(path) && { readFile: createAttachedFiles(path) }),
    })
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error
    problems.add(error)
    return []
  } finally {
    if (withoutResponse > 0) problems.addWithoutResponse(withoutResponse)
  }
}

/** What cannot be read of one file. */
interface ProblemsOfFile {
  add(error: RecordingError): void
  addFile(error: CliError): void
  addWithoutResponse(count: number): void
}

/** What cannot be read of all recordings. */
interface Problems {
  ofFile(path: string, index: number): ProblemsOfFile
  found(): Omit<Reading, 'interactions'>
}

function createProblems(onUnreadable: (error: UnreadableRecording) => void): Problems {
  const errors: Message[] = []
  let errorCount = 0
  const files: Message[] = []
  let fileCount = 0
  return {
    ofFile(path, index) {
      const addError = ({ message }: Error) => {
        errorCount++
        if (errors.length < maxMessages) errors.push({ index, text: message })
      }
      return {
        add(error) {
          addError(error)
          onUnreadable(error)
        },
        addFile(error) {
          addError(error)
          const received = error.message.slice(`${path}: `.length)
          onUnreadable({ source: path, pointer: '', expected: 'a file that can be read', received })
        },
        addWithoutResponse(count) {
          fileCount++
          const entries = countOf(count, 'entry', 'entries')
          const text = `${path}: left out ${entries} without a response (blocked or cancelled)`
          if (files.length < maxMessages) files.push({ index, text })
        },
      }
    },
    found: () => ({ errors, errorCount, files, fileCount }),
  }
}
