import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../src/cli/context.js'
import { ResponseBodyError } from '../../src/client/index.js'
import type { Report } from '../../src/contract/index.js'
import { createTestScreen, createTestSpace, runCli } from './test-context.js'

const documented = 'test/recordings/documented'
const historical = 'test/recordings/historical'
const recording = 'test/recordings/documented/get_room_session.404.json'
/** A recording with its document, which is smaller than the package's own and checked in less time. */
const pets = ['test/fixtures/recordings/pets/pets.json', '--document', 'test/fixtures/recordings/pets/pets.yaml']

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const definition = (path: string) => ({
  scope: 'https://example.signalwire.com:443',
  method: 'GET',
  path,
  status: 200,
  response: {},
  rawHeaders: ['content-type', 'application/json'],
})

describe('the verdict', () => {
  test('recordings without findings are exit code 0', async () => {
    const { code, stderr } = await runCli(['check', documented])

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  test('a finding is exit code 1, with its line in the document', async () => {
    const { code, stdout } = await runCli(['check', historical, '--format', 'json'])

    const report: Report = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(new Set(report.findings.map(({ at }) => at))).toEqual(new Set(['/data/0']))
    expect(report.findings.every(({ line }) => line !== undefined && line > 0)).toBe(true)
    expect(report.document.source).toBe('openapi/room-sessions.yaml')
  })

  test('a waived finding does not fail the check', async () => {
    const { code } = await runCli(['check', historical, '--waivers', 'test/recordings/waivers.yaml'])
    const unwaived = await runCli(['check', documented, '--waivers', 'test/recordings/waivers.yaml'])

    expect(code).toBe(0)
    expect(unwaived.code).toBe(1)
  })

  test('too little coverage is exit code 1', async () => {
    const { code, stdout } = await runCli(['check', documented, '--min-coverage', '99.5%'])

    expect(code).toBe(1)
    expect(stdout).toMatch(/below the minimum of 99.5 %/)
  })

  test('a run that checked no recording does not pass', async () => {
    const elsewhere = write('elsewhere.json', JSON.stringify([definition('/elsewhere')]))

    expect((await runCli(['check', elsewhere])).code).not.toBe(0)
  })

  test('another document can be checked against', async () => {
    const recording = write('pet.json', JSON.stringify([definition('/pets')]))
    const document = write(
      'pets.yaml',
      'openapi: 3.1.0\ninfo: {title: Pets, version: "1"}\npaths:\n  /pets:\n    get:\n      operationId: pets\n      responses:\n        "200": {description: none, content: {application/json: {schema: {type: object}}}}\n',
    )

    const { code, stdout } = await runCli(['check', recording, '--document', document])

    expect(code).toBe(0)
    expect(stdout).toContain('pets')
  })
})

describe('the server', () => {
  const api = `openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://api.example.com/v2"}]
paths: {/pets: {get: {operationId: pets, responses: {"200": {description: Done., content: {application/json: {schema: {type: object}}}}}}}}
`
  const recorded = (scope: string, path = '/pets') => ({ ...definition(path), scope })

  test('is where the traffic was recorded, with its base path', async () => {
    const args = [
      'check',
      write('local.json', JSON.stringify([recorded('http://localhost:3000'), recorded('http://b', '/api/pets')])),
      ...['--document', write('api.yaml', api), '--format', 'json'],
    ]
    const { code, stdout } = await runCli([...args, '--server', 'http://localhost:3000', '--server', 'http://b/api/'])
    const one = await runCli([...args, '--server', 'http://localhost:3000'])
    const without = await runCli(args)

    expect([code, JSON.parse(stdout).summary.checked]).toEqual([0, 2])
    expect(JSON.parse(one.stdout).skipped).toEqual([{ host: 'b', reason: 'other-host', count: 1 }])
    expect(without.code).toBe(2)
    expect(JSON.parse(without.stdout).reasons[0]).toMatch(/would be documented with --server http:\/\//)
  })

  test('whose traffic is skipped as a whole is exit code 2, with the server that would help', async () => {
    const path = write('local.json', JSON.stringify([recorded('http://localhost:3000')]))
    const document = write('api.yaml', api)
    const { code, stdout } = await runCli(['check', path, '--document', document, '--server', 'http://localhost:4000'])

    expect(code).toBe(2)
    expect(stdout).toContain('localhost:3000  1 interaction, not a host of the API')
    expect(stdout).toContain('1 of 1 path would be documented with --server http://localhost:3000\n')
  })

  test.each(['check', 'mutate'])('that is no URL is one line of %s and exit code 2', async (command) => {
    for (const url of ['localhost:3000', 'https://user:secret@h.example', '']) {
      const { code, stdout, stderr } = await runCli([command, recording, '--server', url])

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(
        /^room-sessions: --server: expected an absolute HTTP or HTTPS URL such as [^\n]+, received [^\n]+\n$/,
      )
      expect(stderr).not.toContain('secret')
    }
  })

  test('is not for live checks', async () => {
    const { code, stderr } = await runCli(['check', '--live', '--sandbox', '--server', 'http://localhost:3000'])

    expect([code, stderr]).toEqual([2, 'room-sessions: check: expected --live or --server, received both\n'])
  })

  test('is where recordings come from that are mutated', async () => {
    const path = write('local.json', JSON.stringify([recorded('http://localhost:3000')]))
    const args = ['mutate', path, '--document', write('api.yaml', api)]

    expect((await runCli([...args, '--server', 'http://localhost:3000'])).code).toBe(0)
    expect((await runCli(args)).code).toBe(2)
  })
})

describe('recordings', () => {
  test('a folder is searched for recordings, and other files are not read', async () => {
    write('README.md', 'no recording')
    write('waivers.yaml', 'findings: []')
    write('one.json', readFileSync(`${documented}/get_room_session.404.json`, 'utf8'))

    const { code, stdout } = await runCli(['check', folder, '--format', 'json'])

    expect(code).toBe(0)
    expect(JSON.parse(stdout).summary.interactions).toBe(1)
  })

  test('a recording that several patterns match is read once', async () => {
    const { stdout } = await runCli(['check', `${documented}/*.404.json`, documented, '--format', 'json'])
    const alone = await runCli(['check', documented, '--format', 'json'])

    expect(JSON.parse(stdout).summary).toEqual(JSON.parse(alone.stdout).summary)
  })

  test('a recording that does not exist: one line, exit code 2', async () => {
    const { code, stdout, stderr } = await runCli(['check', ...pets, join(folder, 'none.json')])

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^room-sessions: [^\n]*none\.json: no such file or folder\n$/)
  })

  describe.each([
    [
      'README.md',
      '# no recording',
      /README\.md: expected nock definitions or HAR 1\.2 as JSON, received text that is not JSON/,
    ],
    ['cut.json', '[{"scope": "https', /cut\.json:1: expected JSON/],
    ['other.json', '{"name": "package"}', /other\.json:1: expected .*, received an object/],
    ['list.json', '[]', /list\.json:1: expected at least one interaction, received an empty list/],
    ['empty.json', '', /empty\.json: expected .*, received no text/],
    ['number.json', '[1]', /number\.json/],
  ])('%s cannot be read: one line', (name, text, line) => {
    test('and exit code 2 if there is nothing else', async () => {
      const { code, stdout, stderr } = await runCli(['check', write(name, text), ...pets.slice(1)])

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(/^room-sessions: [^\n]+\n$/)
      expect(stderr).toMatch(line)
    })

    test('and a note beside the report on the others', async () => {
      const path = write(name, text)
      const { code, stdout, stderr } = await runCli(['check', ...pets, path, '--format', 'json'])
      const alone: Report = JSON.parse((await runCli(['check', ...pets, '--format', 'json'])).stdout)
      const { summary, findings }: Report = JSON.parse(stdout)

      expect(code).toBe(0)
      expect(stderr).toMatch(/^room-sessions: not read: [^\n]+\n$/)
      expect(stderr).toMatch(line)
      expect(summary).toEqual({ ...alone.summary, notes: alone.summary.notes + 1 })
      expect(findings.filter(({ source }) => source?.startsWith(path))).toMatchObject([
        { code: 'not-checked', severity: 'note', message: expect.stringContaining('cannot be read: expected') },
      ])
    })
  })

  test('of many entries that cannot be read ten are named, and the others counted', async () => {
    const path = write('many.json', JSON.stringify([...Array.from({ length: 30 }, () => 1), definition('/elsewhere')]))

    const { stdout, stderr } = await runCli(['check', path, '--format', 'json'])

    expect(stderr.match(/not read: /g)).toHaveLength(11)
    expect(stderr).toContain('not read: 20 more\n')
    expect(JSON.parse(stdout).summary.notes).toBe(30)
  })

  test('entries without a response are counted', async () => {
    const request = { method: 'GET', url: 'https://example.com/' }
    const entries = [0, -1].map((status) => ({ request, response: { status } }))
    const path = write('blocked.har', JSON.stringify({ log: { entries } }))

    const { stderr } = await runCli(['check', ...pets, path])

    expect(stderr).toContain('blocked.har: left out 2 entries without a response (blocked or cancelled)\n')
  })

  test('bodies that Playwright wrote beside a HAR file are read, and are not recordings', async () => {
    const fixtures = 'test/fixtures/recordings'
    const { stdout, stderr } = await runCli([
      ...['check', `${fixtures}/playwright-attach`, '--document', `${fixtures}/things.yaml`, '--format', 'json'],
    ])

    const { findings }: Report = JSON.parse(stdout)
    expect(stderr).toBe('')
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual(['invalid-body /id', 'invalid-parameter body /n'])
  })

  test.skipIf(platform() === 'win32')('a body outside of the folder of its HAR file is not read', async () => {
    const outside = join(mkdtempSync(join(tmpdir(), 'outside-')), 'secret.json')
    writeFileSync(outside, '{"secret":1}')
    mkdirSync(join(folder, 'har'))
    symlinkSync(outside, join(folder, 'har', 'link.json'))
    execFileSync('mkfifo', [join(folder, 'har', 'pipe.json')])
    const entries = ['link.json', 'pipe.json', '../a.json'].map((_file) => ({
      request: { method: 'GET', url: 'https://example.com/' },
      response: { status: 200, content: { mimeType: 'application/json', _file } },
    }))
    const path = write('har/a.har', JSON.stringify({ log: { entries } }))

    const { stderr } = await runCli(['check', ...pets, path])

    const lines = stderr.split('\n').map((line) => line.replace(/.*_file: /, ''))
    expect(lines).toEqual([
      'expected a file that can be read, received a link out of the folder',
      'expected a file that can be read, received a named pipe',
      'expected a relative path inside the folder of the recording, received a path that may lead elsewhere',
      '',
    ])
  })

  test('a folder and a glob without recordings are exit code 2', async () => {
    for (const pattern of [folder, `${folder}/*.json`]) {
      const { code, stderr } = await runCli(['check', pattern])

      expect(code).toBe(2)
      expect(stderr).toMatch(/no recordings/)
    }
  })

  test.skipIf(platform() === 'win32')('a recording counts once, whatever links lead to it', async () => {
    const path = write('a.json', readFileSync(recording, 'utf8'))
    mkdirSync(join(folder, 'sub'))
    symlinkSync('..', join(folder, 'sub', 'loop'))
    symlinkSync('a.json', join(folder, 'a-link.json'))

    const { stdout } = await runCli(['check', folder, `${folder}/./a.json`, `${folder}/*.json`, '--format', 'json'])

    const { summary, findings }: Report = JSON.parse(stdout)
    expect(summary.interactions).toBe(1)
    for (const { source } of findings) expect(source).toBe(path)
  })

  test.skipIf(platform() === 'win32').each([
    ['a named pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a device', (path: string) => symlinkSync('/dev/zero', path)],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('%s is not read, whatever it is given as', async (kind, create) => {
    const path = join(folder, 'odd.json')
    create(path)
    const runs = [
      // A folder is searched for recordings, and in a folder for files and links to them.
      ...(kind === 'a folder'
        ? []
        : [
            ['check', path],
            ['mutate', path],
          ]),
      ...(kind === 'a device' ? [['check', folder]] : []),
      ['check', ...pets, '--waivers', path],
      ['check', recording, '--document', path],
      ['check', recording, '--document', pathToFileURL(path).href],
      ['mutate', recording, '--document', path],
    ]

    for (const argv of runs) {
      const { code, stdout, stderr } = await runCli(argv)

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(new RegExp(`^room-sessions: .*odd\\.json: expected a file, received ${kind}\n$`))
    }
  })

  test('progress is shown on a terminal, and removed at the end', async () => {
    const stderr = createTestScreen({ isTTY: true, columns: 80 })

    await runCli(['check', documented], { stderr })

    const files = readdirSync(documented).filter((name) => name.endsWith('.json'))
    expect(stderr.text).toContain(`0 of ${files.length} recordings`)
    expect(stderr.text.endsWith('\r\u001b[2K')).toBe(true)
  })
})

describe('documents and reports', () => {
  test('--strict exits with 2 after the report if the document has a problem, and names the first error', async () => {
    const path = write(
      'problems.yaml',
      `${readFileSync('test/fixtures/recordings/pets/pets.yaml', 'utf8')}\nconsumes: [application/json]\n`,
    )
    const args = ['check', 'test/fixtures/recordings/pets/pets.json', '--document', path]

    const lenient = await runCli(args)
    expect(lenient).toMatchObject({ code: 0, stderr: '' })
    expect(await runCli([...args.slice(0, -1), 'test/fixtures/recordings/pets/pets.yaml', '--strict'])).toMatchObject({
      code: 0,
    })
    expect(lenient.stdout).toContain('Problems of the document: 1 error')

    const strict = await runCli([...args, '--strict'])
    expect(strict).toMatchObject({ code: 2, stdout: lenient.stdout })
    expect(strict.stderr).toContain('the document has 1 problem; the first is ')
    expect(strict.stderr).toContain('/consumes: "consumes" is not a member of an OpenAPI Object')
  })

  test('--strict names the first error, not a warning before it', async () => {
    const path = write(
      'warned.yaml',
      'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {"/{a}": {get: {responses: {default: {description: x}}}}}\nconsumes: []\n',
    )
    const { stderr } = await runCli(['check', documented, '--document', path, '--strict'])
    expect(stderr).toMatch(/the document has 2 problems; the first is \S+warned\.yaml:4: \/consumes: /)
  })

  test.each([
    ['none.yaml', undefined],
    ['broken.yaml', 'openapi: [3.1.0'],
    ['old.yaml', 'swagger: "2.0"\ninfo: {title: t, version: "1"}\npaths: {}'],
  ])('the document %s cannot be used: one line that names it, exit code 2', async (name, text) => {
    const path = text === undefined ? join(folder, name) : write(name, text)

    const { code, stdout, stderr } = await runCli(['check', recording, '--document', path])

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^room-sessions: [^\n]+\n$/)
    expect(stderr).toContain(name)
  })

  test('waivers that cannot be read are one line that names them, exit code 2', async () => {
    const { code, stderr } = await runCli(['check', ...pets, '--waivers', write('w.yaml', 'findings: [{}]')])

    expect(code).toBe(2)
    expect(stderr).toMatch(/^room-sessions: .*w\.yaml:1: [^\n]+\n$/)
  })

  test('a waiver of an operation that the document does not have is one line that names it, exit code 2', async () => {
    const waivers = write('unknown.yaml', 'findings:\n  - { operationId: list_room_session, reason: x }')

    const { code, stdout, stderr } = await runCli(['check', documented, '--waivers', waivers])

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(
      /^room-sessions: .*unknown\.yaml:2: operationId "list_room_session" is not in the document[^\n]+"list_room_sessions"\?\n$/,
    )
  })

  test('a report is written to a file, and its verdict to stderr', async () => {
    const output = join(folder, 'report.json')

    const { code, stdout, stderr } = await runCli(['check', historical, '--format', 'json', '--output', output])

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^room-sessions: failed: 7 errors; the report is in .*report\.json\n$/)
    expect(JSON.parse(readFileSync(output, 'utf8')).verdict).toBe('failed')
    expect(readdirSync(folder)).toEqual(['report.json'])
  })

  test.each(['check', 'mutate'])('%s writes several reports in one run', async (command) => {
    const json = join(folder, 'report=1.json')
    const text = join(folder, 'report.txt')
    const args = [command, ...pets, '--report', `json=${json}`, '--report', 'markdown', '--report', `text=${text}`]
    const { code, stdout, stderr } = await runCli(args)

    expect(code).toBe(0)
    expect(stdout).toMatch(/^#/)
    expect(JSON.parse(readFileSync(json, 'utf8')).verdict).toBe('passed')
    expect(readFileSync(text, 'utf8')).toContain('Passed: ')
    expect(stderr).toMatch(/^room-sessions: passed; the reports are in .*report=1\.json, .*report\.txt\n$/m)
  })

  test('the HTML report names the recordings', async () => {
    const paths = [write('one.json', JSON.stringify([definition('/x')])), recording]
    const { stdout } = await runCli(['check', ...paths, '--format', 'html'])
    const header = stdout.slice(0, stdout.indexOf('</header>'))

    expect(header).toContain('2 recordings')
    for (const path of paths) expect(header).toContain(`<li>${path}</li>`)
  })

  test('--format and --output are one more report', async () => {
    const output = join(folder, 'report.html')
    const args = ['check', ...pets, '--report', 'github', '--format', 'html', '--output', output]
    const { stdout } = await runCli(args)

    expect(stdout).toMatch(/^Passed: /)
    expect(readFileSync(output, 'utf8')).toContain('room-sessions check')
  })

  test.each([
    [['--report', 'xml'], /'--report <format\[=file\]>' argument 'xml' is invalid\. Allowed formats are text, json/],
    [['--report', 'json='], /Expected a path after "="/],
    [
      ['--report', 'json', '--report', 'text'],
      /expected a different file for each report, received two reports for stdout/,
    ],
    [['--report', 'json', '--format', 'text'], /received two reports for stdout/],
    [['--report', 'json=a', '--report', 'json=./a'], /received two reports for \.\/a/],
  ])('%j is one line and exit code 2', async (args, line) => {
    const { code, stdout, stderr } = await runCli(['check', ...pets, ...args])

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^room-sessions: [^\n]+\n$/)
    expect(stderr).toMatch(line)
  })

  test('an output that cannot be written is exit code 2, and leaves nothing behind', async () => {
    const { code, stderr } = await runCli(['check', ...pets, '--output', join(folder, 'none', 'report.txt')])

    expect(code).toBe(2)
    expect(stderr).toMatch(/^room-sessions: .*report\.txt: cannot be written: no such file or folder\n$/)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('--live', () => {
  const checkLive = async (context: Partial<Context>, ...argv: string[]) => {
    const { code, stdout, stderr } = await runCli(['check', '--live', '--format', 'json', ...argv], context)
    const report: Report = JSON.parse(stdout)
    return { code, stderr, report, findings: report.findings.filter(({ waived }) => waived === undefined) }
  }

  /** A space that answers requests of which `isAsked` holds with `answer`. */
  const createSpaceWith = (isAsked: (url: string) => boolean, answer: () => Response) => {
    const { context } = createTestSpace({ sessions: 12 })
    return { ...context, fetch: async (request: Request) => (isAsked(request.url) ? answer() : context.fetch(request)) }
  }

  test('checks the current responses of a space, without findings about requests that are wrong on purpose', async () => {
    const env = { SIGNALWIRE_SPACE: 'example' }
    const { code, report } = await checkLive({ env }, '--sandbox', '--fail-on', 'warning')

    expect(code).toBe(0)
    expect(report.findings).toEqual([])
    expect(report.operations.every(({ interactions }) => interactions > 3)).toBe(true)
    expect(report.coverage.entries.some(({ covered }) => covered.live)).toBe(false)
  })

  test('finds an undocumented status of a wrong request', async () => {
    const isMalformed = (url: string) => url.includes('/no-uuid/')
    const space = createSpaceWith(isMalformed, () => Response.json({ error: 'Not Found' }, { status: 404 }))

    const { code, stderr, findings } = await checkLive(space)

    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(findings.map(({ code, at, operationId }) => [code, at, operationId])).toEqual([
      ['undocumented-status', 'status', 'list_room_session_events'],
      ['undocumented-status', 'status', 'list_room_session_members'],
      ['undocumented-status', 'status', 'list_room_session_recordings'],
      ['undocumented-status', 'status', 'list_room_recording_events'],
    ])
  })

  test('uses the given waivers besides its own', async () => {
    const needed = write('needed.yaml', 'findings: [{ code: undocumented-status, at: status, reason: Since May. }]')
    const unneeded = write(
      'unneeded.yaml',
      `findings: [{ code: invalid-body, reason: Since May. }]
coverage: [{ operationId: get_log, subject: '404', reason: Since May. }]
`,
    )

    const isMalformed = (url: string) => url.includes('/no-uuid/')
    const space = createSpaceWith(isMalformed, () => Response.json({ error: 'Not Found' }, { status: 404 }))

    const results = [
      await checkLive(space, '--waivers', needed),
      await checkLive(createTestSpace({ sessions: 12 }).context, '--waivers', unneeded),
    ]

    expect(results.map(({ code }) => code)).toEqual([0, 1])
    expect(results[1]?.report.reasons).toEqual(
      [1, 2].map((line) => expect.stringContaining(`unneeded.yaml:${line}: this waiver is not needed`)),
    )
  })

  test('accepts the findings of a baseline', async () => {
    const isMalformed = (url: string) => url.includes('/no-uuid/')
    const space = createSpaceWith(isMalformed, () => Response.json({ error: 'Not Found' }, { status: 404 }))
    const baseline = ['--baseline', join(folder, 'baseline.yaml')]

    const updated = await checkLive(space, ...baseline, '--update-baseline')
    const same = await checkLive(space, ...baseline)

    expect([updated.code, updated.stderr]).toEqual([0, expect.stringContaining('baseline.yaml: accepts 4 findings\n')])
    expect(same).toMatchObject({ code: 0, stderr: '' })
  })

  test.each([
    [[], 0],
    [['--fail-on', 'warning'], 1],
    [['--min-coverage', '100'], 1],
  ])('fails as the options say: %j gives %d', async (options, expected) => {
    const { context } = createTestSpace({ sessions: 12 })
    const fetch = async (request: Request) => {
      const response = await context.fetch(request)
      if (!request.url.includes('/logs/')) return response
      return Response.json({ ...(await response.json()), another: 1 }, { status: response.status })
    }

    const { code, findings } = await checkLive({ ...context, fetch }, ...options)

    expect(code).toBe(expected)
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['warning']))
  })

  test.each([
    ['one response', 1, (request: number) => request === 20],
    ['the rest of the responses', 2, (request: number) => request >= 20],
  ])('without %s the exit code is that of the recording', async (_, expected, isSilent) => {
    const { context } = createTestSpace({ sessions: 12 })
    let count = 0
    const fetch = async (request: Request) => {
      count += 1
      if (!isSilent(count)) return context.fetch(request)
      const error = new ResponseBodyError('too-large', 'too large')
      return new Response(new ReadableStream({ start: (controller) => controller.error(error) }))
    }
    const baseline = join(folder, 'baseline.yaml')
    const updating = ['--baseline', baseline, '--update-baseline']

    const { code, report } = await checkLive({ ...context, fetch }, ...updating)

    expect({ code, verdict: report.verdict }).toEqual({ code: expected, verdict: 'passed' })
    // The baseline would accept too little after a run that was stopped.
    expect(existsSync(baseline)).toBe(expected === 1)
  })

  test('invalid waivers are an error before the first request', async () => {
    const { context, requests } = createTestSpace()
    const waivers = write('unknown.yaml', 'findings: [{ operationId: nobody, reason: Since May. }]')

    const { code } = await runCli(['check', '--live', '--waivers', waivers], context)

    expect({ code, requests }).toEqual({ code: 2, requests: [] })
  })
})

describe('an option of check', () => {
  test('--full-coverage lists each uncovered item, even of a large document', async () => {
    const paths = Array.from(
      { length: 51 },
      (_, index) => `  /p${index}: {get: {responses: {"200": {description: x}}}}\n`,
    )
    const document = write('large.yaml', `openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n${paths.join('')}`)
    const recording = write('one.json', JSON.stringify([{ ...definition('/p0'), response: '' }]))
    const entriesWith = async (...options: readonly string[]) => {
      const { stdout } = await runCli(['check', recording, '--document', document, '--format', 'json', ...options])
      const { coverage }: Report = JSON.parse(stdout)
      return new Set(coverage.entries.map(({ operationId }) => operationId)).size
    }

    expect(await entriesWith()).toBe(1)
    expect(await entriesWith('--full-coverage')).toBe(51)
  })

  test.each([
    [[], 0],
    [['--fail-on', 'warning'], 0],
    [['--fail-on', 'note'], 1],
  ])('--fail-on is the lowest severity that fails the check: %j gives %d', async (options, expected) => {
    const document = write(
      'deprecated.yaml',
      'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/a: {get: {deprecated: true, responses: {"200": {description: x}}}}}\n',
    )
    const file = write('one.json', JSON.stringify([{ ...definition('/a'), response: '' }]))

    expect((await runCli(['check', file, '--document', document, ...options])).code).toBe(expected)
  })

  test('--webhooks compares a request with the webhook that it fits', async () => {
    const hook =
      '{post: {requestBody: {content: {application/json: {schema: {type: integer}}}}, responses: {"200": {description: x}}}}'
    const document = write(
      'hooks.yaml',
      `openapi: 3.1.0\ninfo: {title: T, version: "1"}\nwebhooks: {started: ${hook}}\n`,
    )
    const delivery = { ...definition('/receiver'), method: 'POST', body: 'text', response: '' }
    const file = write(
      'delivery.json',
      JSON.stringify([{ ...delivery, reqheaders: { 'content-type': 'application/json' } }]),
    )
    const codesWith = async (...options: readonly string[]) => {
      const { stdout } = await runCli(['check', file, '--document', document, '--format', 'json', ...options])
      return (JSON.parse(stdout) as Report).findings.map(({ code, operationId }) => [code, operationId])
    }

    expect(await codesWith('--webhooks')).toEqual([['invalid-parameter', 'POST started']])
    expect(await codesWith()).not.toContainEqual(['invalid-parameter', 'POST started'])
  })
})
