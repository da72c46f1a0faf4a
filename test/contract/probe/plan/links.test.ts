import { expect, test } from 'vitest'
import type { Interaction } from '../../../../src/contract/index.js'
import { findLinkedRequests } from '../../../../src/contract/probe/plan/links.js'
import { parseDocument } from '../../../../src/openapi/index.js'

const base = 'https://h.example/v1'

/** The requests that the links of `POST /a/{id}` give, for a response with this status. */
function linked(links: object, { status = 201, body = '', response = '201' } = {}) {
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Links', version: '1' },
      paths: {
        '/a/{id}/b/{other}': {
          post: { operationId: 'make', responses: { [response]: { description: 'x', links } } },
        },
        '/c/{d}': { get: { operationId: 'read', responses: { 200: { description: 'x' } } } },
      },
      components: { links: { Shared: { operationId: 'read', parameters: { d: 'shared' } } } },
    }),
    'links.json',
  )
  const [operation] = document.operations
  if (!operation) throw new Error('no operation')
  const interaction: Interaction = {
    request: {
      ...{ method: 'POST', url: `${base}/a/x%20y/b/2?q=1&q=2&e=` },
      headers: [
        ['content-type', 'application/json'],
        ['X-Sent', 'h'],
      ],
      body: '{"list":[{"n":1.5,"t":true,"null":null,"o":{}}],"a/b":"slash","":"empty"}',
    },
    response: {
      status,
      headers: [
        ['content-type', 'application/json'],
        ['X-Made', 'm'],
      ],
      body: body || '{"id":"r"}',
    },
  }
  return findLinkedRequests(document, operation, interaction, base).map(({ operation: target, texts }) => [
    target.operationId,
    Object.fromEntries(texts),
  ])
}
const textsOf = (expression: unknown) => linked({ l: { operationId: 'read', parameters: { d: expression } } })[0]?.[1]

test.each([
  ['$statusCode', '201'],
  ['$method', 'POST'],
  ['$url', `${base}/a/x%20y/b/2?q=1&q=2&e=`],
  ['$request.path.id', 'x y'],
  ['$request.path.other', '2'],
  ['$request.query.q', '1'],
  ['$request.query.e', ''],
  ['$request.header.x-sent', 'h'],
  ['$response.header.X-Made', 'm'],
  ['$request.body#/list/0/n', '1.5'],
  ['$request.body#/list/0/t', 'true'],
  ['$request.body#/a~1b', 'slash'],
  ['$request.body#/', 'empty'],
  ['$response.body#/id', 'r'],
  ['text', 'text'],
  ['', ''],
  [7, '7'],
  [false, 'false'],
  ['{$statusCode}-{$response.body#/id}!', '201-r!'],
  ['a{b}', 'a{b}'],
])('%j is %j', (expression, expected) => {
  expect(textsOf(expression)).toEqual({ d: expected })
})

test.each([
  '$request.path.none',
  '$request.query.none',
  '$request.header.none',
  '$request.body#/list/1',
  '$request.body#/list/0/null',
  '$request.body#/list/0/o',
  '$request.body#/list/length',
  '$request.body',
  '$request.body#/toString',
  '$request.body#/list/0/null/x',
  '$request.body#/a~1b/0',
  '$x$request.path.id',
  '$response.query.q',
  '$response.path.id',
  '$response.trailer.x',
  '$other',
  'x{$request.query.none}',
  null,
  ['a'],
])('%j has no value, so there is no request', (expression) => {
  expect(textsOf(expression)).toBeUndefined()
})

test('a whole body is a value if it is a text or a number', () => {
  const link = { operationId: 'read', parameters: { d: '$response.body' } }
  expect(linked({ link }, { body: '"plain"' })).toEqual([['read', { d: 'plain' }]])
  expect(linked({ link }, { body: '[1]' })).toEqual([])
})

test('a link has those of its values that are in the response, and leads to the operation it names', () => {
  const parameters = { 'path.d': '$response.body#/id', none: '$response.body#/none' }
  expect(
    linked({
      byId: { operationId: 'read', parameters },
      byReference: { operationRef: '#/paths/~1c~1{d}/get', parameters },
      shared: { $ref: '#/components/links/Shared' },
      unknown: { operationId: 'none', parameters },
      without: { operationId: 'read' },
      other: { operationId: 'read', parameters: [] },
    }),
  ).toEqual([
    ['read', { 'path.d': 'r' }],
    ['read', { 'path.d': 'r' }],
    ['read', { d: 'shared' }],
  ])
})

test.each([
  [201, '201', 1],
  [201, '2XX', 1],
  [201, 'default', 1],
  [200, '201', 0],
])('the links are those of the response: status %i, documented %s', (status, response, count) => {
  expect(linked({ l: { operationId: 'read', parameters: { d: 'x' } } }, { status, response })).toHaveLength(count)
})

test.each([[[]], [{}]])('a response without links gives no requests: %j', (links) => {
  expect(linked(links)).toEqual([])
})
