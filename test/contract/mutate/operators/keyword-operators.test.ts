import { expect, test } from 'vitest'
import { isRule } from '../../../../src/contract/mutate/operators/keywords/keyword-operators.js'
import { childrenOf } from '../../../../src/openapi/index.js'
import { engineFor } from '../../../support/schema.js'

const types = ['null', 'boolean', 'object', 'array', 'string']

test.each<[schema: object, rules: string[]]>([
  [{ format: 'uuid' }, ['format']],
  [{ format: 'unknown' }, []],
  [{ format: 'constructor' }, []],
  [{ minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false }, ['minimum', 'maximum']],
  [{ exclusiveMinimum: 1, exclusiveMaximum: 2 }, ['exclusiveMinimum', 'exclusiveMaximum']],
  [{ uniqueItems: true }, ['uniqueItems']],
  [{ uniqueItems: false }, []],
  [{ minItems: 0, minLength: 0, minProperties: 0 }, []],
  [{ minItems: 1, minLength: 1, minProperties: 1 }, ['minItems', 'minLength', 'minProperties']],
  [{ maxItems: 0, maxLength: 0, maxProperties: 0 }, ['maxItems', 'maxLength', 'maxProperties']],
  [{ type: 'string' }, ['type']],
  [{ type: types }, ['type']],
  [{ type: [...types, 'number'] }, []],
  [{ enum: [1], const: 1, pattern: 'a', not: {}, required: [] }, ['enum', 'const', 'pattern', 'not', 'required']],
  [{ title: 'a', items: {}, properties: {}, allOf: [], 'x-a': 1, constructor: 1 }, []],
])('of the keywords of %j, those that forbid something are %j', (schema, rules) => {
  const found = childrenOf(engineFor(schema).node).filter(([keyword, node]) => isRule(keyword, node))

  expect(found.map(([keyword]) => keyword)).toEqual(rules)
})
