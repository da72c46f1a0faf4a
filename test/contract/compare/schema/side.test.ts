import { describe, expect, test } from 'vitest'
import { accepts, type Mode } from '../../../../src/contract/compare/schema/side.js'
import type { Direction } from '../../../../src/schema/index.js'
import { readSide } from './read-side.js'

function isAccepted(value: unknown, mode: Mode, schemas: readonly unknown[], direction: Direction = 'response') {
  const { side, roots } = readSide(schemas)
  return accepts(side, roots, value, direction, mode)
}

const [text, integer, number] = [{ type: 'string' }, { type: 'integer' }, { type: 'number' }]

describe('a value is accepted by all schemas of a place', () => {
  test.each<[unknown, Mode, boolean, ...unknown[]]>([
    [5, 'json', true, integer],
    [5, 'json', false, text],
    ['5', 'json', false, integer],
    [5, 'text', true, text],
    ['5', 'text', true, integer],
    [5, 'xml', true, text],
    ['5', 'segment', true, integer],
    ['5', 'whole', true, integer],
    ['5', 'text', false, integer, text],
    ['5', 'text', true, integer, number],
    ['true', 'text', true, { const: true }],
    ['true', 'text', false, { const: false }],
    ['false', 'text', true, { const: false }],
    ['false', 'text', false, { const: true }],
    ['null', 'text', true, { type: 'null' }],
    [null, 'text', true, text],
    [true, 'text', true, text],
    ['constructor', 'text', false, { type: ['number', 'boolean', 'null', 'object'] }],
    [[1], 'text', true, { type: 'array' }],
    [[1], 'text', false, integer],
    [{}, 'text', true, { type: 'object' }],
    [{}, 'text', false, text],
    ['', 'text', true, text],
    ['', 'segment', false, text],
    ['a', 'segment', true, text],
    ['a', 'whole', true, text],
    [null, 'whole', true, { type: 'null' }],
    [{}, 'whole', false, {}],
    [[], 'whole', false, {}],
  ])('%j in %s: %s, with %j %j', (value, mode, expected, ...schemas) => {
    expect(
      isAccepted(
        value,
        mode,
        schemas.filter((schema) => schema !== undefined),
      ),
    ).toBe(expected)
  })

  // RFC 8259, 6
  test.each([
    ...['0', '7', '10', '-1', '-0', '1.5', '0.25', '1e3', '1E+3', '12e-10', '-1.25e10'].map((each) => [each, true]),
    ...['', '+1', '01', '00', '-', '1.', '.5', '1e', '1ex', '1e+', ' 1', '1 ', 'a1', '1a', '--1'].map((each) => [
      each,
      false,
    ]),
  ] as [string, boolean][])('the text %j is a number: %s', (value, expected) => {
    expect(isAccepted(value, 'text', [number])).toBe(expected)
  })

  test.each<[Direction, boolean]>([
    ['request', true],
    ['response', false],
  ])('a %s without a required property that is readOnly: %s', (direction, expected) => {
    const schema = { type: 'object', required: ['a'], properties: { a: { readOnly: true } } }
    expect(isAccepted({}, 'json', [schema], direction)).toBe(expected)
  })
})
