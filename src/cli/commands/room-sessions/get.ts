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
    example: 'get e84fef34-942f-4779-9c51-b4b31faf75e1 --format json',
    read: ({ roomSessions }, id, options) => roomSessions.get(id, options),
  },
  recording: {
    item: 'recording',
    resource: resources.recording,
    example: 'recording 5d7045dc-10d7-4b2a-a25d-224d3eed639e',
    read: ({ roomRecordings }, id, options) => roomRecordings.get(id, {}, options),
  },
  log: {
    item: 'video log',
    resource: resources.log,
    example: 'log ee47c0b3-3e3c-4beb-ab2b-1ea4f9cf1412 --format json',
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
