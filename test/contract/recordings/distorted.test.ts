import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createChecker, loadDocument, parseRecording, RecordingError } from '../../../src/contract/index.js'

const root = 'test/fixtures/recordings'
const { check } = createChecker(await loadDocument(join(root, 'things.yaml')))
const samples = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.har$|without-headers/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))

/** Numbers from 0 to below 1; the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const strange: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e300, 200, '200', '', ' ', 'x', '\u0000', '\ud800', '\uFEFF', '[', '["zz"]', '%zz', '#'],
  ...['../a', 'http://', 'data:,', 'base64', 'gzip', 'multipart/form-data', 'application/json', [], {}, [null], ['a']],
  ...[{ name: 'a' }, { name: 1, value: {} }, [{ name: 'content-encoding', value: 'gzip' }], { __proto__: null }],
  'x'.repeat(100_000),
]

/** A copy of a value in which some members are missing, or have a strange value or another name. */
function distort(value: unknown, random: () => number, rate: number): unknown {
  const pick = () => strange[Math.floor(random() * strange.length)]
  if (random() < rate) return pick()
  if (Array.isArray(value)) return value.flatMap((each) => (random() < rate ? [] : [distort(each, random, rate)]))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    if (random() < rate) return []
    return [[random() < rate ? 'text' : name, distort(each, random, rate)]]
  })
  return Object.fromEntries(members)
}

function read(content: unknown): number {
  const readFile = () => Buffer.from('{"id":1}')
  try {
    const interactions = parseRecording(content, 'a.har', { onUnreadable: () => {}, readFile })
    return interactions.map((interaction) => check(interaction).findings).length
  } catch (error) {
    if (error instanceof RecordingError) return 0
    throw error
  }
}

const rounds = 40

test.each(samples.map((sample, index) => ({ sample, index })))(
  'sample $index: distorted entries are read or refused with a RecordingError',
  ({ sample, index }) => {
    const random = createRandom(index + 1)
    const value: unknown = JSON.parse(sample)
    let count = 0
    for (let round = 0; round < rounds; round++) {
      const rate = [0.005, 0.02, 0.1][round % 3] ?? 0
      const distorted = distort(value, random, rate)
      count += read(distorted)
      count += read(JSON.stringify(distorted) ?? '')
    }
    expect(count).toBeGreaterThan(rounds / 4)
  },
)

test.each(samples.map((sample, index) => ({ sample, index })))(
  'sample $index: damaged bytes are read or refused with a RecordingError',
  ({ sample, index }) => {
    const random = createRandom(index + 100)
    expect(read(Buffer.from(sample))).toBeGreaterThan(0)
    for (let round = 0; round < rounds; round++) {
      const bytes = Buffer.from(sample)
      for (let changes = 0; changes < 3; changes++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      read(random() < 0.3 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes)
    }
  },
)
