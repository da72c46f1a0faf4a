import { expect, test } from 'vitest'
import { childrenOf, parseDocument } from '../../src/openapi/index.js'
import { createListMap } from '../../src/schema/layout/list-map.js'

const text = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'S', version: '1' },
  components: { schemas: { A: {} } },
})
const nodes = childrenOf(parseDocument(text, 's.json').root).map(([, node]) => node)

test('lists of the same nodes in the same order are one key', () => {
  const map = createListMap<number>()
  map.set(nodes, 1)
  map.set([...nodes], 2)

  expect(map.get([...nodes])).toBe(2)
  expect(map.size).toBe(1)
})

test('the order and the end of a list matter', () => {
  const map = createListMap<number>()
  map.set(nodes, 1)
  map.set(nodes.slice(0, 2), 2)

  expect(map.get(nodes.toReversed())).toBeUndefined()
  expect(map.get(nodes.slice(0, 1))).toBeUndefined()
  expect(map.get(nodes.slice(0, 2))).toBe(2)
  expect(map.get([])).toBeUndefined()
  expect(map.size).toBe(2)
})

test('a map is empty once it is cleared', () => {
  const map = createListMap<number>()
  map.set(nodes, 1)
  map.clear()

  expect(map.get(nodes)).toBeUndefined()
  expect(map.size).toBe(0)
})
