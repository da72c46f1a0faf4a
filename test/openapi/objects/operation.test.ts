import { describe, expect, test } from 'vitest'
import { chooseResponse, type Operation, parseDocument, type Response } from '../../../src/openapi/index.js'

const schema = {}
const responses = { 200: { description: 'x' } }

/** The document with one path item, `/a`, and other members. */
function read(item: object, members: object = {}, openapi = '3.1.0') {
  const document = { openapi, info: { title: 'T', version: '1' }, paths: { '/a': item }, ...members }
  return parseDocument(JSON.stringify(document), 'api.json')
}

/** The operation `GET /a`. */
function readGet(operation: object, members: object = {}, openapi = '3.1.0'): Operation {
  const found = read({ get: { responses, ...operation } }, members, openapi).operations[0]
  if (!found) throw new Error('No operation')
  return found
}

describe('the parameters of an operation', () => {
  const names = ({ parameters }: Operation) => parameters.map((each) => `${each.in} ${each.name}`)

  test('are its own, then those of its path item, then those of the one that it refers to', () => {
    const parametersOf = (...list: readonly string[]) => list.map((name) => ({ name, in: 'query', schema }))
    const { operations } = read(
      {
        $ref: '#/components/pathItems/I',
        parameters: parametersOf('b', 'c'),
        get: { parameters: parametersOf('a', 'b') },
      },
      { components: { pathItems: { I: { parameters: parametersOf('c', 'd') } } } },
    )
    expect(operations.map(names)).toEqual([['query a', 'query b', 'query c', 'query d']])
    expect(operations[0]?.parameters.map(({ node }) => node.pointer)).toEqual([
      '/paths/~1a/get/parameters/0',
      '/paths/~1a/get/parameters/1',
      '/paths/~1a/parameters/1',
      '/components/pathItems/I/parameters/1',
    ])
  })

  test('differ by name and place, and the names of headers not by case', () => {
    const parameters = [
      ...['x-a', 'X-A'].map((name) => ({ name, in: 'header', schema })),
      ...['x-a', 'X-A'].map((name) => ({ name, in: 'query', schema })),
      { name: 'x-a', in: 'cookie', schema },
    ]
    expect(names(readGet({ parameters }))).toEqual(['header x-a', 'query x-a', 'query X-A', 'cookie x-a'])
  })

  test.each(['Accept', 'content-type', 'AUTHORIZATION'])(
    'do not include a header %s, but others of that name',
    (name) => {
      const parameters = ['header', 'query', 'cookie'].map((location) => ({ name, in: location, schema }))
      expect(names(readGet({ parameters }))).toEqual([`query ${name}`, `cookie ${name}`])
    },
  )

  // OAS 3.1, Parameter Object: the defaults of `style` and `explode`.
  test.each<[object, object]>([
    [{ in: 'query' }, { style: 'form', explode: true, required: false, allowEmptyValue: false }],
    [{ in: 'cookie' }, { style: 'form', explode: true }],
    [{ in: 'header' }, { style: 'simple', explode: false }],
    [
      { in: 'path', required: true },
      { style: 'simple', explode: false, required: true },
    ],
    [
      { in: 'query', style: 'spaceDelimited' },
      { style: 'spaceDelimited', explode: false },
    ],
    [
      { in: 'query', style: 'deepObject', explode: true },
      { style: 'deepObject', explode: true },
    ],
    [
      { in: 'query', explode: false },
      { style: 'form', explode: false },
    ],
    [
      { in: 'header', explode: true, required: true },
      { style: 'simple', explode: true, required: true },
    ],
    [{ in: 'query', allowEmptyValue: true }, { allowEmptyValue: true }],
  ])('have defaults: %j is %j', (parameter, expected) => {
    expect(readGet({ parameters: [{ name: 'a', schema, ...parameter }] }).parameters).toMatchObject([expected])
  })

  test('are described by a schema or by a media type', () => {
    const content = { 'text/plain': { schema: { type: 'string' } } }
    const parameters = [
      { name: 'a', in: 'query', schema: { type: 'integer' } },
      { name: 'b', in: 'query', content },
    ]
    const described = readGet({ parameters }).parameters.map((each) => [each.schema?.value, each.content?.name])
    expect(described).toEqual([
      [{ type: 'integer' }, undefined],
      [undefined, 'text/plain'],
    ])
  })

  test('may be of a style of 3.2, which repeats the name of the cookie by default', () => {
    const parameters = [{ name: 'a', in: 'cookie', style: 'cookie', schema }]
    expect(readGet({ parameters }, {}, '3.2.0').parameters).toMatchObject([{ style: 'cookie', explode: true }])
  })

  test('may have one for the whole query, in 3.2', () => {
    const content = { 'application/json': { schema: { type: 'object' } } }
    const parameters = [{ name: 'q', in: 'querystring', content }]
    const { queryString } = readGet({ parameters }, {}, '3.2.0')
    expect(queryString?.parameter.name).toBe('q')
    expect(queryString?.body?.schema?.value).toEqual({ type: 'object' })
    expect(readGet({ parameters: [{ name: 'q', in: 'query', content }] }).queryString).toBeUndefined()
  })
})

describe('the body of a request', () => {
  test.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])('is required only if the document says so: %j', (required, expected) => {
    const { requestBody } = readGet({ requestBody: { content: {}, ...(required !== undefined && { required }) } })
    expect(requestBody).toMatchObject({ required: expected, content: [], isUsable: true })
  })

  test('is absent if the operation has none', () => {
    expect(readGet({}).requestBody).toBeUndefined()
  })

  test.each<[object, object]>([
    [{ contentType: 'text/plain' }, { contentType: 'text/plain' }],
    [{ contentType: 'text/plain', style: 'form' }, { serialized: { style: 'form', explode: true, name: 'p' } }],
    [{ contentType: 'text/plain', explode: false }, { serialized: { style: 'form', explode: false } }],
    [{ contentType: 'text/plain', allowReserved: false }, { serialized: { style: 'form' } }],
  ])(
    'has a property with the encoding %j, of which style, explode and allowReserved replace contentType',
    (of, expected) => {
      const content = { 'application/x-www-form-urlencoded': { schema, encoding: { p: of } } }
      const encoding = readGet({ requestBody: { content } }).requestBody?.content[0]?.encodings.get('p')
      expect(encoding).toMatchObject(expected)
      expect(encoding && Object.keys(encoding).sort()).toEqual(['headers', 'node', ...Object.keys(expected)].sort())
    },
  )

  test('has a schema for all of it, or one for each item in 3.2', () => {
    const content = {
      'application/json': { schema: { type: 'array' } },
      'application/jsonl': { itemSchema: { type: 'null' } },
    }
    const types = readGet({ requestBody: { content } }, {}, '3.2.0').requestBody?.content
    expect(types?.map((type) => [type.name, type.schema?.value, type.itemSchema?.value])).toEqual([
      ['application/json', { type: 'array' }, undefined],
      ['application/jsonl', undefined, { type: 'null' }],
    ])
  })

  test('has parts with headers, without Content-Type', () => {
    const headers = { 'content-TYPE': { schema }, 'X-A': { schema, required: true } }
    const content = { 'multipart/form-data': { schema, encoding: { p: { headers } } } }
    const encoding = readGet({ requestBody: { content } }).requestBody?.content[0]?.encodings.get('p')
    expect(encoding?.headers).toMatchObject([{ name: 'X-A', required: true, style: 'simple', explode: false }])
  })
})

describe('the responses of an operation', () => {
  const responsesOf = (...keys: readonly string[]) =>
    readGet({ responses: Object.fromEntries(keys.map((key) => [key, { description: key }])) }).responses

  test('are known by their statuses, ranges in upper case, without extensions', () => {
    expect(responsesOf('default', '4xx', '200', '5XX', 'x-a').map(({ status }) => status)).toEqual([
      '200',
      'default',
      '4XX',
      '5XX',
    ])
  })

  test.each<[number, readonly string[], string | undefined]>([
    [404, ['default', '4XX', '404'], '404'],
    [404, ['default', '4XX', '403'], '4XX'],
    [404, ['default', '4xx'], '4XX'],
    [404, ['default', '5XX', '200'], 'default'],
    [404, ['5XX', '200'], undefined],
    [499, ['4XX'], '4XX'],
    [500, ['4XX'], undefined],
    [40, ['4XX'], undefined],
  ])('have for %i, of %j: %j', (status, keys, expected) => {
    expect(chooseResponse(responsesOf(...keys), status)?.status).toBe(expected)
  })

  test('have headers without Content-Type, in any case', () => {
    const headers = { 'Content-Type': { schema }, 'content-type': { schema }, 'X-A': { schema } }
    const found: readonly Response[] = readGet({ responses: { 200: { description: 'x', headers } } }).responses
    expect(found[0]?.headers.map(({ name }) => name)).toEqual(['X-A'])
  })
})

describe('the security of an operation', () => {
  const securitySchemes = {
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    token: { type: 'http', scheme: 'Bearer' },
    alias: { $ref: '#/components/securitySchemes/key' },
  }
  const namesOf = ({ security }: Operation) => security.map(({ schemes }) => schemes.map(({ name }) => name))
  const securityOf = (own: object, ofDocument: object = {}) =>
    readGet(own, { ...ofDocument, components: { securitySchemes } })

  test.each<[string, object, object, string[][]]>([
    ['its own', { security: [{ key: [] }] }, { security: [{ token: [] }] }, [['key']]],
    ['that of the document, if it has none', {}, { security: [{ token: [] }] }, [['token']]],
    ['none, if its list is empty', { security: [] }, { security: [{ token: [] }] }, []],
    ['none, if the document has none either', {}, {}, []],
    ['alternatives of several schemes', { security: [{ key: [], token: [] }, {}] }, {}, [['key', 'token'], []]],
    ['none, if one alternative cannot be used', { security: [{ key: [] }, { other: [] }] }, {}, []],
  ])('is %s', (_, own, ofDocument, expected) => {
    expect(namesOf(securityOf(own, ofDocument))).toEqual(expected)
  })

  test('names an alternative of which a scheme is unknown as one that cannot be used', () => {
    const { unusable } = securityOf({ security: [{ key: [] }, { key: [], other: [] }] })
    expect(unusable.map(({ pointer }) => pointer)).toEqual(['/paths/~1a/get/security/1'])
  })

  test('says where a key is, and the scheme in lower case', () => {
    const [requirement] = securityOf({ security: [{ alias: [], token: [] }] }).security
    expect(requirement?.schemes).toMatchObject([
      { name: 'alias', type: 'apiKey', in: 'header', parameter: 'X-Key' },
      { name: 'token', type: 'http', scheme: 'bearer' },
    ])
  })
})

describe('what of an operation cannot be used is named', () => {
  const at = '/paths/~1a'
  test.each<[string, object, readonly string[]]>([
    ['its parameters', { put: { parameters: 1 } }, ['/put/parameters']],
    ['a parameter', { put: { parameters: [1, { name: 'a', in: 'query', schema }] } }, ['/put/parameters/0']],
    [
      'a member of a parameter',
      { put: { parameters: [{ name: 'a', in: 'query', schema, style: 'x' }] } },
      ['/put/parameters/0/style'],
    ],
    ['its body', { put: { requestBody: 1 } }, ['/put/requestBody']],
    ['the content of its body', { put: { requestBody: { content: 1 } } }, ['/put/requestBody/content']],
    ['its security', { put: { security: 1 } }, ['/put/security']],
    ['its servers', { put: { servers: 1 } }, ['/put/servers']],
    [
      'what it has from its path item',
      { get: 1, summary: 1, additionalOperations: 1, parameters: [1], servers: 1, put: {} },
      ['/parameters/0', '/servers'],
    ],
    [
      'what it has from the path item that its own refers to',
      { $ref: '#/paths/~1a/put/x-item', put: { 'x-item': { parameters: [1], servers: 1, summary: 1 } } },
      ['/put/x-item/parameters/0', '/put/x-item/servers'],
    ],
    ['nothing that no traffic is checked by', { put: { tags: 1, summary: 1, description: 1, deprecated: 1 } }, []],
  ])('%s', (_, item, pointers) => {
    const operation = read(item, {}, '3.2.0').operations.find(({ method }) => method === 'PUT')
    expect(operation?.unusable.map(({ pointer }) => pointer).sort()).toEqual(pointers.map((each) => `${at}${each}`))
    expect(operation?.isUsable).toBe(true)
  })

  test('a body, of which then nothing is known', () => {
    expect(readGet({ requestBody: 1 }).requestBody).toMatchObject({ required: false, content: [], isUsable: false })
  })

  test('an encoding of a media type', () => {
    const content = { 'a/b': { schema, encoding: { x: 1, y: {} } } }
    const [type] = readGet({ requestBody: { content } }).requestBody?.content ?? []
    expect(type?.unusable.map(({ pointer }) => pointer)).toEqual([`${at}/get/requestBody/content/a~1b/encoding/x`])
    expect([...(type?.encodings.keys() ?? [])]).toEqual(['y'])
  })

  test('a media type, of which then only the name is known', () => {
    const [type, other] =
      readGet({ requestBody: { content: { 'a/b': 1, 'c/d': { schema } } } }).requestBody?.content ?? []
    expect(type).toMatchObject({ name: 'a/b', encodings: new Map() })
    expect(type?.unusable.map(({ pointer }) => pointer)).toEqual([`${at}/get/requestBody/content/a~1b`])
    expect(other?.unusable).toEqual([])
  })

  test.each<[string, unknown, boolean, string]>([
    ['a response, of which then only the status is known', 1, false, ''],
    ['the content of a response, whose body is then unknown', { description: 'x', content: 1 }, false, '/content'],
    ['a header of a response', { description: 'x', headers: { A: 1 } }, true, '/headers/A'],
    ['a member of a header', { description: 'x', headers: { A: { schema, style: 1 } } }, true, '/headers/A/style'],
  ])('%s', (_, response, isUsable, pointer) => {
    const [found] = readGet({ responses: { 200: response } }).responses
    expect(found).toMatchObject({ status: '200', content: [], isUsable })
    expect(found?.unusable.map((each) => each.pointer)).toEqual([`${at}/get/responses/200${pointer}`])
  })
})

describe('the operations of a document', () => {
  test.each([
    ['3.1.0', ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']],
    ['3.2.0', ['COPY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE']],
  ])('are those of every method that version %s has', (version, expected) => {
    const names = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']
    const item = Object.fromEntries(names.map((name) => [name, { responses }]))
    const { operations } = read({ ...item, additionalOperations: { COPY: { responses } } }, {}, version)

    expect(operations.flatMap(({ method, isUsable }) => (isUsable ? method : [])).sort()).toEqual(expected)
  })

  test.each([true, 7, '7'])('have the id %j, although it is not always a text', (operationId) => {
    expect(readGet({ operationId }).operationId).toBe(String(operationId))
  })

  test('include neither extensions nor paths without a slash', () => {
    const paths = { '/a': { get: { responses }, 'x-get': { responses }, summary: 'x' }, 'x-b': { get: { responses } } }
    expect(read({}, { paths }).operations.map(({ operationId }) => operationId)).toEqual(['GET /a'])
  })

  test('keep an id that only a webhook has, too', () => {
    const get = { operationId: 'x', responses }
    const { operations, webhooks } = read({ get }, { webhooks: { w: { post: get } } })
    expect([...operations, ...webhooks].map(({ operationId }) => operationId)).toEqual(['x', 'x'])
  })

  test('have callbacks, each with its name and its expression, beside the webhooks', () => {
    const item = { post: { responses } }
    const callbacks = { done: { '{$request.body#/url}': item, '{$url}': { put: { responses } }, 'x-a': item } }
    const { operations, webhooks } = read({ get: { responses, callbacks } }, { webhooks: { w: item } })
    expect(operations.map(({ operationId }) => operationId)).toEqual(['GET /a'])
    expect(webhooks.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST w',
      'POST done {$request.body#/url}',
      'PUT done {$url}',
    ])
  })

  test('of which nothing can be used are known by method and path', () => {
    const [operation] = read({ get: 'x', servers: [{ url: '/v1' }] }).operations
    expect(operation).toMatchObject({ operationId: 'GET /a', method: 'GET', isUsable: false, responses: [] })
    expect(operation?.unusable.map(({ pointer }) => pointer)).toEqual(['/paths/~1a/get'])
    expect(operation?.servers.hasBasePath('/v1')).toBe(true)
    expect(operation?.servers.hasBasePath('')).toBe(false)
  })

  test('may be of any method where a path item, or the reference in it, cannot be used', () => {
    const broken = (item: unknown) =>
      read({}, { paths: { '/a': item } }).unusableOperations.map(({ operationId }) => operationId)
    expect(broken('x')).toEqual(['* /a'])
    expect(broken({ $ref: '#/components/pathItems/none', get: { responses } })).toEqual(['* /a'])
    expect(broken({ get: 'x' })).toEqual([])
  })
})
