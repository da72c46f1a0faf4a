import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.js'

const sandbox = createSandbox({ sessions: 4000 })
const { projectId, apiToken } = sandbox.credentials
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'main-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The program as a process of its own, from its sources. */
function start(argv: readonly string[], env: Record<string, string> = {}): ChildProcessWithoutNullStreams {
  const { PATH = '' } = process.env
  return spawn(process.execPath, ['--conditions=room-sessions-source', '--import', 'tsx', 'src/cli/main.ts', ...argv], {
    env: { PATH, ...env },
  })
}

async function end(child: ChildProcessWithoutNullStreams) {
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('close', (code, signal) => resolve([code, signal])),
  )
  return { code, signal, stdout, stderr }
}

/** A space over HTTP that tells of every request before it is answered. */
async function listen(onRequest: (count: number) => void) {
  let count = 0
  const server = createServer(async (request, response) => {
    count += 1
    onRequest(count)
    const url = `http://${request.headers.host}${request.url}`
    const answer = await sandbox.fetch(
      new Request(url, { headers: { authorization: request.headers.authorization ?? '' } }),
    )
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return {
    env: {
      SIGNALWIRE_BASE_URL: `http://127.0.0.1:${port}`,
      SIGNALWIRE_PROJECT_ID: projectId,
      SIGNALWIRE_API_TOKEN: apiToken,
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

test('results are on stdout, everything else on stderr', async () => {
  const { code, stdout, stderr } = await end(start(['list', '--limit', '2', '--format', 'json']))

  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toHaveLength(2)
  expect(stderr).toMatch(/^room-sessions: .*sandbox.*\nroom-sessions: to go on: .*\n$/)
})

test('what cannot be run is exit code 2, without a stack trace', async () => {
  const { code, stdout, stderr } = await end(start(['check', 'nowhere']))

  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: 'room-sessions: nowhere: no such file or folder\n',
  })
})

test('a reader that goes away ends it cleanly', async () => {
  const child = start(['list', '--sandbox', '--page-size', '1000'])
  child.stdout.once('data', () => child.stdout.destroy())

  const { code, signal, stderr } = await end(child)

  expect({ code, signal }).toEqual({ code: 0, signal: null })
  expect(stderr).not.toMatch(/EPIPE|Error/)
})

test('Ctrl-C ends a list cleanly, with what was read and where to go on', async () => {
  let child: ChildProcessWithoutNullStreams | undefined
  const space = await listen((count) => {
    if (count === 3) child?.kill('SIGINT')
  })
  child = start(['list', '--format', 'json'], space.env)

  const { code, signal, stdout, stderr } = await end(child)
  await space.close()

  expect({ code, signal }).toEqual({ code: 130, signal: null })
  expect(JSON.parse(stdout).length).toBeGreaterThanOrEqual(50)
  expect(stderr).toMatch(/^room-sessions: to go on: room-sessions list --format json --cursor \S+\n$/)
})

test('the sandbox serves until Ctrl-C', async () => {
  const child = start(['sandbox'])
  const ended = end(child)
  const announced = new Promise((resolve) => child.stdout.once('data', resolve))
  const said = String(await Promise.race([announced, ended.then(({ stderr }) => stderr)]))
  const url = /SIGNALWIRE_BASE_URL=(\S+)/.exec(said)?.[1] ?? said

  const authorization = `Basic ${btoa(`${projectId}:${apiToken}`)}`
  const { status } = await fetch(`${url}/api/video/room_sessions`, { headers: { authorization } })
  child.kill('SIGINT')

  expect(status).toBe(200)
  expect(await ended).toMatchObject({ code: 0, signal: null })
})

test('an export has the same bytes after it was killed, and does not begin anew', async () => {
  const output = join(folder, 'killed.ndjson')
  const argv = ['export', '--output', output, '--page-size', '200']
  const whole = await runWith(['export', '--page-size', '1000'])
  for (const nth of [3, 11]) {
    let child: ChildProcessWithoutNullStreams | undefined
    const space = await listen((count) => {
      if (count === nth) child?.kill('SIGKILL')
    })
    child = start(argv, space.env)
    expect((await end(child)).signal).toBe('SIGKILL')
    await space.close()
  }

  const { code, stderr } = await runWith(argv)

  expect(code).toBe(0)
  expect(stderr).toMatch(/going on behind [\d,]+ sessions/)
  expect(readFileSync(output, 'utf8')).toBe(whole.stdout)
})

test('many lists at the same time are no leak to warn of', async () => {
  const argv = ['export', '--status', 'in-progress', '--include', 'members,events', '--concurrency', '20']

  const { code, stderr } = await runWith(argv)

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

async function runWith(argv: readonly string[]) {
  const space = await listen(() => {})
  const result = await end(start(argv, space.env))
  await space.close()
  return result
}
