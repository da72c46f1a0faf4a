import { expect, test } from 'vitest'
import type { Report } from '../../../src/contract/report/report.js'
import { maskReport } from '../../../src/contract/reporters/mask-report.js'
import { failedReport, finding, problem } from './reports.js'

/** A text with a secret that is recognized wherever it is. */
const text = 'see https://user:canary@host.example/'
const [entry] = failedReport.coverage.entries

const secret: Report = {
  ...failedReport,
  document: { source: text, title: text, version: text },
  reasons: [text],
  problems: [{ ...problem, file: text, pointer: text, message: text, expected: text, received: text }],
  skipped: [{ host: text, reason: 'other-host', count: 1 }],
  findings: [finding({ received: text, message: text, source: text, waived: text, place: text })],
  rules: { [text]: { source: text, line: 1, lines: [text] } },
  coverage: { ...failedReport.coverage, entries: entry ? [{ ...entry, waived: text }] : [] },
  baseline: { entries: 1, gone: [{ severity: 'error', code: 'invalid-body', at: text, rule: text, received: text }] },
  merge: {
    ...{ version: 1, digest: 'd', hasKnownHost: false, hasKnownPath: false },
    settings: { failOn: 'error', minCoverage: 0, maxFindings: 1 },
    skipped: [{ host: text, reason: 'other-host', count: 1 }],
    suggestions: [{ url: text, count: 1 }],
    tallies: [
      {
        ...{ kind: 'foreign', host: text, hasKnownPath: false, interactions: 1, checked: 0 },
        hidden: [{ order: 0, finding: finding({ received: text, source: text }) }],
      },
    ],
  },
}

test('no part of a report has a secret in it', () => {
  expect(JSON.stringify(maskReport(secret))).not.toContain('canary')
  expect(JSON.stringify(secret).match(/canary/g)?.length).toBeGreaterThan(20)
})

test('everything else stays, and nothing is added', () => {
  const masked = JSON.stringify(maskReport(secret)).replaceAll('***', 'canary').replaceAll('user:canary', 'canary')

  expect(masked).toBe(JSON.stringify(secret).replaceAll('user:canary', 'canary'))
  expect(maskReport(failedReport)).toEqual(failedReport)
})

test('a value at a secret place is masked, and other values are not', () => {
  const received = (at: string) => maskReport({ ...failedReport, findings: [finding({ at })] }).findings[0]?.received

  expect(['/password', 'header authorization', 'query access_token'].map(received)).not.toContain('12')
  expect(received('/data/0/name')).toBe('12')
})

test('a finding keeps the name of its operation, and a command line keeps its variables', () => {
  const operationId = 'get https://user:name@host.example/'
  const operations = failedReport.operations.map((each) => ({ ...each, operationId }))
  const curl = 'curl -H "authorization: Bearer $API_TOKEN_TO_SEND_WITH_IT"'
  const report = {
    ...failedReport,
    operations,
    findings: [finding({ operationId, curl }), finding({ operationId: text })],
  }
  const [own, other] = maskReport(report).findings

  expect(own).toMatchObject({ operationId, curl })
  expect(other?.operationId).not.toContain('canary')
})
