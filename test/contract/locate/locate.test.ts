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
const locate = createLocator(document)

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
