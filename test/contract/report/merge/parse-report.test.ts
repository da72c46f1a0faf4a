import { expect, test } from 'vitest'
import { formatReport, MergeError } from '../../../../src/contract/index.js'
import { parseReport } from '../../../../src/contract/report/merge/parse-report.js'
import { failedReport } from '../../reporters/reports.js'

const text = formatReport(failedReport, 'json')

test('a report is read as it was written, also with a byte order mark', () => {
  expect(parseReport(text, 'a.json')).toEqual(failedReport)
  expect(parseReport(`\uFEFF${text}`, 'a.json')).toEqual(failedReport)
})

test('a byte order mark inside of a report is kept', () => {
  const report = { ...failedReport, reasons: ['a\uFEFFb'] }
  expect(parseReport(JSON.stringify(report), 'a.json').reasons).toEqual(report.reasons)
})

test.each([
  ['not JSON', '{\n"document": x}', /^a\.json:2: expected a JSON report of check, received /],
  [
    'not JSON after a byte order mark',
    '\uFEFF{\n"document": x}',
    /^a\.json:2: expected a JSON report of check, received "?x/,
  ],
  ['empty', '', /^a\.json:1: expected a JSON report of check, received /],
  ['of another type', '[]', /^a\.json: expected a JSON report of check, received another value: expected object, /],
  [
    'with a wrong value',
    JSON.stringify({ ...failedReport, verdict: 'green' }),
    /^a\.json: expected a JSON report of check, received another value: \/verdict: expected /,
  ],
  [
    'with a wrong value deep inside',
    JSON.stringify({ ...failedReport, reasons: ['a', 1] }),
    /received another value: \/reasons\/1: expected string, received number 1/,
  ],
  ['without a member', JSON.stringify({ ...failedReport, rules: undefined }), /: missing required property "rules"$/],
])('a text that is %s is refused in one line', (_, received, message) => {
  expect(() => parseReport(received, 'a.json')).toThrow(MergeError)
  expect(() => parseReport(received, 'a.json')).toThrow(message)
})
