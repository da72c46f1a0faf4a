import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.js'
import { read, sendRequest } from '../support/sandbox-requests.js'

/** Returns a digest of every list of a sandbox, of the lists of its first sessions, and of a file. */
async function readData(options: SandboxOptions, advance: readonly number[] = []) {
  const sandbox = createSandbox(options)
  for (const seconds of advance) sandbox.advance(seconds)
  const list = async (path: string) => {
    const page = `/api/video/${path}${path.includes('?') ? '&' : '?'}page_size=1000`
    return (await read<{ data: { id: string; uri?: string | null }[] }>(sandbox, page)).data
  }
  const [sessions, recordings] = [await list('room_sessions'), await list('room_recordings')]
  const firstSessions = sessions.slice(0, 12)
  const ofSessions = (name: string) => Promise.all(firstSessions.map(({ id }) => list(`room_sessions/${id}/${name}`)))
  const file = recordings.find(({ uri }) => uri)?.uri ?? ''
  const data = {
    sessions,
    recordings,
    logs: await list('logs?include_deleted=true'),
    members: await ofSessions('members'),
    events: await ofSessions('events'),
    file: await (await sendRequest(sandbox, file)).text(),
  }
  const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8)
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, digest(value)]))
}

// Users compare with values of the sandbox in tests of their own.
test('the data is the same in every version of the package', async () => {
  expect({
    defaults: await readData({}),
    later: await readData({}, [1800, 5400]),
    others: await readData({ seed: 7, sessions: 200, projectId: 'project', now: new Date('2024-02-29T03:04:05Z') }),
  }).toMatchInlineSnapshot(`
    {
      "defaults": {
        "events": "9c20c024",
        "file": "4da88913",
        "logs": "6b758d89",
        "members": "63c9a7ba",
        "recordings": "298908c0",
        "sessions": "f9458c56",
      },
      "later": {
        "events": "bbb639b3",
        "file": "6c9ee37c",
        "logs": "4bada0dd",
        "members": "ef1dfbbd",
        "recordings": "b75079d5",
        "sessions": "d4a54ac3",
      },
      "others": {
        "events": "3cfe7c8d",
        "file": "75d5ddc6",
        "logs": "b7bd25a2",
        "members": "e941e669",
        "recordings": "4b17ce46",
        "sessions": "d2bddca0",
      },
    }
  `)
})
