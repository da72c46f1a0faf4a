import { describe, expect, test } from 'vitest'
import { toSections } from '../../../src/contract/compare/report/change-groups.js'
import { createComparisonReport, formatComparison, parseDecisions, parseDocument } from '../../../src/contract/index.js'

const responses = { 299: { description: 'x' } }
const shared = { $ref: '#/components/schemas/Shared' }
const withShared = {
  responses: { 200: { description: 'x', content: { 'application/json': { schema: shared } } } },
}

/** A document in which each path has a `get`. */
const toDocument = (gets: Readonly<Record<string, object>>, schema: object = {}) =>
  parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'A', version: '1' },
      paths: Object.fromEntries(Object.entries(gets).map(([path, get]) => [path, { get }])),
      components: { schemas: { Shared: schema } },
    }),
    'a.json',
  )

test('each change counts once: as breaking, compatible, unclear or decided', () => {
  const before = toDocument({ '/removed': { responses }, '/gone': { responses }, '/broken': { responses } })
  const after = toDocument({ '/new': { responses }, '/broken': { responses, parameters: [7] } })
  const decisions = parseDecisions('decisions: [{ operation: GET /gone, reason: Not used. }]', 'decisions.yaml')
  const { summary, reasons } = createComparisonReport(before, after, { decisions })
  expect(summary).toEqual({
    operations: { compared: 1, added: 1, removed: 2 },
    ...{ changes: 4, breaking: 1, compatible: 1, unclear: 1, decided: 1, words: 0 },
  })
  expect(reasons).toEqual(['1 breaking change'])
})

test('a decision about an operation that is left out is not said to be unneeded, and any other is', () => {
  const document = toDocument({ '/a': { responses }, '/b': { responses } })
  const decisions = parseDecisions(
    `decisions:\n${['GET /a', 'GET /b', 'GET /c'].map((operation) => `  - { operation: ${operation}, reason: x }\n`).join('')}`,
    'decisions.yaml',
  )
  const { reasons } = createComparisonReport(document, document, { decisions, paths: ['/a'] })
  expect(reasons).toEqual(
    [2, 4].map((line) => `decisions.yaml:${line}: this decision is not needed: there is no such change`),
  )
})

test.each([
  [2, '2 operations: GET /0, GET /1'],
  [4, '4 operations: GET /0, GET /1, GET /2, GET /3'],
  [5, '5 operations: GET /0, GET /1, GET /2, GET /3 and 1 more'],
])('a change in a schema of %i operations has one heading, which names four', (count, heading) => {
  const gets = Object.fromEntries(Array.from({ length: count }, (_, index) => [`/${index}`, withShared]))
  const report = createComparisonReport(toDocument(gets, { type: 'string' }), toDocument(gets, { type: 'integer' }))
  expect(toSections(report).map((section) => section.heading)).toEqual([heading])
})

test('a change of a shared schema lists the place of each property that refers to it', () => {
  const once = (schema: object) => ({
    ...{ operationId: 'a' },
    responses: {
      200: {
        description: 'x',
        content: { 'application/json': { schema: { properties: { one: schema, two: schema } } } },
      },
    },
  })
  const read = (type: string) => toDocument({ '/a': once(shared) }, { properties: { size: { type } } })
  const { changes } = createComparisonReport(read('string'), read('integer'))
  expect(changes.flatMap(({ at, alsoAt = [] }) => [at, ...alsoAt])).toEqual(['200 body/one/size', '200 body/two/size'])
})

test('a property that only one document has is at its own place, also inside of a schema that contains itself', () => {
  const get = { responses: { 200: { description: 'x', content: { 'application/json': { schema: shared } } } } }
  const read = (size: object) => toDocument({ '/a': get }, { ...size, properties: { child: shared } })
  const { changes } = createComparisonReport(read({}), read({ required: ['size'] }))
  expect(changes.flatMap(({ at, alsoAt = [] }) => [at, ...alsoAt])).toEqual([
    '200 body/size',
    '200 body/child/size',
    '200 body/child/child/size',
  ])
})

test.each([
  ['that are shown', true, 'x', 'y', false],
  ['that are not shown', false, 'x', 'y', true],
  ['of which there are none', false, 'x', 'x', false],
])(
  'the text of a comparison names --words if there are changed texts that it does not show: texts %s',
  (_, words, before, after, isSaid) => {
    const withText = (description: string) => toDocument({ '/a': { responses: { 299: { description } } } })
    const text = formatComparison(createComparisonReport(withText(before), withText(after), { words }), 'text')
    expect(text.includes('are shown with --words')).toBe(isSaid)
  },
)

describe('a comparison', () => {
  const [one, other] = [toDocument({ '/a': { responses } }), toDocument({ '/a': { responses }, '/b': { responses } })]
  const decide = (operation: string) =>
    parseDecisions(`decisions: [{ operation: ${operation}, reason: Agreed. }]`, 'decisions.yaml')

  test('without a breaking change passed', () => {
    expect(createComparisonReport(one, other)).toMatchObject({ verdict: 'passed', reasons: [] })
  })

  test('with any change failed if that is asked for', () => {
    expect(createComparisonReport(one, other, { failOn: 'any' })).toMatchObject({
      verdict: 'failed',
      reasons: ['1 change'],
    })
  })

  test('whose only breaking change is decided passed, and lists it with the reason', () => {
    const { verdict, changes } = createComparisonReport(other, one, { decisions: decide('GET /b') })
    expect(verdict).toBe('passed')
    expect(changes).toMatchObject([{ operation: 'GET /b', kind: 'removed', decided: 'Agreed.' }])
  })

  test('whose only change is decided passed even if any change fails it', () => {
    const report = createComparisonReport(one, other, { failOn: 'any', decisions: decide('GET /b') })
    expect(report).toMatchObject({ verdict: 'passed', reasons: [] })
  })

  test.each([
    ['at', 'server'],
    ['kind', 'added'],
    ['message', 'new operation'],
  ])('is not accepted by a decision with another %s', (field, pattern) => {
    const decisions = parseDecisions(
      `decisions: [{ operation: GET /b, ${field}: ${pattern}, reason: x }]`,
      'decisions.yaml',
    )
    const { verdict, summary } = createComparisonReport(other, one, { decisions })
    expect({ verdict, ...summary }).toMatchObject({ verdict: 'failed', breaking: 1, decided: 0 })
  })

  test('whose change two decisions accept needs both, and has the reason of the first', () => {
    const decisions = parseDecisions(
      'decisions: [{ operation: GET /b, reason: first }, { kind: removed, reason: second }]',
      'decisions.yaml',
    )
    const { verdict, reasons, changes } = createComparisonReport(other, one, { decisions })
    expect({ verdict, reasons, decided: changes.map(({ decided }) => decided) }).toEqual({
      ...{ verdict: 'passed', reasons: [], decided: ['first'] },
    })
  })

  test.each([
    [['/a'], 1],
    [['/a', '/b'], 2],
    [['/b', '/c'], 1],
    [['/*'], 2],
  ])('of the paths %j only compares %i operations', (paths, compared) => {
    expect(createComparisonReport(other, other, { paths }).summary.operations.compared).toBe(compared)
  })

  test('with a decision that is not needed failed', () => {
    expect(createComparisonReport(one, one, { decisions: decide('GET /a') }).verdict).toBe('failed')
  })

  test.each([
    ['GET /**', 'failed'],
    ['GET /a', 'failed'],
    ['GET /b', 'passed'],
  ])('of some operations only, with a decision about %s that is not needed, %s', (operation, verdict) => {
    const report = createComparisonReport(other, other, { paths: ['/a'], decisions: decide(operation) })
    expect(report.verdict).toBe(verdict)
  })

  test('of documents without operations compared nothing', () => {
    expect(createComparisonReport(toDocument({}), toDocument({}))).toMatchObject({
      verdict: 'nothing-compared',
      reasons: ['neither document has an operation to compare'],
    })
    expect(createComparisonReport(toDocument({}), one).verdict).toBe('passed')
    expect(createComparisonReport(one, toDocument({})).verdict).toBe('failed')
  })

  test.each([
    ['operationId', 'a', 'b'],
    ['summary', 'a', 'b'],
    ['description', 'a', undefined],
    ['tags', ['a'], ['b']],
    ['externalDocs', undefined, { url: 'https://a.example' }],
  ])('has the texts of an operation that differ: %s', (keyword, before, after) => {
    const read = (value: unknown) => toDocument({ '/a': { ...{ [keyword]: value }, responses } })
    const { words } = createComparisonReport(read(before), read(after), { words: true })
    expect(words).toEqual([
      { operation: 'GET /a', at: 'operation', keyword, ...(before && { before }), ...(after && { after }) },
    ])
  })

  test.each(['description', 'summary'])('has the texts of a response that differ: %s', (keyword) => {
    const read = (value: string) =>
      toDocument({ '/a': { responses: { 299: { description: 'x', ...{ [keyword]: value } } } } })
    const { words } = createComparisonReport(read('a'), read('b'), { words: true })
    expect(words).toEqual([{ operation: 'GET /a', at: '299', keyword, before: 'a', after: 'b' }])
  })

  test('names both documents, and has texts only if they are asked for', () => {
    const report = createComparisonReport(one, other)
    expect([report.before, report.after]).toEqual(
      [one, other].map(({ source }) => ({ title: 'A', version: '1', source })),
    )
    expect(report).not.toHaveProperty('words')
    expect(createComparisonReport(one, other, { words: true }).words).toEqual([])
  })
})
