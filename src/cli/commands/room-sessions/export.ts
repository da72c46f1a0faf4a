import { Command, Option } from 'commander'
import type { Act } from '../../context.js'
import { type ExportOptions, includable } from '../../export/export-options.js'
import { concurrencyOption, parameterOptions, pathOption, WordsOption } from '../../reading/parameters.js'
import { withPeriodOptions } from '../../reading/period.js'
import { withTargetOptions } from '../../reading/reading-options.js'
import { resources } from '../../reading/room-sessions.js'

/** Creates the command `room-sessions export`. */
export function exportCommand(act: Act): Command {
  const command = new Command('export').description(
    'Write all room sessions that match a filter, with their lists. Repeat the command to continue an interrupted run',
  )
  for (const option of parameterOptions(resources.sessions.operationId)) {
    if (option.attributeName() === 'pageSize') {
      option.description += ' (default: 1000, or fewer if the service refuses them)'
    }
    command.addOption(option)
  }
  command
    .addOption(
      pathOption('--output <file>', 'File to write, named FILE.partial until it is complete (default: stdout)'),
    )
    .addOption(
      new WordsOption('--include <lists>', 'Lists to include in each session', includable, {
        allowsNone: true,
      }).default([], 'none'),
    )
    .addOption(new Option('--format <format>', 'Format of the output').choices(['ndjson', 'csv']).default('ndjson'))
    .addOption(concurrencyOption('Number of sessions whose lists are read at the same time'))
    .addOption(
      new Option(
        '--cursor <cursor>',
        'Continue where an earlier run to stdout stopped; it printed the cursor on stderr',
      ).conflicts(
        // The position in a file is in its journal.
        'output',
      ),
    )
    .addOption(new Option('--restart', 'Discard what an interrupted run has written'))
  return withTargetOptions(withPeriodOptions(command))
    .addHelpText('after', example)
    .action((options: ExportOptions) =>
      act(async (run) => (await import('../../export/export-sessions.js')).exportSessions(run, options)),
    )
}

const example = `
Example:
  $ room-sessions export --output sessions.ndjson --include members,events
  $ room-sessions export --status completed --format csv --output completed.csv`
