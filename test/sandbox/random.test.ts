import { expect, test } from 'vitest'
import { createRandom, hash, hashText, scramble, unscramble } from '../../src/sandbox/random.js'

const take = (seed: number) => {
  const random = createRandom(seed)
  return Array.from({ length: 5 }, () => random.next())
}

test('gives the same numbers for the same seed and others for another', () => {
  expect(take(1)).toEqual(take(1))
  expect(take(1)).not.toEqual(take(2))
})

test('gives whole numbers over the whole range, both ends included', () => {
  const random = createRandom(3)
  const seen = new Set(Array.from({ length: 500 }, () => random.integer(-2, 2)))
  expect([...seen].sort((one, other) => one - other)).toEqual([-2, -1, 0, 1, 2])
})

test('is never sure of a chance of 0 and always of one of 1', () => {
  const random = createRandom(4)
  expect(Array.from({ length: 100 }, () => random.chance(0))).not.toContain(true)
  expect(Array.from({ length: 100 }, () => random.chance(1))).not.toContain(false)
})

test('undoes every scrambling', () => {
  for (const value of [0, 1, 2, 199_999, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]) {
    expect(unscramble(scramble(value))).toBe(value)
  }
})

test('hashes the order of parts and every letter of a text', () => {
  expect(hash(1, 2)).not.toBe(hash(2, 1))
  expect(hash(1)).not.toBe(hash(1, 0))
  expect(hashText('room')).not.toBe(hashText('Room'))
  expect(hashText('room')).not.toBe(hashText('room', 1))
})
