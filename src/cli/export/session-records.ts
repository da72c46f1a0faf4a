import type { Client, PeriodOptions, RoomRecording, RoomSession, RoomSessionMember } from '../../client/index.js'
import { toQuery } from '../reading/parameters.js'
import type { PeriodCount } from '../reading/period.js'
import { resources } from '../reading/room-sessions.js'
import type { Includable } from './export-options.js'
import { withIncluded } from './include.js'
import { type ListSessions, pageSizes, readSessions } from './read-sessions.js'

/** A session with its lists. A list is undefined if it was not read. */
export interface SessionRecord {
  readonly session: RoomSession
  readonly members: readonly RoomSessionMember[] | undefined
  readonly recordings: readonly RoomRecording[] | undefined
}

/** Which sessions are read, and which of their lists. */
export interface RecordsOptions {
  /** Values of the command's options, with those for the operation's query parameters. */
  readonly values: Readonly<Record<string, unknown>>
  readonly period: PeriodOptions
  readonly include: readonly Includable[]
  /** Maximum number of sessions whose lists are read at the same time. */
  readonly concurrency: number
  readonly onPage: PeriodCount['add']
  readonly signal: AbortSignal
}

/** The sessions that match a filter and a period, with their lists. */
export async function* readRecords(
  client: Client,
  { values, period, onPage, ...options }: RecordsOptions,
): AsyncGenerator<SessionRecord> {
  const { page_size: chosen, ...query } = toQuery(resources.sessions.operationId, values)
  const list: ListSessions = (page_size, listOptions) =>
    client.roomSessions.list({ ...query, page_size }, { signal: options.signal, ...period, ...listOptions })
  const sizes = chosen === undefined ? pageSizes : [Number(chosen)]
  const items = readSessions(list, { skip: 0 }, sizes, onPage)
  for await (const { row } of withIncluded(items, client, options)) {
    const { members, recordings, ...session } = row
    // Rows are as the service sent them. Each property is checked where it is used.
    yield { session, members, recordings } as unknown as SessionRecord
  }
}
