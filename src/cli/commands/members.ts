import { Command } from 'commander'
import type { Act } from '../act.js'
import { toQuery } from '../reading/parameters.js'
import { idArgument, type PagesOptions, withPagesOptions } from '../reading/reading-options.js'
import { resources } from '../reading/room-sessions.js'
import { showPages } from '../reading/show-pages.js'

/** `room-sessions members` */
export function membersCommand(act: Act): Command {
  const { operationId } = resources.members
  return withPagesOptions(new Command('members').addArgument(idArgument()), operationId)
    .description('Who took part in a room session')
    .addHelpText('after', example)
    .action((id: string, options: PagesOptions) =>
      act((run) =>
        showPages(run, resources.members, options, (client, pageOptions) =>
          client.roomSessions.listMembers(id, toQuery(operationId, options), pageOptions),
        ),
      ),
    )
}

const example = `
Example:
  $ room-sessions members c22d24f6-5a47-4597-9a23-c7d01e696b92`
