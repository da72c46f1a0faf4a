import { describe, expect, test } from 'vitest'
import { createChoiceFinder } from '../../../../src/contract/probe/plan/choices.js'
import { choicesOf, findGiven } from '../../../../src/contract/probe/plan/given.js'
import { parseDocument } from '../../../../src/openapi/index.js'
import { engineOf } from '../../../../src/schema/index.js'

/** The choices of an operation with this parameter and this media type of a body. */
function find({ parameter = {}, body = {} as Readonly<Record<string, object>>, components = {} }) {
  const document = parseDocument(
    JSON.stringify({
      ...{ openapi: '3.1.0', info: { title: 'Choices', version: '1' }, components },
      paths: {
        '/a': {
          post: {
            operationId: 'a',
            parameters: [{ name: 'p', in: 'query', ...parameter }],
            requestBody: { content: body },
            responses: { 200: { description: 'x' } },
          },
        },
      },
    }),
    'choices.json',
  )
  const choices = createChoiceFinder(document, engineOf(document))
  const [operation] = document.operations
  const [own] = operation?.parameters ?? []
  if (!operation || !own) throw new Error('no operation')
  const [type] = operation.requestBody?.content ?? []
  return { operation, own, choices, all: choices.ofParameter(own), bodies: type ? [...choices.ofBody(type)] : [] }
}

const values = (choices: readonly { value: unknown }[]) => choices.map(({ value }) => value)
const texts = { type: 'string' }

describe('the values for a parameter', () => {
  test('are the examples of the document first, with their names, and then those of the schema', () => {
    const examples = { one: { value: 'b' }, two: { $ref: '#/components/examples/Shared' }, three: { dataValue: 'd' } }
    const { all } = find({
      parameter: { schema: texts, examples },
      components: { examples: { Shared: { value: 'c' } } },
    })
    expect(all.slice(0, 3).map(({ value, description, from }) => [value, description, from])).toEqual([
      ['b', 'the example "one"', 'example'],
      ['c', 'the example "two"', 'example'],
      ['d', 'the example "three"', 'example'],
    ])
    expect(all.slice(3).map(({ from }) => from)).not.toContain('example')
    const { all: plain } = find({ parameter: { schema: texts, example: 'a' } })
    expect(plain[0]).toEqual({ value: 'a', description: 'the example', from: 'example' })
  })

  test('are no example that is invalid, unless it is the text of a valid value', () => {
    const schema = { type: 'array', items: { type: 'integer' } }
    expect(values(find({ parameter: { schema, example: '3,4' } }).all)[0]).toEqual([3, 4])
    expect(values(find({ parameter: { schema, example: 'a,b' } }).all)).not.toContain('a,b')
    expect(values(find({ parameter: { schema: { type: 'integer' }, example: 'x' } }).all)).not.toContain('x')
  })

  test.each<[object, boolean]>([
    [texts, true],
    [{ type: ['string', 'null'] }, true],
    [{ $ref: '#/components/schemas/Text' }, true],
    [{ ...texts, format: 'uuid' }, false],
    [{ ...texts, pattern: '^.*$' }, false],
    [{ ...texts, enum: ['a', 'b'] }, false],
    [{ const: 'a' }, false],
    [{ type: 'integer' }, false],
    [{ $ref: '#/components/schemas/Date' }, false],
  ])('have unusual texts if they may be any text: %j', (schema, expected) => {
    const components = { schemas: { Text: texts, Date: { ...texts, format: 'date' } } }
    const { all } = find({ parameter: { schema }, components })
    expect(all.some(({ description }) => description === 'special characters of URLs')).toBe(expected)
  })

  test('have the unusual texts that are short enough', () => {
    const { all } = find({ parameter: { schema: { ...texts, maxLength: 20 } } })
    const described = all.map(({ description }) => description)
    expect(described).toEqual(expect.arrayContaining(['letters beyond ASCII', 'quotes and brackets']))
    expect(described).not.toContain('a long text')
  })

  test('are at most sixteen of the schema', () => {
    const schema = { enum: Array.from({ length: 30 }, (_, index) => `v${index}`) }
    expect(find({ parameter: { schema } }).all).toHaveLength(16)
  })

  test('are at most sixteen with the examples', () => {
    const names = Array.from({ length: 20 }, (_, index) => `v${index}`)
    const examples = Object.fromEntries(names.slice(0, 3).map((value) => [value, { value }]))

    expect(values(find({ parameter: { schema: { enum: names }, examples } }).all)).toHaveLength(16)
  })

  test('keep their serialization, unless the parameter is JSON', () => {
    const isRaw = ({ description }: { description: string }) => /written/.test(description)
    const schema = { type: 'integer' }
    expect(find({ parameter: { schema } }).all.filter(isRaw)).toEqual([])
    expect(find({ parameter: { content: { 'application/json': { schema } } } }).all.filter(isRaw)).not.toEqual([])
    expect(find({ parameter: { content: { 'text/plain': { schema } } } }).all.filter(isRaw)).toEqual([])
  })

  test('can be written in its place', () => {
    const schema = { type: 'array', items: texts }
    expect(values(find({ parameter: { schema } }).all)).not.toContainEqual([])
  })
})

test.each<[object, string, unknown]>([
  [{ type: 'integer' }, '7', 7],
  [{ type: 'integer' }, 'x', undefined],
  [{ type: 'boolean' }, 'true', true],
  [texts, '7', '7'],
  [{ ...texts, maxLength: 1 }, 'ab', undefined],
  [{ type: 'array', items: { type: 'integer' } }, '1,2', [1, 2]],
  [{ type: 'array', items: { type: 'integer' } }, '1,x', undefined],
  [{ type: ['array', 'string'], items: texts }, 'a,b', 'a,b'],
])('with the schema %j, the text %j is the value %j', (schema, text, expected) => {
  const { choices, own } = find({ parameter: { schema } })
  expect(choices.toChoice(own, text, 'response', 'seen')).toEqual(
    expected === undefined ? undefined : { value: expected, from: 'response', description: 'seen' },
  )
})

test.each(['', '.', '..'])('a path parameter cannot have the text %j, which makes another path', (text) => {
  const { choices, own } = find({ parameter: { in: 'path', required: true, schema: texts } })

  expect(choices.toChoice(own, text, 'given', '')).toBeUndefined()
})

describe('the values for a body', () => {
  test.each<[Readonly<Record<string, object>>, unknown]>([
    [{ 'application/xml': { example: '<a/>', schema: { type: 'object' } } }, '<a/>'],
    [{ 'application/json': { example: { a: 1 }, schema: { type: 'object' } } }, { a: 1 }],
    [{ 'application/json': { example: 'a', schema: { type: 'object' } } }, {}],
    [{ 'application/json': {} }, {}],
    [{ 'application/vnd.api+json': {} }, {}],
    [{ 'text/plain': {} }, 'text'],
    [{ 'text/plain': { example: 'a' } }, 'a'],
  ])('of %j begin with %j', (body, expected) => {
    expect(find({ body }).bodies[0]?.value).toEqual(expected)
  })

  test('say which has all properties', () => {
    const schema = { type: 'object', required: ['a'], properties: { a: { const: 1 }, b: { const: 2 } } }
    const { bodies } = find({ body: { 'application/json': { schema } } })
    expect(bodies.find(({ isFull }) => isFull)?.value).toEqual({ a: 1, b: 2 })
    expect(bodies.filter(({ isFull }) => isFull)).toHaveLength(1)
  })
})

test('a given value comes first, for one operation before that for all, unless it is invalid', () => {
  const { operation, own, choices } = find({ parameter: { schema: { enum: ['x', 'y'] } } })
  const first = (...given: readonly (readonly [string, string])[]) => {
    // Only these are needed.
    const planning = { choices, given: new Map(given) } as unknown as Parameters<typeof choicesOf>[2]
    const [choice] = choicesOf(own, operation, planning)
    return [findGiven(operation, own, planning), choice?.value, choice?.from]
  }
  expect(first()).toEqual([undefined, 'x', 'schema'])
  expect(first(['p', 'y'])).toEqual(['y', 'y', 'given'])
  expect(first(['p', 'x'], ['a.p', 'y'])).toEqual(['y', 'y', 'given'])
  expect(first(['p', 'z'])).toEqual(['z', 'x', 'schema'])
})
