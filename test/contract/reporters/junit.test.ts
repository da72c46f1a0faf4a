import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { emptyReport, failedReport, finding, hostileReport, passedReport } from './reports.js'

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

test.each<[object, number, string[]]>([
  [
    { interactions: 5, withFindings: 3 },
    1,
    ['0', '2 other interactions with findings (skipped)', '2 interactions without findings'],
  ],
  [{ interactions: 2, withFindings: 1 }, 1, ['0', '1 interaction without findings']],
  [{ interactions: 2, withFindings: 2 }, 2, ['0', '1']],
  [{ interactions: 3, withFindings: 1 }, 2, ['0', '1', '1 interaction without findings']],
  [{ interactions: 2, withFindings: 2 }, 0, ['2 other interactions with findings (skipped)']],
  [{ interactions: 0, withFindings: 0 }, 1, ['0']],
  [{ interactions: 0, withFindings: 0 }, 0, ['GET /pets (skipped)']],
])('of an operation with %j, of which %i are listed, has the cases %j', (counts, listed, expected) => {
  const operations = emptyReport.operations.slice(0, 1).map((each) => ({ ...each, ...counts }))
  const findings = Array.from({ length: listed }, (_, index) => finding({ request: String(index) }))
  const xml = formatReport({ ...emptyReport, operations, findings }, 'junit')
  const [suite = ''] = /<testsuite name="listPets".*?<\/testsuite>/s.exec(xml) ?? []
  const cases = [...suite.matchAll(/<testcase classname="listPets" name="(.*?)(?:, status.*?)?"\/?>(\s*<skipped)?/g)]

  expect(cases.map(([, name, skipped]) => `${name}${skipped ? ' (skipped)' : ''}`)).toEqual(expected)
})

test('puts the findings of equal requests in one file into a case, and names what has neither request nor source', () => {
  const { request: _, status: __, source: ___, ...unknown } = finding()
  const findings = [
    finding({ source: 'a.json:1' }),
    finding({ source: 'a.json:9', at: '/x' }),
    finding({ source: 'b.json:1' }),
    finding({ source: 'a.json:1', status: 201 }),
    unknown,
  ]
  const xml = formatReport({ ...failedReport, findings }, 'junit')

  expect([...xml.matchAll(/classname="listPets" name="(.*?)"/g)].map(([, name]) => name)).toEqual([
    'GET /pets?limit=2, status 200, a.json:1',
    'GET /pets?limit=2, status 200, b.json:1',
    'GET /pets?limit=2, status 201, a.json:1',
    'an interaction without a source',
  ])
})

test('has no suites for what there is none of, and the summary with the verdict', () => {
  const xml = formatReport(passedReport, 'junit')

  expect([...xml.matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    ...['listPets', 'getPet', 'removePet', 'Verdict'],
  ])
  expect(xml).toContain('<system-out>5 interactions, 0 errors, 0 warnings, 15 of 26 items covered (57 %)</system-out>')
})
