import { expect, test } from 'vitest'
import { compareDocuments } from '../../../src/contract/compare/compare-documents.js'
import { createChecker, type Document, type Finding, parseDocument } from '../../../src/contract/index.js'

const definitions = {
  unlisted: {},
  any: { a: {} },
  string: { a: { type: 'string' } },
  'read-only': { a: { allOf: [{ type: 'string', readOnly: true }] } },
  'write-only': { a: { type: 'string', writeOnly: true } },
}

/** Objects whose property `a` has one of the definitions, optional or required, and closed objects. */
const schemas = Object.entries(definitions).flatMap(([a, properties]) =>
  [{}, { required: ['a'] }, { additionalProperties: false }].map((rules) => ({
    a,
    isClosed: 'additionalProperties' in rules,
    schema: { type: 'object', properties: { b: {}, ...properties }, ...rules },
  })),
)

const values = [{}, { a: 'x' }, { a: 1 }]

function documentOf(openapi: string, schema: unknown): Document {
  const content = { 'application/json': { schema } }
  const operation = { requestBody: { content }, responses: { 200: { description: 'x', content } } }
  const document = { openapi, info: { title: 'A', version: '1' }, paths: { '/a': { put: operation } } }
  return parseDocument(JSON.stringify(document), 'a.json')
}

/** The findings of each value as a request and as a response. */
function findingsOf(document: Document) {
  const { check } = createChecker(document)
  const headers = [['content-type', 'application/json']] as const
  const findings = values.map(
    (value) =>
      check({
        request: { method: 'PUT', url: 'https://h.example/a', headers, body: JSON.stringify(value) },
        response: { status: 200, headers, body: JSON.stringify(value) },
      }).findings,
  )
  const isOfRequest = ({ at }: Finding) => at.startsWith('body')
  return {
    request: findings.map((list) => list.filter(isOfRequest)),
    response: findings.map((list) => list.filter((finding) => !isOfRequest(finding))),
  }
}

const hasError = (findings: readonly Finding[] | undefined) => findings?.some(({ severity }) => severity === 'error')

test.each(['3.0.3', '3.1.0'])(
  'in OpenAPI %s, readOnly and writeOnly break what the check finds invalid now in requests, or valid now in responses',
  (openapi) => {
    const all = schemas.map((each) => {
      const document = documentOf(openapi, each.schema)
      return { ...each, document, findings: findingsOf(document) }
    })
    for (const before of all)
      for (const after of all) {
        if (before.isClosed !== after.isClosed || ![before, after].some(({ a }) => a.endsWith('only'))) continue
        // Clients do not send a name that is new.
        const mayBeSent = (value: object) =>
          before.a !== 'unlisted' || after.a === 'unlisted' || 'required' in before.schema || !('a' in value)
        const isBroken = {
          request: values.some((value, at) => {
            const [one, other] = [before.findings.request[at], after.findings.request[at]]
            return mayBeSent(value) && !hasError(one) && hasError(other)
          }),
          response: values.some(
            (_, at) => hasError(before.findings.response[at]) && !hasError(after.findings.response[at]),
          ),
        }
        const changes = compareDocuments(before.document, after.document)
        const breaking = changes.filter((change) => change.breaking)
        const schemas = [before.schema, after.schema]
        expect({
          schemas,
          request: breaking.some(({ at }) => at.startsWith('request')),
          response: breaking.some(({ at }) => at.startsWith('200')),
          unclear: changes.filter(({ unclear }) => unclear),
        }).toEqual({ schemas, ...isBroken, unclear: [] })
      }
  },
)
