import { describe, expect, test } from 'vitest'
import {
  type Document,
  findDescendant,
  loadStoredDocument,
  type Node,
  parseDocument,
} from '../../../src/openapi/index.js'
import { engineOf } from '../../../src/schema/index.js'

function read(members: object, openapi = '3.1.0'): Document {
  return parseDocument(
    JSON.stringify({ openapi, info: { title: 'T', version: '1' }, paths: {}, ...members }),
    'api.json',
  )
}

const readSchemas = (schemas: object) => read({ components: { schemas } })
const problemsOf = ({ problems }: Document) => problems.map(({ code, pointer }) => `${code} ${pointer}`)
const at = (pointer: string) => `/components/schemas/${pointer}`
const ref = (name: string) => ({ $ref: `#${at(name)}` })

function nodeAt({ root }: Document, ...keys: readonly string[]): Node {
  const node = findDescendant(root, keys)
  if (!node) throw new Error(`Nothing at ${keys.join('/')}`)
  return node
}

test('the same mistake in two files is two problems, and one for two references to it', () => {
  const schemas = { A: { $ref: 'a.json' }, B: { $ref: 'b.json' }, C: { $ref: 'b.json' } }
  const main = { openapi: '3.1.0', info: { title: 'T', version: '1' }, components: { schemas } }
  const { problems } = loadStoredDocument({
    name: 'api.json',
    path: '/api.json',
    nameOf: (path) => path,
    read: (path) => new TextEncoder().encode(JSON.stringify(path === '/api.json' ? main : { $ref: '#/none' })),
  })
  expect(problems.map(({ file }) => file)).toEqual(['/a.json', '/b.json'])
})

describe('a $ref leads to', () => {
  const schemas = {
    A: { allOf: [{}, { title: 'second' }], $anchor: 'a', $defs: { 'b/c d': {} } },
    Dynamic: { $dynamicAnchor: 'd' },
    Resource: {
      $id: 'https://s.example/dir/r#',
      $defs: { inner: { $anchor: 'x' }, other: { $id: 'other', $defs: { deep: { $anchor: 'y' } } } },
      properties: { byAnchor: { $ref: '#x' }, byId: { $ref: 'other#y' }, byPointer: { $ref: '#/$defs/inner' } },
    },
  }
  const targetOf = (reference: string) => {
    const document = readSchemas({ ...schemas, Root: { $ref: reference } })
    return document.schemas.targetOf(nodeAt(document, 'components', 'schemas', 'Root'))?.pointer
  }

  test.each([
    ['#/components/schemas/A', 'A'],
    ['#a', 'A'],
    ['#d', 'Dynamic'],
    ['#/components/schemas/A/allOf/1', 'A/allOf/1'],
    ['#/components/schemas/A/$defs/b~1c%20d', 'A/$defs/b~1c d'],
    ['https://s.example/dir/r', 'Resource'],
    ['https://s.example/dir/r#', 'Resource'],
    ['https://s.example/dir/r#x', 'Resource/$defs/inner'],
    ['https://s.example/dir/other#y', 'Resource/$defs/other/$defs/deep'],
    ['https://s.example/dir/r#/properties/byId', 'Resource/properties/byId'],
  ])('%s: %s', (reference, pointer) => {
    expect(targetOf(reference)).toBe(at(pointer))
  })

  test.each([
    ...['#x', '#y', '#/components/schemas/B', '#/components/schemas/A/allOf/2', '#/components/schemas/A/allOf/01'],
    ...['#/components/schemas/A/allOf/length', '#/components/schemas/A/toString', '#%zz', '#/components/schemas/A/~2'],
    ...['https://s.example/r', 'https://s.example/dir/r#y', 'http://['],
  ])('nothing: %s', (reference) => {
    expect(targetOf(reference)).toBeUndefined()
    expect(problemsOf(readSchemas({ ...schemas, Root: { $ref: reference } }))).toEqual([
      `dangling-reference ${at('Root/$ref')}`,
    ])
  })

  test('what its own resource means', () => {
    const document = readSchemas(schemas)
    const targets = ['byAnchor', 'byId', 'byPointer'].map(
      (name) =>
        document.schemas.targetOf(nodeAt(document, 'components', 'schemas', 'Resource', 'properties', name))?.pointer,
    )
    expect(targets).toEqual([
      at('Resource/$defs/inner'),
      at('Resource/$defs/other/$defs/deep'),
      at('Resource/$defs/inner'),
    ])
    expect(problemsOf(document)).toEqual([])
  })

  test('an anchor in a schema that only a later reference leads to', () => {
    const document = read({
      components: { schemas: { A: { $ref: '#late' }, B: { $ref: '#/x-schemas/late' } } },
      'x-schemas': { late: { $anchor: 'late' } },
    })
    expect(document.schemas.targetOf(nodeAt(document, 'components', 'schemas', 'A'))?.pointer).toBe('/x-schemas/late')
    expect(problemsOf(document)).toEqual([])
  })
})

describe('schemas that apply themselves to the same value are a problem, once for each cycle', () => {
  test.each<[string, object, readonly string[]]>([
    ['by $ref', { A: ref('A') }, ['A']],
    ['by two references', { A: ref('B'), B: ref('A') }, ['B']],
    ['by allOf', { A: { allOf: [{}, ref('A')] } }, ['A/allOf/1']],
    ['by anyOf and oneOf', { A: { anyOf: [ref('B')] }, B: { oneOf: [ref('A')] } }, ['B/oneOf/0']],
    ['by not', { A: { not: ref('A') } }, ['A/not']],
    ['by if', { A: { if: ref('A') } }, ['A/if']],
    ['behind a schema that is no part of it', { A: { allOf: [ref('B')] }, B: { allOf: [ref('B')] } }, ['B/allOf/0']],
    ['two of them', { A: { allOf: [ref('A'), ref('B')] }, B: { not: ref('B') } }, ['A/allOf/0', 'B/not']],
    [
      'not by properties or items',
      { A: { properties: { a: ref('A') }, items: ref('A'), additionalProperties: ref('A') } },
      [],
    ],
    ['not by two ways to one schema', { A: { allOf: [ref('B'), ref('C')] }, B: ref('C'), C: {} }, []],
  ])('%s', (_, schemas, pointers) => {
    const document = readSchemas(schemas)
    expect(problemsOf(document).sort()).toEqual(
      pointers.map((pointer) => `circular-reference ${at(`${pointer}/$ref`)}`),
    )
    for (const pointer of pointers)
      expect(
        document.schemas.targetOf(nodeAt(document, 'components', 'schemas', ...pointer.split('/'))),
      ).toBeUndefined()
  })
})

describe('a Reference Object', () => {
  const responses = (components: object) =>
    read({
      components: { responses: components },
      paths: { '/a': { get: { responses: { 200: { $ref: '#/components/responses/A' } } } } },
    })
  const to = (name: string) => ({ $ref: `#/components/responses/${name}` })
  const responseOf = (document: Document) => document.operations[0]?.responses[0]

  test('stands for the end of a chain of references', () => {
    const document = responses({ A: to('B'), B: to('C'), C: { description: 'x' } })
    expect(responseOf(document)).toMatchObject({ isUsable: true, node: { pointer: '/components/responses/C' } })
  })

  test.each<[string, object, readonly string[]]>([
    ['leads back to itself', { A: to('B'), B: to('A') }, ['circular-reference']],
    ['leads into a circle', { A: to('B'), B: to('C'), C: to('B') }, ['circular-reference']],
    ['leads nowhere', { A: to('none') }, ['dangling-reference']],
    ['leads to what leads nowhere', { A: to('B'), B: to('none') }, ['dangling-reference']],
    ['leads to what cannot be used', { A: to('B'), B: 1 }, ['invalid-document']],
  ])('cannot be used if it %s', (_, components, codes) => {
    const document = responses(components)
    expect(responseOf(document)).toMatchObject({ status: '200', isUsable: false })
    expect([...new Set(document.problems.map(({ code }) => code))]).toEqual(codes)
  })

  test('is checked by what it stands for', () => {
    const document = read({
      components: { responses: { R: { description: 'x' } }, schemas: { S: { type: 'string' } } },
      paths: { '/a': { get: { responses: { 200: { $ref: '#/components/schemas/S' }, 201: to('R') } } } },
    })
    expect(document.problems.map(({ pointer }) => pointer)).toContain('/components/schemas/S/type')
  })

  test('is usable where it refers to an object around it', () => {
    const callbacks = {
      c: { '{$url}': { post: { callbacks: { c: { $ref: '#/components/callbacks/C' } }, responses: {} } } },
    }
    const document = read({ components: { callbacks: { C: callbacks.c } } })
    expect(problemsOf(document).filter((line) => !line.includes('/responses'))).toEqual([])
  })
})

describe('a $dynamicRef', () => {
  const dynamicTarget = (schemas: object) => {
    const document = readSchemas(schemas)
    const found = document.schemas.dynamicTargetOf(nodeAt(document, 'components', 'schemas', 'Root'))
    return found && { ...found, target: found.target.pointer }
  }
  const Other = { $id: 'https://s.example/other', $dynamicAnchor: 'd' }

  test.each<[string, object, object | undefined]>([
    [
      'is dynamic if several resources have the anchor',
      { A: { $dynamicAnchor: 'd' }, Other },
      { target: at('A'), anchor: 'd' },
    ],
    ['is as good as $ref if only one has it', { A: { $dynamicAnchor: 'd' } }, { target: at('A') }],
    ['is as good as $ref to another kind of anchor', { A: { $anchor: 'd' }, Other }, { target: at('A') }],
    [
      'is as good as $ref to another kind of anchor, however many resources have a dynamic one of its name',
      { A: { $anchor: 'd' }, Other, Third: { ...Other, $id: 'https://s.example/third' } },
      { target: at('A') },
    ],
    ['leads nowhere without the anchor', { Other }, undefined],
  ])('%s', (_, schemas, expected) => {
    expect(dynamicTarget({ Root: { $dynamicRef: '#d' }, ...schemas })).toEqual(expected)
  })

  test('leads by a JSON Pointer like $ref', () => {
    const schemas = { Root: { $dynamicRef: `#${at('A')}` }, A: { $dynamicAnchor: 'd' }, Other }
    expect(dynamicTarget(schemas)).toEqual({ target: at('A') })
  })
})

describe('a meta-schema', () => {
  const vocab = (name: string) => `https://json-schema.org/draft/2020-12/vocab/${name}`
  const countFailures = (vocabularies: object, $schema = 'https://s.example/meta') => {
    const document = readSchemas({
      Root: { $id: 'https://s.example/root', $schema, minLength: 3, properties: { a: false } },
      Meta: { $id: 'https://s.example/meta', ...vocabularies },
    })
    const root = nodeAt(document, 'components', 'schemas', 'Root')
    const keywords = (value: unknown) =>
      engineOf(document)
        .evaluate(root, value, { direction: 'response' })
        .map(({ keyword }) => keyword)
    return [keywords('a'), keywords({ a: 1 })]
  }

  test.each<[string, object, string | undefined, readonly string[]]>([
    [
      'without the vocabulary of validation turns its keywords off',
      { $vocabulary: { [vocab('core')]: true } },
      undefined,
      [],
    ],
    ['is found with an empty fragment', { $vocabulary: { [vocab('core')]: true } }, 'https://s.example/meta#', []],
    ['with the vocabulary keeps them', { $vocabulary: { [vocab('validation')]: true } }, undefined, ['minLength']],
    ['without vocabularies keeps them', {}, undefined, ['minLength']],
    ['that is unknown keeps them', { $vocabulary: {} }, 'https://s.example/none', ['minLength']],
  ])('%s', (_, meta, $schema, expected) => {
    expect(countFailures(meta, $schema)).toEqual([expected, ['false']])
  })
})

test.each([
  ['3.0.3', 'openapi-3.0'],
  ['3.1.0', '2020-12'],
  ['3.2.0', '2020-12'],
])('the schemas of OpenAPI %s are of the dialect %s', (version, dialect) => {
  const document = read({ components: { schemas: { A: {} } } }, version)
  expect(document.schemas.dialectOf(nodeAt(document, 'components', 'schemas', 'A'))).toBe(dialect)
})
