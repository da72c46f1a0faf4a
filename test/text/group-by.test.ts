import { expect, test } from 'vitest'
import { groupBy } from '../../src/text/group-by.js'

test('groups and their items are in the order of the items', () => {
  expect([...groupBy(['b1', 'a1', 'b2', 'c1', 'a2'], (item) => item[0])]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1', 'a2']],
    ['c', ['c1']],
  ])
  expect(groupBy([], String).size).toBe(0)
})
