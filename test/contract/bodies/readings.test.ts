import { describe, expect, test } from 'vitest'
import { createChecker, type Header, type Interaction, parseDocument } from '../../../src/contract/index.js'

const checker = createChecker(
  parseDocument(
    `openapi: 3.1.1
info: {title: Readings, version: "1"}
servers: [{url: "https://h.example"}]
paths:
  /q:
    get:
      operationId: query
      parameters:
        - {name: id, in: query, schema: {anyOf: [{type: integer, maximum: 5}, {type: string, pattern: '^[0-9]{3}$'}]}}
        - {name: mixed, in: query, schema: {type: [string, integer], enum: ['1', two, 3]}}
        - {name: flag, in: query, schema: {oneOf: [{type: boolean}, {type: string, enum: ['true ', 'null']}]}}
        - {name: ids, in: query, schema: {type: array, items: {anyOf: [{type: integer, maximum: 5}, {type: string, minLength: 3}]}}}
        - {name: one, in: query, explode: false, schema: {oneOf: [{type: integer}, {type: array, minItems: 2, items: {type: integer}}]}}
        - {name: f, in: query, schema: &branches {oneOf: [{type: object, required: [kind], properties: {kind: {const: a}, v: {type: integer}}}, {type: object, required: [kind], properties: {kind: {const: b}, v: {type: string}}}]}}
        - {name: deep, in: query, style: deepObject, schema: {type: object, properties: {inner: *branches}}}
        - {name: nested, in: query, style: deepObject, schema: {oneOf: [{required: [kind], properties: {kind: {const: a}, v: {type: object, properties: {x: {type: string}}}}}, {required: [kind], properties: {kind: {const: b}, v: {type: object, properties: {x: {type: integer}}}}}]}}
        - {name: rec, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Rec'}}
        - {name: point, in: query, explode: false, schema: {anyOf: [{type: object, properties: {x: {type: integer, maximum: 1}}}, {type: object, properties: {x: {type: string, pattern: ^9}}}]}}
      responses: {"200": {description: Done.}}
    post:
      operationId: form
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, required: [n], properties: {n: {anyOf: [{type: integer, maximum: 5}, {type: string, minLength: 2}]}}, oneOf: [{properties: {kind: {const: a}, v: {type: integer}}}, {properties: {kind: {const: b}, v: {type: string}}}]}
      responses: {"200": {description: Done.}}
  /label/{n}/{m}:
    get:
      operationId: label
      parameters:
        - {name: n, in: path, style: label, required: true, schema: {type: array, items: {type: number}, maxItems: 1}}
        - {name: m, in: path, style: label, explode: true, required: true, schema: {type: array, items: {type: integer}}}
      responses: {"200": {description: Done.}}
  /c:
    get:
      operationId: cookies
      security: [{session: []}]
      parameters:
        - {name: ids, in: cookie, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: pref, in: cookie, required: true, schema: {type: object, required: [a], properties: {a: {type: integer}, b: {type: string, enum: [x y]}}}}
        - {name: text, in: cookie, schema: {type: string, enum: [a b, '100%', a%2Fb]}}
        - {name: X-List, in: header, schema: {type: array, maxItems: 2, items: {enum: ['a,b', c, 'd"e']}}}
        - {name: X-Tags, in: header, schema: {type: array, items: {type: string, pattern: '^"[^"]*"$'}}}
      responses: {"200": {description: Done.}}
components:
  securitySchemes: {session: {type: apiKey, in: cookie, name: sid}}
  schemas: {Rec: {type: object, properties: {n: {type: integer}, next: {oneOf: [{$ref: '#/components/schemas/Rec'}, {type: 'null'}]}}}}
`,
    'readings.yaml',
  ),
)

function findingsOf(path: string, headers: readonly Header[] = [], body?: string): string[] {
  const request: Interaction['request'] = {
    method: body === undefined ? 'GET' : 'POST',
    url: `https://h.example${path}`,
    headers,
    ...(body !== undefined && { body }),
  }
  return checker
    .check({ request, response: { status: 200, headers: [], body: null } })
    .findings.map(({ code, at, keyword }) => [code, at, keyword].filter(Boolean).join(' '))
}

describe('a text is valid if the schema allows one of its readings', () => {
  test.each([
    ['id=123', []],
    ['id=4', []],
    ['id=12', ['invalid-parameter query id maximum']],
    ['mixed=1&flag=null', []],
    ['mixed=3&flag=true', []],
    ['mixed=2', ['invalid-parameter query mixed enum']],
    ['ids=5&ids=600', []],
    ['ids=5&ids=60', ['invalid-parameter query ids /1 maximum']],
    ['one=5', []],
    ['one=5,6', []],
    ['kind=b&v=12', []],
    ['kind=a&v=12', []],
    ['kind=a&v=x', ['invalid-parameter query f oneOf']],
    ['deep[inner][kind]=b&deep[inner][v]=12', []],
    ['nested[kind]=a&nested[v][x]=12', []],
    ['nested[kind]=b&nested[v][x]=12', []],
    ['point=x,95', []],
    ['point=x,1', []],
    ['point=x,5', ['invalid-parameter query point anyOf']],
  ])('?%s', (query, expected) => {
    expect(findingsOf(`/q?${query}`).map((each) => each.replace(/(query f) \/v type/, '$1 oneOf'))).toEqual(expected)
  })

  test.each([
    ['n=100&kind=b&v=12', []],
    ['n=5&kind=a&v=12', []],
    ['n=6&kind=b&v=12', ['invalid-parameter body /n maximum']],
  ])('in a form: %s', (body, expected) => {
    expect(findingsOf('/q', [['content-type', 'application/x-www-form-urlencoded']], body)).toEqual(expected)
  })

  test.each([
    ['/label/.1.5/.1.2', []],
    ['/label/.7/.1', []],
    ['/label/.7/.1.x', ['invalid-parameter path m /1 type']],
  ])('after a dot: %s', (path, expected) => {
    expect(findingsOf(path)).toEqual(expected)
  })
})

test('branches of a schema that contains itself are not read again for each level', () => {
  const deep = `/q?rec${'[next]'.repeat(200)}[n]=x`
  expect(findingsOf(deep).map((each) => each.replace(/(?:\/next)+/, ''))).toEqual([
    'invalid-parameter query rec /n type',
  ])
})

describe('cookies', () => {
  test.each([
    ['ids=1,2; a=1', []],
    ['ids=1%2C2; a=1; b=x%20y; sid=1', []],
    ['a=1; text=a%20b', []],
    ['a=1; text=a b', []],
    ['a=1; text=100%', []],
    ['a=1; text=a%2Fb', []],
    ['a=1; text=b', ['invalid-parameter cookie text enum']],
    // Of two paths.
    ['a=1; text=a b; text=100%', []],
    ['a=1; text=a b; text=b', ['invalid-parameter cookie text enum']],
    ['a=x', ['invalid-parameter cookie pref /a type']],
    ['ids=1,x; a=1', ['invalid-parameter cookie ids /1 type']],
    ['ids=1', ['missing-parameter cookie pref']],
  ])('%s', (cookie, expected) => {
    const sent = cookie.includes('sid=') ? cookie : `${cookie}; sid=1`
    expect(findingsOf('/c', [['cookie', sent]])).toEqual(expected)
  })
})

describe('lists in headers have commas in quotes', () => {
  test.each([
    ['X-List', '"a,b", c', []],
    ['X-List', '"d\\"e",c', []],
    ['X-List', 'c, , c', ['invalid-parameter header x-list maxItems', 'invalid-parameter header x-list /1 enum']],
    ['X-Tags', '"a,b", "c"', []],
    ['X-Tags', '"a,b", c', ['invalid-parameter header x-tags /1 pattern']],
  ])('%s: %s', (name, value, expected) => {
    expect(
      findingsOf('/c', [
        ['cookie', 'a=1; sid=1'],
        [name, value],
      ]),
    ).toEqual(expected)
  })
})
