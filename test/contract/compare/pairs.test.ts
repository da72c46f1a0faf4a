import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Change } from '../../../src/contract/compare/change.js'
import { compareDocuments } from '../../../src/contract/compare/compare-documents.js'
import { createComparisonReport, formatComparison, parseDocument } from '../../../src/contract/index.js'

type Verdict = 'breaking' | 'compatible' | 'none' | 'unclear'

interface SchemaPair {
  readonly name: string
  readonly before: unknown
  readonly after: unknown
  readonly versions?: readonly [string, string]
  readonly components?: Readonly<Record<string, unknown>>
  readonly componentsAfter?: Readonly<Record<string, unknown>>
  readonly request: Verdict
  readonly response: Verdict
  /** Part of a message. */
  readonly says?: string
  /** End of a place. */
  readonly at?: string
  /** How many changes there are. */
  readonly only?: number
  /** Whether the change that counts has a proof. */
  readonly proof?: boolean
}

const pairs: SchemaPair[] = parse(readFileSync(new URL('pairs/schemas.yaml', import.meta.url), 'utf8'))

function documentFor(version: string, schema: unknown, direction: 'request' | 'response', components: unknown) {
  const content = { 'application/json': { schema } }
  const operation =
    direction === 'request'
      ? { requestBody: { content }, responses: { 204: { description: 'x' } } }
      : { responses: { 200: { description: 'x', content } } }
  const value = {
    openapi: version,
    info: { title: 'A', version: '1' },
    paths: { '/a': { post: operation } },
    components: { schemas: components },
  }
  return parseDocument(JSON.stringify(value), 'a.json')
}

function verdictOf(changes: readonly Change[]): Verdict {
  if (changes.some(({ breaking }) => breaking)) return 'breaking'
  if (changes.some(({ unclear }) => unclear)) return 'unclear'
  return changes.length > 0 ? 'compatible' : 'none'
}

const cases = pairs.flatMap((pair) =>
  (['request', 'response'] as const).map((direction) => ({ ...pair, direction, expected: pair[direction] })),
)

describe('schemas', () => {
  test.each(cases)('$name: $expected in a $direction', (pair) => {
    const { direction, expected, versions = ['3.1.0', '3.1.0'], components = {}, componentsAfter = components } = pair
    const before = documentFor(versions[0], pair.before, direction, components)
    const after = documentFor(versions[1], pair.after, direction, componentsAfter)

    const changes = compareDocuments(before, after)

    const shown = changes.map(({ breaking, at, message, proof }) => ({ breaking, at, message, proof }))
    expect({ verdict: verdictOf(changes), shown }).toMatchObject({ verdict: expected })
    if (pair.only !== undefined) expect(shown).toHaveLength(pair.only)
    if (expected === 'none') return
    if (pair.says !== undefined) expect(changes.map(({ message }) => message).join('\n')).toContain(pair.says)
    if (pair.at !== undefined)
      expect(changes.map(({ at }) => at)).toContainEqual(expect.stringMatching(new RegExp(`${escapeRegex(pair.at)}$`)))
    if (pair.proof && expected === 'breaking')
      expect(shown.filter(({ breaking, proof }) => breaking && proof === undefined)).toEqual([])
  })
})

interface ChangePair {
  readonly name: string
  readonly before: unknown
  readonly after: unknown
  /** @default 'request' */
  readonly direction?: 'request' | 'response'
  readonly changes: readonly string[]
}

const changePairs: ChangePair[] = parse(readFileSync(new URL('pairs/changes.yaml', import.meta.url), 'utf8'))

describe('what is said about', () => {
  const object = { type: 'object', required: ['kind'] }
  const components = {
    Cat: { ...object, properties: { kind: { const: 'cat' } } },
    Dog: { ...object, properties: { kind: { const: 'dog' }, bark: { type: 'string' } } },
    Open: { type: 'object', required: ['k'], properties: { k: { type: 'string' } } },
  }
  const show = (value: unknown) => (value === undefined ? '-' : JSON.stringify(value))

  test.each(changePairs)('$name', ({ before, after, direction = 'request', changes }) => {
    const read = (schema: unknown) => documentFor('3.1.0', schema, direction, components)
    const found = compareDocuments(read(before), read(after))

    expect(
      found.map((change) =>
        [
          verdictOf([change]),
          `${change.kind} ${change.keyword}`,
          change.at.replace(/^(?:request|200) body/, '.'),
          change.message,
          `${show(change.before)} → ${show(change.after)}`,
          change.acceptedBy ?? 'no proof',
        ].join(' | '),
      ),
    ).toEqual(changes)
  })
})

interface DocumentPair {
  readonly name: string
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
  readonly changes: readonly string[]
  /** Whether the documents break the specification. */
  readonly hasProblems?: true
}

const documentPairs: DocumentPair[] = parse(readFileSync(new URL('pairs/documents.yaml', import.meta.url), 'utf8'))

describe('documents', () => {
  test.each(documentPairs)('$name', ({ before, after, changes, hasProblems = false }) => {
    const read = (parts: Readonly<Record<string, unknown>>) =>
      parseDocument(JSON.stringify({ openapi: '3.1.0', info: { title: 'A', version: '1' }, ...parts }), 'a.json')
    const [one, other] = [read(before), read(after)]
    const errors = [...one.problems, ...other.problems].filter(({ severity }) => severity === 'error')
    expect(errors.length > 0 ? errors : false).toEqual(hasProblems ? errors : false)

    const found = compareDocuments(one, other).map(({ breaking, unclear, operation, at, message }) =>
      [breaking ? 'breaking' : unclear ? 'unclear' : 'compatible', operation, at, message].join(' | '),
    )

    expect(found.toSorted()).toEqual(changes.toSorted().map((line) => expect.stringContaining(line)))
  })
})

test('limits beyond doubles are shown as they are written', () => {
  const read = (minimum: string) =>
    parseDocument(
      `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    post:
      requestBody: { content: { application/json: { schema: { type: integer, minimum: ${minimum} } } } }
      responses: { 204: { description: x } }
`,
      'a.yaml',
    )
  const [before, after] = ['-9223372036854775808', '-9223372036854775807'] as const

  const report = createComparisonReport(read(before), read(after))

  expect(report.changes.map(({ message }) => message)).toEqual([`minimum changed from ${before} to ${after}`])
  const json = formatComparison(report, 'json')
  expect(json).toContain(`"before": ${before},`)
  expect(json).toContain(`"after": ${after},`)
})

function escapeRegex(text: string): string {
  return text.replace(/[*/]/g, '\\$&')
}
