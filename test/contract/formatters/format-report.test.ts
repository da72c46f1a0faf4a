import { expect, test } from 'vitest'
import { formatReport, type ReportFormat, reportFormats } from '../../../src/contract/formatters/format-report.js'
import { brokenReport, finding } from './reports.js'

test.each(reportFormats)('the same report gives the same %s, and is not changed by it', (format) => {
  const before = JSON.stringify(brokenReport)

  expect(formatReport(brokenReport, format)).toBe(formatReport(structuredClone(brokenReport), format))
  expect(JSON.stringify(brokenReport)).toBe(before)
})

test.each(reportFormats)('says a name of ten thousand characters in %s only where a program follows it', (format) => {
  const name = 'n'.repeat(10_000)
  const text = formatReport({ ...brokenReport, findings: [finding({ at: `/${name}` })] }, format)

  expect(text.includes(name)).toBe(format === 'json' || format === 'sarif')
  expect(text).toContain(`/${'n'.repeat(100)}`)
})

test.each(['xml', 'constructor', ''])('refuses %j as a format', (format) => {
  // What a program without types may pass.
  expect(() => formatReport(brokenReport, format as ReportFormat)).toThrow(
    `format: received ${format}; expected one of text, json, markdown, junit, sarif, github, html`,
  )
})
