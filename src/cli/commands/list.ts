import { Command } from 'commander'
import type { Act } from '../act.js'
import { toQuery } from '../reading/parameters.js'
import { type PagesOptions, withPagesOptions } from '../reading/reading-options.js'
import { resources } from '../reading/room-sessions.js'
import { showPages } from '../reading/show-pages.js'

/** `room-sessions list` */
export function listCommand(act: Act): Command {
  const { operationId } = resources.sessions
  return withPagesOptions(new Command('list'), operationId)
    .description('List room sessions')
    .addHelpText('after', example)
    .action((options: PagesOptions) =>
      act((run) =>
        showPages(run, resources.sessions, options, (client, pageOptions) =>
          client.roomSessions.list(toQuery(operationId, options), pageOptions),
        ),
      ),
    )
}

const example = `
Example:
  $ room-sessions list --status in-progress --limit 20
  $ room-sessions list --room-name-matches standup --format csv > standups.csv`
