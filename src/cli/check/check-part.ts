import type { Reporter } from '../../contract/index.js'
import { createRecordingReader, type Reading } from './read-interactions.js'

/** Recordings that several threads check. Plain data with shared memory, which can be sent to a worker. */
export interface SharedRecordings {
  readonly paths: readonly string[]
  /** Two numbers: how many recordings were taken by a thread, and how many were checked. */
  readonly counters: Int32Array
}

const [taken, checked] = [0, 1]

/** Prepares recordings for several threads: no recording is taken or checked yet. */
export function shareRecordings(paths: readonly string[]): SharedRecordings {
  return { paths, counters: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) }
}

/** How many recordings were checked so far, by all threads. */
export function countChecked({ counters }: SharedRecordings): number {
  return Atomics.load(counters, checked)
}

/** Lets every thread end after the recording that it is checking. */
export function stopChecking({ paths, counters }: SharedRecordings): void {
  Atomics.store(counters, taken, paths.length)
}

/**
 * Checks recordings that no other thread has taken, one after the other, until all are taken. This way all threads end at about
 * the same time, whenever they start.
 */
export async function checkPart(
  reporter: Reporter,
  recordings: SharedRecordings,
  onChecked: () => Promise<void> = async () => {},
): Promise<Reading> {
  const { paths, counters } = recordings
  const reader = createRecordingReader(reporter.addUnreadable)
  for (;;) {
    const index = Atomics.add(counters, taken, 1)
    const path = paths[index]
    if (path === undefined) return reader.reading()
    reporter.startPart(index)
    for (const interaction of await reader.read(path, index)) reporter.add(interaction)
    Atomics.add(counters, checked, 1)
    await onChecked()
  }
}
