import type { Context } from '../context.js'
import { writeOutput } from '../files/write-output.js'
import { writeMessage } from '../terminal/message.js'

/** Writes a report to stdout, or to the file `output`; for a file the verdict goes to stderr. @throws {CliError} if the file cannot be written */
export async function writeReport(
  context: Context,
  output: string | undefined,
  text: string,
  verdict: string,
): Promise<void> {
  if (output === undefined) return await context.stdout.write(text)
  await writeOutput(output, text)
  await writeMessage(context.stderr, `${verdict}; the report is in ${output}`)
}
