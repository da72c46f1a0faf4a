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
   * Checks the recordings in this thread and the others, and adds what all of them found to a reporter. Each file is checked by
   * one thread. The report is the same as with a single thread.
   *
   * @throws {CliError} if no recording can be read
   */
  check(reporter: Reporter, context: Context): Promise<void>
  /** Ends the threads. */
  stop(): Promise<void>
}

/**
 * Starts `count` threads in addition to this one. They load the document themselves, and start to check as soon as they have it.
 */
export function startThreads(
  count: number,
  paths: readonly string[],
  { document, options }: Pick<Task, 'document' | 'options'>,
): Threads {
  const recordings = shareRecordings(paths)
  const filename = fileURLToPath(new URL('./check-worker.js', import.meta.url))
  const pool = new Piscina<Task, TaskResult>({ filename, minThreads: count, maxThreads: count })
  const results = Promise.all(Array.from({ length: count }, () => pool.run({ recordings, document, options })))
  // After an error in one thread the others stop. `check` throws the error; without `check` it does not matter.
  results.catch(() => stopChecking(recordings))
  return {
    async check(reporter, context) {
      const progress = createProgress(context)
      let readings: Reading[]
      const show = () =>
        progress.show(() => `${toCount(countChecked(recordings))} of ${toCount(paths.length)} recordings`)
      const onChecked = async () => {
        await show()
        // Lets this thread receive messages of the others.
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
