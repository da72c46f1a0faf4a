import { Command } from 'commander'
import type { CallOptions, Client, Page } from '../../client/index.js'
import type { Act } from '../context.js'
import { toQuery } from '../reading/parameters.js'
import { idArgument, type PagesOptions, withPagesOptions } from '../reading/reading-options.js'
import { type Resource, resources } from '../reading/room-sessions.js'

/** A command that shows a list: all room sessions, or what belongs to one of them. */
interface ListCommand {
  readonly description: string
  readonly resource: Resource
  readonly examples: readonly string[]
  /** Reads the list. `id` names the room session, and is empty for the list of all of them. */
  readonly read: (
    roomSessions: Client['roomSessions'],
    query: Readonly<Record<string, unknown>>,
    options: CallOptions,
    id: string,
  ) => { pages(): AsyncIterable<Page<object>> }
}

const exampleId = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'

const listCommands = {
  list: {
    description: 'List room sessions',
    resource: resources.sessions,
    examples: ['list --status in-progress --limit 20', 'list --room-name-matches standup --format csv > standups.csv'],
    read: (roomSessions, query, options) => roomSessions.list(query, options),
  },
  events: {
    description: 'List the events of a room session',
    resource: resources.events,
    examples: [`events ${exampleId}`],
    read: (roomSessions, query, options, id) => roomSessions.listEvents(id, query, options),
  },
  members: {
    description: 'List the members of a room session',
    resource: resources.members,
    examples: [`members ${exampleId}`],
    read: (roomSessions, query, options, id) => roomSessions.listMembers(id, query, options),
  },
  recordings: {
    description: 'List the recordings of a room session',
    resource: resources.recordings,
    examples: [`recordings ${exampleId}`],
    read: (roomSessions, query, options, id) => roomSessions.listRecordings(id, query, options),
  },
} as const satisfies Readonly<Record<string, ListCommand>>

/** `room-sessions list`, `events`, `members` or `recordings`. */
export function listCommand(name: keyof typeof listCommands, act: Act): Command {
  const { description, resource, examples, read }: ListCommand = listCommands[name]
  const { operationId } = resource
  const show = (id: string, options: PagesOptions) =>
    act(async (run) =>
      (await import('../reading/show-pages.js')).showPages(run, resource, options, ({ roomSessions }, callOptions) =>
        read(roomSessions, toQuery(operationId, options), callOptions, id),
      ),
    )
  const command = new Command(name).description(description)
  if (name === 'list') command.action((options: PagesOptions) => show('', options))
  else command.addArgument(idArgument()).action(show)
  return withPagesOptions(command, operationId).addHelpText('after', toExamples(examples))
}

const toExamples = (examples: readonly string[]) =>
  `\nExample:\n${examples.map((example) => `  $ room-sessions ${example}`).join('\n')}`
