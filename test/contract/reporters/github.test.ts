import { expect, test } from 'vitest'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { failedReport, finding, hostileReport, passedReport } from './reports.js'

test('annotates the line of the recording and the line of the document', () => {
  expect(formatReport(failedReport, 'github').split('\n')).toEqual(
    expect.arrayContaining([
      '::error file=test/recordings/live/pets.json,line=3,title=invalid-body::/data/*/name ×2: expected a string, received 12%0AGET /pets?limit=2, status 200%0ADocumented at openapi/petstore.yaml:42',
      '::notice file=openapi/petstore.yaml,line=42,title=documented here::invalid-body at /data/*/name ×2: expected a string, received 12',
      '::error::coverage of 57 %25 is below the minimum of 80 %25',
    ]),
  )
})

test('annotates warnings as warnings, notes as notices, and no waived finding', () => {
  const findings = [
    finding({ severity: 'warning' }),
    finding({ severity: 'note', at: '/note' }),
    finding({ waived: 'known', at: '/waived' }),
  ]
  const text = formatReport({ ...passedReport, findings }, 'github')

  expect(text).toMatch(/^::warning file=/)
  expect(text).toMatch(/^::notice file=.*::\/note: /m)
  expect(text).not.toContain('::note ')
  expect(text).not.toContain('/waived')
})

test('annotates no file or line that is not known', () => {
  const { source: _, ...unknown } = finding()
  const annotate = (each: typeof unknown) =>
    formatReport({ ...passedReport, findings: [each] }, 'github').split('::')[1]

  expect(annotate(unknown)).toBe('error title=invalid-body')
  expect(annotate(finding({ source: 'a.json' }))).toBe('error file=a.json,title=invalid-body')
})

test('ends with the verdict, and has only that when the run passed', () => {
  expect(formatReport(passedReport, 'github')).toBe(
    'Passed: 5 interactions, 0 errors, 0 warnings, 15 of 26 items covered (57 %)\n',
  )
})

test('does not let a value of a recording become a command', () => {
  const lines = formatReport(hostileReport, 'github').trimEnd().split('\n')

  expect(lines).toHaveLength(6)
  expect(lines.join('')).not.toMatch(/\p{Cc}/u)
  expect(lines[0]).toContain('file=<script>alert(1)</script>\\u0000')
  expect(lines[0]?.split('::')[1]).toMatch(/,title=invalid-body$/)
})
