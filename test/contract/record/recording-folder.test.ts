import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  checkInteractions,
  createRecordingFolder,
  type Interaction,
  parseDocument,
  parseRecording,
  recordingFetch,
} from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: Books, version: '1' }
servers: [{ url: 'https://books.example' }]
paths:
  /books:
    get:
      operationId: list/books
      parameters: [{ name: genre, in: query, schema: { type: string } }]
      responses:
        '200':
          description: Books.
          content:
            application/json:
              schema:
                type: array
                items:
                  type: object
                  required: [title]
                  properties:
                    title: { type: string }
                    isbn: { type: string }
                    cover: { enum: [hard, soft] }
`,
  'books.yaml',
)

/** A document whose `GET /books` responds with JSON of a schema. */
const documentWith = (schema: object, schemas: object = {}) =>
  parseDocument(
    JSON.stringify({
      ...{ openapi: '3.1.0', info: { title: 'Books', version: '1' }, servers: [{ url: 'https://books.example' }] },
      components: { schemas },
      paths: {
        '/books': {
          get: { responses: { 200: { description: 'Books.', content: { 'application/json': { schema } } } } },
        },
      },
    }),
    'books.json',
  )

const interaction = (body: unknown, { path = '/books', status = 200 } = {}): Interaction => ({
  request: { method: 'GET', url: `https://books.example${path}`, headers: [['authorization', 'Bearer canary']] },
  response: { status, headers: [['content-type', 'application/json']], body: JSON.stringify(body) },
})

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recordings-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const read = async () => {
  const names = (await readdir(folder)).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.flatMap((text, index) => parseRecording(text, names[index] ?? ''))
}

test('writes one file for each case of an operation and status, named after them', async () => {
  const written: string[] = []
  const recordings = createRecordingFolder(folder, { document, onWritten: (path) => written.push(path) })

  await recordings.add(interaction([{ title: 'Emma', isbn: '111222333' }]))
  await recordings.add(interaction([{ title: 'Persuasion', isbn: '444555666' }]))
  await recordings.add(interaction({ message: 'broken' }, { status: 500 }))

  const names = await readdir(folder)
  expect(names.sort()).toEqual([
    expect.stringMatching(/^list-books\.200\.[0-9a-f]{10}\.json$/),
    expect.stringMatching(/^list-books\.500\.[0-9a-f]{10}\.json$/),
  ])
  expect(written.sort()).toEqual(names.map((name) => join(folder, name)))
})

test('records every finding and covers every item that all interactions cover', async () => {
  const all = [
    interaction([]),
    interaction([{ title: 'Emma' }]),
    interaction([{ title: 'Emma', cover: 'hard' }]),
    interaction([{ title: 'Emma', cover: 'soft' }, { title: 'Persuasion' }]),
    interaction([{ title: 'Emma', cover: 'soft' }, { title: 12345 }]),
    interaction([{ title: 'Emma', cover: 'torn' }]),
    interaction([{ isbn: '1' }]),
    interaction([{ title: 'Emma' }], { path: '/books?genre=novel' }),
    interaction([{ title: 'Emma' }], { path: '/books?year=1815' }),
    interaction({}, { path: '/authors' }),
  ]
  const recordings = createRecordingFolder(folder, { document })

  for (const each of [...all, ...all]) await recordings.add(each)

  const summarize = (interactions: readonly Interaction[]) => {
    const { findings, coverage } = checkInteractions(document, interactions)
    const covered = coverage.entries.filter((entry) => Object.keys(entry.covered).length > 0)
    return {
      findings: findings.map(({ code, rule, keyword }) => `${code} ${rule} ${keyword}`).sort(),
      covered: covered.map(({ subject, aspect }) => `${subject} ${aspect}`),
    }
  }
  expect(summarize(await read())).toEqual(summarize(all))
  expect(await readdir(folder)).toHaveLength(all.length)
})

test('another folder object writes no case again and overwrites no file', async () => {
  const first = createRecordingFolder(folder, { document })
  await first.add(interaction([{ title: 'Emma' }]))
  const before = await read()
  const written: string[] = []
  const second = createRecordingFolder(folder, { document, onWritten: (path) => written.push(path) })

  await second.add(interaction([{ title: 'Another title' }]))

  expect(written).toEqual([])
  expect(await read()).toEqual(before)
})

test.each([
  ['properties', [{ title: 'Emma', isbn: '1' }], [{ isbn: '1', title: 'Emma' }], '/books', '/books'],
  ['parameters', [], [], '/books?genre=a&page=b', '/books?page=b&genre=a'],
])('a case is the same file in another run if %s come in another order', async (_, one, other, path, next) => {
  await createRecordingFolder(folder).add(interaction(one, { path }))
  await createRecordingFolder(folder).add(interaction(other, { path: next }))

  expect(await readdir(folder)).toHaveLength(1)
})

test('a file has neither headers of the request nor values', async () => {
  const recordings = createRecordingFolder(folder, { document, secrets: ['canary-secret'] })

  await recordings.add(
    interaction([{ title: 'canary-secret', isbn: 'canary 42424242' }], { path: '/books?genre=canary-secret' }),
  )

  const [name = ''] = await readdir(folder)
  expect(await readFile(join(folder, name), 'utf8')).not.toMatch(/canary|42424|Bearer/)
})

test('is a sink of recordingFetch, which passes on its document', async () => {
  const answer = async () => new Response('[{"title":"Emma"}]', { headers: { 'content-type': 'application/json' } })
  const fetch = recordingFetch(answer, createRecordingFolder(folder), { document })

  await fetch('https://books.example/books')
  await fetch('https://books.example/books')

  expect(await readdir(folder)).toEqual([expect.stringMatching(/^list-books\.200\.[0-9a-f]{10}\.json$/)])
  expect(checkInteractions(document, await read()).verdict).toBe('passed')
})

test('as a sink of recordingFetch, a document of its own names the operations', async () => {
  const answer = async () => new Response('[{"title":"Emma"}]', { headers: { 'content-type': 'application/json' } })
  const fetch = recordingFetch(answer, createRecordingFolder(folder, { document }))

  await fetch('https://books.example/books')

  expect(await readdir(folder)).toEqual([expect.stringMatching(/^list-books\.200\./)])
})

describe('as a sink of recordingFetch, it writes no call', () => {
  // No placeholder is found for a text that a back reference repeats and a lookahead limits.
  const code = { type: 'string', pattern: '^(?=[k-q]{3})(\\w+)-\\1$' }
  const repeated = documentWith({ items: { $ref: '#/components/schemas/code' } }, { code })
  const answer = (body: string) => async () => new Response(body, { headers: { 'content-type': 'application/json' } })
  const toLine = (place: string) =>
    `not recorded: GET /books: no placeholder for the value at ${place} has the same findings`

  test.each([
    ['that still contains a real value', '["kqm-kqm"]', repeated, '/response/0'],
    ['that contains a secret of the folder', '{"tenantCanary":1}', undefined, '/response'],
  ])('%s, and reports each', async (_, body, document, place) => {
    const lines: string[] = []
    const recordings = createRecordingFolder(folder, {
      secrets: ['tenantCanary'],
      onNotRecorded: (line) => lines.push(line),
    })
    const fetch = recordingFetch(answer(body), recordings, { document })

    await fetch('https://books.example/books')
    await fetch('https://books.example/books')

    expect(await readdir(folder)).toEqual([])
    expect(lines).toEqual([toLine(place), toLine(place)])
  })

  test('with a real value, but the next one of the same case without one', async () => {
    const recordings = createRecordingFolder(folder, { secrets: ['tenantCanary'], onNotRecorded: () => {} })

    await recordingFetch(answer('{"name":"tenantCanary","tenantCanary":1}'), recordings)('https://books.example/books')
    await recordingFetch(answer('{"name":"Emma"}'), recordings)('https://books.example/books')

    expect(await readdir(folder)).toHaveLength(1)
  })
})

test('without a document, names and paths stay, and a new property, type or parameter is a case', async () => {
  const bodies = [
    [{ title: 'Emma' }],
    [{ title: 'Persuasion' }],
    [{ title: 'Emma', year: 1815 }],
    [{ title: null }],
    [],
  ]
  const recordings = createRecordingFolder(folder)

  for (const body of bodies) await recordings.add(interaction(body))
  await recordings.add(interaction([], { path: '/books?genre=novel' }))
  await recordings.add(interaction({ title: 'Emma' }, { path: '/books/42424' }))
  await recordings.add(interaction({ title: 'Emma' }, { path: '/books/53535' }))

  const recorded = await read()
  expect(recorded.map(({ request }) => new URL(request.url).pathname.split('/')[1])).toEqual(Array(6).fill('books'))
  expect(JSON.stringify(recorded)).not.toMatch(/Emma|1815|novel|42424/)
  expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^GET-books-id\.200\.[0-9a-f]{10}\.json$/))
})

test.each(['../../../escape', 'a\\b:c*?"<>|', '', '...', 'ünïcode 🐤', 'x'.repeat(300), '__proto__'])(
  'the name of a file is safe for the operation %j',
  async (operationId) => {
    const odd = parseDocument(
      JSON.stringify({
        ...{ openapi: '3.1.0', info: { title: 'Odd', version: '1' } },
        paths: { '/books': { get: { operationId, responses: { 200: { description: 'Books.' } } } } },
      }),
      'odd.json',
    )

    await createRecordingFolder(folder, { document: odd }).add(interaction([]))

    expect(await readdir(folder)).toEqual([expect.stringMatching(/^\w[\w-]{0,79}\.200\.[0-9a-f]{10}\.json$/)])
  },
)

test('says once that the folder is full, and writes no more', async () => {
  const lines: string[] = []
  const recordings = createRecordingFolder(folder, { maxFiles: 2, onNotRecorded: (line) => lines.push(line) })

  for (const status of [200, 201, 202, 203]) await recordings.add(interaction([], { status }))

  expect(await readdir(folder)).toHaveLength(2)
  expect(lines).toEqual([`not recorded: everything after 2 files in ${folder}`])
})

test('rejects when the folder cannot be created', async () => {
  const recordings = createRecordingFolder(join('/dev/null', 'recordings'))

  await expect(recordings.add(interaction([]))).rejects.toThrow(/ENOTDIR|EEXIST/)
})

test('an API key in the query keeps its name and loses its value', async () => {
  const withKey = parseDocument(
    `openapi: 3.1.0
info: { title: Books, version: '1' }
servers: [{ url: 'https://books.example' }]
components: { securitySchemes: { key: { type: apiKey, in: query, name: shop-key } } }
security: [{ key: [] }]
paths: { /books: { get: { responses: { '200': { description: Books. } } } } }
`,
    'books.yaml',
  )
  const lines: string[] = []
  const recordings = createRecordingFolder(folder, { document: withKey, onNotRecorded: (line) => lines.push(line) })

  await recordings.add(interaction([], { path: '/books?shop-key=canary-0123' }))

  const [recorded] = await read()
  expect(lines).toEqual([])
  expect(recorded?.request.url).toMatch(/\?shop-key=./)
  expect(recorded?.request.url).not.toContain('canary')
})

test('does not write a recording with a value that no placeholder can replace, and says where it is', async () => {
  const strict = documentWith({ properties: { owner: { exclusiveMinimum: 424241, exclusiveMaximum: 424243 } } })
  const lines: string[] = []
  const recordings = createRecordingFolder(folder, { document: strict, onNotRecorded: (line) => lines.push(line) })

  await recordings.add(interaction({ owner: 424242 }, { path: '/books?name=canary' }))

  expect(lines).toEqual([
    'not recorded: GET /books: no placeholder for the value at /response/owner has the same findings',
  ])
  expect(await readdir(folder)).toEqual([])
})

describe('the check has the same findings for the recording as for', () => {
  const uploads = parseDocument(
    `openapi: 3.1.0
info: { title: Uploads, version: '1' }
servers: [{ url: 'https://books.example' }]
paths:
  /books:
    post:
      parameters: [{ name: X-Tenant, in: header, required: true, schema: { type: string } }]
      requestBody:
        required: true
        content:
          multipart/form-data: { schema: { type: object, required: [file], properties: { file: { type: string } } } }
          text/csv: { schema: { type: string } }
      responses: { '204': { description: done } }
  /events:
    get:
      responses:
        '200':
          description: Events.
          content: { '*/*': { schema: { type: object, properties: { kind: { enum: [sold] }, buyer: { type: string } } } } }
`,
    'uploads.yaml',
  )
  const upload = (type: string, body: string): Interaction => ({
    request: {
      ...{ method: 'POST', url: 'https://books.example/books', body },
      headers: [
        ['Content-Type', type],
        ['X-Tenant', 'canary'],
      ],
    },
    response: { status: 204, headers: [], body: null },
  })
  const events = (type: string, body: string): Interaction => ({
    request: { method: 'GET', url: 'https://books.example/events', headers: [] },
    response: { status: 200, headers: [['content-type', type]], body },
  })
  const part = (name: string) =>
    `--canary42\r\nContent-Disposition: form-data; name="${name}"\r\n\r\ncanary\r\n--canary42--\r\n`

  test.each([
    ['a multipart body', upload('multipart/form-data; boundary=canary42', part('file')), []],
    [
      'a multipart body without a part',
      upload('multipart/form-data; boundary=canary42', part('other')),
      ['required', undefined],
    ],
    ['a body of the second type', upload('text/csv', 'canary;1\n'), []],
    ['a body of an undocumented type', upload('application/canary', '{}'), [undefined]],
    [
      'JSON Lines',
      events('application/x-ndjson', '{"kind":"sold","buyer":"canary 1"}\n{"kind":1,"buyer":"canary 2"}\n'),
      ['enum'],
    ],
    [
      'a JSON text sequence',
      events('application/json-seq', '\x1e{"buyer":"canary 1"}\n\x1e{"kind":"canary"}\n'),
      ['enum'],
    ],
    [
      'an event stream',
      events('text/event-stream', ': canary\n\nid: canary 3\ndata: {"buyer":"canary 1"}\n\ndata: {"kind":2}\n\n'),
      ['enum'],
    ],
  ])('%s, and it has no private value', async (_, real, expected) => {
    const lines: string[] = []
    const recordings = createRecordingFolder(folder, { document: uploads, onNotRecorded: (line) => lines.push(line) })

    await recordings.add(real)

    expect(lines).toEqual([])
    const recorded = await read()
    const keywords = (interactions: readonly Interaction[]) =>
      checkInteractions(uploads, interactions)
        .findings.filter(({ severity }) => severity !== 'note')
        .map(({ keyword }) => keyword)
    expect(keywords(recorded)).toEqual(expected)
    expect(keywords([real])).toEqual(expected)
    expect(JSON.stringify(recorded)).not.toContain('canary')
  })

  test('bodies of two types are two cases', async () => {
    const recordings = createRecordingFolder(folder, { document: uploads })

    await recordings.add(upload('text/csv', 'a'))
    await recordings.add(upload('multipart/form-data; boundary=b', part('file').replaceAll('canary42', 'b')))

    expect(await read()).toHaveLength(2)
  })
})

test('findings that differ only in keys of a map are one case', async () => {
  const maps = documentWith({ type: 'object', additionalProperties: { type: 'integer' } })
  const recordings = createRecordingFolder(folder, { document: maps })

  await recordings.add(interaction({ emma: 'one' }))
  await recordings.add(interaction({ persuasion: 'two' }))

  expect(await readdir(folder)).toHaveLength(1)
})

test('the name of an undocumented property stays, and keys of maps do not', async () => {
  const book = { type: 'object', additionalProperties: false, properties: { isbn: { type: 'string' } } }
  const closed = documentWith({ type: 'object', additionalProperties: book })
  const recordings = createRecordingFolder(folder, { document: closed, secrets: ['topsecret'] })

  await recordings.add(interaction({ emma: { isbn: '1', password_hash: 'canary', 'Jane Austen': 1, topsecret: 2 } }))

  const [recorded] = await read()
  expect(recorded?.response.body).toContain('"password_hash"')
  expect(recorded?.response.body).not.toMatch(/emma|canary|Austen|topsecret/)
})
