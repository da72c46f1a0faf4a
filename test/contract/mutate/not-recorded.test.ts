import { expect, test } from 'vitest'
import { type Interaction, parseDocument, scoreMutants } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: {title: Things, version: "1"}
paths:
  /things:
    post:
      operationId: addThing
      security: [{token: []}]
      parameters: [{name: X-Mode, in: header, required: true, schema: {type: integer}}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [n]}}}}
      responses:
        "201": {description: Added., content: {application/json: {schema: {type: object, required: [id]}}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
`,
  'things.yaml',
)
const json = ['content-type', 'application/json'] as const

const post = (changes: {
  request?: Partial<Interaction['request']>
  response?: Partial<Interaction['response']>
}): Interaction => ({
  request: {
    ...{ method: 'POST', url: 'https://api.example.com/things', body: '{"n":1}' },
    headers: [json, ['authorization', 'Bearer t'], ['x-mode', '1']],
    ...changes.request,
  },
  response: { status: 201, headers: [json], body: '{"id":"a"}', ...changes.response },
})

test.each<[string, Interaction, boolean]>([
  ['the headers of the response', post({ response: { headers: [], notRecorded: ['headers'] } }), true],
  ['the body of the response', post({ response: { body: null, notRecorded: ['body'] } }), false],
  ['the headers of the request', post({ request: { headers: [json], notRecorded: ['headers'] } }), true],
  ['the body of the request', post({ request: { body: null, notRecorded: ['body'] } }), true],
])('a recording without %s is mutated, and every mutant is killed', (_, interaction, hasBodyMutants) => {
  const { verdict, mutants } = scoreMutants(document, [interaction])

  expect(verdict).toBe('passed')
  expect(mutants.some(({ expects }) => expects.some(({ code }) => code === 'invalid-body'))).toBe(hasBodyMutants)
})
