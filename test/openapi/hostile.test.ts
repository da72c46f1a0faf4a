import { expect, test } from 'vitest'
import { createRouter, parseDocument } from '../../src/openapi/index.js'
import { parseMediaType } from '../../src/text/media-type.js'
import { findFault } from '../support/document-fault.js'

// Without the bounds that they are about, these tests take minutes or all memory, and end by vitest's timeout.

function read(content: Readonly<Record<string, unknown>>) {
  return parseDocument(JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, ...content }), 'api.json')
}

const errorOf = findFault

const table = <Value>(length: number, entry: (index: number) => readonly [string, Value]): Record<string, Value> =>
  Object.fromEntries(Array.from({ length }, (_, index) => entry(index)))

const responses = { default: { description: 'x' } }

test('a name of a million characters with thousands of schemas below it is read', () => {
  const properties = table(20_000, (index) => [`p${index}`, {}])
  const { title } = read({
    components: { schemas: { A: { properties: { ['n'.repeat(1_000_000)]: { properties } } } } },
  })
  expect(title).toBe('T')
})

test('thousands of references into the same deep place are followed', () => {
  const deep = 440
  const ends = table(8000, (index) => [`e${index}`, {}])
  const nested = Array.from({ length: deep }).reduce((inside) => ({ a: inside }), ends)
  const properties = table(8000, (index) => [`p${index}`, { $ref: `#/x-a${'/a'.repeat(deep)}/e${index}` }])
  expect(read({ 'x-a': nested, components: { schemas: { A: { properties } } } }).title).toBe('T')
})

test('references to each level of what is nested do not walk it again and again', () => {
  const parameters = Array.from({ length: 20_000 }, (_, index) => ({ name: `p${index}`, in: 'query', schema: {} }))
  let operation: unknown = { responses, parameters }
  for (let level = 0; level < 110; level++) operation = { responses, callbacks: { c: { e: { post: operation } } } }
  const below = (level: number) => `#/paths/~1x${'/post/callbacks/c/e'.repeat(level)}`
  const document = read({
    paths: { '/x': { post: operation }, ...table(111, (level) => [`/r${level}`, { $ref: below(level) }]) },
  })
  expect(document.operations).toHaveLength(112)
})

test('schemas that double with each reference are walked once', () => {
  const schemas = table(5000, (index) => {
    const $ref = `#/components/schemas/S${index + 1}`
    return [`S${index}`, index < 4999 ? { allOf: [{ $ref }, { $ref }] } : {}]
  })
  expect(read({ components: { schemas } }).title).toBe('T')
})

test.each([
  [
    'paths that refer to one path item of many parameters',
    {
      paths: table(600, (index) => [`/p${index}`, { $ref: '#/components/pathItems/I' }]),
      components: {
        pathItems: {
          I: {
            parameters: Array.from({ length: 1000 }, (_, index) => ({ name: `p${index}`, in: 'query', schema: {} })),
            get: { responses },
          },
        },
      },
    },
  ],
  [
    'operations that refer to one response of many headers',
    {
      paths: table(600, (index) => [
        `/p${index}`,
        { get: { responses: { 200: { $ref: '#/components/responses/R' } } } },
      ]),
      components: {
        responses: { R: { description: 'x', headers: table(1000, (index) => [`h${index}`, { schema: {} }]) } },
      },
    },
  ],
  [
    'operations that refer to one body of many encodings',
    {
      paths: table(600, (index) => [
        `/p${index}`,
        { post: { responses, requestBody: { $ref: '#/components/requestBodies/B' } } },
      ]),
      components: {
        requestBodies: {
          B: { content: { 'multipart/form-data': { encoding: table(1000, (index) => [`e${index}`, {}]) } } },
        },
      },
    },
  ],
  [
    'operations that all have many servers',
    {
      servers: Array.from({ length: 1000 }, (_, index) => ({ url: `https://h${index}/` })),
      paths: table(600, (index) => [`/p${index}`, { get: { responses } }]),
    },
  ],
  [
    'operations that all have many security requirements',
    {
      security: Array.from({ length: 1000 }, () => ({ s: [] })),
      paths: table(600, (index) => [`/p${index}`, { get: { responses } }]),
      components: { securitySchemes: { s: { type: 'mutualTLS' } } },
    },
  ],
])('%s are too much', (_, content) => {
  const error = errorOf(() => read(content))
  expect(error.code).toBe('too-large')
  expect(error.message).toContain('expected fewer behind references, received more than 500000 parts of operations')
})

test('ten million open brackets are refused as nesting', () => {
  const error = errorOf(() => parseDocument(`{"openapi": "3.1.0",\n"a": ${'['.repeat(10_000_000)}`, 'api.json'))
  expect(error).toMatchObject({ code: 'nested-too-deeply', line: 2 })
})

test('the line of a place is found in front of much that is nested deeply', () => {
  let schema: unknown = { type: 'none', default: Array.from({ length: 300_000 }, () => [1, { a: 1 }]) }
  for (let level = 0; level < 240; level++) schema = { not: schema }
  expect(errorOf(() => read({ components: { schemas: { A: schema } } }))).toMatchObject({
    code: 'invalid-document',
    line: 1,
    pointer: `/components/schemas/A${'/not'.repeat(240)}/type`,
  })
})

test('a server of slashes without end is read', () => {
  const { operations } = read({
    servers: [{ url: `${'/'.repeat(300_000)}v1` }],
    paths: { '/x': { get: { responses } } },
  })
  expect(createRouter(operations).route('GET', new URL('http://h/x')).path).toBeUndefined()
})

test('a path template of a million characters is matched as text', () => {
  const path = `/${'a'.repeat(1_000_000)}-{id}-${'{b}-'.repeat(100_000)}`
  const { operations } = read({ paths: { [path]: { get: { responses } } } })
  const url = new URL(`http://h${path.replaceAll('{id}', '1').replaceAll('{b}', '2')}`)
  const router = createRouter(operations)
  expect(router.route('GET', url).candidates[0]?.pathParameters.get('id')).toBe('1')
  expect(router.route('GET', new URL(`${url}x`)).path).toBeUndefined()
})

test('a router looks at each operation a few times, however many there are', () => {
  const { operations } = read({ paths: table(1000, (index) => [`/p${index}`, { get: { responses } }]) })
  let asked = 0
  const counted = operations.map((operation) => ({
    ...operation,
    get path() {
      asked += 1
      return operation.path
    },
  }))
  expect(createRouter(counted).route('GET', new URL('http://h/p999')).path).toBe('/p999')
  expect(asked).toBeLessThan(10 * operations.length)
})

test('a media type of millions of characters is invalid', () => {
  const many = 'a'.repeat(30_000_000)
  expect(parseMediaType(`text/${many}`)).toBeUndefined()
  expect(parseMediaType(`text/plain; a="${many}"`)).toBeUndefined()
})
