import { expect, test } from 'vitest'
import { findRules } from '../../../../src/contract/mutate/score/schema-rules.js'
import { engineFor } from '../../../support/schema.js'
import { documentOf } from '../../one-operation.js'

const integer = { type: 'integer' }

/** The rules of a schema, each with its place. */
function rulesOf(schema: object): string[] {
  const { engine, node } = engineFor(schema)
  const [operation] = documentOf({}).operations
  if (!operation) throw new Error('no operation')
  const rules = findRules(node, engine.index, { operation, subject: '200', direction: 'response' })
  return rules.map(({ node: { pointer }, keyword }) => `${keyword} ${pointer.replace('/components/schemas/Root', '')}`)
}

test.each<[schema: object, place: string]>([
  // biome-ignore lint/suspicious/noThenProperty: the keyword's name
  [{ then: integer }, '/then'],
  [{ else: integer }, '/else'],
  [{ additionalProperties: integer }, '/additionalProperties'],
  [{ unevaluatedProperties: integer }, '/unevaluatedProperties'],
  [{ items: integer }, '/items'],
  [{ unevaluatedItems: integer }, '/unevaluatedItems'],
  [{ allOf: [{}, integer] }, '/allOf/1'],
  [{ prefixItems: [{}, integer] }, '/prefixItems/1'],
  [{ properties: { a: integer } }, '/properties/a'],
  [{ patternProperties: { a: integer } }, '/patternProperties/a'],
  [{ dependentSchemas: { a: integer } }, '/dependentSchemas/a'],
])('%j has the rules of the schema at %s', (schema, place) => {
  expect(rulesOf(schema)).toEqual([`type ${place}/type`])
})

test.each<[schema: object, rules: string[]]>([
  [{ anyOf: [integer, {}] }, ['anyOf /anyOf', 'type /anyOf/0/type']],
  [{ oneOf: [integer, {}] }, ['oneOf /oneOf', 'type /oneOf/0/type']],
  [{ if: integer }, []],
  [{ not: integer }, ['not /not']],
  [{ contains: integer }, ['contains /contains']],
  [{ contains: integer, minContains: 0 }, []],
  [{ contains: integer, minContains: 2 }, ['minContains /minContains']],
  [{ contains: integer, minContains: 0, maxContains: 3 }, ['maxContains /maxContains']],
  [{ contains: integer, maxContains: 3 }, ['contains /contains', 'maxContains /maxContains']],
  [{ propertyNames: { minLength: 1, type: 'string' } }, ['minLength /propertyNames/minLength']],
  [{ required: ['a', 'b'], properties: { a: {} } }, ['required /properties/a', 'required /required/1']],
  [
    { dependentRequired: { a: ['b', 'c'] } },
    ['dependentRequired /dependentRequired/a/0', 'dependentRequired /dependentRequired/a/1'],
  ],
  [{ required: ['a'], properties: { a: { writeOnly: true, type: 'string' } } }, []],
  [{ minItems: 0, minLength: 0, minProperties: 0, uniqueItems: false }, []],
  [{ title: 'a', default: 1, format: 'unheard-of' }, []],
])('the rules of %j are %j', (schema, rules) => {
  expect(rulesOf(schema).sort()).toEqual(rules.toSorted())
})
