import { Command, Option } from 'commander'
import type { Act } from '../../context.js'
import { parameterOptions, parseInteger, pathOption } from '../../reading/parameters.js'
import { withTargetOptions } from '../../reading/reading-options.js'
import { resources } from '../../reading/room-sessions.js'
import {
  parseAlert,
  parseInterval,
  parsePostUrl,
  type WatchCommandOptions,
  watchFormats,
} from '../../room-sessions-watch/options.js'

/** Query parameters that a watch sets itself, so the command has no options for them. */
const ownFilters = ['status', 'pageSize']

/** Creates the command `room-sessions watch`. */
export function watchCommand(act: Act): Command {
  const command = new Command('watch').description('Show the room sessions in progress, and send what changes in them')
  for (const option of parameterOptions(resources.sessions.operationId)) {
    if (!ownFilters.includes(option.attributeName())) command.addOption(option)
  }
  command
    .addOption(
      new Option('--interval <length>', 'Time between two polls, from 1s to 24h')
        .argParser(parseInterval)
        .default(15_000, '15s'),
    )
    .addOption(
      new Option(
        '--alert <condition>',
        'Report each session that passes this limit, once: "cost > 5" (dollars), "duration > 4h" or "members > 18"; may be repeated',
      )
        .argParser(parseAlert)
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--post <url>',
        'Send each change to this URL as JSON, in order, and repeat it until it is accepted',
      ).argParser(parsePostUrl),
    )
    .addOption(
      new Option('--exec <command>', 'Run this command of the shell for each change, with the change as JSON on stdin'),
    )
    .addOption(
      pathOption('--state <file>', 'File to save the state of the watch in, so that the next run continues from there'),
    )
    .addOption(new Option('--once', 'Poll once, write what is in progress, and end'))
    .addOption(
      new Option(
        '--metrics <port>',
        'Serve OpenMetrics at /metrics of this port on the loopback interface; 0 for any free port',
      )
        .argParser((text) => parseInteger(text, { minimum: 0, maximum: 65_535 }))
        .conflicts('once'),
    )
    .addOption(
      new Option(
        '--format <format>',
        'table, redrawn in place, or ndjson (default: table on a terminal, otherwise ndjson)',
      ).choices([...watchFormats]),
    )
  return withTargetOptions(command)
    .addHelpText('after', details)
    .action((options: WatchCommandOptions) =>
      act(async (run) => (await import('../../room-sessions-watch/watch.js')).watch(run, options)),
    )
}

const details = `
Changes are session.started, session.ended, member.joined, member.left, recording.finished and limit.passed. Each has an id,
a time, the session and its room. The first poll reports sessions in progress as started, and their members as joined.

--post sends a change again, ever more slowly, while the receiver cannot be reached or answers with 408, 425, 429 or 5xx.
Any other status outside 2xx ends the watch; redirects are not followed. The header Idempotency-Key is the id of the change.
--exec sets ROOM_SESSIONS_TYPE, _ID, _TIME, _SESSION and _ROOM. A command that fails is reported and not repeated.
With --state no change is lost when the watch ends or is killed. Only a change that was being handled when the watch was
killed is repeated, with the same id.

Errors of the service are shown, and polling goes on. Exit code: 0 at Ctrl-C; 1 if the service or the receiver refuses.

Example:
  $ room-sessions watch
  $ room-sessions watch --alert 'cost > 5' --alert 'duration > 4h' --exec 'jq -r .roomName | mail -s "still on" me'
  $ room-sessions watch --post https://hooks.example.com/video --state watch.json --metrics 9464
  $ room-sessions watch --once --format table`
