import { expect, test } from 'vitest'
import type { CoverageEntry } from '../../../../src/contract/coverage/coverage.js'
import {
  describeState,
  formatLegend,
  formatNamedSign,
  toCoverageState,
  toFilterState,
} from '../../../../src/contract/reporters/html/coverage-state.js'
import { emptyReport } from '../reports.js'

const entryOf = (covered: CoverageEntry['covered'], waived?: string): CoverageEntry => ({
  ...{ operationId: 'a', kind: 'response', subject: '200', aspect: 'received', rule: '/a', covered },
  ...(waived !== undefined && { waived }),
})

test.each([
  [{}, undefined, 'uncovered', 'uncovered', '○', 'not covered'],
  [{ live: 0 }, undefined, 'uncovered', 'uncovered', '○', 'not covered'],
  [{ live: 2 }, undefined, 'live', 'covered', '●', 'covered live (2 live)'],
  [{ documented: 1, live: 2 }, undefined, 'live', 'covered', '●', 'covered live (2 live, 1 documented)'],
  [{ documented: 1 }, undefined, 'recorded', 'covered', '◐', 'covered, but not live (1 documented)'],
  [{ historical: 3, other: 1 }, undefined, 'recorded', 'covered', '◐', 'covered, but not live (3 historical, 1 other)'],
  [{ other: 1 }, undefined, 'covered', 'covered', '●', 'covered (1 interaction)'],
  [{ other: 2 }, 'rare', 'covered', 'covered', '●', 'covered (2 interactions, rare)'],
  [{}, 'rare', 'waived', 'waived', '–', 'waived (rare)'],
])('an item that is covered by %j, with the waiver %s, is %s', (covered, waived, state, filter, sign, words) => {
  const entry = entryOf(covered, waived)

  expect(toCoverageState(entry)).toBe(state)
  expect(toFilterState(toCoverageState(entry))).toBe(filter)
  expect(describeState(entry)).toBe(words)
  expect(formatNamedSign(entry).markup).toBe(`<span class="sign ${state}" role="img" title="${words}">${sign}</span>`)
})

test('a legend explains the states that the report has, in one order, and items that are only counted', () => {
  const legendOf = (
    entries: readonly CoverageEntry[],
    counted: readonly { operationId: string; items: number }[] = [],
  ) =>
    [
      ...formatLegend({ ...emptyReport, coverage: { total: 0, covered: 0, entries, counted } }).markup.matchAll(
        /<b>(.*?)<\/b>/g,
      ),
    ].map(([, words]) => words)

  expect(legendOf([entryOf({}, 'rare'), entryOf({ live: 1 }), entryOf({ live: 1 })])).toEqual([
    'covered live',
    'waived',
  ])
  expect(legendOf([], [{ operationId: 'a', items: 1 }])).toEqual(['not covered'])
  expect(legendOf([])).toEqual([])
})
