import { describe, expect, test } from 'vitest'
import { generateOperationTable } from '../../scripts/generate/operation-table.js'
import { toSource } from '../../scripts/generate/to-source.js'
import { parseDocument } from '../../src/openapi/index.js'

/** The three tables that are made of a document with the path `/pets/{id}`, as values. */
function tablesOf(item: object, components: object = {}): Record<string, unknown>[] {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: { '/pets/{id}': item },
    components,
  }
  const source = generateOperationTable(parseDocument(JSON.stringify(document), 'pets.json'))
  const tables = [...source.matchAll(/^export const \w+ = (.*?) as const satisfies /gms)]
  return tables.map(([, table]) => new Function(`return ${table}`)())
}

const id = { name: 'id', in: 'path', required: true, description: 'Of a pet.', schema: { type: 'string' } }
const responses = { 200: { description: 'Found.' } }
const withSchema = (schema: object) => ({
  operationId: 'get_pet',
  responses: { 200: { description: 'Found.', content: { 'application/json': { schema } } } },
})

describe('the table of operations', () => {
  test('has the parameters of the path item and of the operation, with the keywords of their schemas', () => {
    const size = { name: 'size', in: 'query', schema: { $ref: '#/components/schemas/Size', maximum: 9 } }
    const [operations, descriptions] = tablesOf(
      { parameters: [id], get: { operationId: 'get_pet', parameters: [size], responses } },
      { schemas: { Size: { type: 'integer', minimum: 1, description: 'Of a page.', examples: [3] } } },
    )
    expect(operations).toEqual({
      get_pet: {
        method: 'GET',
        path: '/pets/{id}',
        parameters: {
          size: { in: 'query', type: 'integer', minimum: 1, maximum: 9 },
          id: { in: 'path', type: 'string' },
        },
      },
    })
    expect(descriptions).toEqual({ get_pet: { size: '', id: 'Of a pet.' } })
  })

  test.each<[string, object, object]>([
    ['a style', { in: 'query', style: 'spaceDelimited', schema: {} }, { style: 'spaceDelimited', explode: false }],
    ['values that are not exploded', { in: 'query', explode: false, schema: {} }, { explode: false }],
    ['a media type', { in: 'query', content: { 'application/json': {} } }, { content: 'application/json' }],
    ['another location', { in: 'header', schema: {} }, { in: 'header' }],
    ['a requirement', { in: 'query', required: true, schema: {} }, { required: true }],
    ['any keyword', { in: 'query', schema: { pattern: '^a', not: {} } }, { pattern: '^a', not: {} }],
  ])('shows %s, so that the compiler can refuse what is not supported', (_what, parameter, expected) => {
    const parameters = [id, { name: 'x', ...parameter }]
    const [operations] = tablesOf({ get: { operationId: 'get_pet', parameters, responses } })
    expect(operations).toMatchObject({ get_pet: { parameters: { x: expected } } })
  })

  test('shows a method and a request body', () => {
    const requestBody = { content: { 'application/json': {} } }
    const [operations] = tablesOf({ parameters: [id], post: { operationId: 'add_pet', requestBody, responses } })
    expect(operations).toMatchObject({ add_pet: { method: 'POST', requestBody: true } })
  })

  test('cannot be made if two parameters have the same name', () => {
    const parameters = [id, { ...id, in: 'query' }]
    const item = { get: { operationId: 'get_pet', parameters, responses } }
    expect(() => tablesOf(item)).toThrow('get_pet: two parameters are named "id"')
  })
})

test.each<[string, object, string[]]>([
  ['an object', { properties: { name: {}, age: {} } }, ['name', 'age']],
  ['a list', { properties: { links: {}, data: { items: { $ref: '#/components/schemas/Pet' } } } }, ['age', 'tame']],
  [
    'an object in parts',
    { allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { name: {} } },
    ['age', 'tame', 'name'],
  ],
  ['an object whose data is no list', { properties: { data: { type: 'string' } } }, ['data']],
  ['text', { type: 'string' }, []],
])('the properties of %s are in the order of the document', (_what, schema, expected) => {
  const schemas = { Pet: { properties: { age: {}, tame: {} } } }
  const [, , properties] = tablesOf({ parameters: [id], get: withSchema(schema) }, { schemas })
  expect(properties).toEqual({ get_pet: expected })
})

test('the source of a value is that value, whatever its texts hold', () => {
  const value = {
    "it's": ['a "b"', '\\"', "\\'", '\n\u2028', '`x`'],
    'a-b': { deep: [{ x: null }, {}, []] },
    n: -1.5,
  }
  expect(new Function(`return ${toSource(value)}`)()).toEqual(value)
})
