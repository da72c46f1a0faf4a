import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGitFiles } from '../../src/cli/diff/git-files.js'
import { readVersion } from '../../src/cli/diff/read-version.js'
import type { ComparisonReport } from '../../src/contract/index.js'
import { loadStoredDocument } from '../../src/openapi/index.js'
import { runCli } from './test-context.js'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diff-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** A document with two operations that share a schema. */
function api(kinds: readonly string[], more = ''): string {
  return `openapi: 3.1.0
info: { title: Books, version: '1', description: one }
paths:
  /books:
    get:
      responses:
        200: { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
  /books/{id}:
    put:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
      responses:
        200: { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }${more}
components:
  schemas:
    Book: { type: object, properties: { kind: { type: string, enum: [${kinds}] } } }
`
}

const one = () => write('one.yaml', api(['novel', 'poem']))
const other = () => write('other.yaml', api(['novel', 'poem', 'play']))

async function compare(...args: readonly string[]): Promise<{ code: number; report: ComparisonReport }> {
  const { code, stdout } = await runCli(['diff', ...args, '--format', 'json'])
  return { code, report: JSON.parse(stdout) }
}

describe('changes', () => {
  test('are told with a value that shows them, once for all operations that share a schema', async () => {
    const { code, stdout, stderr } = await runCli(['diff', one(), other()])

    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toContain(
      `2 operations: GET /books, PUT /books/{id}\n  breaking    200 body/kind: new value "play"\n              "play" is valid after and invalid before\n`,
    )
    expect(stdout).toMatch(/Failed: 2 operations compared, 2 breaking changes, 1 compatible change\n$/)
  })

  test.each([
    ['1', true],
    ['0', false],
  ])('are in colours with FORCE_COLOR=%s: %s', async (FORCE_COLOR, expected) => {
    const { stdout } = await runCli(['diff', one(), other()], { env: { FORCE_COLOR } })

    expect(stdout.includes('\u001b[31mbreaking')).toBe(expected)
  })

  test('are per operation in JSON, with a summary', async () => {
    const { code, report } = await compare(one(), other())

    expect(code).toBe(1)
    expect(report.summary).toEqual({
      operations: { compared: 2, added: 0, removed: 0 },
      ...{ changes: 3, breaking: 2, compatible: 1, unclear: 0, decided: 0, words: 0 },
    })
    expect(report.changes[0]).toEqual({
      ...{ operation: 'GET /books', at: '200 body/kind', kind: 'added', breaking: true, keyword: 'enum' },
      ...{ message: 'new value "play"', proof: 'play', acceptedBy: 'after' },
      ...{ before: ['novel', 'poem'], after: ['novel', 'poem', 'play'] },
      definedAt: { before: `${one()}:16`, after: `${other()}:16` },
    })
  })

  test('that are compatible do not fail the comparison, unless any change does', async () => {
    const [before, after] = [other(), one()]

    const codes = [
      await compare(before, after, '--path', '/books'),
      await compare(before, after, '--path', '/books', '--fail-on', 'any'),
    ]

    expect(codes.map(({ code, report }) => [code, report.verdict, report.summary.breaking])).toEqual([
      [0, 'passed', 0],
      [1, 'failed', 0],
    ])
  })

  test('of the same document are none', async () => {
    const { code, stdout } = await runCli(['diff', one(), one()])

    expect(code).toBe(0)
    expect(stdout).toMatch(/Passed: 2 operations compared, 0 breaking changes, 0 compatible changes\n$/)
  })

  test('of texts are counted, and shown with --words', async () => {
    const after = write('words.yaml', api(['novel', 'poem']).replace('description: x', 'description: y'))

    const [counted, shown] = [await runCli(['diff', one(), after]), await runCli(['diff', one(), after, '--words'])]

    expect([counted.code, shown.code]).toEqual([0, 0])
    expect(counted.stdout).toContain('1 text or example changed')
    expect(counted.stdout).not.toContain('"y"')
    expect(shown.stdout).toContain('200 description: "x" → "y"')
  })

  test('are annotations on the lines of the second document', async () => {
    const { stdout } = await runCli(['diff', one(), other(), '--format', 'github'])

    expect(stdout.split('\n')[0]).toBe(
      `::error file=${other()},line=16,title=breaking change::2 operations%3A GET /books, PUT /books/{id}: 200 body/kind: new value "play"%0A"play" is valid after and invalid before`.replaceAll(
        '%3A',
        ':',
      ),
    )
    expect(stdout).toContain('::notice file=')
  })

  test('are a list in Markdown', async () => {
    const { stdout } = await runCli(['diff', one(), other(), '--format', 'markdown'])

    expect(stdout).toMatch(/^### ❌ Failed: Books 1\n/)
    expect(stdout).toContain('- ❌ **breaking** `200 body/kind`: new value "play"')
  })

  test('are written to several reports', async () => {
    const report = join(folder, 'report.json')

    const { code, stdout, stderr } = await runCli([
      'diff',
      one(),
      other(),
      '--report',
      'text',
      '--report',
      `json=${report}`,
    ])

    expect(code).toBe(1)
    expect(stdout).toContain('breaking')
    expect(stderr).toBe(`room-sessions: failed: 2 breaking changes; the report is in ${report}\n`)
    expect(JSON.parse(readFileSync(report, 'utf8')).verdict).toBe('failed')
  })
})

describe('decisions', () => {
  const decide = (...lines: readonly string[]) =>
    write('decisions.yaml', `decisions:\n${lines.map((line) => `  - ${line}\n`).join('')}`)

  test('accept changes with a reason', async () => {
    const file = decide("{ at: '* body/kind', message: 'new value \"play\"', reason: Plays are books. }")

    const { code, stdout } = await runCli(['diff', one(), other(), '--decisions', file, '--fail-on', 'any'])

    expect(code).toBe(0)
    expect(stdout).toContain('Decided: Plays are books.\n  2 operations: 200 body/kind: new value "play"')
    expect(stdout).toContain('0 breaking changes, 0 compatible changes, 3 decided')
  })

  test('that are not needed fail the comparison', async () => {
    const file = decide('{ at: 404, reason: Old. }')

    const { code, report } = await compare(one(), one(), '--decisions', file)

    expect({ code, reasons: report.reasons }).toEqual({
      code: 1,
      reasons: [`${file}:2: this decision is not needed: there is no such change`],
    })
  })

  test('about operations that are left out are left alone', async () => {
    const file = decide("{ operation: 'PUT /books/*', reason: Left out. }")

    const { code } = await compare(one(), one(), '--decisions', file, '--path', '/books')

    expect(code).toBe(0)
  })

  test.each([
    ['decisions: [{ at: x }]', 'missing reason'],
    [
      'decisions: [{ reason: x }]',
      'the decision matches everything; expected at least one of operation, at, kind, message',
    ],
    [
      'decisions: [{ rule: x, reason: x }]',
      'unknown field "rule"; expected one of reason, operation, at, kind, message',
    ],
    ['findings: []', 'unknown list "findings"; expected decisions'],
    ['[]', 'expected an object with decisions'],
  ])('%s is one line and exit code 2', async (text, problem) => {
    const file = write('broken.yaml', text)

    const { code, stdout, stderr } = await runCli(['diff', one(), other(), '--decisions', file])

    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `room-sessions: ${file}:1: ${problem}\n` })
  })
})

describe('what is compared', () => {
  test('is never nothing without a word', async () => {
    const { code, stdout } = await runCli(['diff', one(), other(), '--path', '/pets/**'])

    expect(code).toBe(2)
    expect(stdout).toContain('neither document has an operation to compare\nNothing compared: ')
  })

  test.each([
    ['no-such.yaml', 'one.yaml'],
    ['one.yaml', 'no-such.yaml'],
  ])('has to exist: %s and %s', async (...names) => {
    const { code, stdout, stderr } = await runCli(['diff', ...names.map((name) => join(folder, name))])

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^room-sessions: [^\n]*no-such\.yaml[^\n]*\n$/)
  })

  test.each(['before', 'after'])('may have problems, which are counted: the one %s', async (place) => {
    const broken = write('broken-api.yaml', api(['novel', 'poem'], '\n    get: 7'))

    const { stderr } = await runCli(['diff', ...(place === 'before' ? [broken, one()] : [one(), broken])])

    expect(stderr.match(/listed by check/g)).toHaveLength(1)
    expect(stderr).toMatch(/broken-api\.yaml: 1 error, listed by check\n$/)
  })

  test('has files outside of the folder of the document only if that is allowed', async () => {
    write('outside.yaml', 'type: string\n')
    const text = api([])
      .replaceAll('#/components/schemas/Book', '../outside.yaml')
      .replace(/components:.*/s, '')
    const document = write('inside/api.yaml', text)

    const { stderr } = await runCli(['diff', document, document])
    expect(stderr).toMatch(/api\.yaml: \d+ warnings?, listed by check\n/)
    expect(await runCli(['diff', document, document, '--allow-outside'])).toMatchObject({ code: 0, stderr: '' })
  })

  test('is two documents', async () => {
    const { code, stderr } = await runCli(['diff', one()])

    expect(code).toBe(2)
    expect(stderr).toContain("missing required argument 'after'")
  })
})

describe('a revision of a git repository', () => {
  const hasGit = (() => {
    try {
      execFileSync('git', ['--version'])
      return true
    } catch {
      return false
    }
  })()
  let repository: string
  const git = (...args: readonly string[]) => {
    const config = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false']
    execFileSync('git', [...config, ...args], { cwd: repository })
  }

  beforeAll(() => {
    repository = join(folder, 'repository')
    write('repository/api/openapi.yaml', api(['novel']).replace("'#/components/schemas/Book'", "'./book.yaml'"))
    write('repository/api/book.yaml', 'type: object\n')
    if (!hasGit) return
    git('init', '-q')
    git('add', '-A')
    git('commit', '-q', '-m', 'one')
    write('repository/api/book.yaml', 'type: string\n')
    git('commit', '-q', '-a', '-m', 'two')
    write('repository/api/book.yaml', 'type: integer\n')
  })

  test.skipIf(!hasGit)('is read with the files that it refers to', () => {
    const typeAt = (revision: string, path: string, cwd: string) => {
      const document = loadStoredDocument(createGitFiles(revision, path, cwd))
      const [operation] = document.operations
      const schema = operation?.responses[0]?.content[0]?.schema
      const target = schema && document.schemas.targetOf(schema)
      return [Object(target?.value).type, target?.file.name, document.problems]
    }

    expect(typeAt('HEAD~1', 'api/openapi.yaml', repository)).toEqual(['object', 'HEAD~1:api/book.yaml', []])
    expect(typeAt('HEAD', './openapi.yaml', join(repository, 'api'))).toEqual(['string', 'HEAD:api/book.yaml', []])
    const below = join(repository, 'api', 'below')
    mkdirSync(below)
    expect(typeAt('HEAD', '../openapi.yaml', below)[1]).toBe('HEAD:api/book.yaml')
    const bare = join(folder, 'bare.git')
    git('clone', '-q', '--bare', repository, bare)
    expect(typeAt('HEAD~1', 'api/openapi.yaml', bare)).toEqual(['object', 'HEAD~1:api/book.yaml', []])
  })

  test.skipIf(!hasGit)('may be named by anything that git takes, unless a file has this name', async () => {
    const read = async (source: string) => {
      const { source: name, schemas, operations } = await readVersion(source, {}, repository)
      const schema = operations[0]?.responses[0]?.content[0]?.schema
      return [name, Object((schema && schemas.targetOf(schema))?.value).type]
    }

    expect(await read('HEAD:api/openapi.yaml')).toEqual(['HEAD:api/openapi.yaml', 'string'])
    expect(await read('HEAD~1:./api/openapi.yaml')).toEqual(['HEAD~1:api/openapi.yaml', 'object'])
    expect(await read('@:api/openapi.yaml')).toEqual(['@:api/openapi.yaml', 'string'])
    expect(await read(join(repository, 'api/openapi.yaml'))).toEqual([join(repository, 'api/openapi.yaml'), 'integer'])
    const colon = write('HEAD:openapi.yaml', api([]))
    expect(await read(colon)).toEqual([colon, 'object'])
  })

  test.each(['none.yaml', 'c:/none.yaml', 'https://example.com/none.yaml'])('is not meant by %s', async (source) => {
    await expect(readVersion(source, {}, folder)).rejects.toThrow(/^(?!git).*none\.yaml.* file/)
  })

  test.skipIf(!hasGit)('has each of its files as it was committed, whatever the others are', () => {
    const files = {
      'main.yaml': 'in the top folder',
      '[a]/main.yaml': 'main: ü',
      '[a]/a b.json': '{"é": 1}\n\n',
      '[a]/empty.yaml': '',
      '[a]/below/z.yml': 'z: 日本',
      '[a]/text.txt': 'not YAML by its name',
      'a/other.yaml': 'not in the folder',
    }
    for (const [name, text] of Object.entries(files)) write(`repository/${name}`, text)
    git('add', '-A')
    git('commit', '-q', '-m', 'files')
    for (const main of ['[a]/main.yaml', 'main.yaml']) {
      const store = createGitFiles('HEAD', main, repository)
      const read = (name: string) => store.read(join(sep, name))?.toString()
      expect([store.name, store.path]).toEqual([`HEAD:${main}`, join(sep, main)])
      for (const [name, text] of Object.entries(files)) expect([name, read(name)]).toEqual([name, text])
      expect([read('[a]/none.yaml'), read('[a]')]).toEqual([undefined, undefined])
      expect(store.nameOf(join(sep, 'a/other.yaml'))).toBe('HEAD:a/other.yaml')
    }
  })

  test.skipIf(!hasGit)('that does not exist, or a path that it does not have, is one line', () => {
    const load = (revision: string, path: string) => () =>
      loadStoredDocument(createGitFiles(revision, path, repository))

    expect(load('no-such', 'api/openapi.yaml')).toThrow('no-such:api/openapi.yaml: no such revision of the repository')
    expect(load('HEAD', 'api/none.yaml')).toThrow(/^HEAD:api\/none\.yaml: .*no such file/)
    expect(load('HEAD', 'api')).toThrow(/^HEAD:api: .*no such file/)
    expect(load('HEAD', '../../etc/passwd')).toThrow(/no such file/)
    expect(load('--help', 'api/openapi.yaml')).toThrow('--help:api/openapi.yaml: no such revision of the repository')
  })

  test.skipIf(!hasGit)('is looked for in the repository of the current folder', async () => {
    const { code, stdout, stderr } = await runCli(['diff', 'no-such-revision:openapi/room-sessions.yaml', one()])

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^room-sessions: [^\n]+\n$/)
  })
})
