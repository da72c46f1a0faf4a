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

const required = { required: ['id', 'pin'] }
const defined = { properties: { id: { readOnly: true }, pin: { writeOnly: true } } }

function checkerOf(schema: unknown) {
  const content = { 'application/json': { schema } }
  const operation = { requestBody: { content }, responses: { 200: { description: 'x', content } } }
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/account': { put: operation } },
    components: { schemas: { Defined: defined } },
  }
  return createChecker(parseDocument(JSON.stringify(document), 'a.json'))
}

describe.each<[string, unknown, string?]>([
  ['allOf', { allOf: [required, defined] }],
  ['allOf in the other order', { allOf: [defined, required] }],
  ['allOf in allOf', { allOf: [{ allOf: [required] }, { allOf: [{ title: 'x' }, { allOf: [defined] }] }] }],
  ['allOf beside it', { ...required, allOf: [defined] }],
  ['a reference in allOf', { allOf: [{ $ref: '#/components/schemas/Defined' }, required] }],
  ['a reference beside it', { $ref: '#/components/schemas/Defined', ...required }],
  ['allOf in a branch', { oneOf: [{ allOf: [required, defined] }, { type: 'string' }] }],
  ['allOf in a condition', { allOf: [{}, {}], if: false, else: { allOf: [required, defined] } }],
  ['allOf, one in a property of it', { allOf: [{ properties: { x: required } }, { properties: { x: defined } }] }, 'x'],
  ['allOf, one in the items of it', { allOf: [{ items: required }, { items: defined }] }, '0'],
])('a schema requires what another one defines by %s', (_, schema, inside) => {
  const { check } = checkerOf(schema)
  const wrap = (value: unknown) => (inside === 'x' ? { x: value } : inside === '0' ? [value] : value)
  const findingsOf = (request: unknown, response: unknown) =>
    check(interactionOf(wrap(request), wrap(response))).findings.filter(({ code }) => code.startsWith('invalid'))

  test('and it is not required in the other direction, whether or not something else is wrong', () => {
    expect(findingsOf({ pin: '1' }, { id: 1 })).toEqual([])
    expect(findingsOf({ pin: '1', id: 1 }, { id: 1, pin: '1' }).map(({ keyword }) => keyword)).toEqual([
      'readOnly',
      'writeOnly',
    ])
  })

  test('and it is required in its own direction', () => {
    expect(findingsOf({}, {}).map(({ expected }) => expected)).toEqual(['property "pin"', 'property "id"'])
  })
})

test.each<[string, unknown]>([
  ['oneOf', { ...defined, oneOf: [{ required: ['id'] }, { required: ['pin'] }] }],
  ['not', { ...defined, not: { required: ['id'] } }],
])('a branch of %s requires what it names, whatever the schemas around it define', (_, schema) => {
  const { check } = checkerOf(schema)
  expect(check(interactionOf({ pin: '1' }, { id: 1 })).findings.filter(({ at }) => at === 'body')).toEqual([])
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
