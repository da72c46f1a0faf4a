import { expect, test } from 'vitest'
import {
  childrenOf,
  findChild,
  findDescendant,
  findMember,
  findText,
  isUnusable,
  markUnusable,
  rootOf,
  unusableChildrenOf,
} from '../../src/openapi/node.js'
import { parseSourceFile } from '../../src/openapi/source/file.js'

const rootIn = (text: string) => rootOf(parseSourceFile(text, { name: 'a.yaml', uri: 'file:///a.yaml', isMain: true }))

test.each(['object', 'array', 'true', 'null'])('the node of a value that is %s is the same each time', (key) => {
  const root = rootIn('{object: {}, array: [], true: true, "null": null}')

  expect(findChild(root, key)).toBe(findDescendant(root, [key]))
  expect(childrenOf(root).find(([name]) => name === key)?.[1]).toBe(findChild(root, key))
})

test.each<[string | number, unknown]>([
  [0, 'a'],
  ['0', 'a'],
  [10, 'k'],
  [11, undefined],
  ['01', undefined],
  ['-1', undefined],
  ['', undefined],
  ['length', undefined],
])('the item %j of a list of eleven is %j', (key, expected) => {
  expect(findChild(rootIn(JSON.stringify([...'abcdefghijk'])), key)?.value).toBe(expected)
})

test.each<[string, number]>([
  ['{a: 1, b: 2}', 2],
  ['[1, 2, 3]', 3],
  ['null', 0],
  ['text', 0],
  ['1', 0],
])('%s has %i children', (text, count) => {
  expect(childrenOf(rootIn(text))).toHaveLength(count)
})

test.each<[string, string | undefined]>([
  ['text', 'text'],
  ['1.5', '1.5'],
  ['false', 'false'],
  ['null', undefined],
  ['[]', undefined],
  ['{}', undefined],
])('the text of a member %s is %j', (value, expected) => {
  expect(findText(rootIn(`a: ${value}`), 'a')).toBe(expected)
})

test.each<[string, string]>([
  ['{a: {}, b: {}}', 'a'],
  ['[{}, {}]', '0'],
])('in %s, the child %s is left out once it cannot be used', (text, key) => {
  const root = rootIn(text)
  const [child, other] = childrenOf(root).map(([, node]) => node)
  if (!child || !other) throw new Error('No children')
  expect([isUnusable(child), unusableChildrenOf(root)]).toEqual([false, []])
  markUnusable(child)

  expect(childrenOf(root).map(([, node]) => node)).toEqual([other])
  expect(findChild(root, key)).toBeUndefined()
  expect(findMember(root, key)).toBe(child)
  expect([child, other, root].map(isUnusable)).toEqual([true, false, false])
  expect(unusableChildrenOf(root)).toEqual([child])
})
