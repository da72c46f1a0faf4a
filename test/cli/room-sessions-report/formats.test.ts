import { describe, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import type { Dimension } from '../../../src/cli/room-sessions-report/dimension.js'
import { formatMarkdown } from '../../../src/cli/room-sessions-report/format-report.js'
import { formatTable } from '../../../src/cli/room-sessions-report/format-table.js'
import { toMoney } from '../../../src/cli/room-sessions-report/money.js'
import type { SessionReport } from '../../../src/cli/room-sessions-report/report-data.js'
import type { Totals } from '../../../src/cli/room-sessions-report/totals.js'
import { createTestContext } from '../test-context.js'

const totals: Totals = {
  ...{ sessions: 1, inProgress: 1, sessionSeconds: 60, memberSeconds: 120, peakMembers: 2 },
  ...{ sessionCost: toMoney(1), memberCost: toMoney(2), recordingCost: toMoney(3) },
}
const log = { day: '2026-10-01', logs: 1, charge: toMoney(1), sessionCost: toMoney(1), beyondSessions: toMoney(0) }

function reportOf(by: readonly Dimension[], count: number): SessionReport {
  const rows = Array.from({ length: count }, (_, index) => ({ groups: by.map((name) => `${name}${index}`), totals }))
  const logs = [{ ...log, beyondRecordings: null }]
  return { by, timeZone: createTimeZone('UTC'), period: { since: null, until: null }, rows, total: totals, logs }
}

describe.each<[string, readonly Dimension[]]>([
  ['one dimension', ['room']],
  ['two dimensions', ['room', 'day']],
])('a report by %s', (_, by) => {
  test('has as many cells in each row of Markdown as in the head of its table', () => {
    const tables = formatMarkdown(reportOf(by, 3))
      .split('\n\n')
      .map((part) => part.split('\n').filter((line) => line.startsWith('|')))
      .filter((lines) => lines.length > 0)
    expect(tables).toHaveLength(2)
    for (const [head = '', ...rows] of tables)
      for (const row of rows) expect(row.match(/\|/g)).toHaveLength(head.match(/\|/g)?.length ?? 0)
  })

  test.each([
    [200, false],
    [203, true],
  ])('with %i groups says how many it does not list: %s', async (count, isSaid) => {
    const report = reportOf(by, count)
    for (const text of [formatMarkdown(report), await formatTable(report, createTestContext())]) {
      expect(text).toContain('room199')
      expect(text).not.toContain('room200')
      expect(text.includes('rows that are not listed: 3.')).toBe(isSaid)
    }
  })
})
