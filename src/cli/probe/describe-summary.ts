import type { ProbeSummary } from '../../contract/index.js'
import { countOf } from '../../text/plural.js'

/** Maximum number of operations that are named for one reason. */
const maxNamed = 5

/** Maximum number of lines about what was not recorded. */
const maxNotRecorded = 10

/** Describes what the report of a probe does not contain: what was not sent, refused, not answered or not recorded. */
export function describeSummary(
  summary: ProbeSummary,
  maxRequests: number,
  notRecorded: readonly string[] = [],
): string[] {
  const { sent, stopped, tooManyRequests, unauthorized } = summary
  const notShown = notRecorded.length - maxNotRecorded
  return [
    `sent ${countOf(sent, 'request')}`,
    ...(stopped === undefined ? [] : [`stopped: ${stopped}`]),
    ...(tooManyRequests > 0
      ? [`${countOf(tooManyRequests, 'response')} had status 429 (too many requests); --rate sends fewer a second`]
      : []),
    ...(unauthorized > 0
      ? [
          `${countOf(unauthorized, 'valid request')} had status 401 after others had not; the credentials may have expired`,
        ]
      : []),
    ...listOperations(summary.refused, 'were refused access', ({ status, schemes, hadCredentials }) => {
      const how = hadCredentials
        ? 'with the given credentials'
        : `without credentials for ${schemes.join(' or ')} (--auth)`
      return `status ${status} ${how}; nothing more was sent to it`
    }),
    ...listOperations(
      summary.silent,
      'had no response',
      ({ count }) => `${countOf(count, 'request')} in a row had no response; nothing more was sent to it`,
    ),
    ...listOperations(
      summary.endless,
      'did not end their streams',
      ({ count }) =>
        `${countOf(count, 'stream')} did not end within the timeout; their events were checked, and nothing more was sent to it`,
    ),
    ...listOperations(summary.refusedValid, 'refused valid requests', ({ at, description, status, count }) => {
      const what = at === 'request' ? description : `${at}: ${description}`
      return `${countOf(count, 'valid request')} refused, the first with status ${status} (${what})`
    }),
    ...listOperations(summary.notPlanned, 'without a valid request', ({ at, reason }) => `${at}: ${reason}`),
    ...describeUnsent(summary, maxRequests),
    ...notRecorded.slice(0, maxNotRecorded),
    ...(notShown > 0 ? [`not recorded: ${notShown} more`] : []),
  ]
}

/** A line for each of the first operations, and one that counts the others. */
function listOperations<Item extends { readonly operationId: string }>(
  items: readonly Item[],
  what: string,
  describe: (item: Item) => string,
): string[] {
  const others = items.length - maxNamed
  return [
    ...items.slice(0, maxNamed).map((item) => `${item.operationId}: ${describe(item)}`),
    ...(others > 0 ? [`${countOf(others, 'more operation')} ${what}`] : []),
  ]
}

/** One line for the requests that were planned but not sent, if there are any. */
function describeUnsent({ leftOut, sent }: ProbeSummary, maxRequests: number): string[] {
  if (leftOut.length === 0) return []
  const named = leftOut.slice(0, maxNamed).map(({ operationId, count }) => `${count ?? 'many'} to ${operationId}`)
  const others = leftOut.length - maxNamed
  const more = others > 0 ? ` and others to ${countOf(others, 'more operation')}` : ''
  const hint = sent >= maxRequests ? '; --max-requests allows more' : ''
  return [`not sent: ${named.join(', ')}${more}${hint}`]
}
