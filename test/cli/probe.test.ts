import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import type { Report } from '../../src/contract/index.js'
import { createSandbox } from '../../src/sandbox/index.js'
import { type BookshopFault, bookshopKey, createBookshop } from '../contract/probe/bookshop.js'
import { createTestScreen, runCli } from './test-context.js'

const document = 'test/fixtures/bookshop.yaml'
const env = { SHOP_KEY: bookshopKey }

/** Serves on loopback until the test is finished, and returns the URL. */
async function serve(
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => handle(request, response, Buffer.concat(chunks).toString()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

function serveBookshop(fault?: BookshopFault): Promise<string> {
  const shop = createBookshop(fault)
  return serve(({ method = '', url = '', headers }, response, body) => {
    const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    const result = shop({ method, url, headers: texts, body })
    if (!result) response.destroy()
    else response.writeHead(result.status, result.headers).end(result.body)
  })
}

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'probe-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const probe = (url: string, ...more: readonly string[]) => ['probe', '--document', document, '--url', url, ...more]
const withKey = ['--auth', 'key=SHOP_KEY']

describe('room-sessions probe', () => {
  test('probes the operations that --include and --exclude leave', async () => {
    const patterns = ['--include', '*_book*', '--include', 'GET /search', '--exclude', '/books/*']
    const { code, stdout } = await runCli(
      probe(await serveBookshop(), ...withKey, ...patterns, '--format', 'json', '--max-requests', '20'),
      { env },
    )

    const { operations }: Report = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(operations.flatMap(({ operationId, interactions }) => (interactions > 0 ? operationId : []))).toEqual([
      'list_books',
      'search',
    ])
  })

  test('says that a login refuses valid requests, and nothing about expired credentials', async () => {
    const file = join(createFolder(), 'login.yaml')
    writeFileSync(
      file,
      `openapi: 3.1.0
info: { title: Login, version: '1' }
paths:
  /login:
    get:
      operationId: login
      parameters: [{ name: user, in: query, schema: { type: string } }]
      responses: { '200': { description: in }, '401': { description: wrong } }
`,
    )
    const url = await serve(({ url }, response) => {
      response.writeHead(url === '/login' ? 200 : 401, { 'content-length': 0 }).end()
    })

    const { stderr } = await runCli(['probe', '--document', file, '--url', url])

    expect(stderr).toMatch(/login: \d+ valid requests? refused, the first with status 401/)
    expect(stderr).not.toContain('expired')
  })

  test('passes a server without faults, with all methods', async () => {
    const methods = ['--methods', 'get,head,post,put,delete']
    const { code, stdout, stderr } = await runCli(
      probe(
        await serveBookshop(),
        ...withKey,
        ...methods,
        '--format',
        'json',
        '--fail-on',
        'note',
        '--max-requests',
        '100',
      ),
      { env },
    )
    const report: Report = JSON.parse(stdout)
    expect(report.findings).toEqual([])
    expect(report.operations.filter(({ interactions }) => interactions === 0)).toEqual([])
    expect(code).toBe(0)
    expect(stderr).toMatch(/^room-sessions: sent \d+ requests\n/)
  })

  test('finds nothing in the sandbox with the package’s own document', async () => {
    const sandbox = createSandbox()
    const { url } = await sandbox.listen()
    onTestFinished(() => sandbox.close())
    const { projectId, apiToken } = sandbox.credentials
    const { code, stdout } = await runCli(
      [
        'probe',
        '--url',
        url,
        '--auth',
        'basicAuth=USER',
        '--format',
        'json',
        '--fail-on',
        'note',
        '--max-requests',
        '100',
      ],
      { env: { USER: `${projectId}:${apiToken}` } },
    )
    const report: Report = JSON.parse(stdout)
    expect(report.findings).toEqual([])
    expect(code).toBe(0)
    expect(report.operations.every(({ interactions }) => interactions > 5)).toBe(true)
  })

  test('records for the base path of the document, though the server has none, so that check finds the operations', async () => {
    const folder = createFolder()
    const withBasePath = join(folder, 'bookshop.yaml')
    const text = readFileSync(document, 'utf8')
    writeFileSync(withBasePath, text.replace('url: http://bookshop.example', 'url: http://bookshop.example/shop/v1'))
    const args = ['--document', withBasePath, '--url', await serveBookshop(), '--max-requests', '40']
    const recording = ['--record', join(folder, 'recordings'), '--format', 'json']
    const probed = await runCli(['probe', ...args, ...withKey, ...recording], { env })
    expect(JSON.parse(probed.stdout)).toMatchObject({ verdict: 'passed', summary: { checked: 40, skipped: 0 } })

    const { code, stdout } = await runCli([
      ...['check', join(folder, 'recordings'), '--document', withBasePath, '--format', 'json'],
    ])

    const { summary }: Report = JSON.parse(stdout)
    expect({ code, skipped: summary.skipped }).toEqual({ code: 0, skipped: 0 })
    expect(summary.checked).toBe(summary.interactions)
    expect(summary.checked).toBeGreaterThan(3)
  })

  test('shows a finding with a curl line, and the credentials nowhere', async () => {
    const url = await serveBookshop('one order fails')
    const folder = createFolder()
    const reports = ['text', `json=${folder}/r.json`, `html=${folder}/r.html`, `markdown=${folder}/r.md`]
    const { code, stdout, stderr } = await runCli(
      probe(url, ...withKey, ...reports.flatMap((each) => ['--report', each]), '--record', join(folder, 'recordings')),
      { env },
    )
    const curl = `curl -i '${url}/books?sort=price' -H 'X-Key: '"$SHOP_KEY"`
    expect(code).toBe(1)
    expect(stdout).toContain('error query sort  server-error')
    expect(stdout).toContain(`    ${curl}\n`)
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')).findings[0].curl).toBe(curl)
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain('X-Key')
    const recordings = readdirSync(join(folder, 'recordings'))
    expect(recordings.some((name) => /^list_books\.200\./.test(name))).toBe(true)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((each) =>
      each.isFile(),
    )
    const texts = [stdout, stderr, ...files.map(({ name, parentPath }) => readFileSync(join(parentPath, name), 'utf8'))]
    expect(texts.filter((text) => text.includes(bookshopKey))).toEqual([])
    const check = await runCli(['check', join(folder, 'recordings'), '--document', document])
    expect(check.stdout).toContain('status 500 is not documented')
    expect(check.stdout).not.toContain('invalid-parameter')
  })

  test('does not record credentials that the server sends back, not even as the name of a property', async () => {
    const folder = createFolder()
    const file = join(folder, 'api.yaml')
    const responses = '{"200": {description: a, content: {application/json: {schema: {properties: {a: {}}}}}}}'
    writeFileSync(
      file,
      `openapi: 3.1.0\ninfo: {title: A, version: '1'}\nsecurity: [{key: []}]\npaths: {/a: {get: {operationId: a, responses: ${responses}}}}\ncomponents: {securitySchemes: {key: {type: apiKey, in: header, name: x-key}}}\n`,
    )
    const url = await serve(({ headers }, response) =>
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ mood: 1, [`${headers['x-key']}`]: 1 })),
    )
    const recordings = join(folder, 'recordings')
    const args = ['--document', file, '--url', url, '--auth', 'key=KEY', '--record', recordings, '--max-requests', '1']
    await runCli(['probe', ...args], { env: { KEY: 'secretword' } })
    const texts = readdirSync(recordings).map((name) => readFileSync(join(recordings, name), 'utf8'))

    expect(texts).toEqual([expect.stringContaining('mood')])
    expect(texts.join()).not.toContain('secretword')
  })

  test('takes no credentials for mutual TLS, which are a certificate', async () => {
    const file = join(createFolder(), 'api.yaml')
    writeFileSync(
      file,
      "openapi: 3.1.0\ninfo: {title: A, version: '1'}\nsecurity: [{tls: []}, {bearer: []}]\npaths: {/a: {get: {responses: {'200': {description: a}}}}}\ncomponents: {securitySchemes: {tls: {type: mutualTLS}, bearer: {type: http, scheme: bearer}}}\n",
    )
    const args = ['--document', file, '--url', 'http://127.0.0.1:1', '--auth', 'tls=KEY']
    const { code, stderr } = await runCli(['probe', ...args], { env: { KEY: 'a' } })

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'room-sessions: --auth: no operation requires a security scheme of this name; operations require bearer\n',
    })
  })

  test('fails for a waiver that it does not need', async () => {
    const file = join(createFolder(), 'waivers.yaml')
    writeFileSync(file, 'findings:\n  - {code: server-error, reason: x}\n')
    const few = ['--include', 'GET /search', '--max-requests', '3', '--waivers', file]
    const { code, stdout } = await runCli(probe(await serveBookshop(), ...withKey, ...few), { env })

    expect([code, stdout]).toEqual([1, expect.stringContaining(`${file}:2: this waiver is not needed`)])
  })

  test('accepts the findings of a baseline, and reports others', async () => {
    const file = join(createFolder(), 'baseline.yaml')
    const baseline = ['--baseline', file, '--max-requests', '100']
    const run = async (fault: BookshopFault, ...more: readonly string[]) =>
      runCli(probe(await serveBookshop(fault), ...withKey, ...baseline, ...more), { env })

    const update = await run('one order fails', '--update-baseline')
    const same = await run('one order fails')
    const other = await run('a date in another format')

    expect(update).toMatchObject({ code: 0, stderr: expect.stringContaining(`${file}: accepts 1 finding\n`) })
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining('1 in the baseline') })
    expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('invalid-body') })
  })

  test('says once that an operation needs credentials', async () => {
    const { stderr } = await runCli(probe(await serveBookshop()))
    expect(stderr).toContain(
      'list_books: status 401 without credentials for key (--auth); nothing more was sent to it\n',
    )
  })

  test('counts what it did not send by operation', async () => {
    const { stderr } = await runCli(probe(await serveBookshop(), ...withKey, '--max-requests', '10'), { env })
    expect(stderr).toMatch(/sent 10 requests\n.*not sent: \d+ to list_books, .*; --max-requests allows more\n/)
  })

  test('stops at once if the base path is missing, and says which one is expected', async () => {
    let requests = 0
    const url = await serve((_, response) => {
      requests++
      response.writeHead(404).end()
    })
    const folder = createFolder()
    const file = join(folder, 'api.yaml')
    const text = readFileSync(document, 'utf8').replace('http://bookshop.example', 'http://bookshop.example/v1')
    writeFileSync(file, text)
    const methods = ['--methods', 'get,post']
    const { code, stdout, stderr } = await runCli(['probe', '--document', file, '--url', url, ...methods])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `room-sessions: --url: all of the first ${requests} responses had status 404; expected the base path of a server of the document: ${url}/v1\n`,
    )

    const versioned = "'http://bookshop.example/{version}', variables: { version: { default: v2 } }"
    writeFileSync(file, text.replace('http://bookshop.example/v1', versioned))
    const variable = await runCli(['probe', '--document', file, '--url', url, ...methods])
    expect(variable.stderr).toContain(`a server of the document: ${url}/v2\n`)

    for (const argv of [
      ['--url', `${url}/v1`],
      ['--url', `${url}/v3`],
      ['--url', url, '--include', 'get_book'],
    ]) {
      const other = await runCli(['probe', '--document', file, '--max-requests', '5', ...argv])
      expect(other.stderr).toContain('sent 5 requests')
    }
  })

  test('says that requests are sent too fast', async () => {
    const url = await serve((_, response) => response.writeHead(429).end())
    const { stderr } = await runCli(probe(url, ...withKey, '--max-requests', '7'), { env })
    expect(stderr).toMatch(/responses? had status 429 \(too many requests\); --rate sends fewer a second\n/)
  })

  test('checks the events of a stream that does not end, and asks for few of them', async () => {
    const folder = createFolder()
    const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } }
    const responses = { '200': { description: 'Events.', content: { 'text/event-stream': { schema } } } }
    const parameters = [{ name: 'from', in: 'query', schema: { type: 'integer' } }]
    const paths = { '/events': { get: { operationId: 'events', parameters, responses } } }
    const file = join(folder, 'api.json')
    writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info: { title: 'Events', version: '1' }, paths }))
    const url = await serve((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .write('data: {"n":1}\n\ndata: {"n":"2"}\n\ndata: {'),
    )
    const argv = ['probe', '--document', file, '--url', url, '--timeout', '0.3', '--format', 'json']
    const { stdout, stderr } = await runCli(argv)
    const { findings }: Report = JSON.parse(stdout)
    expect(new Set(findings.map(({ code, at }) => `${code} ${at}`))).toEqual(new Set(['invalid-body /1/n']))
    expect(stderr).toContain('events: 5 streams did not end within the timeout; their events were checked')
  })

  test('says that credentials no longer work', async () => {
    let requests = 0
    const url = await serve((_, response) => response.writeHead(++requests > 9 ? 401 : 404).end())
    const { stderr } = await runCli(probe(url, ...withKey, '--max-requests', '30'), { env })
    expect(stderr).toMatch(
      /\d+ valid requests? had status 401 after others had not; the credentials may have expired\n/,
    )
  })

  test('accepts a certificate only if it is trusted, or with --insecure', async () => {
    const pem = readFileSync('test/fixtures/tls/self-signed.pem')
    const server = createTlsServer({ key: pem, cert: pem }, (_, response) => response.writeHead(404).end())
    await new Promise<void>((resolve) => server.listen(0, resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    // A server that listens on a port has an AddressInfo, not the path of a pipe.
    const url = `https://localhost:${(server.address() as AddressInfo).port}`
    const refused = await runCli(probe(url))
    const accepted = await runCli(probe(url, '--insecure', '--max-requests', '3'))
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('self-signed certificate; --insecure accepts it')
    expect(accepted.stderr).toContain('sent 3 requests\n')
  })

  test('shows its progress on a terminal', async () => {
    const stderr = createTestScreen({ isTTY: true })
    let time = 0
    const now = () => {
      time += 100
      return new Date(time)
    }
    await runCli(probe(await serveBookshop(), '--max-requests', '2000'), { stderr, now })
    const lines = stderr.text.split('\r\u001b[2K').filter((line) => line.includes('at most'))
    expect(lines[0]).toBe('0 of at most 2,000 requests, 0 findings')
    expect(lines.at(-1)).toMatch(/^[1-9]\d* of at most 2,000 requests, (1 finding|(0|[2-9]|\d{2,}) findings)$/)
    // It is gone before the summary.
    expect(stderr.text).toContain('\r\u001b[2Kroom-sessions: sent')
  })
})

describe('room-sessions probe does not run', () => {
  test.each<[string, readonly string[], string]>([
    ['without a URL', ['--document', document], "required option '--url <url>' not specified"],
    ['with a URL without a scheme', ['--url', 'localhost:3000'], '--url: expected an absolute HTTP or HTTPS URL'],
    ['with credentials in the URL', ['--url', 'http://a:s3cret@localhost'], 'received a URL with credentials'],
    ['against another host', ['--url', 'http://192.0.2.1'], '192.0.2.1 is not this machine'],
    [
      'with credentials in an option',
      ['--url', 'http://localhost:1', '--auth', 'key=s3cret-value'],
      'never the credentials',
    ],
    ['with a variable that is not set', ['--url', 'http://localhost:1', '--auth', 'key=NOT_SET'], 'NOT_SET is not set'],
    ['with an unknown scheme', ['--url', 'http://localhost:1', '--auth', 'other=HOME'], 'operations require key'],
    [
      'with an unknown parameter',
      ['--url', 'http://localhost:1', '--param', 'nope=1'],
      'no operation has a parameter "nope"',
    ],
    ['with an unknown method', ['--url', 'http://localhost:1', '--methods', 'get,fetch'], 'received "FETCH"'],
    [
      'with a pattern that matches nothing',
      ['--url', 'http://localhost:1', '--exclude', 'GET /magazines'],
      '--exclude: "GET /magazines" matches no operation',
    ],
    [
      'with patterns that leave nothing',
      ['--url', 'http://localhost:1', '--include', 'search', '--exclude', '/**'],
      'no operation is left',
    ],
    [
      'with a method that the document does not have',
      ['--url', 'http://localhost:1', '--methods', 'trace'],
      'no operation',
    ],
    ...['LINES', 'ACCENT', 'DELETE', 'EMOJI'].map((name): [string, string[], string] => [
      'with a value that a header cannot have',
      ['--url', 'http://localhost:1', '--auth', `key=${name}`],
      `--auth: ${name} has characters that a header cannot have`,
    ]),
    [
      'with a parameter of another operation',
      ['--url', 'http://localhost:1', '--param', 'get_book.q=1'],
      'no operation has a parameter "get_book.q"',
    ],
    ['with a rate of 0', ['--url', 'http://localhost:1', '--rate', '0'], 'Expected a number of requests per second'],
  ])('%s', async (_, argv, message) => {
    const { code, stdout, stderr } = await runCli(['probe', '--document', document, ...argv], {
      env: { LINES: 'a\nb', ACCENT: 'é', DELETE: '\x7f', EMOJI: '🔑' },
    })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('s3cret')
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  test.each([[], ['--param', 'q=x', '--param', 'search.q=y']])('if nothing is listening: %j', async (...argv) => {
    const { code, stdout, stderr } = await runCli(probe('http://127.0.0.1:1', ...argv))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe('room-sessions: http://127.0.0.1:1: connection refused; expected a running server\n')
  })
})

describe('a hostile server', () => {
  const answers: [string, (request: IncomingMessage, response: ServerResponse) => void, string][] = [
    [
      'closes every connection',
      (_, response) => void response.destroy(),
      'the connection was closed without a response',
    ],
    ['never answers', () => {}, 'no response within 0.05 s'],
    [
      'closes the connection in a body',
      (_, response) =>
        void response.writeHead(200, { 'content-length': '10' }).write('{', () => response.socket?.end()),
      'the connection was closed before the end of the response',
    ],
    [
      'begins a response and never ends it',
      (_, response) => void response.writeHead(200).write('{'),
      'no complete response within 0.3 s',
    ],
    [
      'sends chunks that are none',
      (_, response) => void response.socket?.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n'),
      'a response that is not HTTP (HPE_INVALID_CHUNK_SIZE)',
    ],
    [
      'sends too many headers',
      (_, response) => void response.socket?.end(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(200_000)}\r\n\r\n`),
      'headers of more than 128 KiB',
    ],
    [
      'speaks another protocol',
      (_, response) => void response.socket?.end('SSH-2.0\r\n\r\n'),
      'a response that is not HTTP',
    ],
  ]

  test.each(answers)('that %s ends the probe with findings', async (_, answer, problem) => {
    const { code, stdout, stderr } = await runCli(
      probe(await serve(answer), '--timeout', /within (\S+)/.exec(problem)?.[1] ?? '60', '--format', 'json'),
    )
    const { findings }: Report = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(stderr).toContain('5 requests in a row had no response')
    expect(findings[0]).toMatchObject({
      code: 'server-error',
      severity: 'error',
      curl: expect.stringMatching(/^curl -i http/),
    })
    expect(findings[0]?.message).toContain(problem)
  })

  test('that fails on one operation and lives on gets the requests of the others', async () => {
    const paths: string[] = []
    const url = await serve((request, response) => {
      const path = request.url?.split('?', 1)[0] ?? ''
      paths.push(path)
      if (path === '/books') return void response.destroy()
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    const { code, stderr } = await runCli(probe(url, '--methods', 'get'))
    expect(code).toBe(1)
    expect(stderr).toContain('list_books: 5 requests in a row had no response; nothing more was sent to it')
    expect(stderr).not.toContain('stopped')
    expect(paths.filter((path) => path === '/books')).toHaveLength(5)
    expect(paths.slice(paths.lastIndexOf('/books') + 1).length).toBeGreaterThan(5)
  })

  test('that redirects elsewhere is not followed', async () => {
    let others = 0
    const other = await serve((_, response) => {
      others++
      response.end()
    })
    const url = await serve((request, response) =>
      response.writeHead(302, { location: `${other}${request.url}` }).end(),
    )
    const { code } = await runCli(probe(url, '--max-requests', '20'))
    expect({ code, others }).toEqual({ code: 1, others: 0 })
  })

  test('does not get requests after an interruption, and the report is written', async () => {
    const controller = new AbortController()
    let requests = 0
    const shop = await serve((_, response) => {
      if (++requests === 5) controller.abort(new CliError('interrupted', { exitCode: 130 }))
      response.writeHead(500).end()
    })
    const { code, stdout } = await runCli(probe(shop, '--format', 'json'), { signal: controller.signal })
    const report: Report = JSON.parse(stdout)
    expect(code).toBe(130)
    expect(requests).toBe(5)
    expect(report.summary.interactions).toBeGreaterThan(0)
  })

  test('that sends terminal codes does not reach the terminal with them', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-type': 'text/\u009b31mred' }).end('x'))
    const { stdout, stderr } = await runCli(probe(url, '--max-requests', '10'))
    expect(`${stdout}${stderr}`).not.toMatch(/\p{Cc}(?<!\n)/u)
  })
})

describe('an option of probe', () => {
  const operation = `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    get:
      parameters:
        - { name: kind, in: query, schema: { enum: [a, b, c, d, e, f, g, h] } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 9 } }
      responses: { '200': { description: a }, '400': { description: no } }
`

  test('--seed decides the order of the requests', async () => {
    const file = join(createFolder(), 'a.yaml')
    writeFileSync(file, operation)
    let urls: (string | undefined)[] = []
    const url = await serve((request, response) => {
      urls.push(request.url)
      response.writeHead(200, { 'content-length': 0 }).end()
    })
    const sentWith = async (...seed: readonly string[]) => {
      urls = []
      await runCli(['probe', '--document', file, '--url', url, '--max-requests', '12', ...seed])
      return urls
    }

    const one = await sentWith('--seed', '1')
    const other = await sentWith('--seed', '2')

    expect(await sentWith('--seed', '1')).toEqual(one)
    expect(other).not.toEqual(one)
  })

  test('--rate leaves time between the requests', async () => {
    const file = join(createFolder(), 'a.yaml')
    writeFileSync(file, operation)
    let [time, sent] = [1_000_000, 0]
    const waited: number[] = []
    const url = await serve((_, response) => {
      // Each response takes 100 ms, but the third takes longer than the time between two requests.
      time += ++sent === 3 ? 900 : 100
      response.writeHead(200, { 'content-length': 0 }).end()
    })
    await runCli(['probe', '--document', file, '--url', url, '--max-requests', '5', '--rate', '2'], {
      now: () => new Date(time),
      sleep: async (ms) => {
        waited.push(ms)
        time += ms
      },
    })
    expect(waited).toEqual([400, 400, 400])
  })

  test('--update-baseline writes nothing if the server stopped answering, and the exit code is 1', async () => {
    const folder = createFolder()
    const file = join(folder, 'a.yaml')
    writeFileSync(file, operation)
    let count = 0
    const url = await serve((_, response) => {
      if (++count > 2) response.destroy()
      else response.writeHead(200, { 'content-length': 0 }).end()
    })
    const baseline = ['--baseline', join(folder, 'baseline.yaml'), '--update-baseline']
    const { code, stderr } = await runCli(['probe', '--document', file, '--url', url, ...baseline])
    expect(code).toBe(1)
    expect(stderr).toContain('stopped: 5 requests in a row had no response')
    expect(readdirSync(folder)).toEqual(['a.yaml'])
  })

  test.each([
    [[], 0],
    [['--fail-on', 'warning'], 1],
    [['--min-coverage', '99'], 1],
  ])('decides which warnings and which coverage fail the probe: %j gives %d', async (options, expected) => {
    const file = join(createFolder(), 'a.yaml')
    writeFileSync(file, operation)
    // It accepts invalid requests, and never answers with 400.
    const url = await serve((_, response) => response.writeHead(200, { 'content-length': 0 }).end())
    const few = ['--max-requests', '12', '--format', 'json']
    const { code, stdout } = await runCli(['probe', '--document', file, '--url', url, ...few, ...options])

    const { summary }: Report = JSON.parse(stdout)
    expect(summary).toMatchObject({ errors: 0, warnings: expect.any(Number) })
    expect(summary.warnings).toBeGreaterThan(0)
    expect(code).toBe(expected)
  })

  test('--full-coverage lists each uncovered item, even of a large document', async () => {
    const file = join(createFolder(), 'large.yaml')
    const paths = Array.from(
      { length: 51 },
      (_, index) => `  /p${index}: {get: {responses: {"200": {description: x}}}}\n`,
    )
    writeFileSync(file, `openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n${paths.join('')}`)
    const url = await serve((_, response) => response.writeHead(200, { 'content-length': 0 }).end())
    const one = ['--include', '/p0', '--max-requests', '1', '--format', 'json']
    const entriesWith = async (...options: readonly string[]) => {
      const { stdout } = await runCli(['probe', '--document', file, '--url', url, ...one, ...options])
      const { coverage }: Report = JSON.parse(stdout)
      return new Set(coverage.entries.map(({ operationId }) => operationId)).size
    }

    expect(await entriesWith()).toBe(1)
    expect(await entriesWith('--full-coverage')).toBe(51)
  })

  test('--allow-host names each other host that may be probed', async () => {
    const file = join(createFolder(), 'a.yaml')
    writeFileSync(file, operation)
    let count = 0
    const url = await serve((_, response) => {
      count++
      response.writeHead(200, { 'content-length': 0 }).end()
    })
    // It leads to this machine, but is not one of its names.
    const elsewhere = url.replace('127.0.0.1', '0.0.0.0')
    const probed = (...hosts: readonly string[]) =>
      runCli([
        'probe',
        '--document',
        file,
        '--url',
        elsewhere,
        '--max-requests',
        '3',
        ...hosts.flatMap((host) => ['--allow-host', host]),
      ])

    expect((await probed('h.example')).code).toBe(2)
    expect(count).toBe(0)
    await probed('h.example', '0.0.0.0')
    expect(count).toBeGreaterThan(0)
  })
})
