import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RoomRecording, RoomSession } from '../../../src/client/index.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { readAll } from '../../support/sandbox-requests.js'
import { createTestScreen, runCli } from '../test-context.js'
import { type Misbehave, serveSandbox } from './media-server.js'

let folder: string
const closers: (() => void)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'download-'))
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
  rmSync(folder, { recursive: true })
})

const options = { sessions: 16, seed: 3 }
async function serve(misbehave?: Misbehave) {
  const space = await serveSandbox(options, misbehave)
  closers.push(space.close)
  const download = (...argv: readonly string[]) =>
    runCli(['download', '--to', folder, ...argv], { env: space.env, now: () => new Date() })
  return { ...space, download }
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

// What the sandbox has: all recordings, and the digests of the files of the complete ones, by the id of the recording.
const whole = createSandbox(options)
const all = await readAll<RoomRecording>(whole, '/api/video/room_recordings?page_size=1000')
const complete = all.filter(({ status }) => status === 'completed')
const files = new Map<string, string>()
for (const { id, uri } of complete) {
  files.set(id, digest(Buffer.from(await (await whole.fetch(uri ?? '')).arrayBuffer())))
}

/** The digests of the files in a folder, by the id of the recording. */
function findSaved(names = readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  return new Map(
    names
      .filter((name) => name.endsWith('.mp4'))
      .map(
        (name) => [/[\da-f-]{36}(?=\.mp4)/.exec(name)?.[0] ?? name, digest(readFileSync(join(folder, name)))] as const,
      )
      .sort(),
  )
}

const sorted = (files: ReadonlyMap<string, string>) => new Map([...files].sort())
const without = (ending: string) => readdirSync(folder).filter((name) => name.endsWith(ending))

test('saves every complete recording, with what is known of it, and a second run receives nothing', async () => {
  const { download, media } = await serve()
  const { code, stdout, stderr } = await download()
  const summary = new RegExp(
    `^room-sessions: saved ${complete.length} recordings in ${folder} \\([^)]+ received\\); ${all.length - complete.length} are not complete yet\n$`,
  )
  expect([code, stderr]).toEqual([0, expect.stringMatching(summary)])
  expect(findSaved()).toEqual(sorted(files))
  expect(stdout.trimEnd().split('\n').sort()).toEqual(
    readdirSync(folder)
      .filter((name) => name.endsWith('.mp4'))
      .map((name) => join(folder, name))
      .sort(),
  )
  expect(without('.part')).toEqual([])
  expect(without('.lock')).toEqual([])
  for (const recording of complete) {
    const [name = ''] = readdirSync(folder).filter((name) => name.endsWith(`${recording.id}.mp4.json`))
    const { uri: _, ...rest } = recording
    expect(JSON.parse(readFileSync(join(folder, name), 'utf8'))).toEqual({ ...rest, room_name: expect.anything() })
  }
  const received = media().length
  const again = await download()
  expect([again.code, again.stdout]).toEqual([0, ''])
  expect(again.stderr).toBe(
    `room-sessions: saved 0 recordings in ${folder} (0 B received); ${complete.length} were there already; ${all.length - complete.length} are not complete yet\n`,
  )
  expect(media().length).toBe(received)
})

test('saves a recording once although the list of sessions grows while it is read, and repeats some', async () => {
  const space = await serveSandbox(options)
  const repeating = createServer(async (request, response) => {
    const { authorization = '' } = request.headers
    const answer = await fetch(`${space.url}${request.url}`, { headers: { authorization } })
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (!/room_sessions\?/.test(request.url ?? '')) return void response.end(bytes)
    const page = JSON.parse(bytes.toString())
    response.end(JSON.stringify({ ...page, data: [...page.data, ...page.data.slice(-3)] }))
  })
  await new Promise<void>((resolve) => repeating.listen(0, '127.0.0.1', resolve))
  closers.push(space.close, () => void repeating.close())
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const url = `http://127.0.0.1:${(repeating.address() as AddressInfo).port}`
  const argv = ['download', '--to', folder, '--concurrency', '8']
  const { code, stderr } = await runCli(argv, { env: { ...space.env, SIGNALWIRE_BASE_URL: url } })
  expect([code, stderr]).toEqual([0, expect.stringContaining(`saved ${complete.length} recordings`)])
})

test('asks for links that are valid as long as --media-ttl says', async () => {
  const { download, requests } = await serve((_, response, __, count) => {
    if (count > 1) return false
    response.removeHeader('content-length')
    response.writeHead(403).end()
    return true
  })
  expect((await download('--media-ttl', '7200')).code).toBe(0)
  const asking = requests.map(({ url = '' }) => url).filter((url) => /recordings(\?|$)|room_recordings\//.test(url))
  expect(asking.some((url) => url.startsWith('/api/video/room_recordings/'))).toBe(true)
  expect(asking.filter((url) => !url.includes('media_ttl=7200'))).toEqual([])
})

test('does not receive again what was moved away', async () => {
  const { download, media } = await serve()
  await download()
  const received = media().length
  for (const name of without('.mp4')) renameSync(join(folder, name), join(folder, `${name}.moved`))
  expect((await download()).code).toBe(0)
  expect(media().length).toBe(received)
})

test('saves the same bytes from a server that closes connections, forgets links and has too many requests', async () => {
  const counts = new Map<string, number>()
  const faults = [
    // An end, unlike a reset, lets the client read what was sent before.
    (response: ServerResponse, body: Buffer) => response.write(body.subarray(0, 5000), () => response.socket?.end()),
    (response: ServerResponse, _: Buffer, file: number) => response.writeHead([403, 404, 410][file % 3] ?? 403).end(),
    (response: ServerResponse) => response.writeHead(429, { 'retry-after': '0' }).end(),
    (response: ServerResponse) => response.writeHead(503).end(),
  ]
  const { download, media } = await serve(({ url = '' }, response, body) => {
    const [path = ''] = url.split('?')
    const count = counts.get(path) ?? 0
    counts.set(path, count + 1)
    const fault = faults[count]
    if (count > 0) response.removeHeader('content-length')
    fault?.(response, body, [...counts.keys()].indexOf(path))
    return fault !== undefined
  })
  const { code, stderr } = await download('--concurrency', '3')
  expect([code, stderr]).toEqual([0, expect.stringContaining(`saved ${files.size} recordings`)])
  expect(findSaved()).toEqual(sorted(files))
  expect(without('.part')).toEqual([])
  const afterFirst = media().filter(({ headers }) => headers.range === 'bytes=5000-')
  expect(afterFirst).toHaveLength(files.size * faults.length)
})

test('keeps what it has when a file has the wrong size, saves the others, and begins again the next time', async () => {
  const [wrong] = complete
  let isWrong = true
  const { download, media } = await serve((request, response, body) => {
    if (!isWrong || !request.url?.includes(wrong?.id ?? '')) return false
    response.setHeader('content-length', body.length + 3)
    response.end(Buffer.concat([body, Buffer.from('!!!')]))
    return true
  })
  const first = await download()
  expect(first.code).toBe(1)
  expect(first.stderr).toContain(
    `recording ${wrong?.id}: expected ${wrong?.size_in_bytes} bytes, received ${Number(wrong?.size_in_bytes) + 3}`,
  )
  expect(first.stderr).toMatch(/ received\); \d+ are not complete yet; 1 failed\n$/)
  expect(findSaved().size).toBe(files.size - 1)
  expect(without('.part')).toEqual([expect.stringContaining(wrong?.id ?? '')])
  isWrong = false
  expect((await download()).code).toBe(0)
  expect(findSaved()).toEqual(sorted(files))
  expect(media().at(-1)?.headers.range).toBeUndefined()
})

test('continues a part that an earlier run has left, with its entity tag', async () => {
  let broken = 0
  const { download, media } = await serve((_, response, body) => {
    if (++broken > 4) return false
    response.write(body.subarray(0, 7000), () => response.socket?.end())
    return true
  })
  const { code } = await download('--concurrency', '1')
  expect(code).toBe(0)
  const [first, second] = media()
  expect(second?.url).toBe(first?.url)
  expect([second?.headers.range, second?.headers['if-range']]).toEqual(['bytes=7000-', expect.stringMatching(/^"/)])
  expect(findSaved()).toEqual(sorted(files))
  expect(complete.length).toBeGreaterThan(3)
})

test('ends when it is interrupted, says how to continue, and continues', async () => {
  const controller = new AbortController()
  const { env, requests } = await serve((_, response, body, count) => {
    if (count !== 3) return false
    response.write(body.subarray(0, 4000))
    const interrupt = () => {
      const [part = ''] = without('.part')
      if (part !== '' && statSync(join(folder, part)).size === 4000) controller.abort(new Error('interrupted'))
      else setImmediate(interrupt)
    }
    interrupt()
    return true
  })
  const stderr = createTestScreen()
  await runCli(['download', '--to', folder, '--concurrency', '1'], {
    ...{ env, stderr, signal: controller.signal },
  })
  expect(stderr.text).toMatch(/saved 2 recordings in .*; to continue: room-sessions download --to /)
  expect(without('.lock')).toEqual([])
  const [part = ''] = without('.part')
  expect(statSync(join(folder, part)).size).toBe(4000)
  const before = requests.length
  expect((await runCli(['download', '--to', folder], { env })).code).toBe(0)
  expect(findSaved()).toEqual(sorted(files))
  const ranges = requests.slice(before).flatMap(({ headers }) => headers.range ?? [])
  expect(ranges).toEqual(['bytes=4000-'])
})

test('saves the recordings of the sessions that are named, or that match a filter and a period', async () => {
  const sessions = await readAll<RoomSession>(whole, '/api/video/room_sessions')
  const session = complete[0]?.room_session_id ?? ''
  const room = sessions.find(({ id }) => id === session)?.name ?? ''
  const { download, requests } = await serve()
  const idsOf = (wanted: (recording: RoomRecording) => boolean) => complete.filter(wanted).map(({ id }) => id)
  await download(session, session.toUpperCase())
  expect(requests.filter(({ url = '' }) => url.toLowerCase().endsWith(`/room_sessions/${session}`))).toHaveLength(1)
  expect([...findSaved().keys()]).toEqual(idsOf(({ room_session_id }) => room_session_id === session).sort())
  await download('--room-name', room)
  const inRoom = sessions.filter(({ name }) => name === room).map(({ id }) => id)
  expect([...findSaved().keys()]).toEqual(idsOf(({ room_session_id }) => inRoom.includes(room_session_id)).sort())
  const { stderr } = await download('--since', '2100-01-01')
  expect(stderr).toContain(`read ${options.sessions} sessions, 0 of them are in the period`)
})

test('refuses ids beside a filter, and says that a session does not exist', async () => {
  const { download } = await serve()
  const id = '00000000-0000-4000-8000-000000000000'
  expect(await download(id, '--room-name', 'x')).toMatchObject({
    code: 2,
    stderr: 'room-sessions: expected ids of sessions or a filter, received both\n',
  })
  expect(await download(id)).toMatchObject({ code: 1, stderr: expect.stringContaining('received status 404') })
})

test('tells apart recordings for which the template gives one name, and leaves files of others alone', async () => {
  writeFileSync(join(folder, 'x.mp4'), 'mine')
  const { download } = await serve()
  expect((await download('--name', 'x.{ext}', '--concurrency', '1')).code).toBe(0)
  expect(readFileSync(join(folder, 'x.mp4'), 'utf8')).toBe('mine')
  const names = readdirSync(folder).filter((name) => /^x_.*\.mp4$/.test(name))
  expect(names.length).toBe(files.size)
  const saved = names.map((name) => digest(readFileSync(join(folder, name))))
  expect(saved.sort()).toEqual([...files.values()].sort())
})

test('{date} is the day in the time zone, in names and commands', async () => {
  const { download } = await serve()
  // Kiritimati is 14 hours ahead of UTC.
  const local = (time: string) => new Date(Date.parse(time) + 14 * 3_600_000).toISOString().slice(0, 10)
  const found = complete.find(({ started_at }) => started_at && !started_at.startsWith(local(started_at)))
  const date = local(found?.started_at ?? '')
  const { code } = await download(
    ...[found?.room_session_id ?? '', '--time-zone', 'Pacific/Kiritimati', '--name', '{date}/{id}.{ext}'],
    ...['--exec', `mkdir -p '${folder}/of-{date}'`],
  )

  expect(code).toBe(0)
  expect(readdirSync(folder)).toEqual(expect.arrayContaining([date, `of-${date}`]))
})

test('runs a command for each file, and repeats those that failed in the next run', async () => {
  const [failing] = complete
  const { download, media } = await serve()
  const ran = join(folder, 'ran')
  const script = join(folder, 'script.cjs')
  writeFileSync(
    script,
    `const { appendFileSync, existsSync, statSync } = require('fs')
    const [file, id] = process.argv.slice(2)
    statSync(file)
    appendFileSync(${JSON.stringify(ran)}, id + '\\n')
    process.exit(id === ${JSON.stringify(failing?.id)} && !existsSync(${JSON.stringify(`${ran}.ok`)}) ? 7 : 0)`,
  )
  const exec = `'${process.execPath}' '${script}' {file} {id}`
  const first = await download('--exec', exec)
  expect(first.stderr).toContain(`recording ${failing?.id}: the command ended with exit code 7`)
  expect(first.code).toBe(1)
  const lines = () => readFileSync(ran, 'utf8').trimEnd().split('\n').sort()
  expect(lines()).toEqual(complete.map(({ id }) => id).sort())
  const received = media().length
  writeFileSync(`${ran}.ok`, '')
  expect((await download('--exec', exec)).code).toBe(0)
  expect(lines()).toEqual([...complete.map(({ id }) => id), failing?.id].sort())
  expect((await download('--exec', exec)).code).toBe(0)
  expect(lines()).toHaveLength(complete.length + 1)
  expect(media().length).toBe(received)
})

test('sends credentials for files to the space only, and only if asked to; none is in what is written', async () => {
  const seen: string[] = []
  const other = createServer((request, response) => {
    seen.push(JSON.stringify(request.rawHeaders))
    response.end('x')
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  closers.push(() => other.close())
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const { port } = other.address() as AddressInfo
  const { download, media, env } = await serve((_, response, __, count) => {
    if (count % 2 === 0) return false
    response.writeHead(302, { location: `http://127.0.0.1:${port}/file` }).end()
    return true
  })
  const first = await download()
  expect(media().filter(({ headers }) => headers.authorization)).toEqual([])
  rmSync(folder, { recursive: true })
  const second = await download('--with-credentials')
  expect(media().filter(({ headers }) => headers.authorization).length).toBeGreaterThan(2)
  expect(seen.length).toBeGreaterThan(2)
  expect(seen.join()).not.toMatch(/authorization|basic/i)
  const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
  const all = JSON.stringify([first, second, written])
  expect(all).not.toContain(env.SIGNALWIRE_API_TOKEN)
  expect(all).not.toMatch(/signature=/)
})

test('does not work in a folder in which another run is at work', async () => {
  let second: Promise<{ code: number; stderr: string }> | undefined
  const { download } = await serve((_, response, body) => {
    second ??= download()
    second.then(() => response.end(body))
    return true
  })
  expect((await download()).code).toBe(0)
  expect(await second).toMatchObject({ code: 2, stderr: expect.stringContaining('is writing this folder') })
})

test('refuses a folder that cannot be written, before any request', async () => {
  const { env, requests } = await serve()
  writeFileSync(join(folder, 'file'), '')
  const { code, stderr } = await runCli(['download', '--to', join(folder, 'file', 'x')], { env })
  expect([code, requests.length]).toEqual([2, 0])
  expect(stderr).toContain('its parent is not a folder')
})

test('shows progress on a terminal', async () => {
  const { env } = await serve()
  const stderr = createTestScreen({ isTTY: true })
  let time = 0
  const now = () => {
    time += 1000
    return new Date(time)
  }
  await runCli(['download', '--to', folder], { env, stderr, now })
  expect(stderr.text).toMatch(/\d+ recordings? saved, [\d.]+ kB(?!,)/)
  expect(existsSync(join(folder, 'recordings.ndjson'))).toBe(true)
})
