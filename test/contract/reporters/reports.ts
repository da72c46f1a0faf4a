import type { CoverageEntry, CoverageKind } from '../../../src/contract/coverage/coverage.js'
import type { Report, ReportedFinding } from '../../../src/contract/report/report.js'
import type { DocumentProblem } from '../../../src/openapi/index.js'

const schemas = '/components/schemas'

function entry(
  operationId: string,
  kind: CoverageKind,
  subject: string,
  aspect: string,
  covered: CoverageEntry['covered'] = {},
  waived?: string,
): CoverageEntry {
  const rule = `${schemas}/Pet/properties/${subject.split('/').at(-1)}`
  return { operationId, kind, subject, aspect, rule, line: 40, covered, ...(waived !== undefined && { waived }) }
}

const live = { live: 3, documented: 1 }

const entries: readonly CoverageEntry[] = [
  entry('listPets', 'operation', 'listPets', 'sent', live),
  entry('listPets', 'response', '200', 'received', live),
  entry('listPets', 'response', '422', 'received'),
  entry('listPets', 'array', '200 /data', 'empty'),
  entry('listPets', 'array', '200 /data', 'one', { historical: 1 }),
  entry('listPets', 'array', '200 /data', 'many', live),
  entry('listPets', 'property', '200 /data/items/name', 'non-null', live),
  entry('listPets', 'property', '200 /data/items/name', 'null'),
  entry('listPets', 'property', '200 /data/items/tag', 'non-null', live),
  entry('listPets', 'property', '200 /data/items/tag', 'absent', {}, 'the service always sends it'),
  entry('listPets', 'property', '200 /data/items/status', 'non-null', live),
  entry('listPets', 'enum-value', '200 /data/items/status', '"available"', live),
  entry('listPets', 'enum-value', '200 /data/items/status', '"sold"'),
  entry('listPets', 'property', '422 /errors', 'non-null'),
  entry('listPets', 'query-parameter', 'query limit', 'sent', live),
  entry('listPets', 'query-parameter', 'query status', 'sent'),
  entry('listPets', 'enum-value', 'query status', '"available"'),
  entry('listPets', 'page', '200', 'first', live),
  entry('listPets', 'page', '200', 'middle'),
  entry('listPets', 'page', '200', 'last', live),
  entry('getPet', 'operation', 'getPet', 'sent', live),
  entry('getPet', 'response', '200', 'received', live),
  entry('getPet', 'response', '404', 'received', { documented: 1 }),
  entry('getPet', 'property', '200 /name', 'non-null', live),
  entry('getPet', 'property', '200 /name', 'null', live),
  entry('removePet', 'operation', 'removePet', 'sent'),
  entry('removePet', 'response', '204', 'received'),
]

const coverage = { counted: [], total: 26, covered: 15, entries }

const document = { source: 'openapi/petstore.yaml', title: 'Petstore', version: '1.4.0' }

/** A finding with every field; override what the test is about. */
export function finding(fields: Partial<ReportedFinding> = {}): ReportedFinding {
  const { expected = 'a string', received = '12' } = fields
  return {
    code: 'invalid-body',
    severity: 'error',
    at: '/data/0/name',
    rule: `${schemas}/Pet/properties/name`,
    line: 42,
    keyword: 'type',
    expected,
    received,
    message: `expected ${expected}, received ${received}`,
    source: 'test/recordings/live/pets.json:3',
    operationId: 'listPets',
    request: 'GET /pets?limit=2',
    status: 200,
    count: 1,
    ...fields,
  }
}

/** A report without interactions. */
export const emptyReport: Report = {
  document,
  problems: [],
  verdict: 'nothing-checked',
  reasons: ['no interaction was given'],
  summary: { interactions: 0, checked: 0, skipped: 0, errors: 0, warnings: 0, notes: 0, waived: 0, omitted: 0 },
  skipped: [],
  operations: [
    { operationId: 'listPets', method: 'GET', path: '/pets', interactions: 0, withFindings: 0, errors: 0, warnings: 0 },
    {
      operationId: 'getPet',
      method: 'GET',
      path: '/pets/{petId}',
      interactions: 0,
      withFindings: 0,
      errors: 0,
      warnings: 0,
    },
    {
      operationId: 'removePet',
      method: 'DELETE',
      path: '/pets/{petId}',
      interactions: 0,
      withFindings: 0,
      errors: 0,
      warnings: 0,
    },
  ],
  findings: [],
  rules: {},
  coverage: { total: 26, covered: 0, entries: entries.map((each) => ({ ...each, covered: {} })), counted: [] },
}

/** A report that passed, without findings. */
export const passedReport: Report = {
  ...emptyReport,
  verdict: 'passed',
  reasons: [],
  summary: { interactions: 5, checked: 5, skipped: 0, errors: 0, warnings: 0, notes: 0, waived: 0, omitted: 0 },
  operations: emptyReport.operations.map((operation) =>
    operation.operationId === 'removePet' ? operation : { ...operation, interactions: 2 },
  ),
  coverage,
}

/** A problem of a document. */
export const problem: DocumentProblem = {
  severity: 'error',
  code: 'invalid-document',
  file: 'openapi/petstore.yaml',
  line: 7,
  pointer: '/info',
  message: 'missing property "version"',
  expected: 'a version',
  received: 'no version',
}

/** A report that failed: errors in one operation, a warning, a waived finding, and an interaction without an operation. */
export const failedReport: Report = {
  ...passedReport,
  verdict: 'failed',
  reasons: ['4 findings of severity error', 'coverage of 57 % is below the minimum of 80 %'],
  summary: { interactions: 9, checked: 5, skipped: 3, errors: 4, warnings: 1, notes: 0, waived: 1, omitted: 2 },
  operations: passedReport.operations.map((operation) =>
    operation.operationId === 'listPets' ? { ...operation, withFindings: 2, errors: 3, warnings: 1 } : operation,
  ),
  skipped: [
    { host: 'cdn.example', reason: 'other-host', count: 2 },
    { host: 'data:', reason: 'other-scheme', count: 1 },
  ],
  findings: [
    finding(),
    finding({ at: '/data/1/name', received: 'true' }),
    finding({
      code: 'missing-header',
      at: 'header x-request-id',
      rule: '/paths/~1pets/get/responses/200/headers/X-Request-Id',
      line: 18,
      expected: 'present',
      received: 'absent',
      message: 'missing required header "x-request-id"',
      source: 'test/recordings/live/more.json:40',
    }),
    finding({
      code: 'undocumented-property',
      severity: 'warning',
      at: '/data/0/colour',
      rule: `${schemas}/Pet`,
      line: 38,
      expected: 'a documented property',
      received: '"brown"',
      message: 'property "colour" is not documented',
    }),
    finding({ at: '/data/0/tag', waived: 'fixed in the next release' }),
    {
      code: 'undocumented-path',
      severity: 'error',
      at: 'path',
      rule: '/paths',
      line: 9,
      expected: 'a documented path',
      received: '/owners',
      message: 'path /owners is not documented',
      source: 'test/recordings/live/owners.json:2',
      request: 'GET /owners',
      status: 404,
      count: 1,
    },
  ],
  rules: {
    [`${schemas}/Pet/properties/name`]: {
      source: 'openapi/petstore.yaml',
      line: 42,
      lines: ['name:', '  type: string', '  description: What it is called.'],
    },
    '/paths': { source: 'openapi/petstore.yaml', line: 9, lines: ['paths:'] },
  },
}

/** A text that tries to become markup, a terminal sequence, a workflow command or a table cell, or to be invisible. */
export const hostile =
  '<script>alert(1)</script>\u0000\u001b[31m\ud800\ufffe\u202e\u061c\u200b\u2060\ufeff\ufe0f\u00a0\u{e0041}\u2028\u009b\r\n::error::x|`` `|]]>&"\'</details>@x%0A,:</style>--><!--'

/** A report whose texts are all hostile. */
export const hostileReport: Report = {
  ...failedReport,
  problems: [{ ...problem, file: hostile, pointer: hostile, message: hostile, expected: hostile, received: hostile }],
  document: { source: hostile, title: hostile, version: hostile },
  reasons: [hostile],
  skipped: [{ host: hostile, reason: 'other-host', count: 3 }],
  operations: [
    { operationId: hostile, method: hostile, path: hostile, interactions: 3, withFindings: 2, errors: 1, warnings: 0 },
  ],
  findings: [undefined, hostile].map((operationId) =>
    finding({
      at: hostile,
      rule: hostile,
      keyword: hostile,
      request: hostile,
      excerpt: { lines: [hostile], hit: 0 },
      expected: hostile,
      received: hostile,
      message: hostile,
      source: hostile,
      ...(operationId !== undefined && { operationId }),
    }),
  ),
  rules: { [hostile]: { source: hostile, line: 42, lines: [hostile] } },
  coverage: {
    ...coverage,
    entries: coverage.entries.map((each) => ({
      ...each,
      operationId: hostile,
      subject: `${each.subject.split(' ')[0]} ${hostile}`,
      aspect: hostile,
      rule: hostile,
      ...(each.waived !== undefined && { waived: hostile }),
    })),
  },
}
