import { expect, test } from 'vitest'
import { type Reading, reportReading } from '../../../src/cli/check/read-interactions.js'
import { createTestScreen } from '../test-context.js'

const at = (index: number) => ({ index, text: `${index}.json: broken` })

/** What is written about readings of several threads, and the message of the error. */
async function reportOf(...readings: readonly Partial<Reading>[]) {
  const stderr = createTestScreen()
  const nothing: Reading = { interactions: 0, errors: [], errorCount: 0, files: [], fileCount: 0 }
  const error = await reportReading(
    readings.map((reading) => ({ ...nothing, ...reading })),
    { stderr },
  ).catch(({ message }: Error) => message)
  return { lines: stderr.text.split('\n').slice(0, -1), error }
}

const notRead = (index: number) => `room-sessions: not read: ${index}.json: broken`

test('what cannot be read is listed in the order of the files, and the rest is checked', async () => {
  expect(
    await reportOf({ interactions: 1, errors: [at(2)], errorCount: 1 }, { errors: [at(0), at(3)], errorCount: 2 }),
  ).toEqual({ lines: [0, 2, 3].map(notRead), error: undefined })
})

test('a single file that cannot be read is the error', async () => {
  expect(await reportOf({ errors: [at(0)], errorCount: 1 })).toEqual({ lines: [], error: '0.json: broken' })
})

test('several files of which none can be read are all listed before the error', async () => {
  expect(await reportOf({ errors: [at(0), at(1)], errorCount: 2 })).toEqual({
    lines: [0, 1].map(notRead),
    error: 'no interaction could be read',
  })
})

test('ten lines are written at most, and the others are counted', async () => {
  const errors = Array.from({ length: 8 }, (_, index) => at(index * 2))
  const others = Array.from({ length: 8 }, (_, index) => at(index * 2 + 1))
  const { lines } = await reportOf({ interactions: 1, errors, errorCount: 9 }, { errors: others, errorCount: 8 })
  expect(lines).toEqual([
    ...Array.from({ length: 10 }, (_, index) => notRead(index)),
    'room-sessions: not read: 7 more',
  ])
})

test('files with entries without a response are listed, and further ones counted', async () => {
  const files = Array.from({ length: 10 }, (_, index) => ({ index, text: `${index}.har: left out` }))
  const { lines, error } = await reportOf({ files, fileCount: 12 })
  expect(lines.at(0)).toBe('room-sessions: 0.har: left out')
  expect(lines.at(-1)).toBe('room-sessions: left out entries without a response in 2 more files')
  expect([lines.length, error]).toEqual([11, undefined])
})
