import { expect, test } from 'vitest'
import { findGroups } from '../../../src/contract/mutate/groups.js'
import { engineFor } from '../../support/schema.js'

test('a branch of a branch has all anyOf and oneOf around it, the innermost first', () => {
  const { engine, node } = engineFor({ anyOf: [{ oneOf: [{ const: 'a' }, { const: 'b' }] }, { type: 'integer' }] })
  const groups = findGroups([node], 'a', { schemas: engine, direction: 'response' })
  expect(groups.map(({ around }) => around.map(({ keyword }) => keyword))).toEqual([[], ['anyOf'], ['oneOf', 'anyOf']])
})
