import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { emptyReport, failedReport, hostileReport, passedReport } from './reports.js'

const schema = readFileSync(new URL('../../fixtures/junit.xsd', import.meta.url), 'utf8')

test.each([
  ['empty', emptyReport],
  ['passed', passedReport],
  ['failed', failedReport],
  ['hostile', hostileReport],
])('writes XML of the %s report that is valid by the schema of JUnit', async (_, report) => {
  const xml = [{ fileName: 'report.xml', contents: formatReport(report, 'junit') }]

  const result = await validateXML({ xml, schema: [{ fileName: 'junit.xsd', contents: schema }] })

  expect(result.errors).toEqual([])
})

test('has a suite per operation, and a case per recorded interaction with findings', () => {
  const xml = formatReport(failedReport, 'junit')

  expect(xml).toContain('<testsuite name="listPets" tests="2" failures="2" errors="0" skipped="0">')
  expect(xml).toContain(
    '<testcase classname="listPets" name="GET /pets?limit=2, status 200, test/recordings/live/pets.json:3">',
  )
  expect(xml).toContain(
    '<failure type="invalid-body" message="/data/0/name: expected a string, received 12, and 1 more finding">',
  )
  expect(xml).toContain('<testcase classname="getPet" name="2 interactions without findings"/>')
  expect(xml).toContain('<skipped message="not covered"/>')
})

test('fails for the verdict, never for warnings and waived findings', () => {
  const findings = failedReport.findings.filter(
    ({ severity, waived }) => severity === 'warning' || waived !== undefined,
  )

  expect(formatReport({ ...passedReport, findings }, 'junit')).toContain('failures="0" errors="0">\n  <testsuite')
  expect(formatReport(emptyReport, 'junit')).toContain('<failure type="nothing-checked" message="Nothing checked: 0 ')
})

test('shows once the command line that sends the request of a probe again', () => {
  const curl = `curl -X POST 'https://api.example/pets' -d '{"name":"<a>"}'`
  const [first] = failedReport.findings
  const findings = first ? [first, { ...first, at: '/data/1' }].map((finding) => ({ ...finding, curl })) : []

  const xml = formatReport({ ...failedReport, findings }, 'junit')

  expect(xml.match(/curl/g)).toHaveLength(1)
  expect(xml).toContain(
    "<system-out>curl -X POST 'https://api.example/pets' -d '{&quot;name&quot;:&quot;&lt;a&gt;&quot;}'</system-out>",
  )
})
