import { groupBy } from '../../../text/group-by.js'
import type { CoverageEntry } from '../../coverage/coverage.js'
import type { Report } from '../../report/report.js'

/** What is documented of one place of a response, or of one parameter: one row of the matrix. */
export interface CoverageRow {
  /** `/data/items/name`, `query status`; empty for the whole body. */
  readonly subject: string
  readonly entries: readonly CoverageEntry[]
}

/** The rows of one response, or of the request. */
export interface CoverageSection {
  /** `200`, `4XX`, `default`; `undefined` for the request. */
  readonly status: string | undefined
  /** Whether the response itself was covered. */
  readonly response: CoverageEntry | undefined
  readonly rows: readonly CoverageRow[]
}

const statusFirst = /^([1-5](?:\d\d|XX)|default)(?: (.*))?$/s

/** The coverage of each operation, cut into its request and its responses, in the document's order. */
export function toSections(entries: readonly CoverageEntry[]): CoverageSection[] {
  const parsed = entries
    .filter(({ kind }) => kind !== 'operation')
    .map((entry) => {
      const [, status, rest = ''] = statusFirst.exec(entry.subject) ?? []
      return { entry, status, subject: status === undefined ? entry.subject : rest }
    })
  return [...groupBy(parsed, ({ status }) => status)].map(([status, inside]) => ({
    status,
    response: inside.find(({ entry }) => entry.kind === 'response')?.entry,
    rows: [
      ...groupBy(
        inside.filter(({ entry }) => entry.kind !== 'response'),
        ({ subject }) => subject,
      ),
    ].map(([subject, found]) => ({ subject, entries: found.map(({ entry }) => entry) })),
  }))
}

/** Entries by operation; operations without any are missing. */
export function coverageByOperation({ coverage }: Report): ReadonlyMap<string, readonly CoverageEntry[]> {
  return groupBy(coverage.entries, ({ operationId }) => operationId)
}
