import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../src/openapi/index.js'

type Json = Readonly<Record<string, unknown>>

const text = 'x'
const externalDocs = { description: text, url: 'https://h.example' }
const servers = [
  { url: 'https://{a}.example', description: text, variables: { a: { enum: ['b'], default: 'b', description: text } } },
]
const security = [{ key: [] }]
const examples = {
  a: { summary: text, description: text, value: 1 },
  b: { externalValue: text },
  c: { $ref: '#/components/examples/E' },
}

/** A document of the version that has every member of every object at least once. */
function complete(version: '3.0.3' | '3.1.0'): Json {
  const is31 = version === '3.1.0'
  const schema = {
    ...{ title: text, description: text, type: 'string', format: 'date', pattern: '^a', minLength: 1, maxLength: 2 },
    ...{ enum: ['a'], default: 'a', deprecated: true, readOnly: true, externalDocs },
    ...(is31 ? { examples: ['a'], const: 'a', $comment: text } : { example: 'a', nullable: false }),
  }
  const number = {
    type: 'number',
    multipleOf: 1,
    minimum: 1,
    maximum: 2,
    writeOnly: true,
    ...(!is31 && { exclusiveMinimum: true, exclusiveMaximum: true }),
  }
  const object = {
    ...{ type: 'object', properties: { a: schema, b: number }, required: ['a'], minProperties: 1, maxProperties: 9 },
    ...{ additionalProperties: {}, not: {}, allOf: [{}], anyOf: [{}], oneOf: [{}] },
    ...{ discriminator: { propertyName: 'a', mapping: { x: 'S' } } },
    xml: { name: text, namespace: 'https://h.example', prefix: text, attribute: true, wrapped: true },
  }
  const list = { type: 'array', items: object, minItems: 1, maxItems: 2, uniqueItems: true }
  const header = {
    description: text,
    required: true,
    deprecated: true,
    style: 'simple',
    explode: true,
    schema: {},
    example: 1,
  }
  const encoding = {
    contentType: 'text/plain',
    headers: { 'X-A': header },
    style: 'form',
    explode: true,
    allowReserved: true,
  }
  const content = {
    'application/json': { schema: list, examples },
    'multipart/form-data': { schema: object, example: 1, encoding: { a: encoding } },
  }
  const link = { operationId: 'a', parameters: { id: 1 }, requestBody: 1, description: text, server: servers[0] }
  const response = {
    description: text,
    headers: { 'X-A': header, 'X-B': { content: { 'text/plain': {} } } },
    content,
    links: { a: link },
  }
  const query = {
    ...{ name: 'q', in: 'query', description: text, required: true, deprecated: true, allowEmptyValue: true },
    ...{ style: 'form', explode: true, allowReserved: true, schema: {}, examples },
  }
  const responses = { default: { $ref: '#/components/responses/R' } }
  const operation = {
    ...{
      tags: ['t'],
      summary: text,
      description: text,
      externalDocs,
      operationId: 'a',
      deprecated: true,
      security,
      servers,
    },
    parameters: [
      query,
      { name: 'c', in: 'cookie', style: 'form', content: { 'text/plain': {} } },
      { name: 'X-H', in: 'header', style: 'simple', schema: {}, example: 1 },
    ],
    requestBody: { description: text, content: { 'text/plain': {} }, required: true },
    responses: { 200: response, '4XX': { $ref: '#/components/responses/R' } },
    callbacks: { c: { '{$request.body#/url}': { post: { responses } } } },
  }
  const flow = { authorizationUrl: text, tokenUrl: text, refreshUrl: text, scopes: { s: text } }
  const { authorizationUrl: _, ...tokenFlow } = flow
  const { tokenUrl: __, ...implicit } = flow
  return {
    openapi: version,
    info: {
      ...{ title: text, description: text, termsOfService: text, version: '1', ...(is31 && { summary: text }) },
      contact: { name: text, url: text, email: text },
      license: { name: text, ...(is31 ? { identifier: 'MIT' } : { url: text }) },
    },
    ...{ servers, security, tags: [{ name: 't', description: text, externalDocs }], externalDocs },
    paths: {
      '/a/{id}': {
        ...{ summary: text, description: text, servers },
        parameters: [{ name: 'id', in: 'path', required: true, style: 'simple', schema: {} }],
        get: operation,
      },
    },
    ...(is31 && {
      webhooks: { w: { post: { responses } } },
      jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
    }),
    components: {
      schemas: { S: {} },
      responses: { R: { description: text } },
      parameters: { P: { name: 'p', in: 'query', schema: {} } },
      examples: { E: { value: 1 } },
      requestBodies: { B: { content: { 'text/plain': {} } } },
      headers: { H: { schema: {} } },
      securitySchemes: {
        key: { type: 'apiKey', description: text, name: 'k', in: 'header' },
        http: { type: 'http', scheme: 'bearer', bearerFormat: text },
        id: { type: 'openIdConnect', openIdConnectUrl: text },
        oauth: {
          type: 'oauth2',
          flows: { implicit, password: tokenFlow, clientCredentials: tokenFlow, authorizationCode: flow },
        },
      },
      links: { L: { operationId: 'a' } },
      callbacks: { C: { '{$url}': { post: { responses } } } },
      ...(is31 && { pathItems: { I: { get: { responses } } } }),
    },
  }
}

/** Members that may have any value, below which nothing is checked. */
const anything =
  /\/(?:example|default|const|value|requestBody)$|\/(?:enum|links\/\w+\/parameters|schemas\/\w+\/examples|\w+\/examples)\/\w+$/

/** All places of a value, each with its value. */
function* placesOf(value: unknown, pointer = ''): Generator<readonly [pointer: string, value: unknown]> {
  if (pointer !== '') yield [pointer, value]
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value))
    yield* placesOf(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
}

/** A copy with another value at a place; without the place if there is no other value. */
function changed(value: unknown, pointer: string, other: unknown): Json {
  const copy = structuredClone(value) as Json
  const tokens = pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  let parent: Record<string, unknown> = copy
  for (const token of tokens.slice(0, -1)) parent = parent[token] as Record<string, unknown> // on the way to a place that is there
  const last = tokens.at(-1) ?? ''
  if (other === undefined) delete parent[last]
  else parent[last] = other
  return copy
}

const problemsOf = (document: Json) => parseDocument(JSON.stringify(document), 'a.json').problems

/** The required members of each object, by the specification. */
const required: Readonly<Record<string, readonly string[]>> = {
  OpenAPI: ['info'],
  Info: ['title', 'version'],
  License: ['name'],
  Server: ['url'],
  'Server Variable': ['default'],
  'External Documentation': ['url'],
  Parameter: ['name', 'in', 'required'],
  'Request Body': ['content'],
  Response: ['description'],
  Tag: ['name'],
  'Security Scheme': ['type', 'name', 'in', 'scheme', 'flows', 'openIdConnectUrl'],
  'Implicit Flow': ['authorizationUrl', 'scopes'],
  'Token Flow': ['tokenUrl', 'scopes'],
  'Authorization Code Flow': ['authorizationUrl', 'tokenUrl', 'scopes'],
  Discriminator: ['propertyName'],
}
const requiredIn30 = { ...required, OpenAPI: ['info', 'paths'], Operation: ['responses'] }

describe.each(['3.0.3', '3.1.0'] as const)('in OpenAPI %s', (version) => {
  const document = complete(version)

  test('every member of every object is known', () => {
    expect(problemsOf(document).map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual([])
  })

  test('no member has a value of another type', () => {
    const seen = new Set<string>()
    const accepted: string[] = []
    for (const [pointer, value] of placesOf(document)) {
      const kind = `${pointer.split('/').slice(-2).join('/')} ${typeof value}`
      if (pointer === '/openapi' || anything.test(pointer) || seen.has(kind)) continue
      seen.add(kind)
      const wrong = typeof value === 'boolean' ? 'x' : typeof value === 'number' ? 'x' : 7
      if (!problemsOf(changed(document, pointer, wrong)).some((problem) => problem.pointer === pointer))
        accepted.push(pointer)
    }
    expect(accepted).toEqual([])
  })

  test('a member is missing exactly if the specification requires it', () => {
    const seen = new Set<string>()
    const missing = new Set<string>()
    for (const [pointer] of placesOf(document)) {
      const kind = pointer.split('/').slice(-2).join('/')
      if (pointer === '/openapi' || seen.has(kind)) continue
      seen.add(kind)
      for (const { message } of problemsOf(changed(document, pointer, undefined))) {
        const [, member, object] = /^missing required member "(.*)" \(OpenAPI ..., (.*) Object\)$/.exec(message) ?? []
        if (member !== undefined) missing.add(`${object}: ${member}`)
      }
    }
    const expected = Object.entries(version === '3.0.3' ? requiredIn30 : required)
    expect([...missing].sort()).toEqual(
      expected.flatMap(([object, members]) => members.map((member) => `${object}: ${member}`)).sort(),
    )
  })
})

test.each([
  ['3.0.4', []],
  ['3.1.0-rc1', []],
  ['3.1.12', []],
  ['3.2.0', []],
  ['3.1', ['expected version 3.1.x, received "3.1"']],
])('the version %s has the problems %j', (openapi, problems) => {
  const document = { openapi, info: { title: text, version: '1' }, paths: {} }
  expect(problemsOf(document).map(({ message }) => message)).toEqual(problems)
})

describe('what OpenAPI 3.1 added is no member in 3.0', () => {
  const paths = {}
  test.each<[string, string, Json]>([
    ['webhooks', '/webhooks', { paths, webhooks: {} }],
    ['jsonSchemaDialect', '/jsonSchemaDialect', { paths, jsonSchemaDialect: 'https://h.example' }],
    ['path items of the components', '/components/pathItems', { paths, components: { pathItems: {} } }],
    ['the summary of the API', '/info/summary', { paths, info: { title: text, version: '1', summary: text } }],
    [
      'the identifier of a license',
      '/info/license/identifier',
      { paths, info: { title: text, version: '1', license: { name: text, identifier: 'MIT' } } },
    ],
    [
      'the type mutualTLS',
      '/components/securitySchemes/a/type',
      { paths, components: { securitySchemes: { a: { type: 'mutualTLS' } } } },
    ],
    [
      'an extension of a discriminator',
      '/components/schemas/A/discriminator/x-a',
      { paths, components: { schemas: { A: { discriminator: { propertyName: 'a', 'x-a': 1 } } } } },
    ],
  ])('%s', (_, pointer, members) => {
    const read = (openapi: string) => problemsOf({ openapi, info: { title: text, version: '1' }, ...members })
    expect(read('3.0.3').map((problem) => problem.pointer)).toEqual([pointer])
    expect(read('3.1.0')).toEqual([])
  })
})

test.each(['3.0.3', '3.1.0', '3.2.0'])('in OpenAPI %s, what stands beside a $ref is ignored', (openapi) => {
  const beside = { $ref: '#/components/responses/R', anything: 7, description: text }
  const document = {
    ...{ openapi, info: { title: text, version: '1' }, components: { responses: { R: { description: text } } } },
    paths: { '/a': { get: { responses: { 200: beside } } } },
  }
  expect(problemsOf(document)).toEqual([])
})

test.each(['3.0.3', '3.1.0'])(
  'in OpenAPI %s, any object may have extensions, and security requirements have none',
  (openapi) => {
    const extended = { 'x-a': 1, title: text, version: '1' }
    expect(problemsOf({ openapi, info: extended, paths: { 'x-a': 1 }, 'x-a': 1 })).toEqual([])
    const [problem] = problemsOf({ openapi, info: extended, paths: {}, security: [{ 'x-a': 1 }] })
    expect(problem?.pointer).toBe('/security/0/x-a')
  },
)
