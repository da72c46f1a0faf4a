import { Command } from 'commander'
import type { Act } from '../act.js'
import { toQuery } from '../reading/parameters.js'
import { idArgument, type PagesOptions, withPagesOptions } from '../reading/reading-options.js'
import { resources } from '../reading/room-sessions.js'
import { showPages } from '../reading/show-pages.js'

/** `room-sessions recordings` */
export function recordingsCommand(act: Act): Command {
  const { operationId } = resources.recordings
  return withPagesOptions(new Command('recordings').addArgument(idArgument()), operationId)
    .description('The recordings of a room session')
    .addHelpText('after', example)
    .action((id: string, options: PagesOptions) =>
      act((run) =>
        showPages(run, resources.recordings, options, (client, pageOptions) =>
          client.roomSessions.listRecordings(id, toQuery(operationId, options), pageOptions),
        ),
      ),
    )
}

const example = `
Example:
  $ room-sessions recordings c22d24f6-5a47-4597-9a23-c7d01e696b92`
