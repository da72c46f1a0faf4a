import { Command, InvalidArgumentError, Option } from 'commander'
import type { ExportOptions } from '../export/export-options.js'
import { exportSessions } from '../export/export-sessions.js'
import { type Includable, includable } from '../export/include.js'
import { parameterOptions, parseWhole, pathOption } from '../reading/parameters.js'
import { sandboxOption } from '../reading/reading-options.js'
import { resources } from '../reading/room-sessions.js'
import type { Act } from '../world.js'

/** `room-sessions export` */
export function exportCommand(act: Act): Command {
  const command = new Command('export').description(
    'Write all room sessions of a filter, with their lists. Goes on where an interrupted run stopped when it is repeated',
  )
  for (const option of parameterOptions(resources.sessions.operationId)) command.addOption(option)
  return command
    .addOption(pathOption('--output <file>', 'Where to write; FILE.partial until all is there. Without it: stdout'))
    .addOption(
      new Option('--include <lists>', `Any of ${includable.join(',')}`).argParser(parseInclude).default([], 'none'),
    )
    .addOption(new Option('--format <format>', 'Format of the output').choices(['ndjson', 'csv']).default('ndjson'))
    .addOption(
      new Option('--concurrency <n>', 'Most sessions whose lists are read at the same time (from 1 to 32)')
        .argParser((text) => parseWhole(text, { minimum: 1, maximum: 32 }))
        .default(6),
    )
    .addOption(
      new Option('--cursor <cursor>', 'Begin where an earlier run to stdout stopped, as it said on stderr').conflicts(
        // A file knows itself where it stopped.
        'output',
      ),
    )
    .addOption(new Option('--restart', 'Throw away what an interrupted run has written'))
    .addOption(sandboxOption())
    .addHelpText('after', example)
    .action((options: ExportOptions) => act((run) => exportSessions(run, options)))
}

const example = `
Example:
  $ room-sessions export --output sessions.ndjson --include members,events
  $ room-sessions export --status completed --format csv --output completed.csv`

function parseInclude(text: string): Includable[] {
  const names = new Set(text.split(',').map((name) => name.trim()))
  const known = includable.filter((name) => names.has(name))
  if (known.length === names.size) return known
  throw new InvalidArgumentError(`Expected one or more of ${includable.join(', ')}, with commas between.`)
}
