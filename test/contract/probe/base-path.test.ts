import { expect, test } from 'vitest'
import { parseDocument, probe } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: A, version: '1' }
servers:
  - { url: 'https://a.example/{version}/', variables: { version: { default: v1, enum: [v1, v2] } } }
paths:
  /a: { get: { parameters: [{ name: n, in: query, schema: { type: integer } }], responses: { '200': { description: a } } } }
`,
  'a.yaml',
)

test.each([
  ['http://localhost', ['/v1']],
  ['http://localhost/v3', ['/v1']],
  ['http://localhost/v1', undefined],
  ['http://localhost/v2/', undefined],
])('at %s, where nothing is found, the base path should have been one of %j', async (url, expected) => {
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
