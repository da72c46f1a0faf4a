import { Command } from 'commander'
import type { Act } from '../context.js'
import { pathOption } from '../reading/parameters.js'
import { withTargetOptions } from '../reading/reading-options.js'
import type { RecordOptions } from '../record/record.js'

/** Creates the command `room-sessions record`. */
export function recordCommand(act: Act): Command {
  const command = new Command('record')
    .description(
      'Record the responses of a space: every operation, filter and page, and refusals of invalid requests, with private values replaced',
    )
    .addOption(
      pathOption(
        '--output <folder>',
        'Folder to write to (default: recordings/live, or recordings/sandbox for the sandbox)',
      ),
    )
  return withTargetOptions(command)
    .option('--allow-real-values', 'Write real values that cannot be replaced without changing what a check finds')
    .addHelpText('after', example)
    .action((options: RecordOptions) => act(async (run) => (await import('../record/record.js')).record(run, options)))
}

const example = `
Such values are listed by file and JSON Pointer. If there are any, nothing is written without --allow-real-values.

Example:
  $ room-sessions record --output test/recordings/live
  $ room-sessions check test/recordings/live`
