import { describe, expect, test } from 'vitest'
import { collectPublicValues, publicWithoutDocument } from '../../../src/contract/scrub/public-values.js'
import { parseDocument } from '../../../src/openapi/index.js'

function collect(members: object, beginnings: readonly string[] = []) {
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, ...members }
  return collectPublicValues(parseDocument(JSON.stringify(document), 'api.json'), beginnings)
}
const withSchema = (schema: object) => collect({ components: { schemas: { Pet: schema } } })

describe('the values of a document are public', () => {
  test.each<[string, object, readonly (string | number)[]]>([
    ['of an enum', { enum: ['red', 7, null, true] }, ['red', 7]],
    ['of a const', { const: 'cat' }, ['cat']],
    ['of a default', { default: 20 }, [20]],
    ['of an example', { example: 'Rex' }, ['Rex']],
    ['inside examples', { examples: [{ tags: ['small'] }] }, ['small', 'tags']],
    ['of limits', { maximum: 99, minimum: 3, minLength: 5 }, [99, 3]],
    ['that are names of properties', { properties: { bark: {} } }, ['bark']],
  ])('%s', (_, schema, expected) => {
    expect([...withSchema(schema).values].sort()).toEqual([...expected].sort())
  })

  test('such as the names of parameters and of API keys in the query', () => {
    const { values, parameters } = collect({
      paths: {
        '/pets': {
          get: {
            parameters: [{ name: 'limit', in: 'query', schema: {} }],
            security: [{ key: [] }],
            responses: { default: { description: 'x' } },
          },
        },
      },
      components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'token' } } },
    })
    expect([...values]).toEqual(expect.arrayContaining(['limit', 'token']))
    expect([...parameters]).toEqual(['limit', 'token'])
  })

  test('but not descriptions, and no limit that is a text', () => {
    expect([...withSchema({ description: 'secret', maximum: 'secret', type: 'object' }).values]).toEqual([])
  })
})

describe('the tags of a discriminator are public', () => {
  test('which are the keys of its mapping, and the names of schemas', () => {
    const { values } = collect({
      components: {
        schemas: {
          Pet: { discriminator: { propertyName: 'kind', mapping: { dog: '#/components/schemas/Hound' } } },
          Hound: {},
        },
        parameters: { Limit: { name: 'limit', in: 'query', schema: {} } },
      },
    })
    expect([...values].sort()).toEqual(['Hound', 'Pet', 'dog'])
  })

  test('which may have no mapping, and no names of schemas', () => {
    const discriminator = { propertyName: 'kind' }
    expect([...withSchema({ discriminator }).values]).toEqual(['Pet'])
    expect([
      ...collect({ webhooks: { a: { post: { requestBody: { content: { b: { schema: { discriminator } } } } } } } })
        .values,
    ]).toEqual([])
  })

  test('while names of schemas are not if no schema has a discriminator', () => {
    expect([...collect({ components: { schemas: { Hound: {} } } }).values]).toEqual([])
  })
})

describe('the names of properties are public', () => {
  test.each<[string, object, readonly string[]]>([
    ['of properties', { properties: { a: {} } }, ['a']],
    ['in required', { required: ['a'] }, ['a']],
    ['in dependentRequired', { dependentRequired: { a: ['b'] } }, ['a', 'b']],
    ['in dependentSchemas', { dependentSchemas: { a: {} } }, ['a']],
    ['of members of examples', { example: { a: { b: 1 } } }, ['a', 'b']],
    ['but not indexes of lists', { example: [['x']] }, []],
  ])('%s', (_, schema, expected) => {
    expect([...withSchema(schema).names]).toEqual(expected)
  })
})

test('hosts of all addresses are public, in lower case', () => {
  const { hosts } = collect(
    {
      servers: [{ url: 'https://API.example/v1' }],
      components: { schemas: { A: { description: 'see http://docs.example:8080?a and mailto:x@mail.example' } } },
    },
    ['https://CDN.example/files/', 'plain/', '/files//no-host.example/'],
  )
  expect([...hosts].sort()).toEqual(['api.example', 'cdn.example', 'docs.example:8080'])
})

describe('the fixed segments of paths are public', () => {
  const responses = { default: { description: 'x' } }
  const parameter = (name: string) => ({ name, in: 'path', required: true, schema: {} })

  test('as they are written and as they are sent', () => {
    const { segments } = collect({ paths: { '/all pets/{id}': { get: { parameters: [parameter('id')], responses } } } })
    expect([...segments]).toEqual(['all pets', 'all%20pets'])
  })

  test('without the query that a path should not have', () => {
    expect([...collect({ paths: { '/pets?secret=1': { get: { responses } } } }).segments]).toEqual(['pets'])
  })

  test('of servers, with the values of their variables', () => {
    const { segments } = collect({
      servers: [
        {
          url: 'https://h.example/{stage}/api/',
          variables: { stage: { default: 'v1', enum: ['v1', 'v2/beta'] } },
        },
      ],
    })
    expect([...segments].sort()).toEqual(['api', 'beta', 'v1', 'v2'])
  })

  test('of the beginnings that patterns require, but not the unfinished last one', () => {
    expect([...collect({}, ['/files/public/pre']).segments]).toEqual(['files', 'public'])
  })

  test('beside a parameter in the same segment', () => {
    const { partialSegments, segments } = collect({
      paths: { '/pets.{format}/{a}': { get: { parameters: [parameter('format'), parameter('a')], responses } } },
    })
    expect([...segments]).toEqual([])
    expect(partialSegments.map((pattern) => pattern.exec('pets.json')?.slice(1))).toEqual([['pets.', 'json', '']])
    expect(partialSegments.map((pattern) => pattern.exec('petsXjson'))).toEqual([null])
  })

  test('after a parameter in the same segment', () => {
    const parameters = [parameter('a')]
    const { partialSegments } = collect({ paths: { '/{a}.csv': { get: { parameters, responses } } } })
    expect(partialSegments.map((pattern) => pattern.exec('b.csv')?.slice(1))).toEqual([['', 'b', '.csv']])
  })
})

test('parameters that may be integers are counts', () => {
  const parameter = (name: string, schema: object) => ({ name, in: 'query', schema })
  const { counts } = collect({
    paths: {
      '/pets': {
        get: {
          parameters: [
            parameter('limit', { type: 'integer' }),
            parameter('name', { type: 'string' }),
            parameter('page', { type: ['string', 'integer'] }),
          ],
          responses: { default: { description: 'x' } },
        },
      },
    },
  })
  expect([...counts]).toEqual(['limit', 'page'])
})

test('media types of requests and responses, and headers of responses, are public in lower case', () => {
  const { mediaTypes, headers } = collect({
    paths: {
      '/pets': {
        post: {
          requestBody: { content: { 'Application/JSON': {} } },
          responses: {
            default: { description: 'x', content: { 'text/CSV': {} }, headers: { 'X-Total': { schema: {} } } },
          },
        },
      },
    },
  })
  expect([...mediaTypes]).toEqual(['application/json', 'text/csv'])
  expect([...headers]).toEqual(['x-total'])
})

describe('the origins of servers are public', () => {
  test('beginning with the servers of the whole document, each once', () => {
    const { origins } = collect({
      paths: { '/pets': { servers: [{ url: 'https://path.example' }, { url: 'https://h.example/v2' }] } },
      servers: [{ url: 'https://{host}/v1', variables: { host: { default: 'h.example' } } }],
    })
    expect(origins).toEqual(['https://h.example', 'https://path.example'])
  })

  test('and a variable without a definition is replaced by an example', () => {
    expect(collect({ servers: [{ url: 'https://{host}.example/v1' }] }).origins).toEqual(['https://example.example'])
  })

  test('but not those of other lists, or of servers that have no URL', () => {
    const server = { url: 'https://other.example/secret' }
    const found = [
      collect({ 'x-other': [server] }),
      collect({ servers: [null, { url: 5 }, { url: '/', variables: { a: null, b: {} } }] }),
    ]
    expect(found.map(({ origins }) => origins)).toEqual([['https://example.com'], ['https://example.com']])
    expect(found.flatMap(({ segments }) => [...segments])).not.toContain('secret')
  })

  test('or one that is reserved for examples if the document has no absolute URL', () => {
    expect(collect({ servers: [{ url: '/v1' }] }).origins).toEqual(['https://example.com'])
    expect(publicWithoutDocument.origins).toEqual(['https://example.com'])
  })
})

test('only without a document is a text public because it looks like a word', () => {
  expect(collect({}).isWord('pets')).toBe(false)
  expect(publicWithoutDocument.isWord('pets')).toBe(true)
})
