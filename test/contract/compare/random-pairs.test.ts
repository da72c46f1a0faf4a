import { expect, test } from 'vitest'
import { compareDocuments } from '../../../src/contract/compare/compare-documents.js'
import { generateValues } from '../../../src/contract/generate/generate-values.js'
import { type Document, parseDocument } from '../../../src/contract/index.js'
import { findValueMutations } from '../../../src/contract/mutate/operators/value-mutations.js'
import { toJson } from '../../../src/contract/mutate/raw-json.js'
import { findDescendant, type Node } from '../../../src/openapi/index.js'
import { engineOf } from '../../../src/schema/index.js'
import { createRandom } from '../../support/random.js'

type Direction = 'request' | 'response'

/** A random schema. Objects list a property, so that it is known which ones are undocumented. */
function randomSchema(random: (below: number) => number, depth: number): unknown {
  const pick = (...values: readonly unknown[]) => values[random(values.length)]
  const maybe = (members: Record<string, unknown>) => (random(3) === 0 ? members : {})
  const inner = () => randomSchema(random, depth - 1)
  const scalars = [
    () => ({ type: 'string', ...maybe({ maxLength: 1 + random(4) }), ...maybe({ minLength: random(3) }) }),
    () => ({ type: 'string', ...maybe({ pattern: pick('^a', 'b$', '^[a-c]+$') }) }),
    () => ({ type: 'string', ...maybe({ format: pick('uuid', 'date', 'uri', 'uri-reference') }) }),
    () => ({ type: pick('integer', 'number'), ...maybe({ maximum: random(10) }), ...maybe({ minimum: random(3) }) }),
    () => ({ type: 'integer', ...maybe({ multipleOf: pick(2, 3, 4) }), ...maybe({ format: pick('int32', 'int64') }) }),
    () => ({
      enum: [pick('a', 'b'), pick(1, 'c'), pick(null, 'd', 2)].filter((value, at, all) => all.indexOf(value) === at),
    }),
    () => ({ type: pick('boolean', ['string', 'null'], ['integer', 'null'], 'null') }),
    () => ({ const: pick('a', 1, null) }),
  ]
  const composed = [
    () => ({
      type: 'object',
      properties: { a: inner(), ...maybe({ b: inner() }), ...maybe({ c: { ...Object(inner()), readOnly: true } }) },
      ...maybe({ required: [pick('a', 'b')] }),
      ...maybe({ additionalProperties: pick(false, true, inner()) }),
      ...maybe({ minProperties: 1 }),
      ...maybe({ dependentRequired: { a: ['b'] } }),
    }),
    () => ({
      type: 'array',
      items: inner(),
      ...maybe({ maxItems: 1 + random(3) }),
      ...maybe({ minItems: random(3) }),
      ...maybe({ uniqueItems: true }),
    }),
    () => ({
      type: 'object',
      properties: { a: inner(), b: inner() },
      if: pick({ properties: { a: inner() }, required: ['a'] }, { required: ['b'] }, true),
      ...maybe(Object.fromEntries([['then', pick({ required: ['b'] }, { properties: { b: inner() } })]])),
      ...maybe({ else: { required: [pick('a', 'b')] } }),
    }),
    () => ({
      type: 'object',
      properties: { a: inner(), b: inner() },
      ...maybe({ dependentSchemas: { a: pick({ required: ['b'] }, { properties: { b: inner() } }) } }),
      ...maybe({ not: { required: [pick('a', 'b')] } }),
    }),
    () => ({
      type: 'object',
      properties: { a: inner() },
      patternProperties: { [String(pick('^b', 'c$', '^'))]: inner() },
      ...maybe({ propertyNames: { enum: ['a', pick('b', 'c')] } }),
      ...maybe({ additionalProperties: pick(false, inner()) }),
    }),
    () => ({ type: 'array', prefixItems: [inner()], ...maybe({ [String(pick('items', 'unevaluatedItems'))]: false }) }),
    () => ({ type: 'array', contains: pick({}, inner()), ...maybe({ minContains: random(3) }) }),
    () => ({ anyOf: [inner(), inner()] }),
    () => ({ oneOf: [inner(), inner()] }),
    () => ({
      oneOf: ['a', 'b'].map((name) => ({
        type: 'object',
        properties: { [name]: inner() },
        ...maybe({ required: [name] }),
      })),
    }),
    () => ({ allOf: [inner(), inner()] }),
    () => ({ allOf: [inner()], not: { const: pick('a', 1) } }),
  ]
  const all = depth > 0 ? [...scalars, ...composed, ...composed] : scalars
  return all[random(all.length)]?.()
}

/** The schema with one part replaced by another one, or by an equal one. */
function changeSchema(schema: unknown, random: (below: number) => number): unknown {
  if (random(4) === 0) return randomSchema(random, 1)
  if (random(5) === 0) return { allOf: [schema] }
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema
  const entries = Object.entries(schema)
  const at = random(entries.length)
  return Object.fromEntries(
    entries.flatMap(([key, value], index): [string, unknown][] => {
      if (index !== at) return [[key, value]]
      if (['items', 'not', 'if', 'then', 'else', 'contains'].includes(key)) return [[key, changeSchema(value, random)]]
      if (['anyOf', 'oneOf', 'allOf', 'prefixItems'].includes(key) && Array.isArray(value))
        return [[key, value.map((each: unknown) => changeSchema(each, random))]]
      if (key === 'properties')
        return [
          [
            key,
            Object.fromEntries(Object.entries(Object(value)).map(([name, each]) => [name, changeSchema(each, random)])),
          ],
        ]
      if (typeof value === 'number') return [[key, value + 1]]
      return key === 'type' ? [[key, value]] : []
    }),
  )
}

function documentOf(schema: unknown, direction: Direction): Document {
  const content = { 'application/json': { schema } }
  const operation =
    direction === 'request'
      ? { requestBody: { content }, responses: { 204: { description: 'x' } } }
      : { responses: { 200: { description: 'x', content } } }
  const value = { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: { '/a': { post: operation } } }
  return parseDocument(JSON.stringify(value), 'a.json')
}

function schemaOf({ root }: Document, direction: Direction): Node {
  const path = direction === 'request' ? ['requestBody'] : ['responses', '200']
  const node = findDescendant(root, ['paths', '/a', 'post', ...path, 'content', 'application/json', 'schema'])
  if (!node) throw new Error('No schema')
  return node
}

/** Values that both documents allow or nearly allow. */
function valuesOf(documents: readonly Document[], direction: Direction): unknown[] {
  const sides = documents.map((document) => ({ schemas: engineOf(document), schema: schemaOf(document, direction) }))
  const valid = sides.flatMap(({ schemas, schema }) =>
    [...generateValues(schema, { schemas, direction })].slice(0, 8).map(({ value }) => value),
  )
  const mutated = sides.flatMap(({ schemas, schema }) =>
    valid
      .slice(0, 4)
      .flatMap((value) =>
        [...findValueMutations(schema, value, { schemas, direction })]
          .slice(0, 40)
          .flatMap((each) => [...each.values()].slice(0, 4)),
      ),
  )
  const fixed = [
    null,
    true,
    0,
    1,
    2,
    3,
    5,
    0.5,
    12,
    2 ** 33,
    '',
    'a',
    'b',
    'ab',
    'abcd',
    [],
    [1],
    ['a', 'a'],
    {},
    { a: 1 },
    { a: 'a', b: 'b' },
  ]
  return [...valid, ...mutated, ...fixed].map((value): unknown => JSON.parse(toJson(value)))
}

const seeds = Array.from({ length: 40 }, (_, index) => index + 1)

test.each(['request', 'response'] as const)(
  'random schemas in a %s: no change and no proof contradicts a value',
  (direction) => {
    for (const seed of seeds) {
      const random = createRandom(seed * 7919)
      const before = randomSchema(random, 2)
      const after = seed % 3 === 0 ? randomSchema(random, 2) : changeSchema(before, random)
      const documents = [documentOf(before, direction), documentOf(after, direction)] as const
      const shown = JSON.stringify({ seed, before, after })
      const [one, other] = documents.map((document) => {
        const engine = engineOf(document)
        const schema = schemaOf(document, direction)
        return {
          isValid: (value: unknown) => engine.isValid(schema, value, direction),
          hasUndocumented: (value: unknown) => engine.findUndocumented(schema, value, direction).length > 0,
        }
      })
      if (!one || !other) throw new Error('No schemas')
      const changes = compareDocuments(...documents)

      for (const { at, proof, acceptedBy } of changes) {
        if (acceptedBy === undefined || !/ body$/.test(at)) continue
        const judged = [one.isValid(proof), other.isValid(proof)]
        expect({ shown, at, proof, judged }).toEqual({
          shown,
          at,
          proof,
          judged: acceptedBy === 'before' ? [true, false] : [false, true],
        })
      }
      const isUndecided = changes.some(({ breaking, unclear }) => breaking || unclear)
      for (const value of valuesOf(documents, direction)) {
        const judged = [one.isValid(value), other.isValid(value)]
        if (changes.length === 0)
          expect({ shown, value, judged }).toEqual({ shown, value, judged: [judged[0], judged[0]] })
        const isNowInvalid = judged[0] && !judged[1] && !one.hasUndocumented(value)
        const isNowValid = !judged[0] && judged[1]
        const breaks = direction === 'request' ? isNowInvalid : isNowValid
        if (isUndecided || !breaks) continue
        const messages = changes.map(({ message }) => message)
        expect({ shown, messages, value }).toEqual('a breaking change')
      }
    }
  },
  // Hundreds of values are evaluated for each pair.
  120_000,
)
