import { type Interaction, parseRecording } from '../../contract/index.js'
import type { Context } from '../context.js'
import { readText } from '../files/files.js'
import { createProgress, toCount } from '../terminal/progress.js'

/**
 * Reads the interactions of recordings, one file at a time, so that only one file is in memory.
 *
 * @param status returns text that is appended to the progress line
 * @throws {CliError | RecordingError} naming the file that cannot be read
 */
export async function* readInteractions(
  paths: readonly string[],
  context: Context,
  status = () => '',
): AsyncGenerator<Interaction> {
  const progress = createProgress(context)
  try {
    for (const [index, path] of paths.entries()) {
      const show = () => progress.show(() => `${toCount(index)} of ${toCount(paths.length)} recordings${status()}`)
      await show()
      for (const interaction of parseRecording(await readText(path), path)) {
        yield interaction
        await show()
      }
    }
  } finally {
    await progress.clear()
  }
}
