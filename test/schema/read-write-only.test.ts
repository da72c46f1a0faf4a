import { describe, expect, test } from 'vitest'
import { createChecker, type Interaction, parseDocument } from '../../src/contract/index.js'

/** `id` is read-only and `pin` write-only, and both are required. */
function checkerFor(id: unknown, pin: unknown) {
  const schema = { type: 'object', required: ['id', 'pin'], properties: { id, pin } }
  const content = { 'application/json': { schema } }
  const operation = { requestBody: { content }, responses: { 200: { description: 'The account.', content } } }
  const document = {
    openapi: '3.1.0',
    info: { title: 'Accounts', version: '1' },
    paths: { '/account': { put: operation } },
    components: { schemas: { Id: { type: 'integer', readOnly: true }, Pin: { type: 'string', writeOnly: true } } },
  }
  return createChecker(parseDocument(JSON.stringify(document), 'accounts.json'))
}

function interactionOf(request: unknown, response: unknown): Interaction {
  const headers = [['content-type', 'application/json']] as const
  return {
    request: { method: 'PUT', url: 'https://h.example/account', headers, body: JSON.stringify(request) },
    response: { status: 200, headers, body: JSON.stringify(response) },
  }
}

const id = { $ref: '#/components/schemas/Id' }
const pin = { $ref: '#/components/schemas/Pin' }

describe.each([
  ['a reference', checkerFor(id, pin)],
  ['allOf', checkerFor({ allOf: [id, { minimum: 1 }] }, { allOf: [{ minLength: 1 }, pin] })],
  ['allOf in allOf', checkerFor({ allOf: [{ allOf: [id] }] }, { allOf: [{}, { allOf: [pin] }] })],
])('a property is read-only or write-only through %s', (_, checker) => {
  const findingsOf = (request: unknown, response: unknown) =>
    checker.check(interactionOf(request, response)).findings.map(({ code, at, keyword }) => `${code} ${at} ${keyword}`)

  test('and is not required in the other direction', () => {
    expect(findingsOf({ pin: '1' }, { id: 1 })).toEqual([])
  })

  test('and is not allowed in the other direction', () => {
    expect(findingsOf({ id: 1, pin: '1' }, { id: 1, pin: '1' })).toEqual([
      'invalid-parameter body /id readOnly',
      'invalid-body /pin writeOnly',
    ])
  })

  test('and is required in its own direction', () => {
    expect(findingsOf({}, {})).toEqual(['invalid-parameter body required', 'invalid-body  required'])
  })
})

test.each([
  ['first', [{ readOnly: true }, {}]],
  ['second', [{}, { readOnly: true }]],
])('a property is read-only if the %s of two schemas says so', (_, [one, other]) => {
  const schema = { allOf: [{ properties: { a: one } }, { properties: { a: other } }] }
  const content = { 'application/json': { schema } }
  const operation = { requestBody: { content }, responses: { 200: { description: 'x', content } } }
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/account': { put: operation } } }
  const { check } = createChecker(parseDocument(JSON.stringify(document), 'a.json'))
  const { findings } = check(interactionOf({ a: 1 }, { a: 1 }))
  expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual(['invalid-parameter body /a'])
})

test.each([
  ['3.0.3', ['error invalid-parameter body /id', 'error invalid-body /pin']],
  ['3.1.0', ['warning invalid-parameter body /id', 'error invalid-body /pin']],
])(
  'in OpenAPI %s, what is read-only in a request and write-only in a response has its severity',
  (openapi, expected) => {
    const schema = { properties: { id: { readOnly: true }, pin: { writeOnly: true } } }
    const content = { 'application/json': { schema } }
    const operation = { requestBody: { content }, responses: { 200: { description: 'x', content } } }
    const document = { openapi, info: { title: 'T', version: '1' }, paths: { '/account': { put: operation } } }
    const { check } = createChecker(parseDocument(JSON.stringify(document), 'a.json'))
    const { findings } = check(interactionOf({ id: 1, pin: '1' }, { id: 1, pin: '1' }))
    expect(findings.map(({ severity, code, at }) => `${severity} ${code} ${at}`)).toEqual(expected)
  },
)
