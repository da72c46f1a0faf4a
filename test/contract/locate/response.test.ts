import { expect, test } from 'vitest'
import { checkInteractions, type Interaction, parseDocument, scoreMutants } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: {title: Things, version: "1"}
paths:
  /things:
    get:
      responses:
        "200": &listed
          description: Things.
          headers: {X-Total: {required: true, schema: {type: integer}}}
          content: {application/json: {schema: {type: array}}}
  /own:
    head: {responses: {"200": *listed}}
`,
  'things.yaml',
)

const head = (path: string, headers: Interaction['response']['headers']): Interaction => ({
  request: { method: 'HEAD', url: `https://api.example.com${path}`, headers: [] },
  response: { status: 200, headers: [['content-type', 'application/json'], ...headers], body: null },
})

const codesOf = (...interactions: Interaction[]) =>
  checkInteractions(document, interactions).findings.map(({ code, at }) => `${code} ${at}`)

test('a response to HEAD may lack required headers of GET, but not those of a documented HEAD', () => {
  expect(codesOf(head('/things', []))).toEqual([])
  expect(codesOf(head('/things', [['x-total', 'many']]))).toEqual(['invalid-header header x-total'])
  expect(codesOf(head('/own', []))).toEqual(['missing-header header x-total'])
})

test('every mutant of a response to HEAD is killed', () => {
  expect(scoreMutants(document, [head('/things', [['x-total', '3']])]).verdict).toBe('passed')
})
