import { Command } from 'commander'
import type { MutationFormat } from '../../contract/index.js'
import { allowOutsideOption, documentOption, serverOption, withReportOptions } from '../check/check-options.js'
import type { MutateOptions } from '../check/mutate.js'
import type { Act } from '../context.js'

const formats: Readonly<Record<MutationFormat, true>> = { text: true, json: true, markdown: true }

/** Creates the command `room-sessions mutate`. */
export function mutateCommand(act: Act): Command {
  return withReportOptions(new Command('mutate'), formats)
    .argument('<recordings...>', 'Files, folders or globs of nock definitions or HAR')
    .description(
      'Break recordings of any API in every way that its document does not allow, one at a time, and see whether the check finds it',
    )
    .addOption(documentOption())
    .addOption(allowOutsideOption())
    .addOption(serverOption())
    .addHelpText('after', example)
    .action((patterns: string[], options: MutateOptions) =>
      act(async (run) => (await import('../check/mutate.js')).mutate(run, patterns, options)),
    )
}

const example = `
Exit code: 0 if every mutant was killed, 1 if a mutant survived or a valid variant had findings, 2 if nothing could be mutated.

Example:
  $ room-sessions mutate recordings`
