import { expect, test } from 'vitest'
import { createSameTest } from '../../../../src/contract/compare/graph/same.js'
import { readSide } from '../schema/read-side.js'

type Components = Readonly<Record<string, unknown>>

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const tree = { properties: { child: ref('Tree'), leaf: ref('Leaf') } }

test.each<[string, unknown, unknown, boolean, Components?, Components?, string?]>([
  ['the same text', { type: 'string' }, { type: 'string' }, true],
  ['another text', { type: 'string' }, { type: 'string', maxLength: 1 }, false],
  ['the same text in another dialect', { type: 'string' }, { type: 'string' }, false, {}, {}, '3.0.3'],
  ['the same target', { items: ref('A') }, { items: ref('A') }, true, { A: { type: 'string' } }],
  ['a target that changed', { items: ref('A') }, { items: ref('A') }, false, { A: {} }, { A: { type: 'string' } }],
  ['a target that is missing now', ref('A'), ref('A'), false, { A: {} }, {}],
  ['a target that was missing', ref('A'), ref('A'), false, {}, { A: {} }],
  ['a target that is missing in both', ref('A'), ref('A'), true],
  ['a recursion', ref('Tree'), ref('Tree'), true, { Tree: tree, Leaf: {} }],
  [
    'a recursion with a leaf that changed',
    ref('Tree'),
    ref('Tree'),
    false,
    { Tree: tree, Leaf: {} },
    { Tree: tree, Leaf: { type: 'string' } },
  ],
  [
    'a $dynamicRef with another target',
    { $dynamicRef: '#a' },
    { $dynamicRef: '#a' },
    false,
    { A: { $anchor: 'a', type: 'string' } },
    { A: { $anchor: 'a', type: 'integer' } },
  ],
])('%s: nothing differs, asked once or twice', (_, one, other, expected, of = {}, ofAfter = of, version = '3.1.0') => {
  const before = readSide([one], of)
  const after = readSide([other], ofAfter, { name: 'after', version })
  const isSame = createSameTest({ before: before.side, after: after.side })

  expect([0, 1].map(() => isSame(before.roots[0], after.roots[0]))).toEqual([expected, expected])
})
