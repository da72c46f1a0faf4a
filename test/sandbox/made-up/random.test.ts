import { expect, test } from 'vitest'
import { createRandom, hash, hashText, scramble, unscramble } from '../../../src/sandbox/made-up/random.js'

const take = (seed: number) => {
  const random = createRandom(seed)
  return Array.from({ length: 5 }, () => random.next())
}

test('returns the same numbers for the same seed, and other numbers for another seed', () => {
  expect(take(1)).toEqual(take(1))
  expect(take(1)).not.toEqual(take(2))
})

test('returns integers of the whole range, including both ends', () => {
  const random = createRandom(3)
  const seen = new Set(Array.from({ length: 500 }, () => random.integer(-2, 2)))
  expect([...seen].sort((one, other) => one - other)).toEqual([-2, -1, 0, 1, 2])
})

test('chance is never true for 0 and always true for 1', () => {
  const random = createRandom(4)
  expect(Array.from({ length: 100 }, () => random.chance(0))).not.toContain(true)
  expect(Array.from({ length: 100 }, () => random.chance(1))).not.toContain(false)
})

test('unscramble is the inverse of scramble', () => {
  for (const value of [0, 1, 2, 199_999, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]) {
    expect(unscramble(scramble(value))).toBe(value)
  }
})

test('a hash depends on the order of its parts and on every character of a text', () => {
  expect(hash(1, 2)).not.toBe(hash(2, 1))
  expect(hash(1)).not.toBe(hash(1, 0))
  expect(hashText('room')).not.toBe(hashText('Room'))
  expect(hashText('room')).not.toBe(hashText('room', 1))
})
