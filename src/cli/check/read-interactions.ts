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

/** What a caller of `readInteractions` wants to know while it reads. */
export interface ReadingOptions {
  /** Returns text that is appended to the progress line. */
  readonly status?: () => string
  /** Receives what cannot be read: an entry, or a whole recording. */
  readonly onUnreadable?: (error: UnreadableRecording) => void
}

/**
 * Reads the interactions of recordings, one file at a time, so that only one file is in memory.
 *
 * What cannot be read is written to stderr, at most ten lines and a count, and the rest is read all the same.
 *
 * @throws {CliError | RecordingError} if nothing can be read at all
 */
export async function* readInteractions(
  paths: readonly string[],
  context: Context,
  { status = () => '', onUnreadable = () => {} }: ReadingOptions = {},
): AsyncGenerator<Interaction> {
  const progress = createProgress(context)
  const problems = createProblems(onUnreadable)
  let count = 0
  try {
    for (const [index, path] of paths.entries()) {
      const show = () => progress.show(() => `${toCount(index)} of ${toCount(paths.length)} recordings${status()}`)
      await show()
      for (const interaction of await readRecording(path, problems)) {
        count++
        yield interaction
        await show()
      }
    }
  } finally {
    await progress.clear()
  }
  const [error, other] = problems.errors
  if (count === 0 && error && !other) throw error
  for (const message of problems.messages()) await writeMessage(context.stderr, message)
  if (count === 0 && error) throw new CliError('no interaction could be read')
}

async function readRecording(path: string, problems: Problems): Promise<readonly Interaction[]> {
  let withoutResponse = 0
  try {
    return parseRecording(await readBytes(path), path, {
      onUnreadable: problems.add,
      onNoResponse: () => withoutResponse++,
      // What a process has open has no files beside it.
      ...(!isOpenFile(path) && { readFile: createAttachedFiles(path) }),
    })
  } catch (error) {
    if (error instanceof RecordingError) problems.add(error)
    else if (error instanceof CliError) problems.addFile(path, error)
    else throw error
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
  /** At most `maxMessages`. */
  readonly errors: readonly Error[]
  messages(): string[]
}

function createProblems(onUnreadable: (error: UnreadableRecording) => void): Problems {
  const errors: Error[] = []
  let errorCount = 0
  const files: string[] = []
  let fileCount = 0
  const addError = (error: Error) => {
    errorCount++
    if (errors.length < maxMessages) errors.push(error)
  }
  return {
    errors,
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
    messages: () => [
      ...errors.map(({ message }) => `not read: ${message}`),
      ...(errorCount > errors.length ? [`not read: ${errorCount - errors.length} more`] : []),
      ...files,
      ...(fileCount > files.length
        ? [`left out entries without a response in ${fileCount - files.length} more files`]
        : []),
    ],
  }
}
