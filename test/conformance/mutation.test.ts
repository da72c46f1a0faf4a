import { expect, test } from 'vitest'
import { parseRecording, scoreMutants } from '../../src/contract/index.js'
import { loadRoomSessions } from '../support/document.js'
import { readRecordings } from '../support/recordings.js'

test('the check finds every mutant of a documented response, and reports nothing for conforming variants', async () => {
  const interactions = readRecordings().flatMap(({ path, text }) => parseRecording(text, path))

  const { mutants, refusedVariants, unexercised, verdict } = scoreMutants(await loadRoomSessions(), interactions)

  expect(mutants.filter(({ outcome }) => outcome === 'survived')).toEqual([])
  expect(refusedVariants).toEqual([])
  expect(unexercised).toEqual([])
  expect(verdict).toBe('passed')
})
