import { type ChildProcessWithoutNullStreams, spawnSync } from 'node:child_process'
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.js'
import { end, listen, program, start } from './test-process.js'

const sandbox = createSandbox({ sessions: 600 })
const { projectId, apiToken } = sandbox.credentials
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'main-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('results are on stdout, everything else on stderr', async () => {
  const { code, stdout, stderr } = await end(start(['list', '--limit', '2', '--format', 'json']))

  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toHaveLength(2)
  expect(stderr).toMatch(/^room-sessions: .*sandbox.*\nroom-sessions: to continue: .*\n$/)
})

test('SIGNALWIRE_DEBUG=1 writes a line to stderr for each request, without the token', async () => {
  const space = await listen(sandbox, () => {})
  const env = { ...space.env, SIGNALWIRE_DEBUG: '1' }
  const { code, stderr } = await end(start(['list', '--limit', '2', '--room-name', 'canary'], { env }))
  await space.close()

  expect(code).toBe(0)
  const [line = ''] = stderr.split('\n')
  expect(line).toMatch(
    /^signalwire #1 list_room_sessions GET http:.*[?&]page_size=2.*, attempt 1: status 200 in \d+ ms$/,
  )
  expect(line).toContain('room_name=[redacted]')
  expect(stderr).not.toContain(apiToken)
})

test('a command that cannot run has exit code 2 and no stack trace', async () => {
  const { code, stdout, stderr } = await end(start(['check', 'nowhere']))

  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: 'room-sessions: nowhere: no such file or folder\n',
  })
})

test('a closed pipe ends it without an error', async () => {
  const child = start(['list', '--sandbox', '--page-size', '1000'])
  child.stdout.once('data', () => child.stdout.destroy())

  const { code, signal, stderr } = await end(child)

  expect({ code, signal }).toEqual({ code: 0, signal: null })
  expect(stderr).not.toMatch(/EPIPE|Error/)
})

test('Ctrl-C ends a list with complete output and the command to continue', async () => {
  let child: ChildProcessWithoutNullStreams | undefined
  const space = await listen(sandbox, (count) => {
    if (count === 3) child?.kill('SIGINT')
  })
  child = start(['list', '--format', 'json'], { env: space.env })

  const { code, signal, stdout, stderr } = await end(child)
  await space.close()

  expect({ code, signal }).toEqual({ code: 130, signal: null })
  expect(JSON.parse(stdout).length).toBeGreaterThanOrEqual(50)
  expect(stderr).toMatch(/^room-sessions: to continue: room-sessions list --format json --cursor \S+\n$/)
})

test('the sandbox serves a space of the time of --now until Ctrl-C', async () => {
  const child = start(['sandbox', '--now', '2031-05-06T07:08'])
  const ended = end(child)
  const announced = new Promise((resolve) => child.stdout.once('data', resolve))
  const said = String(await Promise.race([announced, ended.then(({ stderr }) => stderr)]))
  const url = /SIGNALWIRE_BASE_URL=(\S+)/.exec(said)?.[1] ?? said

  const authorization = `Basic ${btoa(`${projectId}:${apiToken}`)}`
  const response = await fetch(`${url}/api/video/room_sessions?page_size=1`, { headers: { authorization } })
  const page: unknown = await response.json()
  child.kill('SIGINT')

  expect(page).toMatchObject({ data: [{ created_at: expect.stringMatching(/^2031-05-0[56]T/) }] })
  expect(await ended).toMatchObject({ code: 0, signal: null })
})

test('an export that was killed continues, and has the same bytes in the end', async () => {
  const output = join(folder, 'killed.ndjson')
  const argv = ['export', '--output', output, '--page-size', '100']
  // Some 1,200 sessions are a mebibyte, after which an export saves how far it is.
  const large = createSandbox({ sessions: 1600 })
  const whole = await runWith(['export', '--page-size', '1000'], large)
  for (const nth of [3, 15]) {
    let child: ChildProcessWithoutNullStreams | undefined
    const space = await listen(large, (count) => {
      if (count === nth) child?.kill('SIGKILL')
    })
    child = start(argv, { env: space.env })
    expect((await end(child)).signal).toBe('SIGKILL')
    await space.close()
  }

  const { code, stderr } = await runWith(argv, large)

  expect(code).toBe(0)
  expect(stderr).toMatch(/continuing after [\d,]+ sessions/)
  expect(readFileSync(output, 'utf8')).toBe(whole.stdout)
})

test('a watch that was killed continues with the change that it was sending', async () => {
  const accepted: string[] = []
  let killAt = 3
  let child: ChildProcessWithoutNullStreams | undefined
  const receiver = createServer(async (request, response) => {
    const { id } = JSON.parse((await request.toArray()).join(''))
    killAt -= 1
    if (killAt === 0) return void child?.kill('SIGKILL')
    accepted.push(id)
    return response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void receiver.close())
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const { port } = receiver.address() as AddressInfo
  const space = await listen(createSandbox({ sessions: 40 }), () => {})
  const argv = ['watch', '--once', '--post', `http://127.0.0.1:${port}/`]

  child = start([...argv, '--state', join(folder, 'state')], { env: space.env })
  expect((await end(child)).signal).toBe('SIGKILL')
  expect(accepted).toHaveLength(2)
  expect((await end(start([...argv, '--state', join(folder, 'state')], { env: space.env }))).code).toBe(0)
  const resumed = accepted.splice(0)
  expect((await end(start(argv, { env: space.env }))).code).toBe(0)
  await space.close()

  expect(resumed).toEqual(accepted)
  expect(new Set(resumed).size).toBe(resumed.length)
})

test('many lists at the same time cause no warning about a leak', async () => {
  const argv = ['export', '--status', 'in-progress', '--include', 'members,events', '--concurrency', '20']

  const { code, stderr } = await runWith(argv)

  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^room-sessions: wrote \d{2} sessions to stdout\n$/),
  })
})

async function runWith(argv: readonly string[], from = sandbox) {
  const space = await listen(from, () => {})
  const result = await end(start(argv, { env: space.env }))
  await space.close()
  return result
}

/** A pipe that this process holds open: reading it waits for ever, and so does writing to it when it is full. */
function createPipe() {
  const path = join(folder, 'pipe')
  spawnSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  onTestFinished(() => {
    closeSync(fd)
    rmSync(path)
  })
  return { path, fd }
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 20))

describe.runIf(platform() === 'linux')('the first Ctrl-C ends', () => {
  test.each([
    ['a check that reads a recording from a pipe', ['check', '/dev/stdin']],
    ['a check that reads its document from a pipe', ['check', 'test/recordings/documented', '--document', '/dev/fd/0']],
  ])('%s', async (_, argv) => {
    const { fd, path } = createPipe()
    const child = start(argv, { stdio: [fd, 'pipe', 'pipe'] })
    const ended = end(child)
    // It has the pipe as stdin; when it has it once more, it reads.
    const links = () =>
      readdirSync(`/proc/${child.pid}/fd`).map((name) => {
        try {
          return readlinkSync(`/proc/${child.pid}/fd/${name}`)
        } catch {
          return undefined
        }
      })
    while (links().filter((link) => link === path).length < 2) await tick()

    child.kill('SIGINT')

    expect(await ended).toEqual({ code: null, signal: 'SIGINT', stdout: '', stderr: '' })
  })

  test('a command whose output is not read', async () => {
    const { fd } = createPipe()
    const fill = () => {
      for (;;) writeSync(fd, ' '.repeat(4096))
    }
    expect(fill).toThrow('EAGAIN')
    const child = start(['sandbox'], { stdio: ['ignore', fd, 'pipe'] })
    const ended = end(child)
    await new Promise((resolve) => child.stderr.once('data', resolve))

    child.kill('SIGTERM')

    expect(await ended).toMatchObject({ code: null, signal: 'SIGTERM' })
  })
})

describe.runIf(platform() === 'linux')('a result that is lost is exit code 2', () => {
  const shell = (redirection: string) => ['sh', '-c', `"$@" ${redirection}; exit $?`, 'sh']
  const about = 'room-sessions: using the embedded sandbox, whose data is made up\n'

  test('when stdout is closed', async () => {
    const { code, stderr } = await end(start(['list', '--sandbox'], { by: shell('>&-') }))

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `${about}room-sessions: stdout: cannot be written: it is closed\n`,
    })
  })

  test('when stdout is full', async () => {
    const { code, stderr } = await end(start(['list', '--sandbox'], { by: shell('> /dev/full') }))

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `${about}room-sessions: stdout: cannot be written: no space left on the device\n`,
    })
  })

  test('but not when it is discarded, by a shell or by another program', async () => {
    const ignored = spawnSync(program[0] ?? '', [...program.slice(1), 'list', '--sandbox'], { stdio: 'ignore' })
    const inherited = spawnSync('sh', ['-c', '"$@"; exit $?', 'sh', ...program, 'list', '--sandbox'], {
      stdio: 'ignore',
    })
    const { code } = await end(start(['list', '--sandbox'], { by: shell('> /dev/null') }))

    expect([ignored.status, inherited.status, code]).toEqual([0, 0, 0])
  })
})

const namespace = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc']
const hasNamespaces = spawnSync(namespace[0] ?? '', [...namespace.slice(1), 'true']).status === 0
if (!hasNamespaces)
  process.stdout.write('skipped: exports in two pid namespaces, because unshare --pid is not allowed\n')

test.runIf(hasNamespaces)(
  'only one of two containers that share a folder exports, even if both are process 1',
  async () => {
    const output = join(folder, 'containers.ndjson')
    const argv = ['export', '--output', output, '--page-size', '40']
    const whole = await runWith(['export', '--page-size', '1000'])
    let goOn = () => {}
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let begun = () => {}
    const beginning = new Promise<void>((resolve) => {
      begun = resolve
    })
    const space = await listen(sandbox, async (count) => {
      if (count < 5) return
      begun()
      await held
    })
    const first = end(start(argv, { env: space.env, by: namespace }))
    await beginning

    const second = await end(start(argv, { env: space.env, by: namespace }))
    goOn()
    const { code } = await first
    await space.close()

    expect(second.code).toBe(2)
    expect(second.stderr).toMatch(
      /waiting for process 1 on .*\nroom-sessions: .*\.lock: process 1 on .* is writing this export\n$/,
    )
    expect(code).toBe(0)
    expect(readFileSync(output, 'utf8')).toBe(whole.stdout)
  },
)
