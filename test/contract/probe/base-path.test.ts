import { expect, test } from 'vitest'
import { parseDocument, probe } from '../../../src/contract/index.js'

const documentOf = (path: string, parameters: string) =>
  parseDocument(
    `openapi: 3.1.0
info: { title: A, version: '1' }
servers:
  - { url: 'https://a.example/{version}/', variables: { version: { default: v1, enum: [v1, v2] } } }
paths:
  ${path}: { get: { parameters: [${parameters}], responses: { '200': { description: a } } } }
`,
    'a.yaml',
  )
const list = documentOf('/a', '{ name: n, in: query, schema: { type: integer } }')
const item = documentOf('/a/{id}', '{ name: id, in: path, required: true, schema: { type: integer } }')

test.each([
  ['http://localhost', list, ['/v1']],
  ['http://localhost/v3', list, ['/v1']],
  ['http://localhost/v1', list, undefined],
  ['http://localhost/v2/', list, undefined],
  // The item may not exist.
  ['http://localhost', item, undefined],
])('at %s, where nothing is found, the base path should have been another one', async (url, document, expected) => {
  const { missingBasePaths } = await probe(
    document,
    { url, methods: ['GET'], maxRequests: 10, given: new Map(), credentials: [] },
    {
      send: async (request) => ({ interaction: { request, response: { status: 404, headers: [], body: '' } } }),
      pause: async () => {},
      isStopped: () => false,
      onInteraction: () => {},
      onNoResponse: () => {},
    },
  )
  expect(missingBasePaths).toEqual(expected)
})
