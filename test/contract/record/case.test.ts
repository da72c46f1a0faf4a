import { describe, expect, test } from 'vitest'
import type { Interaction } from '../../../src/contract/interaction/interaction.js'
import { createCaseReader } from '../../../src/contract/record/case.js'
import { parseDocument } from '../../../src/openapi/index.js'

const json = [['Content-Type', 'application/json; charset=utf-8']] as const

const interaction = (
  url: string,
  response: Partial<Interaction['response']> = {},
  request: Partial<Interaction['request']> = {},
): Interaction => ({
  request: { method: 'GET', url: `https://books.example${url}`, headers: [], ...request },
  response: { status: 200, headers: json, body: '[]', ...response },
})

describe('without a document, the case of an interaction', () => {
  const read = createCaseReader(undefined)

  test.each([
    ['/books/42424/pages', 'GET /books/id/pages'],
    ['/books/', 'GET /books/'],
    ['/', 'GET /'],
    ['/Jane%20Doe', 'GET /id'],
    [':no URL', 'GET '],
  ])('is named after its method and path: %s', (url, expected) => {
    expect(read(interaction(url))).toMatchObject({ operation: expected, status: 200 })
  })

  test.each<[string, Interaction, readonly string[]]>([
    ['the media type of the response and its shape', interaction('/'), ['type application/json', 'response  no items']],
    [
      'the names of parameters, not their values',
      interaction('/?genre=novel&42424=1&genre=b&Jane+Doe='),
      ['query genre', 'query *', 'type application/json', 'response  no items'],
    ],
    [
      'the media type of the request and its shape',
      interaction('/', { body: null, headers: [] }, { body: '{"a":1}', headers: [['content-type', 'text/csv']] }),
      ['request type text/csv', 'type ', 'request  object', 'request /a number'],
    ],
    [
      'what was not recorded',
      interaction('/', { body: null, notRecorded: ['body'] }, { notRecorded: ['headers', 'body'] }),
      ['type application/json', 'request not recorded', 'response not recorded'],
    ],
    [
      'no headers that were not recorded',
      interaction('/', { body: null, headers: [], notRecorded: ['headers'] }, { notRecorded: ['headers'] }),
      ['type '],
    ],
    ['an invalid media type is none', interaction('/', { body: null, headers: [['content-type', 'json']] }), ['type ']],
  ])('has the features: %s', (_, given, expected) => {
    expect(read(given).features).toEqual(expected)
  })
})

describe('with a document, the case of an interaction', () => {
  const read = createCaseReader(
    parseDocument(
      JSON.stringify({
        ...{ openapi: '3.1.0', info: { title: 'Books', version: '1' }, servers: [{ url: 'https://books.example/v1' }] },
        paths: {
          '/books': {
            get: {
              operationId: 'list',
              responses: {
                200: {
                  description: 'Books.',
                  content: {
                    'application/json': {
                      schema: {
                        type: 'array',
                        items: { type: 'object', properties: { tags: { type: 'array', items: { enum: ['a', 'b'] } } } },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      }),
      'books.json',
    ),
  )
  const featuresOf = (body: string) => read(interaction('/v1/books', { body })).features

  test('is named after its operation', () => {
    expect(read(interaction('/v1/books', { status: 404 }))).toMatchObject({ operation: 'list', status: 404 })
  })

  test('is the same for other values, and other indexes of findings', () => {
    const many = JSON.stringify([...Array(12).fill({}), { tags: ['a', 'b', 'y'] }])
    const [one, two] = [featuresOf('[{"tags":["x"]}]'), featuresOf(many)]
    const findings = (features: readonly string[]) => features.filter((feature) => feature.startsWith('invalid-body'))
    expect(findings(one)).toEqual([expect.stringMatching(/^invalid-body \/\*\/tags\/\* \S+ enum$/)])
    expect(findings(two)).toEqual(findings(one))
  })

  test('differs by what it covers, by its findings, by its media type, and by what was not recorded', () => {
    const cases = [
      interaction('/v1/books'),
      interaction('/v1/books', { body: '[{"tags":["a"]}]' }),
      interaction('/v1/books', { body: '[{"tags":["b"]}]' }),
      interaction('/v1/books', { body: '[{"tags":["c"]}]' }),
      interaction('/v1/books', { headers: [] }),
      interaction('/v1/books', { body: null, notRecorded: ['body'] }),
      interaction('/v1/books', {}, { body: '{"a":1}' }),
      interaction('/v1/books', {}, { body: '{"b":1}' }),
    ].map((each) => read(each).features.toSorted().join())
    expect(new Set(cases).size).toBe(cases.length)
  })

  test.each([
    ['/v1/authors/42424', 'GET /v1/authors/id', 'undocumented-path'],
    ['/v2/books', 'GET /v2/books', 'undocumented-path'],
  ])('of a path that is not documented has its finding: %s', (url, operation, code) => {
    expect(read(interaction(url))).toMatchObject({ operation, features: [expect.stringContaining(code)] })
  })

  test('that is not about the API is that it was skipped', () => {
    const headers = [['Origin', 'https://a.example'] as const, ['Access-Control-Request-Method', 'GET'] as const]
    const preflight = interaction('/books', { status: 204, body: null }, { method: 'OPTIONS', headers })
    expect(read(preflight)).toEqual({ operation: 'OPTIONS /books', status: 204, features: ['skipped'] })
  })
})
