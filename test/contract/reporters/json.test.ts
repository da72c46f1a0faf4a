import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { checkInteractions } from '../../../src/contract/index.js'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { reportSchema } from '../../../src/contract/reporters/report-schema.js'
import { base, listPets, petstore } from '../petstore.js'
import { emptyReport, failedReport, passedReport } from './reports.js'

const validate = new Ajv2020({ strict: true }).compile(reportSchema)

test.each([
  ['empty', emptyReport],
  ['passed', passedReport],
  ['failed', failedReport],
])('writes the %s report itself, as its schema says', (_, report) => {
  const text = formatReport(report, 'json')

  expect(JSON.parse(text)).toEqual(report)
  expect(text.endsWith('}\n')).toBe(true)
  validate(JSON.parse(text))
  expect(validate.errors).toBeNull()
})

test('writes each item of the coverage and each operation on a line of its own', () => {
  const lines = formatReport(failedReport, 'json').split('\n')

  const items = [...failedReport.coverage.entries, ...failedReport.operations].map((each) => JSON.stringify(each))
  expect(lines.map((line) => line.trim().replace(/,$/, ''))).toEqual(expect.arrayContaining(items))
})

test('writes the report of a real check, as its schema says', () => {
  const interactions = [
    listPets(),
    listPets({ response: { body: [{ id: 'x', colour: 1 }] } }),
    listPets({ response: { body: Array(101).fill({ id: 'x' }) } }),
    listPets({ response: { status: 599, body: '[' } }),
    listPets({ request: { url: `${base}/nowhere?token=canary` } }),
  ]
  const report = checkInteractions(
    petstore,
    interactions.map((each) => ({ ...each, source: 'live/pets.json:2' })),
  )

  const text = formatReport(report, 'json')

  validate(JSON.parse(text))
  expect(validate.errors).toBeNull()
  expect(report.findings.length).toBeGreaterThan(2)
  expect(text).not.toContain('canary')
})

test('has a schema that refuses anything but a report', () => {
  expect(validate({ ...passedReport, verdict: 'green' })).toBe(false)
  expect(validate({ ...passedReport, findings: [{ code: 'invalid-body' }] })).toBe(false)
})
