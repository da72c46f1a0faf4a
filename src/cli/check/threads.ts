import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Document, Reporter } from '../../contract/index.js'
import type { Context } from '../context.js'
import { createProgress, toCount } from '../terminal/progress.js'
import { checkPart, type PartResult } from './check-part.js'
import type { Part } from './check-worker.js'
import { reportReading } from './read-interactions.js'

/** What all threads have in common. */
export interface ThreadOptions {
  /** Threads, of which this one is the first. */
  readonly jobs: number
  readonly document: Document
  /** How the other threads load the document. */
  readonly documentOptions: Part['document']
  readonly options: Part['options']
}

/**
 * Checks recordings in several threads, and adds the results to a reporter in the order of the recordings, so that the report is
 * the same as that of one thread. A file is checked by one thread.
 *
 * @throws {CliError} if nothing can be read at all
 */
export async function checkInThreads(
  reporter: Reporter,
  recordings: readonly string[],
  context: Context,
  { jobs, document, documentOptions, options }: ThreadOptions,
): Promise<void> {
  const parts = toParts(recordings, jobs)
  const others = Math.min(jobs, parts.length) - 1
  const progress = createProgress(context)
  const filename = fileURLToPath(new URL('./check-worker.js', import.meta.url))
  const pool = new Piscina<Part, PartResult>({ filename, minThreads: others, maxThreads: others })
  const results: PartResult[] = []
  let next = 0
  let done = 0
  const show = () => progress.show(() => `${toCount(done)} of ${toCount(recordings.length)} recordings`)
  /** Checks parts, one after the other, until all have been taken. */
  const work = async (check: (paths: readonly string[]) => Promise<PartResult>): Promise<void> => {
    for (let index = next++; index < parts.length; index = next++) {
      const paths = parts[index] ?? []
      results[index] = await check(paths)
      done += paths.length
      await show()
    }
  }
  try {
    await show()
    await Promise.all([
      ...Array.from({ length: others }, () => work((paths) => pool.run({ paths, document: documentOptions, options }))),
      // This thread has the document already.
      work((paths) => checkPart(document, paths, options)),
    ])
  } finally {
    await pool.destroy()
    await progress.clear()
  }
  for (const { state } of results) reporter.addState(state)
  await reportReading(
    results.map(({ reading }) => reading),
    context,
  )
}

/** Parts for each thread. With more parts the threads end at about the same time, but each part costs a little. */
const partsPerThread = 8

/** Recordings in parts, in order. */
function toParts(recordings: readonly string[], jobs: number): string[][] {
  const size = Math.ceil(recordings.length / (jobs * partsPerThread))
  return Array.from({ length: Math.ceil(recordings.length / size) }, (_, index) =>
    recordings.slice(index * size, (index + 1) * size),
  )
}
