import { expect, test } from 'vitest'
import { findIndex, isUuid, toIdentifier, toTextIdentifier } from '../../src/sandbox/identifier.js'

test('makes UUIDs of version 4', () => {
  const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  for (let index = 0; index < 200; index++) expect(toIdentifier(7, index, index % 3)).toMatch(version4)
  expect(toTextIdentifier('/api?page_number=1', 1)).toMatch(version4)
})

test('gives every index and part an identifier of its own', () => {
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

test('finds no index for the identifier of another kind, of a part, or of nobody', () => {
  expect(findIndex(8, toIdentifier(7, 5))).toBeUndefined()
  expect(findIndex(7, toIdentifier(7, 5, 1))).toBeUndefined()
  expect(findIndex(7, '00000000-0000-4000-8000-000000000000')).toBeUndefined()
})

test('knows a UUID of any version from what is none', () => {
  expect(isUuid('00000000-0000-0000-0000-000000000000')).toBe(true)
  expect(isUuid('C22D24F6-5A47-4597-9A23-C7D01E696B92')).toBe(true)
  expect(isUuid('c22d24f65a4745979a23c7d01e696b92')).toBe(false)
  expect(isUuid('urn:uuid:c22d24f6-5a47-4597-9a23-c7d01e696b92')).toBe(false)
})
