import { describe, expect, test } from 'vitest'
import { childrenAt, findDescendant, keyOf, loadStoredDocument, parseDocument } from '../../../src/openapi/index.js'
import { findChildSchemas, findDiscriminator } from '../../../src/schema/branches/discriminator.js'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const components = {
  Cat: { type: 'object' },
  Dog: { properties: { kind: { enum: ['dog', 7] } } },
  'a b': { type: 'object' },
}

/** The discriminator of a `oneOf` of these schemas. */
function discriminatorOf(discriminator: unknown, oneOf: readonly unknown[] = [ref('Cat'), ref('Dog')]) {
  const schemas = { ...components, Root: { oneOf, discriminator } }
  const text = JSON.stringify({
    openapi: '3.2.0',
    info: { title: 'S', version: '1' },
    paths: {},
    components: { schemas },
  })
  const document = parseDocument(text, 's.json')
  const root = findDescendant(document.root, ['components', 'schemas', 'Root'])
  if (!root) throw new Error('expected a schema')
  return findDiscriminator(
    root,
    childrenAt(root, 'oneOf').map(([, choice]) => choice),
    document.schemas,
  )
}

test.each([undefined, {}, { mapping: {} }])('there is none without a property name: %j', (discriminator) => {
  expect(discriminatorOf(discriminator)).toBeUndefined()
})

describe('the tags of the schemas are', () => {
  const inline = { properties: { kind: { const: 'bird' } } }
  test.each<[string, unknown, readonly unknown[] | undefined, string[][]]>([
    ['their constants, or else their names', { propertyName: 'kind' }, undefined, [['Cat'], ['dog', '7']]],
    [
      'those of the mapping',
      { propertyName: 'kind', mapping: { c: 'Cat', k: ref('Cat').$ref } },
      undefined,
      [
        ['c', 'k'],
        ['dog', '7'],
      ],
    ],
    ['constants of another property for none', { propertyName: 'type' }, undefined, [['Cat'], ['Dog']]],
    ['none for a schema without name and constant', { propertyName: 'kind' }, [{}, inline], [[], ['bird']]],
  ])('%s', (_, discriminator, oneOf, tags) => {
    expect(discriminatorOf(discriminator, oneOf)?.tags).toEqual(tags)
  })
})

describe('a value means', () => {
  const [cat, dog] = [0, 1]
  const schema = (position: number, tag?: string) => ({ kind: 'schema', position, tag })
  test.each<[string, object, unknown, unknown]>([
    ['the schema with the name', {}, { kind: 'Cat' }, schema(cat, 'Cat')],
    ['the schema with the constant', {}, { kind: 'dog' }, schema(dog, 'dog')],
    ['the schema with the constant of the same text', {}, { kind: 7 }, schema(dog, '7')],
    ['the schema that the mapping names', { mapping: { x: 'Dog' } }, { kind: 'x' }, schema(dog, 'x')],
    ['the schema that the mapping refers to', { mapping: { x: ref('Dog').$ref } }, { kind: 'x' }, schema(dog, 'x')],
    [
      'the schema of the mapping before that of the name',
      { mapping: { Cat: 'Dog' } },
      { kind: 'Cat' },
      schema(dog, 'Cat'),
    ],
    ['a schema elsewhere', { mapping: { x: 'https://example.com/x' } }, { kind: 'x' }, { kind: 'elsewhere' }],
    ['the default without the property', { defaultMapping: 'Dog' }, {}, schema(dog, undefined)],
    ['the default for another tag', { defaultMapping: ref('Cat').$ref }, { kind: 'x' }, schema(cat, 'x')],
    [
      'the schema with the name rather than the default',
      { defaultMapping: 'Dog' },
      { kind: 'Cat' },
      schema(cat, 'Cat'),
    ],
    [
      'nothing known',
      { mapping: { x: 'Cat' } },
      { kind: 'y' },
      { kind: 'unknown', tag: 'y', allowed: ['x', 'dog', '7'] },
    ],
    ['nothing if it has no such property', {}, { type: 'Cat' }, undefined],
    ['nothing if the property is inherited', {}, Object.create({ kind: 'Cat' }), undefined],
    ['nothing if the property is null', {}, { kind: null }, undefined],
    ['nothing if the property is an object', {}, { kind: {} }, undefined],
    ['nothing if it is not an object', {}, 'Cat', undefined],
    ['nothing if it is null', {}, null, undefined],
    [
      'a schema elsewhere by what is not even a URI',
      { mapping: { x: 'http://[' } },
      { kind: 'x' },
      { kind: 'elsewhere' },
    ],
    [
      'the schema that the mapping names for a boolean',
      { mapping: { true: 'Cat' } },
      { kind: true },
      schema(cat, 'true'),
    ],
  ])('%s', (_, more, value, meaning) => {
    expect(discriminatorOf({ propertyName: 'kind', ...more })?.meaningOf(value)).toEqual(meaning)
  })

  test('the first schema by its constant', () => {
    const found = discriminatorOf({ propertyName: 'kind' }, [ref('Dog'), ref('Cat')])
    expect(found?.meaningOf({ kind: 'dog' })).toEqual(schema(0, 'dog'))
  })

  test('no schema by its position in the list', () => {
    const found = discriminatorOf({ propertyName: 'kind' }, [{}, ref('Cat')])
    expect(found?.meaningOf({ kind: '0' })).toMatchObject({ kind: 'unknown', allowed: ['Cat'] })
  })

  test('a schema whose name is escaped in a reference', () => {
    const mapping = { x: '#/components/schemas/a%20b' }
    const found = discriminatorOf({ propertyName: 'kind', mapping }, [ref('Cat'), ref('a%20b')])
    expect(found?.meaningOf({ kind: 'x' })).toEqual(schema(1, 'x'))
  })
})

test('a mapping leads to a file that is a schema', () => {
  const Root = {
    oneOf: [{ $ref: 'cat.json' }, { $ref: './dog.json' }],
    discriminator: { propertyName: 'kind', mapping: { cat: './cat.json', dog: 'dog.json' } },
  }
  const main = { openapi: '3.1.0', info: { title: 'S', version: '1' }, components: { schemas: { Root } } }
  const document = loadStoredDocument({
    name: 's.json',
    path: '/s.json',
    nameOf: (path) => path,
    read: (path) => new TextEncoder().encode(JSON.stringify(path === '/s.json' ? main : { type: 'object' })),
  })
  const root = findDescendant(document.root, ['components', 'schemas', 'Root'])
  const choices = root ? childrenAt(root, 'oneOf').map(([, choice]) => choice) : []
  expect(root && findDiscriminator(root, choices, document.schemas)?.tags).toEqual([['cat'], ['dog']])
})

test('the schemas that extend a schema are found through others, each once', () => {
  const schemas = {
    Base: { type: 'object' },
    Child: { allOf: [{ type: 'object' }, ref('Base')] },
    Other: { allOf: [ref('Base')] },
    Grandchild: { allOf: [ref('Child'), ref('Other')] },
    Stranger: { anyOf: [ref('Base')] },
  }
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'S', version: '1' }, components: { schemas } })
  const document = parseDocument(text, 's.json')
  const base = findDescendant(document.root, ['components', 'schemas', 'Base'])
  const names = base && findChildSchemas(base, document.schemas).map(keyOf)
  expect(names).toEqual(['Child', 'Other', 'Grandchild'])
})
