import { expect, test } from 'vitest'
import { findIndex, toIdentifier, toTextIdentifier } from '../../../src/sandbox/made-up/identifier.js'

test('creates UUIDs of version 4', () => {
  const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  for (let index = 0; index < 200; index++) expect(toIdentifier(7, index, index % 3)).toMatch(version4)
  expect(toTextIdentifier('/api?page_number=1', 1)).toMatch(version4)
})

test('creates a different identifier for each index and part', () => {
  const identifiers = new Set<string>()
  for (let index = 0; index < 3000; index++) {
    for (let part = 0; part < 5; part++) identifiers.add(toIdentifier(7, index, part))
  }
  expect(identifiers.size).toBe(15_000)
})

test('finds the index of its own identifiers in either case', () => {
  expect(findIndex(7, toIdentifier(7, 123_456))).toBe(123_456)
  expect(findIndex(7, toIdentifier(7, 123_456).toUpperCase())).toBe(123_456)
})

test('does not find an identifier of another kind, of a part, or one that was never created', () => {
  expect(findIndex(8, toIdentifier(7, 5))).toBeUndefined()
  expect(findIndex(7, toIdentifier(7, 5, 1))).toBeUndefined()
  expect(findIndex(7, '00000000-0000-4000-8000-000000000000')).toBeUndefined()
})
