import { expect, test } from 'vitest'
import { isValidOrOverlapping } from '../../../../src/contract/compare/schema/overlap.js'
import type { Direction } from '../../../../src/schema/index.js'
import { readSide } from './read-side.js'

const [a, b] = ['a', 'b'].map((name) => ({ type: 'object', properties: { [name]: { type: 'string' } } }))
const open = { oneOf: [a, b] }
const needsBoth = { required: ['a', 'b'], properties: { a: { readOnly: true }, b: { readOnly: true } } }

test.each<[string, unknown, unknown, boolean, Direction?]>([
  ['valid', { type: 'object' }, {}, true],
  ['an object that several branches of oneOf accept', open, {}, true],
  ['an object inside that several branches of oneOf accept', { properties: { p: { items: open } } }, { p: [{}] }, true],
  ['an object that no branch accepts', open, { a: 1, b: 1 }, false],
  ['an object that no branch of several accepts', { oneOf: [false, false] }, {}, false],
  ['a text that several branches accept', { oneOf: [{ type: 'string' }, { maxLength: 5 }] }, 'a', false],
  ['an object that several branches accept, and another keyword refuses', { ...open, minProperties: 1 }, {}, false],
  ['an object that another keyword refuses', needsBoth, {}, false],
  ['an object that is not listed', { enum: [{ a: 1 }, { a: 2 }] }, { a: 3 }, false],
  ['an object that another keyword refuses in the other direction', { ...open, ...needsBoth }, {}, true, 'request'],
])('%s is valid, or only invalid because branches overlap', (_, schema, value, expected, direction = 'response') => {
  const { side, roots } = readSide([schema])
  expect(isValidOrOverlapping(roots[0], value, side, direction)).toBe(expected)
})
