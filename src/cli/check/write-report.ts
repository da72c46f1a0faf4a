import { writeOutput } from '../files/write-output.js'
import { tell } from '../terminal/message.js'
import type { World } from '../world.js'

/** Writes a report to stdout, or to the file `output`; for a file the verdict goes to stderr. @throws {CliError} if the file cannot be written */
export async function writeReport(
  world: World,
  output: string | undefined,
  text: string,
  verdict: string,
): Promise<void> {
  if (output === undefined) return await world.stdout.write(text)
  await writeOutput(output, text)
  await tell(world.stderr, `${verdict}; the report is in ${output}`)
}
