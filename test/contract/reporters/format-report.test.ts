import { expect, test } from 'vitest'
import { formatReport, type ReportFormat, reportFormats } from '../../../src/contract/reporters/format-report.js'
import { toVisibleText } from '../../../src/text/visible-text.js'
import { failedReport, finding, hostileReport, passedReport, problem } from './reports.js'

test.each(reportFormats)('the same report gives the same %s, and is not changed by it', (format) => {
  const before = JSON.stringify(failedReport)

  expect(formatReport(failedReport, format)).toBe(formatReport(structuredClone(failedReport), format))
  expect(JSON.stringify(failedReport)).toBe(before)
})

test.each(reportFormats)('has a name of ten thousand characters whole only in formats for programs (%s)', (format) => {
  const name = 'n'.repeat(10_000)
  const text = formatReport({ ...failedReport, findings: [finding({ at: `/${name}` })] }, format)

  expect(text.includes(name)).toBe(format === 'json' || format === 'sarif')
  expect(text).toContain(`/${'n'.repeat(100)}`)
})

test.each(reportFormats)('shows every character of a hostile report in %s', (format) => {
  for (const line of formatReport(hostileReport, format).split('\n')) expect(line).toBe(toVisibleText(line))
})

test.each(reportFormats)('shows the zero-width space in a name in %s', (format) => {
  const report = { ...failedReport, findings: [finding({ at: '/data/id', expected: 'id', received: 'id\u200b' })] }

  expect(formatReport(report, format)).toContain('id\\u200b')
})

test('shows it in the texts of SARIF, whose properties have the name itself', () => {
  const findings = [finding({ at: '/id\u200b', waived: 'a\u202eb' })]
  const [run] = JSON.parse(formatReport({ ...failedReport, findings }, 'sarif')).runs

  expect(run.results[0].message.text).toMatch(/^\/id\\u200b: /)
  expect(run.results[0].suppressions[0].justification).toBe('a\\u202eb')
  expect(run.results[0].properties.at).toBe('/id\u200b')
})

test('JSON has the values of the report, whatever they are', () => {
  expect(JSON.parse(formatReport(hostileReport, 'json'))).toEqual(hostileReport)
})

test.each(['xml', 'constructor', ''])('refuses %j as a format', (format) => {
  // What a program without types may pass.
  expect(() => formatReport(failedReport, format as ReportFormat)).toThrow(
    `unknown format: expected one of text, json, markdown, junit, sarif, github, html, received ${format}`,
  )
})

test.each(reportFormats)('shows the problems of the document in %s, one line for each kind', (format) => {
  const problems = Array.from({ length: 50 }, (_, index) => ({
    ...problem,
    line: index + 1,
    pointer: `/tags/${index}`,
  }))
  const text = formatReport({ ...passedReport, problems }, format)

  if (format === 'json') expect(JSON.parse(text).problems).toEqual(problems)
  else expect(text.match(/missing property (?:"|&quot;|\\"|&#34;)version/g)).toHaveLength(1)
})

test.each(reportFormats)('%s of a single finding and a single problem counts no others', (format) => {
  const text = formatReport({ ...failedReport, findings: [finding()], problems: [problem] }, format)

  expect(text).toContain('missing property')
  expect(text).not.toMatch(/\b0 (?:other|more)|"occurrenceCount"/)
})
