import { expect, test } from 'vitest'
import type { ReportedFinding } from '../../../src/contract/report/report.js'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { emptyReport, failedReport, finding, passedReport } from './reports.js'

const esc = String.fromCharCode(27)

test('shows findings by operation with the lines of recording and document, and the verdict last', () => {
  expect(formatReport(failedReport, 'text')).toMatchInlineSnapshot(`
    "Petstore 1.4.0  openapi/petstore.yaml

    ✗ listPets  GET /pets  2 interactions, 3 errors, 1 warning
      error /data/*/name ×2  invalid-body
        expected a string, received 12 (and 1 other value)
        GET /pets?limit=2, status 200
        test/recordings/live/pets.json:3 against openapi/petstore.yaml:42
      error header x-request-id  missing-header
        missing required header "x-request-id"
        GET /pets?limit=2, status 200
        test/recordings/live/more.json:40 against openapi/petstore.yaml:18
      warning /data/0/colour  undocumented-property
        property "colour" is not documented
        GET /pets?limit=2, status 200
        test/recordings/live/pets.json:3 against openapi/petstore.yaml:38
      waived /data/0/tag  invalid-body
        expected a string, received 12
        waived: fixed in the next release
        GET /pets?limit=2, status 200
        test/recordings/live/pets.json:3 against openapi/petstore.yaml:42

    ✗ Outside the documented operations
      error path  undocumented-path
        path /owners is not documented
        GET /owners, status 404
        test/recordings/live/owners.json:2 against openapi/petstore.yaml:9

    ✓ getPet     GET /pets/{petId}     2 interactions
    · removePet  DELETE /pets/{petId}  not covered

    Not covered: 10 of 26 items
      listPets  1 response, 2 property states, 2 enum values, 1 array length, 1 query parameter, 1 page position
      removePet  1 operation, 1 response

    Skipped: 3 interactions
      cdn.example  2 interactions, not a host of the API
      data:  1 interaction, not HTTP

    ✗ 4 findings of severity error
    ✗ coverage of 57 % is below the minimum of 80 %
    Failed: 5 of 9 interactions checked, 3 skipped, 4 errors, 1 warning, 1 waived, 15 of 26 items covered (57 %)
    "
  `)
})

test('shows a run that passed', () => {
  expect(formatReport(passedReport, 'text')).toMatchInlineSnapshot(`
    "Petstore 1.4.0  openapi/petstore.yaml

    ✓ listPets   GET /pets             2 interactions
    ✓ getPet     GET /pets/{petId}     2 interactions
    · removePet  DELETE /pets/{petId}  not covered

    Not covered: 10 of 26 items
      listPets  1 response, 2 property states, 2 enum values, 1 array length, 1 query parameter, 1 page position
      removePet  1 operation, 1 response

    Passed: 5 interactions, 0 errors, 0 warnings, 15 of 26 items covered (57 %)
    "
  `)
})

test.each([
  ['✗', { severity: 'error' }],
  ['!', { severity: 'error', waived: 'known' }],
  ['!', { severity: 'warning' }],
] as const)('marks findings outside the documented operations with %s if they are %j', (mark, fields) => {
  const findings = [finding({ ...fields, operationId: undefined as never })]
  expect(formatReport({ ...passedReport, findings }, 'text')).toContain(`${mark} Outside the documented operations`)
})

test('says that nothing was checked, and why', () => {
  expect(formatReport(emptyReport, 'text')).toMatch(
    /✗ no interaction was given\nNothing checked: 0 interactions, 0 errors, 0 warnings, 0 of 26 items covered \(0 %\)\n$/,
  )
})

test('puts the same finding in fifty items of a list on one line', () => {
  const findings = Array.from({ length: 50 }, (_, index) => finding({ at: `/data/${index}/locked` }))

  const text = formatReport({ ...failedReport, findings }, 'text')

  expect(text).toContain('error /data/*/locked ×50')
  expect(text.match(/locked/g)).toHaveLength(1)
})

test('fits a screen of 24 lines of 80 columns when a document with many operations passes', () => {
  const operations = Array.from({ length: 300 }, (_, index) => ({
    operationId: `operation${index}`,
    method: 'GET',
    path: `/things/${index}`,
    interactions: 1,
    withFindings: 0,
    errors: 0,
    warnings: 0,
  }))
  const entries = operations.flatMap(({ operationId }) =>
    passedReport.coverage.entries.map((entry) => ({ ...entry, operationId })),
  )

  const text = formatReport({ ...passedReport, operations, coverage: { ...passedReport.coverage, entries } }, 'text')

  expect(text.split('\n').length).toBeLessThanOrEqual(24)
})

test('has colours only on request', () => {
  const controlCharacter = String.fromCharCode(27)

  expect(formatReport(failedReport, 'text')).not.toContain(controlCharacter)
  expect(formatReport(failedReport, 'text', { color: true })).toContain(`${controlCharacter}[31m`)
})

test('spells out control characters, so that a recorded value cannot move the cursor', () => {
  const received = '\u001b[2J\r\u202e\n::error::'

  const text = formatReport({ ...failedReport, findings: [finding({ received })] }, 'text')

  expect(text).toContain('received \\u001b[2J\\r\\u202e\\n::error::')
})

test('an answer that several operations give without documenting it is one group', () => {
  const undocumented = (operationId: string, fields: Partial<ReportedFinding> = {}) =>
    finding({
      ...{ code: 'undocumented-status', at: 'status', status: 404, received: '404', operationId },
      ...{ rule: `/paths/~1${operationId}/get/responses`, line: 10, expected: '200', message: 'status 404 is unknown' },
      ...fields,
    })
  const findings = [
    undocumented('listPets'),
    undocumented('getPet', { rule: '/paths/~1pet/get/responses', expected: '200, 400' }),
    undocumented('getPet', { status: 409, received: '409', message: 'status 409 is unknown' }),
  ]

  const text = formatReport({ ...failedReport, findings }, 'text')

  expect(text.match(/status 404 is unknown/g)).toHaveLength(1)
  expect(text).toContain('✗ Several operations\n  error status ×2  undocumented-status')
  expect(text).toContain('in listPets and getPet')
  expect(text).toContain('against openapi/petstore.yaml:10 and 1 other place')
  expect(text).toContain('status 409 is unknown')
})

test('an operation without an id is named once', () => {
  const operations = failedReport.operations.map((operation) => ({
    ...operation,
    operationId: `${operation.method} ${operation.path}`,
  }))

  const text = formatReport({ ...failedReport, operations, findings: [] }, 'text')

  expect(text).toContain('\n✓ GET /pets/{petId}     2 interactions\n')
})

test('shows two rules that are broken with the same words at the same place once', () => {
  const branch = (line: number, at: string) =>
    finding({ at, line, rule: `openapi/petstore.yaml#/components/schemas/Pet/allOf/${line}/type` })
  const findings = [branch(1, '/0'), branch(2, '/0'), branch(1, '/1'), branch(2, '/1'), branch(2, '/2')]
  const text = formatReport({ ...failedReport, findings: findings.slice(0, 4) }, 'text')
  expect(text.match(/error .* invalid-body/g)).toEqual(['error /* ×4  invalid-body'])
  expect(text).toContain('against openapi/petstore.yaml:1 and 1 other place')
  // At other places, only one of them is broken.
  expect(formatReport({ ...failedReport, findings }, 'text').match(/error .* invalid-body/g)).toHaveLength(2)
})

test('a server error that several parameters of an operation lead to is one group, and other messages are others', () => {
  const error = (at: string, message: string) =>
    finding({ code: 'server-error', at, rule: '/paths/~1pets/get/responses', status: 500, message })
  const text = formatReport(
    {
      ...failedReport,
      findings: [
        error('query limit', 'status 500 in answer to a valid request'),
        error('query status', 'status 500 in answer to a valid request'),
        error('query status', 'status 500 in answer to an invalid request'),
      ],
    },
    'text',
  )

  expect(text).toContain('  error query limit and 1 other place ×2  server-error\n')
  expect(text).toContain('  error query status  server-error\n')
})

test.each([
  ['✗', { interactions: 2, errors: 1, warnings: 1 }, '2 interactions, 1 error, 1 warning'],
  ['!', { interactions: 1, warnings: 2 }, '1 interaction, 2 warnings'],
  ['✓', { interactions: 1 }, '1 interaction'],
  ['·', { interactions: 0 }, 'not covered'],
])('marks an operation whose findings are not listed with %s: %j', (mark, counts, said) => {
  const operation = { operationId: 'a', method: 'GET', path: '/', withFindings: 0, errors: 0, warnings: 0, ...counts }
  expect(formatReport({ ...passedReport, operations: [operation] }, 'text')).toContain(`\n${mark} a  GET /  ${said}\n`)
})

test.each([
  ['passed', 32, 'Passed'],
  ['failed', 31, 'Failed'],
  ['nothing-checked', 31, 'Nothing checked'],
] as const)('the verdict %s has the colour %i', (verdict, colour, word) => {
  const text = formatReport({ ...passedReport, verdict }, 'text', { color: true })
  expect(text.trimEnd().split('\n').at(-1)).toMatch(
    new RegExp(`^${esc}\\[${colour}m${esc}\\[1m${word}${esc}\\[22m${esc}\\[39m: `),
  )
})

test.each([
  [[], 'pets.json:3 against openapi'],
  [['b.json:1'], 'pets.json:3 and 1 other place against openapi'],
  [['b.json:1', 'c.json:1', 'b.json:1'], 'pets.json:3 and 2 other places against openapi'],
])('counts the other recordings of a finding: %j', (others, said) => {
  const findings = [finding(), ...others.map((source) => finding({ source }))]
  expect(formatReport({ ...failedReport, findings }, 'text')).toContain(said)
})

test.each([
  [60, 60],
  [61, 1],
])('a name of %i characters makes the column %i wide', (length, width) => {
  const operation = { method: 'GET', path: '/', interactions: 1, withFindings: 0, errors: 0, warnings: 0 }
  const operations = ['a', 'b'.repeat(length)].map((operationId) => ({ ...operation, operationId }))
  expect(formatReport({ ...passedReport, operations }, 'text')).toContain(`\n✓ ${'a'.padEnd(width)}  GET /  1 inter`)
})

test('the heading of an operation without an id, and of a document without a version, has no gap', () => {
  const operations = failedReport.operations.map((each) => ({ ...each, operationId: `${each.method} ${each.path}` }))
  const text = formatReport(
    {
      ...{ ...failedReport, operations, document: { ...failedReport.document, version: '' } },
      findings: [finding({ operationId: 'GET /pets' })],
    },
    'text',
  )
  expect(text).toMatch(/^Petstore {2}openapi/)
  expect(text).toContain('\n✗ GET /pets  2 interactions, 3 errors, 1 warning\n')
})

test.each([
  ['✗', 1],
  ['!', 0],
])(
  'the section of an operation has the mark %s if it has %i errors, whether they are listed or not',
  (mark, errors) => {
    const operations = failedReport.operations.map((each) => ({ ...each, errors, warnings: 1 }))
    const findings = [finding({ severity: 'warning' })]
    expect(formatReport({ ...failedReport, operations, findings }, 'text')).toContain(
      `\n${mark} listPets  GET /pets  2 `,
    )
  },
)
