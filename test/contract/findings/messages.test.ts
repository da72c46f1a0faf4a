import { describe, expect, test } from 'vitest'
import { createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.1
info: {title: Things, version: "1"}
paths:
  /things:
    get:
      operationId: listThings
      security: [{key: []}]
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer, maximum: 10}}
        - {name: sid, in: cookie, required: true, schema: {type: string}}
        - {name: X-Tenant, in: header, required: true, schema: {type: string}}
      responses:
        "200":
          description: Things.
          headers: {X-Count: {required: true, schema: {type: integer}}}
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
        "204": {description: Nothing.}
    post:
      operationId: addThing
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses: {"201": {description: Added.}, "400": {description: Refused.}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Thing:
      type: object
      required: [locked]
      properties:
        locked: {type: boolean}
        id: {type: integer, readOnly: true}
        secret: {type: string, writeOnly: true}
        kind: {enum: [a, b]}
        name: {type: string, maxLength: 3}
        pair: {prefixItems: [{type: integer}], items: false}
        closed: {type: object, properties: {isbn10: {}}, unevaluatedProperties: false}
        strict: {type: object, properties: {isbn10: {}}, additionalProperties: false}
        card: {type: object, properties: {card: {}, code: {}}, dependentRequired: {card: [code]}}
        other: {not: {const: 1}}
        never: false
        pet: {oneOf: [{required: [bark]}, {required: [meow]}]}
        any: {anyOf: [{maximum: 1}, {minimum: 5}]}
`,
  'things.yaml',
)
const checker = createChecker(document)
const json = ['content-type', 'application/json'] as const
const required = [
  ['x-key', 'k'],
  ['x-tenant', 't'],
  ['cookie', 'sid=1'],
] as const

function get(changes: Partial<Interaction['response']> & { query?: string; sent?: Interaction['request']['headers'] }) {
  const { query = '?limit=1', sent = required, ...response } = changes
  return messagesOf({
    request: { method: 'GET', url: `https://h.example/things${query}`, headers: sent },
    response: { status: 200, headers: [json, ['x-count', '1']], body: '{"locked":true}', ...response },
  })
}

function post(body: unknown, headers: Interaction['request']['headers'] = [json], status = 201) {
  return messagesOf({
    request: {
      method: 'POST',
      url: 'https://h.example/things',
      headers,
      body: body === '' ? '' : JSON.stringify(body),
    },
    response: { status, headers: [], body: null },
  })
}

function messagesOf(interaction: Interaction): string[] {
  return checker.check(interaction).findings.map(({ at, message }) => `${at}: ${message}`)
}

const body = (members: object) => get({ body: JSON.stringify({ locked: true, ...members }) })

describe('a message says what is wrong, without the place, and names the keyword', () => {
  test.each<[expected: string, messages: string[]]>([
    ['status: status 500 is not documented; documented: 200, 204', get({ status: 500 })],
    ['header content-type: missing content type, expected application/json', get({ headers: [['x-count', '1']] })],
    [
      'header content-type: content type text/html is not documented; documented: application/json',
      get({
        headers: [
          ['content-type', 'text/html'],
          ['x-count', '1'],
        ],
      }),
    ],
    ['header x-count: missing required header "X-Count"', get({ headers: [json] })],
    [': missing body, expected application/json', get({ body: '' })],
    ['query limit: missing required parameter "limit"', get({ query: '' })],
    ['query limit: expected at most 10, received 11 (maximum)', get({ query: '?limit=11' })],
    ['query x: query parameter "x" is not documented; documented: limit', get({ query: '?limit=1&x=1' })],
    ['cookie sid: missing required cookie "sid"', get({ sent: required.slice(0, 2) })],
    ['header x-tenant: missing required header "X-Tenant"', get({ sent: [required[0], required[2]] })],
    [
      'header x-key: no credentials for key: they were removed from the recording, or the service does not need them',
      get({ sent: required.slice(1) }),
    ],
    [': missing required property "locked"', get({ body: '{}' })],
    ['/locked: expected boolean, received number 1 (type)', body({ locked: 1 })],
    ['/kind: expected one of "a", "b", received "c" (enum)', body({ kind: 'c' })],
    ['/name: expected at most 3 characters, received 4 characters (maxLength)', body({ name: 'abcd' })],
    ['/pair/1: item 1 is not allowed (items)', body({ pair: [1, 2] })],
    ['/closed/isbn: property "isbn" is not allowed (unevaluatedProperties)', body({ closed: { isbn: 1 } })],
    ['/strict/isbn: property "isbn" is not allowed (additionalProperties)', body({ strict: { isbn: 1 } })],
    ['/card: missing required property "code" beside "card" (dependentRequired)', body({ card: { card: 1 } })],
    ['/other: 1 is not allowed (not)', body({ other: 1 })],
    ['/never: no value is allowed here (false schema)', body({ never: 1 })],
    ['/pet: matches none of the 2 schemas (oneOf)', body({ pet: {} })],
    ['/pet: matches schema 0 and schema 1, expected exactly one schema (oneOf)', body({ pet: { bark: 1, meow: 1 } })],
    ['/any: matches none of the 2 schemas (anyOf)', body({ any: 3 })],
    ['/more: property "more" is not documented', body({ more: 1 })],
    ['/secret: property "secret" is not allowed in a response (writeOnly)', body({ secret: 's' })],
    ['body: missing body, expected application/json', post('')],
    ['body /id: property "id" is not allowed in a request (readOnly)', post({ locked: true, id: 1 })],
  ])('%s', (expected, messages) => {
    expect(messages).toEqual([expected])
  })

  test('for a path and a method', () => {
    const call = (method: string, path: string) =>
      messagesOf({
        request: { method, url: `https://h.example${path}?token=secret`, headers: [] },
        response: { status: 200, headers: [], body: null },
      })

    expect(call('GET', '/nothing')).toEqual(['path: path /nothing is not documented'])
    expect(call('PUT', '/things')).toEqual(['method: method PUT is not documented; documented: GET, POST'])
  })
})
