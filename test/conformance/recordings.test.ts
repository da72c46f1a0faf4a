import { describe, expect, test } from 'vitest'
import { checkInteractions, parseRecording } from '../../src/contract/index.js'
import { toCall } from '../support/call.js'
import { loadRoomSessions } from '../support/document.js'
import { readRecordings } from '../support/recordings.js'

const document = await loadRoomSessions()
const recordings = readRecordings()
const folders = [...new Set(recordings.map(({ folder }) => folder))]

// The seven properties that are newer than the recording of 2022, as test/recordings/historical/README.md says.
const newer = [
  'tone_on_entry_and_exit',
  'room_join_video_off',
  'user_join_video_off',
  'locked',
  'prioritize_handraise',
  'sync_audio_video',
  'locked_cover',
]

const reportOf = (folder: string) =>
  checkInteractions(
    document,
    recordings
      .filter((recording) => recording.folder === folder)
      .flatMap(({ path, text }) => parseRecording(text, `test/recordings/${path}`)),
  )

test('there are recordings of the reference and of the older service', () => {
  expect(folders).toEqual(expect.arrayContaining(['documented', 'historical']))
})

describe.each(folders.filter((folder) => folder !== 'historical'))('the recordings in %s', (folder) => {
  test('keep the document', () => {
    const { summary, findings } = reportOf(folder)
    expect(findings).toEqual([])
    expect(summary.checked).toBe(summary.interactions)
    expect(summary.interactions).toBeGreaterThan(0)
  })
})

test('the historical recording breaks it by the seven newer properties and by nothing else', () => {
  const { findings } = reportOf('historical')
  const broken = findings.map(({ code, severity, at, keyword }) => ({ code, severity, at, keyword }))
  expect(broken).toEqual(
    newer.map(() => ({ code: 'invalid-body', severity: 'error', at: '/data/0', keyword: 'required' })),
  )
  for (const name of newer) {
    expect(findings.filter(({ expected, received }) => `${expected} ${received}`.includes(`"${name}"`))).toHaveLength(1)
  }
  expect(findings.every(({ line }) => (line ?? 0) > 0)).toBe(true)
})

test('the documented recordings hold every status of every operation', () => {
  const held = recordings
    .filter(({ folder }) => folder === 'documented')
    .flatMap(({ path, text }) => parseRecording(text, path))
    .map(({ request, response }) => `${toCall(request.url).operationId} ${response.status}`)
  const declared = document.operations.flatMap(({ operationId, responses }) =>
    responses.map(({ status }) => `${operationId} ${status}`),
  )
  expect([...new Set(held)].sort()).toEqual(declared.sort())
})
