import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../src/cli/context.js'
import { comparisonFormats, mutationFormats, reportFormats } from '../../src/contract/index.js'
import { toVisibleText } from '../../src/text/visible-text.js'
import { createTestScreen, createTestSpace, runCli } from './test-context.js'

/** Sets the title (OSC), clears the screen (CSI, also as C1), turns the direction of writing, hides, ends the line. */
const hostile = 'x\u001b]0;PWNED\u0007\u001b[2J\u009b31m\u202e\u061c\u200b\ufeff\u{e0041}\u2028\r\nroom-sessions: y'
/** How it begins wherever it is shown. */
const shown = 'x\\u001b]0;PWNED\\u0007'

/** A space whose every item has the text as its name, and as name and value of an undocumented property. */
function createHostileSpace(): Partial<Context> {
  const { sandbox, context } = createTestSpace({ sessions: 3 })
  const spoil = (item: object) => ({
    ...item,
    [hostile]: hostile,
    name: hostile,
    display_name: hostile,
    format: hostile,
  })
  const fetch = async (request: Request) => {
    const body = await (await sandbox.fetch(request)).json()
    return Response.json(Array.isArray(body.data) ? { ...body, data: body.data.map(spoil) } : spoil(body))
  }
  return { ...context, fetch, env: { ...context.env, NO_COLOR: '1' } }
}

function expectVisible(text: string): void {
  for (const line of text.split(/\r?\n/)) expect(line).toBe(toVisibleText(line))
}

/** What a terminal gets. Progress lines erase themselves by a sequence of our own. */
async function runOnTerminal(argv: readonly string[], context: Partial<Context> = {}) {
  const terminal = { isTTY: true, columns: 500 }
  const [stdout, stderr] = [createTestScreen(terminal), createTestScreen(terminal)]
  const { code } = await runCli(argv, { env: { NO_COLOR: '1' }, ...context, stdout, stderr })
  return { code, stdout: stdout.text, stderr: stderr.text.replaceAll('\r\u001b[2K', '\n') }
}

const id = async () => {
  const { stdout } = await runCli(['list', '--status', 'completed', '--limit', '1'], createHostileSpace())
  return String(JSON.parse(stdout).id)
}

describe('what a server sends', () => {
  const commands = ['list', 'get', 'events', 'members', 'recordings']
  const cases = commands.flatMap((command) =>
    ['table', 'json', 'ndjson', 'csv'].map((format) => [command, format] as const),
  )

  test.each(cases)('%s --format %s shows every character of it on a terminal', async (command, format) => {
    const argv = [command, ...(command === 'list' ? [] : [await id()]), '--format', format]

    const { code, stdout, stderr } = await runOnTerminal(argv, createHostileSpace())

    expect(code).toBe(0)
    expectVisible(stdout)
    expectVisible(stderr)
    expect(stdout).toContain(shown)
  })

  test.each(['json', 'ndjson'])('list --format %s has the values themselves', async (format) => {
    const { stdout } = await runCli(['list', '--limit', '1', '--format', format], createHostileSpace())

    const value = JSON.parse(stdout)
    const [row] = Array.isArray(value) ? value : [value]
    expect(row).toMatchObject({ name: hostile, [hostile]: hostile })
    expectVisible(stdout)
  })

  test('list --format csv in a pipe has the values themselves, and names what it leaves out visibly', async () => {
    const { stdout, stderr } = await runCli(['list', '--limit', '1', '--format', 'csv'], createHostileSpace())

    expect(stdout).toContain(`"${hostile}"`)
    expect(stderr).toContain(`omitted undocumented properties: ${shown}`)
    expectVisible(stderr)
  })

  test.each(['csv', 'ndjson'])('export --format %s shows every character of it on a terminal', async (format) => {
    const argv = ['export', '--format', format, '--include', 'members,events']

    const { code, stdout, stderr } = await runOnTerminal(argv, createHostileSpace())

    expect(code).toBe(0)
    expectVisible(stdout)
    expectVisible(stderr)
    expect(`${stdout}${stderr}`).toContain(shown)
  })

  test('a refusal is one visible line', async () => {
    const fetch = async () =>
      Response.json({ errors: [{ attribute: hostile, message: hostile, code: hostile }] }, { status: 422 })

    const { code, stderr } = await runCli(['list'], { ...createHostileSpace(), fetch })

    expect(code).toBe(1)
    expect(stderr).toMatch(/^room-sessions: [^\n]+\n$/)
    expect(stderr).toContain(shown)
    expectVisible(stderr)
  })

  test('the command to go on with shows every character, and a shell reads the same words', async () => {
    const { stderr } = await runCli(['list', '--limit', '1', '--room-name-matches', '\u00a0\u001b'], {
      ...createHostileSpace(),
      fetch: async () => Response.json({ links: { next: '?page_token=PA1&page_number=1' }, data: [{}] }),
    })

    expect(stderr).toContain("--room-name-matches $'\\302\\240\\033' --cursor")
    expectVisible(stderr)
  })
})

describe('what is in files', () => {
  let folder: string
  let recording: string
  let document: string

  const write = (name: string, content: unknown) => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const definition = (path: string, response: unknown) => ({
    scope: 'https://example.com:443',
    method: 'GET',
    path,
    status: 200,
    response,
    rawHeaders: ['content-type', 'application/json'],
  })

  const apiWith = (values: readonly string[], description: string) => {
    const properties = { id: { type: 'integer' }, [hostile]: { enum: values } }
    const schema = { type: 'object', required: [hostile], properties }
    const responses = { 200: { description, content: { 'application/json': { schema } } } }
    return {
      openapi: '3.1.0',
      info: { title: hostile, version: hostile },
      paths: { '/things': { get: { operationId: hostile, responses } } },
    }
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-'))
    document = write('api.json', apiWith([hostile, 'b'], hostile))
    recording = write('things.json', [
      definition('/things', { id: 'x', [hostile]: 'b', [`${hostile}2`]: 1 }),
      definition('/things', { id: 1, [hostile]: hostile }),
      definition('/things', { id: 1, [hostile]: 1 }),
      definition(`/${encodeURIComponent(hostile)}`, {}),
    ])
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each(reportFormats)('check --format %s shows every character of it', async (format) => {
    const { code, stdout, stderr } = await runOnTerminal([
      'check',
      recording,
      '--document',
      document,
      '--format',
      format,
    ])

    expect(code).toBe(1)
    expect(stdout).toMatch(/x\\u001b(?:]|&#93;)0;PWNED\\u0007/)
    expectVisible(stdout)
    expectVisible(stderr)
  })

  test.each(mutationFormats)('mutate --format %s shows every character of it', async (format) => {
    const { stdout, stderr } = await runOnTerminal(['mutate', recording, '--document', document, '--format', format])

    expect(stdout).toMatch(/x\\{1,2}u001b\\?]0;PWNED\\{1,2}u0007/)
    expectVisible(stdout)
    expectVisible(stderr)
  })

  test.each(comparisonFormats)('diff --format %s shows every character of it', async (format) => {
    const other = write('other.json', apiWith([hostile, 'b', `${hostile}2`], `${hostile}2`))

    const { code, stdout, stderr } = await runOnTerminal(['diff', document, other, '--words', '--format', format])

    expect(code).toBe(1)
    expect(stdout).toMatch(/x(?:\\){1,2}u001b(?:\\?]|&#93;)0;PWNED(?:\\){1,2}u0007/)
    expectVisible(stdout)
    expectVisible(stderr)
  })

  test('the verdict on stderr is visible', async () => {
    const waivers = write('unneeded.yaml', JSON.stringify({ findings: [{ reason: 'r', at: hostile }] }))
    const output = join(folder, 'report.txt')

    const { stderr } = await runCli([
      'check',
      recording,
      '--document',
      document,
      '--waivers',
      waivers,
      '--output',
      output,
    ])

    expect(stderr).toMatch(/^room-sessions: failed: [^\n]+\n$/)
    expectVisible(stderr)
  })

  test.each<[string, () => string[]]>([
    [
      'a document that is not YAML',
      () => ['check', recording, '--document', write('d3.yaml', `"${'\u001b[2J\u202e'}": [`)],
    ],
    [
      'a document of another version',
      () => ['mutate', recording, '--document', write('d4.json', { openapi: hostile })],
    ],
    ['a recording of something else', () => ['check', write('r1.json', { [hostile]: hostile })]],
    [
      'a recording with an odd field',
      () => ['check', write('r2.json', [{ ...definition('/a', {}), status: hostile, [hostile]: 1 }])],
    ],
    ['a recording that is not JSON', () => ['check', write('r3.json', '\u001b[2J')]],
    [
      'decisions with an odd field',
      () => ['diff', document, document, '--decisions', write('d5.json', { [hostile]: 1 })],
    ],
    ['waivers with an odd field', () => ['check', recording, '--waivers', write('w1.json', { [hostile]: 1 })]],
    [
      'waivers of nothing',
      () => ['check', recording, '--waivers', write('w2.json', { findings: [{ reason: 'r', code: hostile }] })],
    ],
    ['a path', () => ['check', join(folder, hostile)]],
    ['an unknown option', () => ['list', `--${hostile}`]],
    ['an unknown option that is nearly one', () => ['list', '--lmit\u200b\u001b[2J']],
    ['an unknown command', () => [hostile]],
    ['an unknown command of help', () => ['help', hostile]],
    ['the argument of an option', () => ['list', '--limit', hostile]],
    ['an argument', () => ['get', hostile]],
    ['too many arguments', () => ['list', hostile]],
    ['a cursor', () => ['list', '--cursor', `${hostile}~99999999999999999999`]],
  ])('%s is one visible line', async (_, argv) => {
    const { code, stdout, stderr } = await runCli(argv())

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^room-sessions: [^\n]+\n$/)
    expectVisible(stderr)
  })

  test.each<[string, unknown]>([
    ['an unknown member', { openapi: '3.1.0', paths: { '/a': { [hostile]: 1 } } }],
    ['a reference', { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/a': { $ref: hostile } } }],
  ])('%s of a document is visible in its problem', async (_, document) => {
    const { stdout, stderr } = await runCli(['check', recording, '--document', write('d.json', document)])

    expect(stdout).toContain('Problems of the document')
    expectVisible(stdout)
    expect(stderr).toBe('')
  })
})
