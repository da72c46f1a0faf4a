import { describe, expect, test } from 'vitest'
import { createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'
import { findingsOf } from '../petstore.js'

const checker = createChecker(
  parseDocument(
    `openapi: 3.1.1
info: {title: Styles, version: "1"}
paths:
  /list:
    get:
      operationId: list
      parameters:
        - {name: ids, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: csv, in: query, explode: false, schema: &listed {type: array, items: {enum: [a, b, 'c,d', 'c d', 'c|d']}}}
        - {name: piped, in: query, style: pipeDelimited, explode: false, schema: *listed}
        - {name: spaced, in: query, style: spaceDelimited, explode: false, schema: {<<: *listed, maxItems: 2}}
        - {name: piped-words, in: query, style: pipeDelimited, explode: false, schema: &words {type: array, maxItems: 2, items: {type: string}}}
        - {name: spaced-words, in: query, style: spaceDelimited, explode: false, schema: *words}
        - {name: point, in: query, explode: false, schema: {type: object, properties: {x: {type: integer}, label: {enum: ['a,b']}}}}
        - {name: pair, in: query, explode: false, schema: {type: array, minItems: 2, items: {type: integer}}}
        - name: deep
          in: query
          style: deepObject
          schema:
            type: object
            additionalProperties: false
            properties:
              sizes: {type: array, items: {type: integer}}
              owner: {type: object, additionalProperties: false, properties: {age: {type: integer}}}
              pets: {type: array, items: {type: object, properties: {name: {maxLength: 3}}}}
      responses:
        "200":
          description: Done.
          headers:
            Link: {schema: {type: string}}
            Set-Cookie: {schema: {type: string, pattern: ^sid=}}
            X-Trace: {schema: {type: string, format: uuid}}
  /simple/{items}:
    get:
      operationId: simple
      parameters:
        - {name: items, in: path, required: true, schema: *listed}
      responses: {"200": {description: Done.}}
  /label/{id}/{ids}:
    get:
      operationId: label
      parameters:
        - {name: id, in: path, style: label, required: true, schema: {type: integer}}
        - {name: ids, in: path, style: label, required: true, schema: {type: array, items: {type: integer}}}
      responses: {"200": {description: Done.}}
  /matrix/{id}:
    get:
      operationId: matrix
      parameters:
        - {name: id, in: path, style: matrix, required: true, schema: {type: integer}}
      responses: {"200": {description: Done.}}
`,
    'styles.yaml',
  ),
)

const found = (path: string, headers: Interaction['response']['headers'] = []) =>
  findingsOf(
    {
      request: { method: 'GET', url: `https://h.example${path}`, headers: [] },
      response: { status: 200, headers, body: null },
    },
    checker,
  )

describe('in path and query', () => {
  test.each([
    '/list?deep[sizes]=1',
    '/list?deep[sizes]=1&deep[sizes]=2',
    '/list?deep[sizes][]=1&deep[sizes][]=2',
    '/list?deep[sizes][0]=1&deep[sizes][1]=2',
    '/list?deep[owner][age]=1&deep[pets][0][name]=a&deep[pets][1][name]=b',
    '/list?pair=1%2C2',
    '/list?csv=a,c%2Cd',
    '/list?csv=c%2Cd',
    '/list?csv=c+d,c%20d,a',
    '/list?csv=a%2Cb',
    '/list?piped=a|c%7Cd',
    '/list?piped=c%7Cd',
    '/list?piped=a%7Cb',
    '/list?spaced=a+c%20d',
    '/list?spaced=c%20d',
    '/list?spaced=a%20b',
    '/list?point=x,1,label,a%2Cb',
    '/list?point=x%2C1',
    '/simple/a,c%2Cd',
    '/simple/c%2Cd',
    '/label/.1/.2,3',
    '/label/.1/.2.3',
    '/matrix/;id=1',
  ])('passes %s', (path) => {
    expect(found(path)).toEqual([])
  })

  test.each([
    ['/list?ids=1&ids=2', 'invalid-parameter query ids'],
    ['/list?deep[sizes]=1&deep[sizes]=x', 'invalid-parameter query deep /sizes/1 type'],
    ['/list?csv=a,a%2Cb', 'invalid-parameter query csv /1 enum'],
    ['/list?csv=a%2Cx', 'invalid-parameter query csv /0 enum'],
    ['/list?piped=a|a%7Cb', 'invalid-parameter query piped /1 enum'],
    ['/list?spaced=a%20b%20a', 'invalid-parameter query spaced maxItems'],
    ['/list?piped-words=a%7Cb%7Cc', 'invalid-parameter query piped-words maxItems'],
    ['/list?spaced-words=a%20b%20c', 'invalid-parameter query spaced-words maxItems'],
    ['/list?point=x,1%2C2', 'invalid-parameter query point /x type'],
    ['/simple/a,a%2Cb', 'invalid-parameter path items /1 enum'],
    ['/simple/%E0%A4', 'invalid-parameter path items'],
    ['/label/1/.2', 'invalid-parameter path id'],
    ['/label/.1/.2,x', 'invalid-parameter path ids /1 type'],
    ['/matrix/1', 'invalid-parameter path id'],
  ])('finds what is wrong in %s', (path, expected) => {
    expect(found(path)).toEqual([expected])
  })
})

describe('a header in several lines', () => {
  test('is one list, and a value for each line of Set-Cookie', () => {
    const lines: Interaction['response']['headers'] = [
      ['Link', '<a>; rel=next'],
      ['Link', '<b>; rel=prev'],
      ['Set-Cookie', 'sid=1'],
      ['Set-Cookie', 'sid=2'],
    ]
    expect(found('/list', lines)).toEqual([])
  })

  test('is found where a line, or the list, does not match the schema', () => {
    const trace = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'
    const lines: Interaction['response']['headers'] = [
      ['Set-Cookie', 'sid=1'],
      ['Set-Cookie', 'other=2'],
      ['X-Trace', trace],
      ['X-Trace', trace],
    ]
    expect(found('/list', lines)).toEqual([
      'invalid-header header set-cookie pattern',
      'invalid-header header x-trace format',
    ])
  })
})
