import { expect, test } from 'vitest'
import {
  checkInteractions,
  formatReport,
  type Interaction,
  MergeError,
  mergeReports,
  parseDocument,
  type ReportOptions,
} from '../../../../src/contract/index.js'
import { parseReport } from '../../../../src/contract/report/merge/parse-report.js'
import { base, listPets, petstore } from '../../petstore.js'

const reportOf = (interactions: readonly Interaction[], options?: ReportOptions, source = 'a.json') => ({
  source,
  report: parseReport(formatReport(checkInteractions(petstore, interactions, options), 'json'), source),
})
const at = (url: string, source?: string): Interaction => ({
  ...listPets({ request: { url } }),
  ...(source !== undefined && { source }),
})
const stray = (name: string, source?: string) => at(`${base}/${name}`, source)

test('findings that name no recording, or the same one, are in the order of the reports', () => {
  const parts = [
    [stray('e'), stray('d', 'c:1/x.json:12')],
    [stray('c'), stray('b', 'c:1/x.json:1'), stray('f')],
    [stray('a')],
  ]
  const { findings } = mergeReports(parts.map((part) => reportOf(part)))

  expect(findings.map(({ request }) => request?.slice(-1))).toEqual([...'ecfadb'])
  expect(findings).toEqual(
    checkInteractions(petstore, [
      ...parts.flat().filter(({ source }) => !source),
      ...parts.flat().filter(({ source }) => source),
    ]).findings,
  )
})

test('findings that a report hides, because the host is not checked there, come at their place', () => {
  const [local, cdn] = ['http://localhost:3000/v1', 'https://cdn.example/v1']
  const parts = [
    [at(`${cdn}/one`), at(`${local}/pets?two=1`), at(`${cdn}/three`)],
    [at(`${cdn}/pets?four=1`), at(`${local}/five`)],
  ]
  const merged = mergeReports(parts.map((part) => reportOf(part)))

  expect(merged.findings).toEqual(checkInteractions(petstore, parts.flat()).findings)
  expect(merged.findings.map(({ request }) => request)).toEqual([
    ...['GET /v1/one', 'GET /v1/three', 'GET /v1/five'],
    ...['GET /v1/pets?two=1', 'GET /v1/pets?four=1'],
  ])
})

test('findings that a report hides come in the order of their recordings', () => {
  const [local, cdn] = ['http://localhost:3000/v1', 'https://cdn.example/v1']
  const parts = [
    [at(`${cdn}/one`, 'd.json:1'), at(`${local}/pets?two=1`, 'c.json:1')],
    [at(`${cdn}/pets?three=1`, 'b.json:1'), at(`${cdn}/four`, 'a.json:1')],
  ]
  const merged = mergeReports(parts.map((part) => reportOf(part)))

  expect(merged.findings.map(({ request }) => request)).toEqual([
    ...['GET /v1/four', 'GET /v1/one', 'GET /v1/pets?three=1', 'GET /v1/pets?two=1'],
  ])
})

test('findings that a report hides, and more than it keeps of a kind, all count', () => {
  const [local, cdn] = ['http://localhost:3000/v1', 'https://cdn.example/v1']
  const parts = [
    [...[1, 2, 3, 4, 5].map((item) => at(`${cdn}/items/${item}`)), at(`${local}/pets`)],
    [at(`${cdn}/pets`), at(`${cdn}/items/6`)],
  ]
  const options = { maxFindings: 2 }
  const merged = mergeReports(parts.map((part) => reportOf(part, options)))
  const whole = checkInteractions(petstore, parts.flat(), options)

  expect(whole.findings.map(({ count }) => count)).toEqual([1, 5])
  expect([merged.findings, merged.summary]).toEqual([whole.findings, whole.summary])
})

test.each<[string, ReportOptions, ReportOptions, readonly string[], number]>([
  ['error, warning', { failOn: 'error' }, { failOn: 'warning' }, ['2 warnings'], 2],
  ['warning, error', { failOn: 'warning' }, { failOn: 'error' }, ['2 warnings'], 2],
  ['note, warning', { failOn: 'note' }, { failOn: 'warning' }, ['2 warnings'], 2],
  ['error, error', {}, {}, [], 2],
  ['a coverage of 0 and 100', {}, { minCoverage: 100 }, [expect.stringMatching(/^coverage of .* 100 %$/)], 2],
  ['a coverage of 100 and 0', { minCoverage: 100 }, {}, [expect.stringMatching(/^coverage of .* 100 %$/)], 2],
  ['a maximum of 1 and 5 findings', { maxFindings: 1 }, { maxFindings: 5 }, [], 1],
  ['a maximum of 5 and 1 findings', { maxFindings: 5 }, { maxFindings: 1 }, [], 1],
])('of two reports with %s, the stricter decides', (_, one, other, reasons, listed) => {
  const warned = listPets({ response: { body: [{ id: 1, name: 'Rex', foo: 1 }] } })
  const { reasons: found, findings } = mergeReports([reportOf([warned], one), reportOf([warned], other)])

  expect([found, findings.length]).toEqual([reasons, listed])
})

test('a waiver of several reports is one, and those for coverage apply to all', () => {
  const findings = [{ code: 'missing-header', reason: 'never', definedAt: 'w.yaml:1' }]
  const coverage = [{ operationId: 'getPet', reason: 'rare', definedAt: 'w.yaml:2' }]
  const waivers = { findings, coverage }
  const merged = mergeReports([
    reportOf([listPets()], { waivers }),
    reportOf([listPets()]),
    reportOf([listPets()], { waivers }),
  ])

  expect(merged.reasons).toEqual(['w.yaml:1: this waiver is not needed: there is no such finding'])
  expect(merged.merge?.waivers).toEqual(waivers)
  expect(merged.coverage).toEqual(checkInteractions(petstore, Array(3).fill(listPets()), { waivers }).coverage)
})

test('reports of two documents with the same name and version are refused, with what was received', () => {
  const documents = ['paths: {}', 'paths: {/a: {}}'].map((paths) =>
    parseDocument(`openapi: 3.1.0\ninfo: {title: "T\u0007", version: "1"}\n${paths}\n`, 't.yaml'),
  )
  const reports = documents.map((document, index) => ({
    source: `${index}.json`,
    report: checkInteractions(document, []),
  }))

  expect(() => mergeReports(reports)).toThrow(
    new MergeError(
      '1.json: expected a report of T\\u0007 1, as in 0.json, received a report of another document with this name and version',
    ),
  )
  expect(() => mergeReports([reports[0], reportOf([])].flatMap((each) => each ?? []))).toThrow(
    'a.json: expected a report of T\\u0007 1, as in 0.json, received a report of Petstore 1.0.0',
  )
})
