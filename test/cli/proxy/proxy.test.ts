import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../src/cli/context.js'
import { CliError } from '../../../src/cli/exit.js'
import type { Report } from '../../../src/contract/index.js'
import { createTestScreen, runCli, toVisible } from '../test-context.js'
import { listenOn, startRawTarget } from './raw-http.js'

const document = `openapi: 3.1.0
info: { title: Books, version: '1' }
servers: [{ url: 'https://books.example/v1' }]
paths:
  /books:
    get:
      operationId: list_books
      parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 100 } }]
      responses:
        '200':
          description: Books.
          content:
            application/json:
              schema:
                type: array
                items:
                  type: object
                  required: [id, title]
                  properties:
                    id: { type: integer }
                    title: { type: string }
    post:
      operationId: add_book
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { title: { type: string }, password: { type: string } } }
      responses:
        '201': { description: Added. }
        '401': { description: Who are you?, content: { text/plain: {} } }
`

let folder = ''
let documentPath = ''
const closing: (() => unknown)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proxy-'))
  documentPath = join(folder, 'books.yaml')
  await writeFile(documentPath, document)
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await rm(folder, { recursive: true, force: true })
})

/** A target that answers by path, with planted faults. */
const answer: RequestListener = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://a')
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  request.resume()
  request.on('end', () => {
    if (request.method === 'POST') return response.writeHead(201).end()
    if (url.pathname === '/books') return json(200, [{ id: 1, title: 'Emma' }])
    if (url.pathname === '/v1/books') return json(200, [{ id: 'one', title: 'Emma' }])
    return json(500, { error: 'canary-internal' })
  })
}

async function startTarget(listener: RequestListener = answer): Promise<string> {
  const server = createServer(listener)
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
  )
  return `http://127.0.0.1:${await listenOn(server)}`
}

/** A command that sends requests to the proxy, one after another, and exits with a code. */
const client = (paths: readonly string[], code = 0) => [
  process.execPath,
  '--input-type=module',
  '-e',
  // Not fetch, which takes twice as long to load as all else.
  `import { get } from 'node:http'
   for (const path of ${JSON.stringify(paths)}) await new Promise((resolve) => {
     get(process.env.CONTRACT_PROXY_URL + path, (response) => response.resume().on('error', resolve).on('close', resolve))
   })
   process.exit(${code})`,
]

const proxyWith = (
  target: string,
  options: readonly string[],
  command: readonly string[],
  context?: Partial<Context>,
) =>
  runCli(['proxy', '--document', documentPath, '--target', target, ...options, '--', ...command], {
    env: { PATH: process.env.PATH },
    ...context,
  })

/** Starts the proxy without a command, and resolves when it listens. */
async function startProxy(target: string, options: readonly string[] = [], stderr = createTestScreen()) {
  const controller = new AbortController()
  const stdout = createTestScreen()
  const grace: (number | undefined)[] = []
  const context = {
    ...{ signal: controller.signal, stdout, stderr },
    finishWhenInterrupted: (ms?: number) => void grace.push(ms),
  }
  const ended = runCli(['proxy', '--document', documentPath, '--target', target, ...options], context)
  const failed = ended.then(({ code }) => {
    throw new Error(`ended with ${code}: ${stderr.text}`)
  })
  const listening = async () => {
    for (;;) {
      const url = /(http:\/\/\S+) passes/.exec(stderr.text)?.[1]
      if (url) return url
      await new Promise(setImmediate)
    }
  }
  const url = await Promise.race([listening(), failed])
  return {
    ...{ url, stdout, stderr, grace },
    interrupt: () => {
      failed.catch(() => {})
      controller.abort(new CliError('interrupted', { exitCode: 130 }))
      return ended.then(({ code }) => code)
    },
  }
}

const readReport = async (path: string): Promise<Report> => JSON.parse(await readFile(path, 'utf8'))

describe('with a command', () => {
  test('the command has the URL, the traffic is checked, and the report is written', async () => {
    const [stdout, stderr] = [createTestScreen(), createTestScreen({ isTTY: true })]
    const grace: (number | undefined)[] = []
    const finishWhenInterrupted = (ms?: number) => void grace.push(ms)
    const context = { stdout, stderr, finishWhenInterrupted }
    const { code } = await proxyWith(await startTarget(), [], client(['/books?limit=1']), context)

    // The terminal belongs to the command, so it has no count.
    expect({ code, stderr: stderr.text }).toEqual({ code: 0, stderr: '' })
    expect(stdout.text).toContain('Passed: 1 interaction')
    // The command may take any time to end.
    expect(grace).toEqual([Number.POSITIVE_INFINITY])
  })

  test('the run fails for less coverage than asked for, and for a waiver that it does not need', async () => {
    const waivers = join(folder, 'waivers.yaml')
    await writeFile(waivers, 'findings:\n  - {code: server-error, reason: x}\n')
    const { code, stdout } = await proxyWith(
      await startTarget(),
      ['--min-coverage', '99', '--waivers', waivers],
      client(['/books?limit=1']),
    )

    expect(code).toBe(1)
    expect(stdout).toContain(`${waivers}:2: this waiver is not needed`)
    expect(stdout).toMatch(/✗ .*99/)
  })

  test.each([
    { path: '/books', command: 0, code: 0 },
    { path: '/books', command: 3, code: 3 },
    { path: '/books?limit=500', command: 0, code: 1 },
    { path: '/books?limit=500', command: 3, code: 3 },
    { path: '/other', command: 0, code: 1 },
  ])('the exit code is the higher one: $path, and $command of the command, give $code', async (each) => {
    const { code, stderr } = await proxyWith(await startTarget(), [], client([each.path], each.command))

    expect(code).toBe(each.code)
    expect(stderr.includes('the command ended with exit code 3\n')).toBe(each.command === 3)
  })

  test('a baseline accepts the findings of one run, and later runs report others', async () => {
    const target = await startTarget()
    const baseline = ['--baseline', join(folder, 'baseline.yaml')]

    const update = await proxyWith(target, [...baseline, '--update-baseline'], client(['/books?limit=500']))
    const same = await proxyWith(target, baseline, client(['/books?limit=500']))
    const more = await proxyWith(target, baseline, client(['/books?limit=500', '/other']))

    expect(update).toMatchObject({ code: 0, stderr: expect.stringContaining('baseline.yaml: accepts 1 finding\n') })
    expect(same).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('1 in the baseline') })
    expect(more.stderr.match(/room-sessions: error: /g)).toHaveLength(1)
    expect(more).toMatchObject({ code: 1, stdout: expect.stringContaining('undocumented-path') })
  })

  test('a missing header with the name of a secret is shown by name', async () => {
    const header = `headers: { Set-Cookie: { required: true, schema: { type: string } } }`
    await writeFile(documentPath, document.replace('description: Books.', `$&\n          ${header}`))
    const { stderr } = await proxyWith(await startTarget(), [], client(['/books']))

    expect(stderr).toContain('header set-cookie: missing required header "Set-Cookie" (')
  })

  test('a command that sends nothing is exit code 2', async () => {
    const { code, stdout, stderr } = await proxyWith(await startTarget(), [], client([]))

    expect(code).toBe(2)
    expect(stderr).toBe(
      'room-sessions: received no requests; expected the command to use the URL in CONTRACT_PROXY_URL\n',
    )
    expect(stdout).toContain('no interaction was recorded')
  })

  test('a command that does not exist is exit code 2, in one line', async () => {
    const { code, stderr } = await proxyWith(await startTarget(), [], ['no-such-command-xyz'])

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'room-sessions: no-such-command-xyz: cannot be run: no such file or folder\n',
    })
  })

  test('a signal is passed on, the report is written, and the exit code says so', async () => {
    const controller = new AbortController()
    const report = join(folder, 'report.json')
    const target = await startTarget((request, response) => {
      answer(request, response)
      response.on('close', () => controller.abort(new CliError('terminated', { exitCode: 143 })))
    })
    const waiting = [
      ...client(['/books']).slice(0, -1),
      `${client(['/books']).at(-1)?.replace('process.exit(0)', 'setInterval(() => {}, 1000)')}`,
    ]

    const { code } = await proxyWith(target, ['--report', `json=${report}`], waiting, { signal: controller.signal })

    expect(code).toBe(143)
    expect((await readReport(report)).summary.interactions).toBe(1)
  })

  test('each finding is a line on stderr when it is seen first, without secrets', async () => {
    const { code, stderr } = await proxyWith(
      await startTarget(),
      [],
      client(['/v1/books?token=canary', '/v1/books?token=canary', '/books?limit=500', '/other?key=canary']),
    )

    expect(code).toBe(1)
    expect(stderr.replaceAll(documentPath, 'books.yaml').split('\n')).toEqual([
      'room-sessions: warning: GET /v1/books?token=*** (200): query token: query parameter "token" is not documented; documented: limit (books.yaml:6)',
      'room-sessions: error: GET /v1/books?token=*** (200): /0/id: expected integer, received string "one" (type) (books.yaml:20)',
      'room-sessions: error: GET /v1/books?limit=500 (200): query limit: expected at most 100, received 500 (maximum) (books.yaml:8)',
      expect.stringMatching(/^room-sessions: error: GET \/other\?key=\*\*\* \(500\): path: /),
      '',
    ])
  })

  test('secrets reach neither the terminal nor the reports nor the recordings', async () => {
    const target = await startTarget()
    const recordings = join(folder, 'recordings')
    const formats = ['text', 'json', 'markdown', 'junit', 'sarif', 'github', 'html']
    const send = `
      const headers = { authorization: 'Bearer canary-token-1', cookie: 'session=canary-cookie-1', 'x-api-key': 'canary-key-1', 'content-type': 'application/json' }
      const url = process.env.CONTRACT_PROXY_URL
      await fetch(url + '/books?api_key=canary-key-2&limit=500', { headers })
      await fetch(url + '/books', { method: 'POST', headers, body: JSON.stringify({ title: 7, password: 'canary-password-1' }) })`

    const { stdout, stderr } = await proxyWith(
      target,
      ['--record', recordings, ...formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`])],
      [process.execPath, '--input-type=module', '-e', send],
    )

    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile())
    const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))
    expect(await readdir(recordings)).toHaveLength(2)
    expect(files).toHaveLength(1 + formats.length + 2)
    expect(`${stdout}${stderr}${texts.join('')}`).not.toMatch(/canary/i)
  })
})

describe('without a command', () => {
  test('it passes on until it is interrupted, then writes the report and exits by verdict', async () => {
    const proxy = await startProxy(await startTarget())
    expect((await fetch(`${proxy.url}/v1/books`)).status).toBe(200)

    const code = await proxy.interrupt()

    expect(code).toBe(1)
    expect(proxy.stdout.text).toContain('Failed: 1 interaction, 1 error')
    expect(proxy.grace).toEqual([30_000])
    await expect(fetch(proxy.url)).rejects.toThrow()
  })

  test('it shows a count on a terminal, below the findings and not at the end', async () => {
    const proxy = await startProxy(await startTarget(), [], createTestScreen({ isTTY: true }))
    for (const path of ['/books', '/books?limit=500', '/other']) await fetch(`${proxy.url}${path}`)

    await proxy.interrupt()

    expect(proxy.stderr.text).toContain('1 request, 0 errors, 0 warnings')
    expect(toVisible(proxy.stderr.text).split('\n')).toEqual([
      expect.stringMatching(/^room-sessions: http.* passes requests on to /),
      expect.stringMatching(/^room-sessions: error: GET \/v1\/books/),
      expect.stringMatching(/^room-sessions: error: GET \/other/),
      '',
    ])
  })

  test('no command is blamed if it is interrupted before the first request', async () => {
    const proxy = await startProxy(await startTarget())

    await proxy.interrupt()

    expect(proxy.stderr.text).toMatch(/^room-sessions: http.* passes requests on to .*\n$/)
  })

  test('a request that an interruption aborts is not a finding', async () => {
    const proxy = await startProxy(await startTarget((_, response) => response.write('first')))
    await fetch(`${proxy.url}/books`)

    await proxy.interrupt()

    expect(proxy.stdout.text).toContain('no interaction was recorded')
  })

  test('an address in use is exit code 2, in one line', async () => {
    const target = await startTarget()

    const { code, stderr } = await runCli([
      ...['proxy', '--document', documentPath, '--target', target, '--port', new URL(target).port],
    ])

    expect(code).toBe(2)
    expect(stderr).toMatch(/^room-sessions: cannot listen on 127\.0\.0\.1, port \d+: [^\n]+\n$/)
  })

  test('a report that cannot be written after an interruption is exit code 2, in one line', async () => {
    const proxy = await startProxy(await startTarget(), ['--report', `json=${join(folder, 'none', 'report.json')}`])

    expect(await proxy.interrupt()).toBe(2)
    expect(proxy.stderr.text).toMatch(/report\.json: cannot be written: no such file or folder\n$/)
  })
})

describe('the recordings', () => {
  test('have one file for each case, and the check of them says what the proxy said', async () => {
    const target = await startTarget()
    const recordings = join(folder, 'recordings')
    const paths = ['/books', '/books?limit=5', '/books?limit=6', '/books?limit=500', '/v1/books', '/books', '/v1/books']

    const { stderr } = await proxyWith(target, ['--record', recordings], client(paths))
    const names = await readdir(recordings)
    const again = await proxyWith(target, ['--record', recordings], client(paths))
    const checked = await runCli(['check', recordings, '--document', documentPath, '--format', 'json'])

    expect(names).toHaveLength(4)
    expect(names).toContainEqual(expect.stringMatching(/^list_books\.200\.[0-9a-f]{10}\.json$/))
    expect(await readdir(recordings)).toEqual(names)
    expect(stderr).toContain(`4 new recordings in ${recordings}\n`)
    expect(again.stderr).toContain(`0 new recordings in ${recordings}\n`)
    const report: Report = JSON.parse(checked.stdout)
    expect(report.findings.map(({ code, at }) => `${code} ${at}`).sort()).toEqual([
      'invalid-body /0/id',
      'invalid-parameter query limit',
    ])
  })

  test('say that a long body was not recorded', async () => {
    const target = await startTarget((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify('x'.repeat(5000)))
    })
    const recordings = join(folder, 'recordings')

    const { stderr } = await proxyWith(target, ['--record', recordings, '--max-body', '1000'], client(['/books']))

    expect(stderr).toContain(
      'not checked: GET /v1/books: expected response body: at most 1000 bytes (--max-body), received more\n',
    )
    const [name = ''] = await readdir(recordings)
    const [definition] = JSON.parse(await readFile(join(recordings, name), 'utf8'))
    expect(definition).toMatchObject({ status: 200, response: '', notRecorded: ['response body'] })
    const checked = await runCli(['check', recordings, '--document', documentPath, '--format', 'json'])
    expect(JSON.parse(checked.stdout).findings).toMatchObject([{ code: 'not-checked', severity: 'note' }])
  })

  test('that cannot be written are exit code 2, and the report is written all the same', async () => {
    const recordings = join(folder, 'recordings')
    const send = `
      const { writeFileSync } = await import('node:fs')
      writeFileSync(${JSON.stringify(recordings)}, '')
      for (let count = 0; count < 3; count++) await (await fetch(process.env.CONTRACT_PROXY_URL + '/books?limit=' + count)).text()`
    const command = [process.execPath, '--input-type=module', '-e', send]

    const { code, stdout, stderr } = await proxyWith(await startTarget(), ['--record', recordings], command)

    expect(code).toBe(2)
    expect(stdout).toContain('Passed: 3 interactions')
    expect(stderr).toMatch(/room-sessions: \S+recordings: cannot be written: [^\n]+\n$/)
  })
})

describe('what cannot be checked is a note', () => {
  const run = async (target: string, paths = ['/books']) => {
    const path = join(folder, 'report.json')
    const { stderr, stdout } = await proxyWith(target, ['--report', `json=${path}`, '--report', 'text'], client(paths))
    return { stderr, stdout, report: await readReport(path) }
  }

  test('a target that refuses the connection', async () => {
    const target = await startRawTarget(() => {})
    await target.close()

    const { report, stderr, stdout } = await run(target.url.origin, ['/books', '/books?limit=2'])

    expect(stdout).toMatch(/note response ×2 {2}not-checked\n.*received none: connection refused\n +GET \/v1\/books\n/)
    expect(stderr).toContain(
      'room-sessions: not checked: GET /v1/books: expected a response, received none: connection refused\n',
    )
    expect(report.verdict).toBe('nothing-checked')
    expect(report.findings[0]).toMatchObject({
      code: 'not-checked',
      severity: 'note',
      operationId: 'list_books',
      request: 'GET /v1/books',
      count: 1,
    })
    expect(report.summary.notes).toBe(2)
  })

  test('once for each operation and reason, without secrets', async () => {
    const target = await startRawTarget((socket) => socket.destroy())
    closing.push(target.close)

    const { stderr, stdout } = await run(target.url.origin, ['/books?token=canary', '/books', '/other', '/other?a=b'])

    const reason = 'expected a response, received none: the connection was closed'
    expect(stderr.split('\n').filter((line) => line.includes('not checked'))).toEqual([
      `room-sessions: not checked: GET /v1/books?token=***: ${reason}`,
      `room-sessions: not checked: GET /other: ${reason}`,
    ])
    expect(stdout).toMatch(/list_books {2}GET \/books .*\n {2}note response ×2 {2}not-checked\n/)
    expect(stdout).toMatch(/Outside the documented operations\n {2}note response ×2 {2}not-checked\n/)
  })

  test('a truncated response', async () => {
    const target = await startRawTarget((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[{"id":'),
    )
    closing.push(target.close)

    const { report } = await run(target.url.origin)

    expect(report.findings).toMatchObject([
      { code: 'not-checked', status: 200, received: 'a part of it: the connection was closed' },
    ])
  })

  test('a body with an unknown content coding, but a broken one is an error', async () => {
    const bodies = {
      '/books?limit=1': ['canary', Buffer.from([0, 1])],
      '/books?limit=2': ['gzip', gzipSync('[]').subarray(0, -9)],
    } as const
    const target = await startTarget(({ url }, response) => {
      const [coding, body] = url === '/books?limit=1' ? bodies['/books?limit=1'] : bodies['/books?limit=2']
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding }).end(body)
    })

    const { report } = await run(target, Object.keys(bodies))

    expect(report.findings.map(({ code, severity }) => `${severity} ${code}`).sort()).toEqual([
      'error unreadable-body',
      'note not-checked',
      'note not-checked',
    ])
  })

  test('a WebSocket is skipped, and counted', async () => {
    const target = await startRawTarget((socket, text) => {
      if (text.startsWith('GET /socket'))
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
      else socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]')
    })
    closing.push(target.close)
    const path = join(folder, 'report.json')
    const connect = `
      const { request } = await import('node:http')
      const url = process.env.CONTRACT_PROXY_URL
      await (await fetch(url + '/books')).text()
      const opening = request(url + '/socket', { headers: { connection: 'Upgrade', upgrade: 'websocket' } })
      opening.on('upgrade', (_, socket) => { socket.destroy(); process.exit() }).end()`

    await proxyWith(
      target.url.origin,
      ['--report', `json=${path}`],
      [process.execPath, '--input-type=module', '-e', connect],
    )

    const { verdict, summary } = await readReport(path)
    expect({ verdict, ...summary }).toMatchObject({ verdict: 'passed', interactions: 2, checked: 1, skipped: 1 })
  })
})

describe('TLS to the target', () => {
  const startTls = async () => {
    const pem = await readFile('test/fixtures/tls/self-signed.pem')
    const server = createTlsServer({ key: pem, cert: pem }, answer)
    closing.push(
      () => server.close(),
      () => server.closeAllConnections(),
    )
    return `https://localhost:${await listenOn(server)}`
  }

  test('a certificate that is not trusted is refused, with the option that accepts it', async () => {
    const { code, stderr } = await proxyWith(await startTls(), [], client(['/books']))

    expect(code).toBe(2)
    expect(stderr).toContain('received none: self-signed certificate; --insecure accepts it\n')
  })

  test('is accepted with --insecure', async () => {
    const { code, stderr } = await proxyWith(await startTls(), ['--insecure'], client(['/books']))

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })
})

test.each([
  [['--target', 'localhost:3000'], /--target: expected an absolute HTTP or HTTPS URL/],
  [['--target', 'http://user:canary@localhost'], /--target: .* received a URL with credentials/],
  [['--target', 'http://localhost?x=canary'], /--target: .* received a URL with a query/],
  [[], /required option '--target <url>' not specified/],
  [['--target', 'http://localhost', '--port', '70000'], /from 0 to 65535/],
  [['--target', 'http://localhost', '--max-body', 'x'], /Expected an integer/],
  [['--target', 'http://localhost', '--document', 'none.yaml'], /none\.yaml/],
  [['--target', 'http://localhost', '--record', '/dev/null/x'], /\/dev\/null\/x: cannot be written/],
])('wrong options are exit code 2, in one line: %j', async (options, message) => {
  const { code, stderr } = await runCli(['proxy', ...options])

  expect(code).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).not.toContain('canary')
})

describe('an option of the proxy', () => {
  test.each([
    { options: [], isKept: false },
    { options: ['--keep-host'], isKept: true },
  ])('$options decides which host the target sees', async ({ options, isKept }) => {
    const hosts: (string | undefined)[] = []
    const target = await startTarget((request, response) => {
      hosts.push(request.headers.host)
      answer(request, response)
    })
    const { url, interrupt } = await startProxy(target, options)

    await (await fetch(`${url}/books`)).text()
    await interrupt()

    expect(hosts).toEqual([new URL(isKept ? url : target).host])
  })

  test.each([
    [[], 0],
    [['--fail-on', 'warning'], 1],
  ])('%j decides whether a warning fails the check', async (options, expected) => {
    const target = await startTarget((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify([{ id: 1, title: 'Emma', isbn: '0' }]))
    })
    const { url, stdout, interrupt } = await startProxy(target, options)
    await (await fetch(`${url}/books`)).text()

    expect(await interrupt()).toBe(expected)
    expect(stdout.text).toContain('undocumented-property')
  })

  test('--host is the address that it listens on', async () => {
    // No machine has an address of RFC 5737.
    const { code, stderr } = await proxyWith('http://localhost:1', ['--host', '192.0.2.1'], ['true'])

    expect(code).toBe(2)
    expect(stderr).toMatch(/^room-sessions: cannot listen on 192\.0\.2\.1, port 0: /)
  })
})
