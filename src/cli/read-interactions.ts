import { type Interaction, parseRecording } from '../contract/index.js'
import { readText } from './files.js'
import { createProgress, toCount } from './progress.js'
import type { World } from './world.js'

/**
 * The interactions of recordings, read file by file, so that only one of them is in memory.
 *
 * @throws {CliError | RecordingError} naming a file that cannot be read; the signal's reason when interrupted.
 */
export async function* readInteractions(paths: readonly string[], world: World): AsyncGenerator<Interaction> {
  const progress = createProgress(world)
  try {
    for (const [index, path] of paths.entries()) {
      world.signal.throwIfAborted()
      await progress.show(() => `${toCount(index)} of ${toCount(paths.length)} recordings`)
      yield* parseRecording(await readText(path), path)
    }
  } finally {
    await progress.clear()
  }
}
