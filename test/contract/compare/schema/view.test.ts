import { describe, expect, test } from 'vitest'
import { examplesOf } from '../../../../src/contract/compare/schema/view.js'
import { typeOf } from '../../../../src/schema/index.js'
import { readSide, viewsOf } from './read-side.js'

describe('the examples of an alternative', () => {
  const [text, only] = [{ type: 'string', minLength: 2, maxLength: 4 }, { type: 'null' }]

  test('are listed values, the smallest first', () => {
    const [view] = viewsOf(readSide([{ enum: ['long', 'b', 'mid'] }]))
    expect([view?.examples(), view?.examples(2)]).toEqual([
      ['b', 'mid', 'long'],
      ['b', 'long'],
    ])
  })

  test('are valid for its branches, though other alternatives accept more', () => {
    const [first, second] = viewsOf(readSide([{ anyOf: [only, text] }]))
    expect(new Set(first?.examples())).toEqual(new Set([null]))
    expect(second?.examples().every((value) => typeof value === 'string' && value.length >= 2)).toBe(true)
  })

  test('are valid for all schemas of the place', () => {
    const [view] = viewsOf(readSide([{ anyOf: [{ type: 'string' }, only] }, { minLength: 7 }]))
    const examples = view?.examples() ?? []
    expect(examples.length).toBeGreaterThan(0)
    expect(examples.every((value) => typeof value === 'string' && value.length >= 7)).toBe(true)
  })

  test('are sorted by size, and no more than asked for', () => {
    const [view] = viewsOf(readSide([{ type: 'object', properties: { a: { type: 'string' }, b: {} } }]))
    const sizes = view?.examples().map((value) => JSON.stringify(value).length) ?? []
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(sizes.length).toBeGreaterThan(1)
    expect([1, 2].map((count) => view?.examples(count).length)).toEqual([1, 2])
  })
})

describe('the examples of a place', () => {
  test('without schemas are values of every type', () => {
    const { side } = readSide([{}])
    const types = examplesOf(side, [], 'response').map(typeOf)
    expect(types.toSorted()).toEqual(['array', 'boolean', 'null', 'number', 'object', 'string'])
  })

  test('are valid for all of its schemas, of all alternatives, and not too many', () => {
    const { side, roots } = readSide([{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, { minLength: 7 }])
    const examples = examplesOf(side, roots, 'response')
    const isValid = (value: unknown) => typeof value === 'boolean' || (typeof value === 'string' && value.length >= 7)
    expect(examples.every(isValid)).toBe(true)
    expect(new Set(examples.map(typeOf))).toEqual(new Set(['string', 'boolean']))
    expect(examples.length).toBeLessThanOrEqual(6)
  })
})
