import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runHook } from '../../../src/cli/room-sessions-watch/run-hook.js'
import type { RoomSessionChange } from '../../../src/client/index.js'

const change: RoomSessionChange = {
  ...{ id: '1', type: 'session.started', time: '2026-01-01T00:00:00Z', sessionId: '1', roomName: '\0a\0b' },
  session: null,
}
const run = (command: string, signal = new AbortController().signal) => runHook(command, change, { env: {}, signal })

test('no command is run after an interruption', async () => {
  const reason = new Error('interrupted')

  await expect(run('exit 1', AbortSignal.abort(reason))).rejects.toBe(reason)
})

test('an interruption does not wait for the command', async () => {
  const reason = new Error('interrupted')
  const interruption = new AbortController()
  const running = run('exec sleep 60', interruption.signal)
  interruption.abort(reason)

  await expect(running).rejects.toBe(reason)
})

test.skipIf(process.platform === 'win32')('an interruption ends what the command has started', async () => {
  // A pipe is closed at its reader when all processes that can write to it have ended.
  const folder = await mkdtemp(join(tmpdir(), 'run-hook-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const interruption = new AbortController()
  const command = `sh -c 'echo started; sleep 1; echo late' > '${pipe}'; exit 0`
  const ended = expect(run(command, interruption.signal)).rejects.toThrow('interrupted')
  const written: string[] = []
  for await (const text of createReadStream(pipe, 'utf8')) {
    written.push(text)
    interruption.abort(new Error('interrupted'))
  }

  await ended
  expect(written).toEqual(['started\n'])
})

test.skipIf(process.platform === 'win32').each([
  ['exit 0', undefined],
  ['exit 3', 'ended with exit code 3'],
  ['kill -TERM $$', 'was ended by SIGTERM'],
  ['test "$ROOM_SESSIONS_TYPE $ROOM_SESSIONS_ROOM" = "session.started ab"', undefined],
  ['grep -q session.started', undefined],
])('what went wrong with the command %j is %j', async (command, problem) => {
  expect(await run(command)).toBe(problem)
})
