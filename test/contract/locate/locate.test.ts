import { expect, test } from 'vitest'
import { parseDocument } from '../../../src/contract/index.js'
import type { Interaction } from '../../../src/contract/interaction/interaction.js'
import { createLocator } from '../../../src/contract/locate/locate.js'
import type { Located, LocatedValue } from '../../../src/contract/locate/located.js'
import { engineOf } from '../../../src/schema/index.js'

const document = parseDocument(
  `openapi: 3.1.1
info: {title: Things, version: "1"}
paths:
  /things/{id}:
    put:
      operationId: putThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: tags, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {age: {type: integer}}}}
        - {name: X-Flag, in: header, schema: {type: boolean}}
        - {name: sid, in: cookie, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses:
        "200":
          description: Done.
          headers: {Set-Cookie: {schema: {type: string}}, X-Count: {schema: {type: integer}}}
          content: {application/json: {schema: {type: object}}}
`,
  'things.yaml',
)
const { locate } = createLocator(document)

function locatedOf(changes: {
  request?: Partial<Interaction['request']>
  response?: Partial<Interaction['response']>
}) {
  const { located } = locate({
    request: { method: 'PUT', url: 'https://h.example/things/7', headers: [], ...changes.request },
    response: { status: 200, headers: [['content-type', 'application/json']], body: '{"a":1.0}', ...changes.response },
  })
  if (!located) throw new Error('expected a located interaction')
  return located
}

const valuesOf = (values: readonly LocatedValue[]) =>
  Object.fromEntries(
    values.map(({ at, decoded }) => [at, decoded.map((each) => ('value' in each ? each.value : each.expected))]),
  )

test('parameters are decoded by their styles, wherever they are sent', () => {
  const { request } = locatedOf({
    request: {
      url: 'https://h.example/things/7?tags=1,2&filter[age]=3&other=x',
      headers: [
        ['X-FLAG', 'true'],
        ['cookie', 'sid=abc'],
      ],
    },
  })

  expect(valuesOf([...request.path, ...request.query, ...request.headers, ...request.cookies])).toEqual({
    'path id': [7],
    'query tags': [[1, 2]],
    'query filter': [{ age: 3 }],
    'header x-flag': [true],
    'cookie sid': ['abc'],
  })
  expect(request.unknownQueryNames).toEqual(['other'])
})

test('a parameter that was not sent has no text and no value, and without any header no header is located', () => {
  const { request } = locatedOf({})

  expect(request.query.map(({ texts, decoded }) => [texts, decoded])).toEqual([
    [[], []],
    [[], []],
  ])
  expect([request.headers, request.cookies]).toEqual([[], []])
})

test('text that cannot be decoded is kept beside what was expected', () => {
  const { request } = locatedOf({ request: { url: 'https://h.example/things/7?tags=%zz' } })

  expect(request.query[0]).toMatchObject({ texts: ['%zz'], decoded: [{ received: '%zz' }] })
})

test('each line of Set-Cookie is a value, and repeated lines of other headers are one', () => {
  const { response } = locatedOf({
    response: {
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-count', '3'],
      ],
    },
  })

  expect(valuesOf(response.headers)).toEqual({ 'header set-cookie': ['a=1', 'b=2'], 'header x-count': [3] })
})

test('bodies are decoded by their media types', () => {
  const located: Located = locatedOf({
    request: { headers: [['content-type', 'application/json; charset=utf-8']], body: '{"b":2}' },
  })

  expect(located.request.body).toMatchObject({ type: { subtype: 'json' }, decoded: { value: { b: 2 } }, findings: [] })
  expect(located.response.body.decoded?.value).toEqual({ a: 1 })
})

test('of an undocumented status nothing more is located', () => {
  expect(locatedOf({ response: { status: 500 } }).response).toEqual({ headers: [], body: { findings: [] } })
})

test('an undocumented path is a finding, not a location', () => {
  const location = locate({
    request: { method: 'PUT', url: 'https://h.example/nothing', headers: [] },
    response: { status: 200, headers: [], body: null },
  })

  expect(location).toMatchObject({ finding: { code: 'undocumented-path' } })
})

test('everything that is located shares the engine of the document', () => {
  expect(locatedOf({}).schemas).toBe(engineOf(document))
})

const codesOf = ({ findings }: Located['response']['body']) =>
  findings.map(({ severity, code, at }) => `${severity} ${code} ${at}`.trim())

test('a body that was not recorded is a note, and its media type is still compared', () => {
  const notRecorded = ['body'] as const
  const { request, response } = locatedOf({
    request: { headers: [['content-type', 'application/json']], body: null, notRecorded },
    response: { body: null, notRecorded },
  })

  expect(codesOf(request.body)).toEqual(['note not-checked body'])
  expect(codesOf(response.body)).toEqual(['note not-checked'])
  const html = locatedOf({
    request: { headers: [['content-type', 'text/html']], body: null, notRecorded },
    response: { headers: [['content-type', 'text/html']], body: null, notRecorded },
  })
  expect(codesOf(html.request.body)).toEqual(['error invalid-parameter header content-type'])
  expect(codesOf(html.response.body)).toEqual(['error undocumented-content-type header content-type'])
  const untyped = locatedOf({ response: { headers: [['etag', '1']], body: null, notRecorded } })
  expect(codesOf(untyped.response.body)).toEqual(['error missing-content-type header content-type', 'note not-checked'])
})

test('headers of a response that were not recorded are not missing, and its body is read as the only documented JSON', () => {
  const { response } = locatedOf({ response: { headers: [], notRecorded: ['headers'] } })

  expect(response.headers).toEqual([])
  expect(response.body).toMatchObject({ findings: [], decoded: { value: { a: 1 } } })
  const empty = locatedOf({ response: { headers: [], body: null, notRecorded: ['headers'] } })
  expect(codesOf(empty.response.body)).toEqual(['error unreadable-body'])
  const nothing = locatedOf({ response: { headers: [], body: null, notRecorded: ['headers', 'body'] } })
  expect(codesOf(nothing.response.body)).toEqual(['note not-checked'])
})

test('a header that was recorded is compared, although the others were not', () => {
  const recorded = locatedOf({ response: { headers: [['x-count', 'one']], notRecorded: ['headers'] } })

  expect(valuesOf(recorded.response.headers)).toEqual({ 'header x-count': ['one'] })
})

test('a body is not read if its content type was not recorded and several are JSON, or none is', () => {
  const bodyOf = (content: string) => {
    const found = createLocator(
      parseDocument(
        `{openapi: 3.1.0, info: {title: T, version: "1"}, paths: {/a: {get: {operationId: a, responses: {"200": {description: x, content: ${content}}}}}}}`,
        'a.yaml',
      ),
    ).locate({
      request: { method: 'GET', url: 'https://h.example/a', headers: [] },
      response: { status: 200, headers: [], body: '{}', notRecorded: ['headers'] },
    })
    return found.located?.response.body
  }

  expect(bodyOf('{application/json: {}, application/hal+json: {}}')?.findings).toMatchObject([
    {
      code: 'not-checked',
      message: 'the content type was not recorded; documented: application/json, application/hal+json',
    },
  ])
  expect(bodyOf('{text/csv: {}}')?.findings).toMatchObject([{ code: 'not-checked', severity: 'note' }])
  expect(bodyOf('{text/csv: {}, application/hal+json: {}}')).toMatchObject({ findings: [], decoded: { value: {} } })
})

test('a request whose headers were not recorded has no header to locate, although its content type is known', () => {
  const { request } = locatedOf({
    request: { headers: [['content-type', 'application/json']], body: '{}', notRecorded: ['headers'] },
  })

  expect([...request.headers, ...request.cookies]).toEqual([])
  expect(request.body).toMatchObject({ findings: [], decoded: { value: {} } })
})

test('of templates that are alike, the first one is taken whose path parameters accept the values', () => {
  const operation = (name: string, ...schemas: string[]) =>
    `{get: {operationId: ${name}, parameters: [${schemas.map((schema, index) => `{name: ${name}${index}, in: path, required: true, schema: ${schema}}`).join()}]}}`
  const letters = '{type: string, pattern: "^[a-z]+$"}'
  const { locate: locateAlike } = createLocator(
    parseDocument(
      `openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /p/{id0}: ${operation('id', '{type: integer}')}
  /p/{name0}: ${operation('name', letters)}
  /p/{any0}: ${operation('any', '{type: string, maxLength: 2}')}
  /p/{pair0}/{pair1}: ${operation('pair', '{type: integer}', '{type: integer}')}
  /p/{mixed0}/{mixed1}: ${operation('mixed', letters, '{type: integer}')}
`,
      'alike.yaml',
    ),
  )
  const operationOf = (path: string) =>
    locateAlike({
      request: { method: 'GET', url: `https://h.example${path}`, headers: [] },
      response: { status: 200, headers: [], body: null },
    }).located?.operation.operationId
  expect(['/p/1', '/p/a', '/p/A1', '/p/A-1'].map(operationOf)).toEqual(['id', 'name', 'any', 'id'])
  expect(['/p/1/2', '/p/a/2', '/p/a/b'].map(operationOf)).toEqual(['pair', 'mixed', 'pair'])
})

test('a query that is part of a path is no undocumented parameter', () => {
  const { locate: locateQuery } = createLocator(
    parseDocument('openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {"/p?acl": {get: {}}}\n', 'query.yaml'),
  )
  const { located } = locateQuery({
    request: { method: 'GET', url: 'https://h.example/p?acl&b=1', headers: [] },
    response: { status: 200, headers: [], body: null },
  })
  expect(located?.request.unknownQueryNames).toEqual(['b'])
})

test.each([
  ['text/csv; charset=utf-8', 'text/csv; charset=iso-8859-1', 'header content-type'],
  ['text/csv; charset=iso-8859-1', 'text/csv; charset=utf-8', 'header content-type'],
  ['text/csv; charset=utf-8', 'text/csv; charset=US-ASCII', undefined],
  ['text/csv; charset=windows-1252', 'text/csv; charset=Windows-1252', undefined],
  ['text/csv', 'text/csv; charset=iso-8859-1', undefined],
  ['text/csv; charset=utf-8', 'text/csv', undefined],
])('of a body documented as %s, one received as %s has its finding at %s', (name, received, at) => {
  const paths = { '/a': { get: { responses: { 200: { description: 'x', content: { [name]: {} } } } } } }
  const csv = parseDocument(JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }), 'csv.json')
  const { located } = createLocator(csv).locate({
    request: { method: 'GET', url: 'https://h.example/a', headers: [] },
    response: { status: 200, headers: [['content-type', received]], body: 'a,b' },
  })
  const findings = located?.response.body.findings.filter(({ severity }) => severity === 'warning')
  expect(findings?.map((finding) => finding.at)).toEqual(at === undefined ? [] : [at])
})

test('a key is no parameter where its scheme has it, and is undocumented elsewhere', () => {
  const scheme = (name: string, location: string) => ({ [name]: { type: 'apiKey', in: location, name } })
  const keys = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      security: [{ inQuery: [] }, { inHeader: [] }, { inCookie: [] }],
      paths: { '/a': { get: { responses: { 200: { description: 'x' } } } } },
      components: {
        securitySchemes: {
          ...scheme('inQuery', 'query'),
          ...scheme('inHeader', 'header'),
          ...scheme('inCookie', 'cookie'),
        },
      },
    }),
    'keys.json',
  )
  const { located } = createLocator(keys).locate({
    request: { method: 'GET', url: 'https://h.example/a?inQuery=1&inHeader=1&inCookie=1', headers: [] },
    response: { status: 200, headers: [], body: null },
  })
  expect(located?.request.unknownQueryNames).toEqual(['inHeader', 'inCookie'])
})
