import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Target } from '../../../src/cli/reading/connect.js'
import { openStateFile, toIdentity } from '../../../src/cli/room-sessions-watch/state-file.js'
import type { WatchState } from '../../../src/client/index.js'
import { createTestContext } from '../test-context.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'))
  path = join(folder, 'watch.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const stateAt = (time: string, more: Partial<WatchState> = {}): WatchState => ({
  ...{ version: 1, time, sessions: [], newest: null, completed: [], pending: [] },
  ...more,
})

test('a state is written when it changes, and once an hour if only its time does', async () => {
  const file = await openStateFile(path, 'identity', createTestContext())
  const written = async (state: WatchState) => {
    await file.save(state)
    return JSON.parse(readFileSync(path, 'utf8')).state.time
  }
  expect(await written(stateAt('2026-01-01T10:00:00.000Z'))).toBe('2026-01-01T10:00:00.000Z')
  expect(await written(stateAt('2026-01-01T10:59:59.000Z'))).toBe('2026-01-01T10:00:00.000Z')
  expect(await written(stateAt('2026-01-01T11:00:00.000Z'))).toBe('2026-01-01T11:00:00.000Z')
  expect(await written(stateAt('2026-01-01T11:00:01.000Z', { completed: ['a'] }))).toBe('2026-01-01T11:00:01.000Z')
  await file.release()
})

test('the identity of a watch is that of its space, project and filters, in any order', () => {
  const space: Target = {
    ...{ kind: 'space', space: 'example', projectId: 'p', apiToken: 't' },
    allowInsecureHttp: false,
  }
  const identity = toIdentity(space, { room_name: 'a', room_id: 'b' })
  expect(toIdentity({ ...space, apiToken: 'another' }, { room_id: 'b', room_name: 'a' })).toBe(identity)
  const others = [
    toIdentity({ ...space, space: 'other' }, { room_name: 'a', room_id: 'b' }),
    toIdentity({ ...space, projectId: 'q' }, { room_name: 'a', room_id: 'b' }),
    toIdentity({ ...space, baseUrl: 'https://proxy.example' }, { room_name: 'a', room_id: 'b' }),
    toIdentity(space, { room_name: 'a' }),
    toIdentity({ kind: 'sandbox', requested: true }, { room_name: 'a', room_id: 'b' }),
  ]
  expect(new Set([identity, ...others]).size).toBe(6)
})

const saved = { version: 1, identity: 'identity', state: { time: '2026-01-01T10:00:00Z', pending: [] } }

test.each<[string, object, RegExp]>([
  ['of a later version', { ...saved, version: 2 }, /: not the state of a watch; move it away$/],
  ['without a time', { ...saved, state: { pending: [] } }, /: not the state of a watch; move it away$/],
  ['without changes', { ...saved, state: { time: saved.state.time } }, /: not the state of a watch; move it away$/],
  ['of another watch', { ...saved, identity: 'x' }, /: the state of a watch of another space, project or filter; name/],
])('a state %s is refused, and stays as it is', async (_, header, message) => {
  const text = `${JSON.stringify(header)}\n`
  writeFileSync(path, text)

  await expect(openStateFile(path, 'identity', createTestContext())).rejects.toThrow(message)
  expect(readFileSync(path, 'utf8')).toBe(text)
})
