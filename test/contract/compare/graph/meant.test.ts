import { expect, test } from 'vitest'
import { isMeant } from '../../../../src/contract/compare/graph/meant.js'
import { readSide } from '../schema/read-side.js'

const listing = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
})
const two = { oneOf: [listing('a'), listing('b')] }
const many = { anyOf: Array.from({ length: 401 }, (_, index) => ({ properties: { a: {}, [`b${index}`]: {} } })) }
const nested = {
  anyOf: [
    { anyOf: [listing('b', 'c'), { type: 'object', properties: { c: {} }, required: ['c'] }] },
    { type: 'object', properties: { z: {} } },
  ],
}

test.each<[string, readonly unknown[], unknown, boolean]>([
  ['an object that one alternative lists, though the other one accepts it, too', [two], { a: 'x' }, true],
  ['an object with a property that neither lists', [two], { c: 'x' }, false],
  ['an object with properties of both', [two], { a: 'x', b: 'x' }, false],
  ['an object that the alternative that lists it refuses', [two], { a: 1 }, false],
  ['an object that another schema of the place refuses', [two, { required: ['b'] }], { a: 'x' }, false],
  ['an object whose branch in a branch refuses it', [nested], { b: 1, c: 1 }, false],
  ['an object with a property that the only schema does not list', [listing('a')], { c: 1 }, true],
  ['an object with a property that none of very many alternatives lists', [many], { c: 1 }, true],
  ['an object, if no property is listed', [{ anyOf: [{ type: 'object' }, { type: 'string' }] }], { c: 1 }, true],
  [
    'an object with a property that additionalProperties describes',
    [{ anyOf: [{ ...listing('a'), additionalProperties: { type: 'string' } }, { type: 'string' }] }],
    { c: 'x' },
    true,
  ],
  ['a text', [{ anyOf: [{ ...listing('a'), type: ['object', 'string'] }, { type: 'integer' }] }], 'text', true],
])('%s: the document means it to be valid', (_, schemas, value, expected) => {
  const { side, roots } = readSide(schemas)
  expect(isMeant(side, roots, value, 'response', 'json')).toBe(expected)
})
