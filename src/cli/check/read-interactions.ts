import { type Interaction, parseRecording } from '../../contract/index.js'
import { readText } from '../files/files.js'
import { createProgress, toCount } from '../terminal/progress.js'
import type { World } from '../world.js'

/**
 * The interactions of recordings, read file by file, so that only one of them is in memory.
 *
 * @param news what else the progress line says
 * @throws {CliError | RecordingError} naming a file that cannot be read.
 */
export async function* readInteractions(
  paths: readonly string[],
  world: World,
  news = () => '',
): AsyncGenerator<Interaction> {
  const progress = createProgress(world)
  try {
    for (const [index, path] of paths.entries()) {
      const show = () => progress.show(() => `${toCount(index)} of ${toCount(paths.length)} recordings${news()}`)
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
