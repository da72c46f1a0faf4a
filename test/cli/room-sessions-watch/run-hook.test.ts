import { expect, test } from 'vitest'
import { runHook } from '../../../src/cli/room-sessions-watch/run-hook.js'
import type { RoomSessionChange } from '../../../src/client/index.js'

test('no command is run after an interruption', async () => {
  const reason = new Error('interrupted')
  const change: RoomSessionChange = {
    ...{ id: '1', type: 'session.started', time: '2026-01-01T00:00:00Z', sessionId: '1', roomName: null },
    session: null,
  }

  await expect(runHook('exit 1', change, { env: {}, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})
