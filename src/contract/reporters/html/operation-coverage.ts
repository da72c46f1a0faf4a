import { groupBy } from '../../../text/group-by.js'
import type { CoverageEntry } from '../../coverage/coverage.js'
import type { Report } from '../../report/report.js'

/** All documented items of one property or parameter: a row of the table. */
export interface CoverageRow {
  /** The property or parameter: `/data/items/name`, `query status`; empty for the whole body. */
  readonly subject: string
  readonly entries: readonly CoverageEntry[]
}

/** The rows of one response or of the request. */
export interface CoverageSection {
  /** `200`, `4XX`, `default`; `undefined` for the request. */
  readonly status: string | undefined
  /** The coverage of the response itself. */
  readonly response: CoverageEntry | undefined
  readonly rows: readonly CoverageRow[]
}

const statusFirst = /^([1-5](?:\d\d|XX)|default)(?: (.*))?$/s

/** The coverage of an operation by request and response, in the order of the document. */
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

/** Entries by operation. Operations without entries are absent. */
export function coverageByOperation({ coverage }: Report): ReadonlyMap<string, readonly CoverageEntry[]> {
  return groupBy(coverage.entries, ({ operationId }) => operationId)
}
