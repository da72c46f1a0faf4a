import { Command } from 'commander'
import type { Client, Page, RoomSessionListOptions } from '../../../client/index.js'
import { operationTable } from '../../../generated/operations.js'
import type { Act } from '../../context.js'
import { toQuery } from '../../reading/parameters.js'
import { hasPeriod, withPeriodOptions } from '../../reading/period.js'
import { idArgument, optionalIdArgument, type PagesOptions, withPagesOptions } from '../../reading/reading-options.js'
import { type Resource, resources } from '../../reading/room-sessions.js'

/** A command that shows a list, such as all room sessions or the members of one. */
interface ListCommand {
  readonly description: string
  readonly resource: Resource
  readonly examples: readonly string[]
  /** True for sessions, which can be limited to a period. */
  readonly takesPeriod?: true
  /** The argument is the id of this, and may be omitted if it is optional. Absent for a command without an argument. */
  readonly argument?: { readonly of: string; readonly optional?: true }
  /** Reads the list. `id` is the argument; it is empty if there was no argument. */
  readonly read: (
    client: Client,
    query: Readonly<Record<string, unknown>>,
    options: RoomSessionListOptions,
    id: string,
  ) => PromiseLike<object> & { pages(): AsyncIterable<Page<object>> }
}

// Ids of the embedded sandbox, so that the examples run as they stand.
const exampleId = 'e84fef34-942f-4779-9c51-b4b31faf75e1'
const exampleRecordingId = '5d7045dc-10d7-4b2a-a25d-224d3eed639e'
const ofSession = { of: 'room session' } as const

const listCommands = {
  list: {
    description: 'List room sessions',
    resource: resources.sessions,
    examples: [
      'list --status in-progress --limit 20',
      'list --last 7d --columns name,status,duration',
      'list --room-name-matches standup --format csv > standups.csv',
    ],
    takesPeriod: true,
    read: ({ roomSessions }, query, options) => roomSessions.list(query, options),
  },
  events: {
    description: 'List the events of a room session',
    resource: resources.events,
    examples: [`events ${exampleId}`],
    argument: ofSession,
    read: ({ roomSessions }, query, options, id) => roomSessions.listEvents(id, query, options),
  },
  members: {
    description: 'List the members of a room session',
    resource: resources.members,
    examples: [`members ${exampleId}`],
    argument: ofSession,
    read: ({ roomSessions }, query, options, id) => roomSessions.listMembers(id, query, options),
  },
  recordings: {
    description: 'List the recordings of a room session, or of all room sessions',
    resource: resources.recordings,
    examples: [`recordings ${exampleId}`, 'recordings --limit 20'],
    argument: { ...ofSession, optional: true },
    read: ({ roomSessions, roomRecordings }, query, options, id) =>
      id ? roomSessions.listRecordings(id, query, options) : roomRecordings.list(query, options),
  },
  'recording-events': {
    description: 'List the events of a recording',
    resource: resources.recordingEvents,
    examples: [`recording-events ${exampleRecordingId}`],
    argument: { of: 'recording' },
    read: ({ roomRecordings }, query, options, id) => roomRecordings.listEvents(id, query, options),
  },
  logs: {
    description: 'List the video logs: what was charged for room sessions and conferences',
    resource: resources.logs,
    examples: ['logs --created-after 2026-10-31 --created-before 2026-12-01 --format csv > november.csv'],
    read: ({ logs }, query, options) => logs.list(query, options),
  },
} as const satisfies Readonly<Record<string, ListCommand>>

/** Creates the command `room-sessions list`, `events`, `members`, `recordings`, `recording-events` or `logs`. */
export function listCommand(name: keyof typeof listCommands, act: Act): Command {
  const { description, resource, examples, argument, takesPeriod, read }: ListCommand = listCommands[name]
  const { operationId, properties } = resource
  const show = (id: string, options: PagesOptions) =>
    act(async (run) =>
      (await import('../../reading/show-pages.js')).showPages(run, resource, options, (client, callOptions) =>
        read(client, toQuery(operationId, hasPeriod(options) ? withLargePages(options) : options), callOptions, id),
      ),
    )
  const command = new Command(name).description(description)
  if (takesPeriod) withPeriodOptions(command)
  if (argument) command.addArgument((argument.optional ? optionalIdArgument : idArgument)(argument.of))
  if (argument) command.action((id: string | undefined, options: PagesOptions) => show(id ?? '', options))
  else command.action((options: PagesOptions) => show('', options))
  return withPagesOptions(command, operationId, properties).addHelpText('after', toExamples(examples))
}

/** Asks for the largest pages: with a period the whole list is read, however few sessions are shown. */
const withLargePages = ({ limit: _, ...options }: PagesOptions): PagesOptions => ({
  pageSize: operationTable[resources.sessions.operationId].parameters.page_size.maximum,
  ...options,
})

const toExamples = (examples: readonly string[]) =>
  `\nExample:\n${examples.map((example) => `  $ room-sessions ${example}`).join('\n')}`
