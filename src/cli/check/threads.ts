import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Reporter } from '../../contract/index.js'
import type { Context } from '../context.js'
import { createProgress, toCount } from '../terminal/progress.js'
import { checkPart, countChecked, shareRecordings, stopChecking } from './check-part.js'
import type { Task, TaskResult } from './check-worker.js'
import { type Reading, reportReading } from './read-interactions.js'

/** Threads that check recordings. */
export interface Threads {
  /**
   * Checks recordings together with the threads, and adds what they found to a reporter. The report is the same as that of one
   * thread. A file is checked by one thread.
   *
   * @throws {CliError} if nothing can be read at all
   */
  check(reporter: Reporter, context: Context): Promise<void>
  /** Ends the threads. */
  stop(): Promise<void>
}

/** Starts threads, besides this one. They load the document themselves, and begin to check as soon as they have it. */
export function startThreads(
  count: number,
  paths: readonly string[],
  { document, options }: Pick<Task, 'document' | 'options'>,
): Threads {
  const recordings = shareRecordings(paths)
  const filename = fileURLToPath(new URL('./check-worker.js', import.meta.url))
  const pool = new Piscina<Task, TaskResult>({ filename, minThreads: count, maxThreads: count })
  const results = Promise.all(Array.from({ length: count }, () => pool.run({ recordings, document, options })))
  // Without `check`, what ended a thread does not matter.
  results.catch(() => stopChecking(recordings))
  return {
    async check(reporter, context) {
      const progress = createProgress(context)
      let readings: Reading[]
      const show = () =>
        progress.show(() => `${toCount(countChecked(recordings))} of ${toCount(paths.length)} recordings`)
      const onChecked = async () => {
        await show()
        // Lets this thread hear of the others.
        await setImmediate()
      }
      try {
        await show()
        const own = await checkPart(reporter, recordings, onChecked)
        const others = await results
        for (const { state } of others) reporter.addState(state)
        readings = [own, ...others.map(({ reading }) => reading)]
      } finally {
        await progress.clear()
      }
      await reportReading(readings, context)
    },
    async stop() {
      stopChecking(recordings)
      await pool.destroy()
    },
  }
}
