import { expect, test } from 'vitest'
import { checkInteractions, createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: {title: Old and new, version: "1"}
servers: [{url: "https://h.example"}]
paths:
  /old:
    get:
      operationId: getOld
      deprecated: true
      responses: {"200": {description: Done.}, "404": {description: None.}}
  /things:
    post:
      operationId: addThing
      parameters:
        - {name: sort, in: query, schema: {type: string, deprecated: true}}
        - {name: X-Old, in: header, deprecated: true, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        "200":
          description: Done.
          headers: {X-Limit: {deprecated: true, schema: {type: integer}}}
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
components:
  schemas:
    Thing:
      type: object
      properties:
        name: {type: string}
        size: {$ref: '#/components/schemas/Size'}
        part: {anyOf: [{type: object, required: [a], properties: {a: {type: integer, deprecated: true}}}, {type: object, required: [b], properties: {b: {type: integer}}}]}
    Size: {type: integer, deprecated: true}
`,
  'old.yaml',
)

const json = ['content-type', 'application/json'] as const

function addThing(request: object, response: unknown, more: Partial<Interaction['request']> = {}): Interaction {
  return {
    request: {
      method: 'POST',
      url: 'https://h.example/things',
      headers: [json],
      body: JSON.stringify(request),
      ...more,
    },
    response: { status: 200, headers: [json], body: JSON.stringify(response) },
  }
}

const placesOf = (interaction: Interaction) =>
  createChecker(document)
    .check(interaction)
    .findings.map(({ code, severity, at }) => `${severity} ${code} ${at}`)

test('what is deprecated and not used is not reported', () => {
  expect(placesOf(addThing({ name: 'a', part: { b: 1 } }, [{ name: 'a' }]))).toEqual([])
})

test('each deprecated property of a body is a note, at the first place that has it', () => {
  const interaction = addThing({ size: 1 }, [{ name: 'a' }, { size: 1 }, { size: 2, part: { a: 1 } }])
  expect(placesOf(interaction)).toEqual([
    'note deprecated-operation body /size',
    'note deprecated-operation /1/size',
    'note deprecated-operation /2/part/a',
  ])
})

test('deprecated parameters and headers are notes', () => {
  const request = addThing({}, [], { url: 'https://h.example/things?sort=a', headers: [json, ['x-old', '1']] })
  const headers = [json, ['X-Limit', '5']] as const
  expect(placesOf({ ...request, response: { ...request.response, headers } })).toEqual([
    'note deprecated-operation query sort',
    'note deprecated-operation header x-old',
    'note deprecated-operation header x-limit',
  ])
})

test('a run has one note for each deprecated operation, parameter and property', () => {
  const old = (status: number): Interaction => ({
    request: { method: 'GET', url: 'https://h.example/old', headers: [] },
    response: { status, headers: [], body: null },
  })
  const interactions = [old(404), old(200), addThing({ size: 1 }, [{ size: 1 }]), addThing({ size: 2 }, [])]
  const { findings, summary, verdict } = checkInteractions(document, interactions)
  expect(findings.map(({ at, message }) => `${at}: ${message}`)).toEqual([
    'method: operation "GET /old" is deprecated',
    'body /size: property "size" is deprecated',
  ])
  expect([summary.notes, verdict]).toEqual([2, 'passed'])
})
