import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { emptyReport, failedReport, finding, hostileReport, passedReport, problem } from './reports.js'

// The official schema, as this package ships it. Its id and its draft (04) are left out: it uses nothing that changed since.
const main = createRequire(import.meta.url).resolve('@microsoft/jest-sarif')
const text = readFileSync(join(dirname(main), 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8')
const { $schema: _draft, id: _id, ...schema } = JSON.parse(text)
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema)

test.each([
  ['empty', emptyReport],
  ['passed', passedReport],
  ['failed', failedReport],
  ['hostile', hostileReport],
])('writes SARIF 2.1.0 of the %s report as its schema says', (_, report) => {
  validate(JSON.parse(formatReport(report, 'sarif')))

  expect(validate.errors).toBeNull()
})

test('locates a result in its recording and relates it to the line of the document', () => {
  const [run] = JSON.parse(formatReport(failedReport, 'sarif')).runs

  expect(run.results[0]).toMatchObject({
    ruleId: 'invalid-body',
    level: 'error',
    message: { text: '/data/0/name: expected a string, received 12 (GET /pets?limit=2, status 200)' },
    locations: [
      { physicalLocation: { artifactLocation: { uri: 'test/recordings/live/pets.json' }, region: { startLine: 3 } } },
    ],
    relatedLocations: [
      { physicalLocation: { artifactLocation: { uri: 'openapi/petstore.yaml' }, region: { startLine: 42 } } },
    ],
  })
  expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe('invalid-body')
})

test('locates a result without a recording at the line of the document, and counts only what is there several times', () => {
  const { source: _, ...unknown } = finding()
  const findings = [unknown, finding({ count: 2 })]
  const [{ results }] = JSON.parse(formatReport({ ...failedReport, findings, problems: [] }, 'sarif')).runs

  expect(results[0].locations[0].physicalLocation).toEqual(results[0].relatedLocations[0].physicalLocation)
  expect(results.map((result: { occurrenceCount?: number }) => result.occurrenceCount)).toEqual([undefined, 2])
})

test('suppresses a waived finding, with the reason', () => {
  const [run] = JSON.parse(formatReport({ ...failedReport, findings: [finding({ waived: 'known' })] }, 'sarif')).runs

  expect(run.results[0].suppressions).toEqual([{ kind: 'external', justification: 'known' }])
})

test.each([
  ['a b/ü#?.json:3', 'a%20b/%C3%BC%23%3F.json'],
  ['/tmp/pets.json:3', 'file:///tmp/pets.json'],
  ['C:\\pets\\a.json:3', 'file:///C:/pets/a.json'],
  ['xC:/a.json:3', 'xC%3A/a.json'],
  ['old/https://a.json:3', 'old/https%3A//a.json'],
  ['https://example.com/pets.json', 'https://example.com/pets.json'],
  ['HTTPS://example.com/pets.json', 'HTTPS://example.com/pets.json'],
  ['git+ssh://example.com/pets.json', 'git+ssh://example.com/pets.json'],
  ['c:/pets/a.json:3', 'file:///c:/pets/a.json'],
  ['\ud800a\udc00.json:3', '%EF%BF%BDa%EF%BF%BD.json'],
])('writes the place %s as the URI %s', (source, uri) => {
  const [run] = JSON.parse(formatReport({ ...failedReport, findings: [finding({ source })] }, 'sarif')).runs

  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri)
})

test('a problem has what was expected and received, and other places only if there are some', () => {
  const results = (problems: (typeof problem)[]) =>
    JSON.parse(formatReport({ ...passedReport, problems }, 'sarif')).runs[0].results
  const properties = { pointer: '/info', expected: 'a version', received: 'no version' }

  const [one] = results([problem])
  expect(one.properties).toEqual(properties)
  expect(one).not.toHaveProperty('relatedLocations')
  const [two] = results([problem, { ...problem, pointer: '/info/x' }])
  expect(two).toMatchObject({ occurrenceCount: 2, properties, relatedLocations: [{ id: 1 }] })
})
