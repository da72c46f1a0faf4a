import { expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import {
  isShortEnough,
  parseNameTemplate,
  toFileNames,
  toNameValues,
} from '../../../src/cli/room-recordings-download/file-name.js'
import type { RoomRecording } from '../../../src/client/index.js'

const recording: RoomRecording = {
  id: '8a6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918',
  room_session_id: 'c22d24f6-5a47-4597-9a23-c7d01e696b92',
  status: 'completed',
  started_at: '2026-09-15T22:30:00Z',
  finished_at: '2026-09-15T23:00:00Z',
  duration: 1800,
  size_in_bytes: 1,
  format: 'video/mp4',
  cost_in_dollars: 0,
  uri: null,
  created_at: '2026-09-15T22:30:00Z',
  updated_at: '2026-09-15T22:30:00Z',
}

const valuesOf = (room: string | null, changes: Partial<RoomRecording> = {}, zone = 'UTC') =>
  toNameValues({ recording: { ...recording, ...changes }, room }, createTimeZone(zone))

test('the date is that of the time zone', () => {
  expect(valuesOf('standup').date).toBe('2026-09-15')
  expect(valuesOf('standup', {}, 'Europe/Berlin').date).toBe('2026-09-16')
  expect(valuesOf('standup', { started_at: null }).date).toBe('2026-09-15')
  expect(valuesOf('standup', { started_at: 'soon' }).date).toBe('undated')
})

test.each([
  ['Daily Standup', 'Daily-Standup'],
  ['../../etc/passwd', 'etc-passwd'],
  ['..', 'unnamed'],
  ['', 'unnamed'],
  [null, 'unnamed'],
  ['-rf /', 'rf'],
  ['$(reboot)`x`;"\'', 'reboot-x'],
  ['a\u0000b\nc\u202ed\\e', 'a-b-c-d-e'],
  ['Besprechung Zürich 日本', 'Besprechung-Zürich-日本'],
  ['Zu\u0308rich', 'Z\u00fcrich'],
])('the room %j becomes %j', (room, expected) => {
  expect(valuesOf(room).room).toBe(expected)
})

test('a long name is cut between two characters', () => {
  expect(valuesOf('ü'.repeat(500)).room).toBe('ü'.repeat(50))
  expect(valuesOf(`x${'ü'.repeat(500)}`).room).toBe(`x${'ü'.repeat(49)}`)
})

test.each([
  ['video/mp4', 'mp4'],
  ['video/WEBM', 'webm'],
  [null, 'bin'],
  ['video/../../x', 'bin'],
])('the extension of %s is %s', (format, ext) => {
  expect(valuesOf('x', { format }).ext).toBe(ext)
})

test('values of the service that are not what they should be cannot lead out of the folder', () => {
  const { id, session } = valuesOf('x', { id: '../../x', room_session_id: '/etc' })
  expect([id, session]).toEqual(['x', 'etc'])
})

test('names that are taken end with the id', () => {
  const values = valuesOf('standup')
  expect(toFileNames('{room}/{date}.{ext}', values)).toEqual([
    'standup/2026-09-15.mp4',
    'standup/2026-09-15_8a6e5d4c.mp4',
    'standup/2026-09-15_8a6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918.mp4',
  ])
  expect(toFileNames('{room}.d/{date}', values).at(1)).toBe('standup.d/2026-09-15_8a6e5d4c')
})

test('a room with the name of the ledger does not take its place', () => {
  const values = valuesOf('Recordings.ndjson')
  expect(toFileNames('{room}/{date}.{ext}', values)[0]).toBe('_Recordings.ndjson/2026-09-15.mp4')
})

test.each(['{date}_{room}_{id}.{ext}', 'a/b/{id}', '.{id}', 'my files/{id}.{ext}'])(
  'accepts the template %s',
  (template) => {
    expect(parseNameTemplate(template)).toBe(template)
  },
)

test.each([
  ['', 'a path within the folder'],
  ['/{id}', 'a path within the folder'],
  ['../{id}', 'a path within the folder'],
  ['a/../{id}', 'a path within the folder'],
  ['./{id}', 'a path within the folder'],
  ['a//{id}', 'a path within the folder'],
  ['{id}/', 'a path within the folder'],
  ['a\\{id}', 'a path within the folder'],
  ['{id}\n', 'a path within the folder'],
  ['{id', 'a path within the folder'],
  ['{topic}', 'Expected one of {date}, {room}'],
  ['{__proto__}', 'Expected one of {date}, {room}'],
])('refuses the template %j', (template, message) => {
  expect(() => parseNameTemplate(template)).toThrow(message)
})

test.each([
  ['a'.repeat(230), true],
  ['a'.repeat(231), false],
  ['ü'.repeat(115), true],
  ['ü'.repeat(116), false],
  [`${'a'.repeat(200)}/${'b'.repeat(200)}`, true],
  [`${'a'.repeat(231)}/b`, false],
])('%s is short enough: %j', (name, expected) => {
  expect(isShortEnough(name)).toBe(expected)
})
