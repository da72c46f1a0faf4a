import { Command } from 'commander'
import type { Act } from '../act.js'
import { toQuery } from '../reading/parameters.js'
import { idArgument, type PagesOptions, withPagesOptions } from '../reading/reading-options.js'
import { resources } from '../reading/room-sessions.js'
import { showPages } from '../reading/show-pages.js'

/** `room-sessions events` */
export function eventsCommand(act: Act): Command {
  const { operationId } = resources.events
  return withPagesOptions(new Command('events').addArgument(idArgument()), operationId)
    .description('What happened in a room session')
    .addHelpText('after', example)
    .action((id: string, options: PagesOptions) =>
      act((run) =>
        showPages(run, resources.events, options, (client, pageOptions) =>
          client.roomSessions.listEvents(id, toQuery(operationId, options), pageOptions),
        ),
      ),
    )
}

const example = `
Example:
  $ room-sessions events c22d24f6-5a47-4597-9a23-c7d01e696b92`
