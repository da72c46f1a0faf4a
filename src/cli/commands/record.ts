import { Command } from 'commander'
import type { Act } from '../context.js'
import { pathOption } from '../reading/parameters.js'
import { withTargetOptions } from '../reading/reading-options.js'
import type { RecordOptions } from '../record/record.js'

/** `room-sessions record` */
export function recordCommand(act: Act): Command {
  const command = new Command('record')
    .description(
      'Record the responses of a space to requests for every operation, filter, page and mistake, with private values replaced',
    )
    .addOption(
      pathOption(
        '--output <folder>',
        'Folder to write to (default: recordings/live, or recordings/sandbox for the sandbox)',
      ),
    )
  return withTargetOptions(command)
    .option('--allow-real-values', 'Write real values that have no stand-in which the document judges the same')
    .addHelpText('after', example)
    .action((options: RecordOptions) => act(async (run) => (await import('../record/record.js')).record(run, options)))
}

const example = `
Real values without such a stand-in are listed by file and JSON Pointer. Then nothing is written without --allow-real-values.

Example:
  $ room-sessions record --output test/recordings/live
  $ room-sessions check test/recordings/live`
