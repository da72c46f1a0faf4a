/** A source of pseudo-random numbers that gives the same ones for the same seed, today and in a year. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** `true` with the given probability. */
  chance(probability: number): boolean
}

/** A stream of numbers begun by a 32-bit seed: mulberry32, small, fast and the same on every runtime. */
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

/** One 32-bit number of many: other parts or another order give another number. */
export function hash(...parts: readonly number[]): number {
  let state = 0x9e3779b9
  for (const part of parts) state = scramble(state ^ part) + 0x9e3779b9
  return scramble(state)
}

/** One 32-bit number of a text: FNV-1a over its UTF-16 units, then mixed. */
export function hashText(text: string, seed = 0): number {
  let state = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  return scramble(state)
}

/** Another 32-bit number for every 32-bit number (the finalizer of MurmurHash3): `unscramble` undoes it. */
export function scramble(value: number): number {
  let state = value
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}

/** The number that `scramble` was given: each step undone, last first, by the inverse of its factor modulo 2³². */
export function unscramble(value: number): number {
  let state = value
  state = Math.imul(state ^ (state >>> 16), 0x7ed1b41d)
  state = Math.imul(state ^ (state >>> 13) ^ (state >>> 26), 0xa5cb9243)
  return (state ^ (state >>> 16)) >>> 0
}
