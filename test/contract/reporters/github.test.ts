import { expect, test } from 'vitest'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { failedReport, finding, hostileReport, passedReport } from './reports.js'

test('annotates the line of the recording and the line of the document', () => {
  expect(formatReport(failedReport, 'github').split('\n')).toEqual(
    expect.arrayContaining([
      '::error file=test/recordings/live/pets.json,line=3,title=invalid-body::/data/*/name ×2: received 12, expected a string%0ADocument: openapi/petstore.yaml:42',
      '::notice file=openapi/petstore.yaml,line=42,title=documented here::invalid-body at /data/*/name ×2: received 12',
      '::error::coverage of 57 %25 is below the minimum of 80 %25',
    ]),
  )
})

test('annotates warnings as such, and nothing that is waived', () => {
  const findings = [finding({ severity: 'warning' }), finding({ waived: 'known', at: '/waived' })]
  const text = formatReport({ ...passedReport, findings }, 'github')

  expect(text).toMatch(/^::warning file=/)
  expect(text).not.toContain('/waived')
})

test('ends with the verdict, which is all there is to say when the run passed', () => {
  expect(formatReport(passedReport, 'github')).toBe(
    'Passed: 5 interactions, 0 errors, 0 warnings, 15 of 26 items covered (57 %)\n',
  )
})

test('lets no value of a recording become a command of its own', () => {
  const lines = formatReport(hostileReport, 'github').trimEnd().split('\n')

  expect(lines).toHaveLength(5)
  expect(lines.join('')).not.toMatch(/\p{Cc}/u)
  expect(lines[0]).toContain('file=<script>alert(1)</script>\\u0000')
  expect(lines[0]?.split('::')[1]).toMatch(/,title=invalid-body$/)
})
