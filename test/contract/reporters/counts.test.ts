import { expect, test } from 'vitest'
import { isCovered, isUncovered, summarise, summariseKinds, toPercent } from '../../../src/contract/reporters/counts.js'
import { passedReport } from './reports.js'

const [entry] = passedReport.coverage.entries
if (!entry) throw new Error('expected an entry')

test.each([
  [{}, false],
  [{ live: 0, documented: 0 }, false],
  [{ live: 0, documented: 1 }, true],
])('an item that was seen %j is covered: %s', (covered, expected) => {
  expect(isCovered({ ...entry, covered })).toBe(expected)
  expect(isUncovered({ ...entry, covered })).toBe(!expected)
  expect(isUncovered({ ...entry, covered, waived: 'known' })).toBe(false)
})

test.each([
  [{ total: 0, covered: 0 }, undefined],
  [{ total: 3, covered: 2 }, 66],
  [{ total: 1000, covered: 999 }, 99],
  [{ total: 1000, covered: 1000 }, 100],
])('the share of %j is %s, rounded down', (coverage, expected) => {
  expect(toPercent(coverage)).toBe(expected)
})

test('kinds are counted in one order, without those that are missing', () => {
  const entries = (['page', 'property', 'operation', 'property'] as const).map((kind) => ({ ...entry, kind }))
  expect(summariseKinds(entries)).toBe('1 operation, 2 property states, 1 page position')
})

test.each([
  [{}, { total: 4, covered: 1 }, '5 interactions, 0 errors, 0 warnings, 1 of 4 items covered (25 %)'],
  [{}, { total: 0, covered: 0 }, '5 interactions, 0 errors, 0 warnings'],
  [
    { ...{ interactions: 1, checked: 0, skipped: 1, errors: 1, warnings: 1 }, ...{ notes: 1, waived: 1, baseline: 0 } },
    { total: 0, covered: 0 },
    '0 of 1 interaction checked, 1 skipped, 1 error, 1 warning, 1 note, 1 waived, 0 in the baseline',
  ],
])('the summary %j with the coverage %j is one line', (given, coverage, expected) => {
  const report = { ...passedReport, summary: { ...passedReport.summary, ...given } }
  expect(summarise({ ...report, coverage: { ...report.coverage, ...coverage } })).toBe(expected)
})
