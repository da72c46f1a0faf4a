import { describe, expect, test } from 'vitest'
import type { Credentials } from '../../../../src/contract/probe/credentials.js'
import { isWritable, writeBody, writeRequest } from '../../../../src/contract/probe/plan/write-request.js'
import { parseDocument } from '../../../../src/openapi/index.js'
import { engineOf } from '../../../../src/schema/index.js'

const base = 'https://h.example/v1'
const none: Credentials = { headers: [], query: [] }

/** An operation with these parameters, which have values. */
function write(
  parameters: readonly (readonly [parameter: object, value: unknown])[],
  { path = '/a', credentials = none, body = undefined as { contentType: string; text: string } | undefined } = {},
) {
  const document = parseDocument(
    JSON.stringify({
      ...{ openapi: '3.1.0', info: { title: 'Write', version: '1' } },
      paths: {
        [path]: {
          post: {
            parameters: parameters.map(([parameter], index) => ({
              name: `p${index}`,
              in: 'query',
              schema: {},
              ...parameter,
            })),
            responses: { 200: { description: 'x' } },
          },
        },
      },
    }),
    'write.json',
  )
  const { index } = engineOf(document)
  const [operation] = document.operations
  if (!operation) throw new Error('no operation')
  const values = new Map(operation.parameters.map((parameter, at) => [parameter, parameters[at]?.[1]]))
  const [first] = operation.parameters
  const request = writeRequest(base, { operation, values, body, credentials }, index)
  return {
    url: request?.url.slice(base.length),
    headers: request?.headers.filter(([name]) => name !== 'accept'),
    body: request?.body,
    isWritable: first && isWritable(first, parameters[0]?.[1], index),
  }
}

describe('a parameter', () => {
  test.each<[object, unknown, string | undefined]>([
    [{}, 'a b&=é', '?p0=a%20b%26%3D%C3%A9'],
    [{ name: 'a b' }, 1.5, '?a%20b=1.5'],
    [{}, false, '?p0=false'],
    [{}, '', '?p0='],
    [{}, null, undefined],
    [{}, [], undefined],
    [{}, ['a', null], undefined],
    [{}, ['a,b', 'c'], '?p0=a%2Cb&p0=c'],
    [{ explode: false }, ['a,b', 'c'], '?p0=a%2Cb,c'],
    [{ style: 'spaceDelimited', explode: false }, ['a', 'b'], '?p0=a%20b'],
    [{ style: 'pipeDelimited', explode: false }, ['a', 'b'], '?p0=a%7Cb'],
    [{ schema: { type: 'object' } }, { x: 1, 'y z': 'a b' }, '?x=1&y%20z=a%20b'],
    [{ schema: { type: 'object' }, explode: false }, { x: 1, y: 2 }, '?p0=x,1,y,2'],
    [{ schema: { type: 'object' }, style: 'deepObject' }, { x: 1, 'y z': 2 }, '?p0%5Bx%5D=1&p0%5By%20z%5D=2'],
    [{ schema: { type: 'object' } }, {}, undefined],
    [{ schema: { type: 'object' } }, { x: 1, y: { z: 1 } }, undefined],
    [{ schema: undefined, content: { 'application/json': {} } }, { x: [1] }, '?p0=%7B%22x%22%3A%5B1%5D%7D'],
    [{ schema: undefined, content: { 'text/plain': {} } }, 'a b', '?p0=a%20b'],
    [{ schema: undefined, content: { 'text/plain': {} } }, { x: 1 }, undefined],
  ])('%j of the query with the value %j is written %s', (parameter, value, expected) => {
    const written = write([[parameter, value]])
    expect([written.url, written.isWritable]).toEqual([expected && `/a${expected}`, expected !== undefined])
  })

  test.each<[unknown, string | undefined]>([
    ['a b|c', 'a b|c'],
    [7, '7'],
    [['a b', 'c'], 'a b,c'],
    [{ x: 1 }, 'x,1'],
    ['', undefined],
    [' a', undefined],
    ['a ', undefined],
    ['é', undefined],
    ['a\nb', undefined],
    [{ é: 1 }, undefined],
  ])('of a header with the value %j is written %j', (value, expected) => {
    const { headers, isWritable } = write([[{ in: 'header', name: 'X-P' }, value]])
    expect([headers, isWritable]).toEqual([expected && [['X-P', expected]], expected !== undefined])
  })

  test.each<[string, object, unknown, string | undefined]>([
    ['/a/{p}', {}, 'b/c d', '/a/b%2Fc%20d'],
    ['/a/{p}/{p}', {}, '$&', '/a/%24%26/%24%26'],
    ['/a/{p}', {}, '...', '/a/...'],
    ['/a/{p}', {}, '..', undefined],
    ['/a/{p}', {}, '.', undefined],
    ['/a/{p}', {}, '', undefined],
    ['/a/{p}', { style: 'label' }, 'b', '/a/.b'],
    ['/a/{p}', { style: 'matrix' }, ['b', 'c'], '/a/;p=b,c'],
    ['/a/{p}/{q}', {}, 'b', undefined],
  ])('of the path %s (%j) with the value %j gives %s', (path, parameter, value, expected) => {
    expect(write([[{ in: 'path', name: 'p', required: true, ...parameter }, value]], { path }).url).toBe(expected)
  })
})

test('credentials come before the parameters, and all cookies are one header', () => {
  const credentials: Credentials = {
    headers: [
      ['X-Key', 'k'],
      ['cookie', 's=1'],
    ],
    query: [['key', 'a%26b']],
  }
  const cookies = [
    [{ in: 'cookie', name: 'c' }, 1],
    [{ in: 'cookie', name: 'd' }, 'x y'],
  ] as const
  const header = [{ in: 'header', name: 'X-H' }, 'h'] as const
  const body = { contentType: 'text/plain', text: 'b' }
  const written = write([[{ name: 'q' }, 2], ...cookies, header], { credentials, body })
  expect(written).toMatchObject({
    url: '/a?key=a%26b&q=2',
    headers: [
      ['X-Key', 'k'],
      ['X-H', 'h'],
      ['content-type', 'text/plain'],
      ['cookie', 's=1; c=1; d=x%20y'],
    ],
    body: 'b',
  })
  expect(write([])).toMatchObject({ url: '/a', headers: [], body: undefined })
})

test('parameters of the query are added to the query in a path', () => {
  expect(write([[{ name: 'q' }, 2]], { path: '/a?b=c' }).url).toBe('/a?b=c&q=2')
})

test.each<[string, unknown, string | undefined, string]>([
  ['application/json; charset=utf-8', { a: 1 }, 'application/json; charset=utf-8', '{"a":1}'],
  ['application/*+json', 'a', 'application/json', '"a"'],
  ['*/*', { a: 1 }, 'application/json', '{"a":1}'],
  ['text/*', 'a', 'text/plain', 'a'],
  ['text/csv', 'a,b', 'text/csv', 'a,b'],
  ['image/*', 'a', 'application/octet-stream', 'a'],
  ['image/png', { a: 1 }, undefined, ''],
  ['text/plain', 7, undefined, ''],
  ['nonsense', 'a', undefined, ''],
])('a body of %s with the value %j is sent as %s', (name, value, contentType, text) => {
  const document = parseDocument(
    JSON.stringify({
      ...{ openapi: '3.1.0', info: { title: 'Write', version: '1' } },
      paths: { '/a': { post: { requestBody: { content: { [name]: {} } }, responses: { 200: { description: 'x' } } } } },
    }),
    'write.json',
  )
  const [type] = document.operations[0]?.requestBody?.content ?? []
  const written = type && writeBody(value, type, engineOf(document).index)
  expect(written).toEqual(contentType === undefined ? undefined : { contentType, text })
})
