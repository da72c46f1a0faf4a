import { describe, expect, test } from 'vitest'
import { createChecker } from '../../../src/contract/index.js'
import { documentOf, findingsOf, interactionOf, type OneOperation, textsOf } from '../one-operation.js'

const json = (schema: unknown) => ({ 'application/json': { schema } })
const integer = { schema: { type: 'integer' } }

/** An operation, and an interaction that disagrees with it in every way at once. */
const allWrong: OneOperation = {
  operation: {
    deprecated: true,
    parameters: [
      { name: 'l', in: 'query', ...integer },
      { name: 'm', in: 'query', required: true, ...integer },
      { name: 'h', in: 'header', ...integer },
      { name: 'n', in: 'header', required: true, ...integer },
      { name: 'c', in: 'cookie', ...integer },
    ],
    security: [{ key: [] }],
    requestBody: { content: json({ type: 'object', properties: { a: { type: 'string' } } }) },
    responses: {
      200: {
        description: 'x',
        headers: { x: integer, y: { required: true, ...integer } },
        content: json({ type: 'object', required: ['b'], properties: { b: {} } }),
      },
    },
  },
  document: { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'k' } } } },
  request: {
    url: 'https://h.example/a?l=x&u=1',
    headers: [
      ['h', 'x'],
      ['cookie', 'c=x'],
      ['content-type', 'application/json'],
    ],
    body: '{"a":1,"z":1}',
  },
  response: {
    headers: [
      ['content-type', 'application/json; charset=latin1'],
      ['x', 'x'],
    ],
    body: '{"a":"\ufffd"}',
  },
}

const aboutRequest = [
  'error invalid-parameter query l type',
  'error missing-parameter query m',
  'warning undocumented-parameter query u',
  'error invalid-parameter header h type',
  'error missing-parameter header n',
  'error invalid-parameter cookie c type',
  'note not-checked header k',
  'error invalid-parameter body /a type',
  'warning undocumented-property body /z',
]

test('all findings of an interaction are reported: of the request, of the document, then of the response', () => {
  expect(textsOf(allWrong)).toEqual([
    ...aboutRequest,
    'note deprecated-operation method',
    'warning undocumented-content-type header content-type',
    'error invalid-header header x type',
    'error missing-header header y',
    'error invalid-body (whole) required',
    'warning undocumented-property /a',
  ])
})

test.each([
  [399, true],
  [400, false],
  [499, false],
  [500, true],
])('with status %i, what is wrong with the request is reported: %s', (status, isReported) => {
  const found = textsOf({ ...allWrong, response: { ...allWrong.response, status } })

  expect(found).toEqual([
    ...(isReported ? aboutRequest : []),
    'note deprecated-operation method',
    'error undocumented-status status',
  ])
})

test('a checker has its document, names the operation, and keeps nothing from one call to the next', () => {
  const document = documentOf(allWrong)
  const checker = createChecker(document, { servers: [] })
  const [first, second] = [1, 2].map(() => checker.check(interactionOf(allWrong)))
  const other = { ...interactionOf(allWrong).request, url: 'https://h.example/b' }

  expect(checker.document).toBe(document)
  expect(first).toMatchObject({ operationId: 'POST /a' })
  expect(second).toEqual(first)
  expect(checker.check({ ...interactionOf(allWrong), request: other })).toStrictEqual({
    findings: [expect.objectContaining({ code: 'undocumented-path' })],
  })
})

describe('an undocumented query parameter', () => {
  const reported = ['warning undocumented-parameter query a']
  test.each<[string, object, string[]]>([
    ['beside a parameter', { parameters: [{ name: 'b', in: 'query', schema: {} }] }, reported],
    ['beside a parameter that cannot be used', { parameters: [{ name: 'b', in: 'body' }] }, []],
    ['beside parameters that cannot be used', { parameters: {} }, []],
    ['beside a security requirement that cannot be used', { security: [{ none: [] }] }, reported],
  ])('%s is reported: %j', (_, operation, expected) => {
    const found = textsOf({ operation, request: { url: 'https://h.example/a?a=1' } })

    expect(found.filter((text) => !text.startsWith('note'))).toEqual(expected)
  })

  test('has each name once, a short place, and the operation as its rule', () => {
    const found = findingsOf({ request: { url: `https://h.example/a?b=1&${'a'.repeat(101)}=1&b=2` } })

    expect(found.map(({ at, rule }) => [at, rule])).toEqual([
      ['query b', '/paths/~1a/post'],
      [`query ${'a'.repeat(100)}…`, '/paths/~1a/post'],
    ])
  })
})

describe('a rule', () => {
  const deprecated = { deprecated: true }
  test.each<[string, OneOperation, string]>([
    ['of an undocumented status', { response: { status: 201 } }, 'post/responses'],
    ['of a deprecated operation', { operation: deprecated }, 'post/deprecated'],
    [
      'of a deprecated parameter',
      {
        operation: { parameters: [{ name: 'q', in: 'query', ...deprecated, schema: deprecated }] },
        request: { url: 'https://h.example/a?q=1' },
      },
      'post/parameters/0/deprecated',
    ],
    [
      'of a deprecated schema of a cookie',
      {
        operation: { parameters: [{ name: 'q', in: 'cookie', deprecated: false, schema: deprecated }] },
        request: { headers: [['cookie', 'q=1']] },
      },
      'post/parameters/0/schema/deprecated',
    ],
    [
      'of a missing header',
      {
        operation: { responses: { 200: { description: 'x', headers: { h: { required: true, schema: {} } } } } },
        response: { headers: [['a', 'b']] },
      },
      'post/responses/200/headers/h',
    ],
  ])('%s is the place that decides', (_, example, rule) => {
    expect(findingsOf(example).map((finding) => finding.rule)).toEqual([`/paths/~1a/${rule}`])
  })
})

test('a deprecated parameter in the path is reported by its name', () => {
  const parameters = [{ name: 'id', in: 'path', required: true, deprecated: true, schema: {} }]
  const paths = { '/b/{id}': { post: { parameters, responses: { 200: { description: 'x' } } } } }

  expect(findingsOf({ document: { paths }, request: { url: 'https://h.example/b/1' } })).toMatchObject([
    { at: 'path id', message: 'parameter "id" is deprecated', once: 'run' },
  ])
})

describe('a request that is not documented', () => {
  const paths = {
    '/b': { get: { responses: {} }, put: { responses: {} } },
    '/c/{id}': { get: { responses: {} } },
  }
  test.each([
    ['https://h.example/d?token=a', '/d', 'one of 2 documented paths', '/paths'],
    ['https://h.example/b/', '/b/', '/b', '/paths'],
    ['::d?token=a#b', '::d', 'one of 2 documented paths', '/paths'],
    ['::d#b?c\nd', '::d', 'one of 2 documented paths', '/paths'],
    ['https://h.example/b', 'POST', 'GET or PUT', '/paths/~1b'],
  ])('%s has what was received and expected', (url, received, expected, rule) => {
    expect(findingsOf({ document: { paths }, request: { url } })).toMatchObject([{ received, expected, rule }])
  })

  test.each([
    ['/d', 404, 'note'],
    ['/d', 405, 'error'],
    ['/b', 404, 'error'],
    ['/b', 405, 'note'],
  ])('as %s with status %i is an %s', (path, status, severity) => {
    const found = findingsOf({
      document: { paths },
      request: { url: `https://h.example${path}` },
      response: { status },
    })

    expect(found).toMatchObject([{ severity }])
  })
})
