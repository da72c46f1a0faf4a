/** A source of pseudo-random numbers: the same seed gives the same numbers. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number
  /** An integer from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** `true` with the given probability. */
  chance(probability: number): boolean
}

/** Creates a source for a 32-bit seed. Uses mulberry32, which is small and fast, and gives the same numbers on every runtime. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
  }
}

/** Returns a 32-bit hash of numbers. It depends on their order. */
export function hash(...parts: readonly number[]): number {
  let state = 0x9e3779b9
  for (const part of parts) state = scramble(state ^ part) + 0x9e3779b9
  return scramble(state)
}

/** Returns a 32-bit hash of a text: FNV-1a over its UTF-16 units, then mixed. */
export function hashText(text: string, seed = 0): number {
  let state = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  return scramble(state)
}

/** Maps 32-bit numbers to 32-bit numbers one-to-one (the finalizer of MurmurHash3). `unscramble` is the inverse. */
export function scramble(value: number): number {
  let state = value
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}

/**
 * Returns the number that `scramble` maps to this one. Undoes its steps in reverse order, each with the inverse of its factor
 * modulo 2³².
 */
export function unscramble(value: number): number {
  let state = value
  state = Math.imul(state ^ (state >>> 16), 0x7ed1b41d)
  state = Math.imul(state ^ (state >>> 13) ^ (state >>> 26), 0xa5cb9243)
  return (state ^ (state >>> 16)) >>> 0
}
