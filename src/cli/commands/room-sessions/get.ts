import { Command } from 'commander'
import type { Client, ItemOptions } from '../../../client/index.js'
import type { Act } from '../../context.js'
import { idArgument, type ReadingOptions, withItemOptions } from '../../reading/reading-options.js'
import { type Resource, resources } from '../../reading/room-sessions.js'

/** A command that shows one item. */
interface ItemCommand {
  /** Name of what the command shows. The argument is its id. */
  readonly item: string
  readonly resource: Resource
  readonly example: string
  readonly read: (client: Client, id: string, options: ItemOptions) => Promise<object>
}

const itemCommands = {
  get: {
    item: 'room session',
    resource: resources.session,
    example: 'get c22d24f6-5a47-4597-9a23-c7d01e696b92 --format json',
    read: ({ roomSessions }, id, options) => roomSessions.get(id, options),
  },
  recording: {
    item: 'recording',
    resource: resources.recording,
    example: 'recording 8a6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918',
    read: ({ roomRecordings }, id, options) => roomRecordings.get(id, {}, options),
  },
  log: {
    item: 'video log',
    resource: resources.log,
    example: 'log 6c1f0e9d-8b7a-4655-9443-32211000ffee --format json',
    read: ({ logs }, id, options) => logs.get(id, options),
  },
} as const satisfies Readonly<Record<string, ItemCommand>>

/** Creates the command `room-sessions get`, `recording` or `log`. */
export function itemCommand(name: keyof typeof itemCommands, act: Act): Command {
  const { item, resource, example, read }: ItemCommand = itemCommands[name]
  return withItemOptions(new Command(name).addArgument(idArgument(item)))
    .description(`Show one ${item}`)
    .addHelpText('after', `\nExample:\n  $ room-sessions ${example}`)
    .action((id: string, options: ReadingOptions) =>
      act(async (run) =>
        (await import('../../reading/show-item.js')).showItem(run, resource, options, (client, callOptions) =>
          read(client, id, callOptions),
        ),
      ),
    )
}
