import type { Client } from '../../client/index.js'
import { isUuid } from '../../text/uuid.js'
import { type Case, toPageSize } from './case.js'
import { toNothing } from './first-items.js'
import { toRefusedCases } from './refused-cases.js'

/** Number of logs that are looked at. */
const logCount = 200
/** Page size of the cases with a filter by time. */
const filterPageSize = 5

/** The cases of the operations on video logs: pages, filters, a log of each kind, and requests that are refused. */
export async function findLogCases({ logs }: Client, signal: AbortSignal): Promise<Case[]> {
  const { data } = await logs.list({ page_size: logCount, include_deleted: true }, { signal }).catch(toNothing)
  const found = data.flatMap(toLog)
  const entire = found.find(({ isDiscarded }) => !isDiscarded)
  const discarded = found.find(({ isDiscarded }) => isDiscarded)
  const operationId = 'list_logs'
  const page_size = toPageSize({ count: data.length })
  return [
    { operationId, name: 'pages', query: { page_size } },
    { operationId, name: 'include-deleted', query: { page_size, include_deleted: true } },
    ...toTimeCases(found),
    ...[
      { name: 'session', id: entire?.id },
      { name: 'discarded', id: discarded?.id },
    ].flatMap(({ name, id }): Case[] => (id ? [{ operationId: 'get_log', name, id }] : [])),
    ...toRefusedCases('list_logs'),
    ...toRefusedCases('get_log', entire?.id),
  ]
}

/** The properties that cases use. A service may send anything. */
interface Log {
  readonly id: string
  readonly created: string | undefined
  readonly isDiscarded: boolean
}

function toLog(log: unknown): Log[] {
  const { id, created_at, discarded_at }: { [name: string]: unknown } = Object(log)
  if (!isUuid(id)) return []
  const isTime = typeof created_at === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(created_at)
  return [{ id, created: isTime ? created_at : undefined, isDiscarded: discarded_at !== undefined }]
}

/**
 * Cases with filters by date and by time: the day with the fewest logs, and the times of the oldest and the newest of the logs.
 */
function toTimeCases(logs: readonly Log[]): Case[] {
  const times = logs.flatMap(({ created }) => created ?? []).sort()
  const [oldest, newest] = [times[0], times.at(-1)]
  if (oldest === undefined || newest === undefined) return []
  const counts = new Map<string, number>()
  for (const time of times) counts.set(toDate(time), (counts.get(toDate(time)) ?? 0) + 1)
  const [[date] = [toDate(oldest)]] = [...counts].sort(([, one], [, other]) => one - other)
  const filters = [
    ['created-on-date', { created_on: date }],
    ['created-on-time', { created_on: newest }],
    ['created-before-date', { created_before: toDate(oldest) }],
    ['created-after-time', { created_after: newest }],
    ['created-between', { created_after: `${date}T00:00:00Z`, created_before: `${date}T23:59:59Z` }],
  ] as const
  return filters.map(([name, query]) => ({
    operationId: 'list_logs',
    name,
    query: { ...query, page_size: filterPageSize },
  }))
}

const toDate = (time: string) => time.slice(0, 'YYYY-MM-DD'.length)
