import type { Interaction } from '../interaction/interaction.js'
import { RecordingError } from './recording-error.js'

/** Options of `parseRecording`: what it does with entries that are not complete interactions, and how it reads other files. */
export interface ParseOptions {
  /** Receives the error of each entry that cannot be read; the other entries are returned. @default the first error is thrown */
  readonly onUnreadable?: (error: RecordingError) => void
  /** Receives the source of each entry without a response: the request was blocked or cancelled. @default they are left out */
  readonly onNoResponse?: (source: string) => void
  /**
   * Reads a file beside the recording, to which a HAR file refers by `_file`: Playwright keeps bodies there. The path is relative
   * and has no `..`. Returns `undefined` if there is no such file.
   * @default the bodies are not recorded
   */
  readonly readFile?: (path: string) => Uint8Array | undefined
}

/** Reads each entry of a recording. Leaves out an entry for which `read` returns `undefined`. */
export function readEntries(
  entries: readonly unknown[],
  { onUnreadable }: ParseOptions,
  read: (entry: unknown, index: number) => Interaction | undefined,
): Interaction[] {
  return entries.flatMap((entry, index) => {
    try {
      return read(entry, index) ?? []
    } catch (error) {
      if (!onUnreadable || !(error instanceof RecordingError)) throw error
      onUnreadable(error)
      return []
    }
  })
}
