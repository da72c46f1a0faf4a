import { describe, expect, test } from 'vitest'
import { createCheckedTraffic, type TrafficCounts } from '../../../src/cli/proxy/checked-traffic.js'
import type { Exchange, Sent } from '../../../src/cli/proxy/exchange.js'
import {
  createReporter,
  type Document,
  loadDocument,
  parseDocument,
  type RecordingFolder,
} from '../../../src/contract/index.js'

const traffic = parseDocument(
  `openapi: 3.1.0
info: { title: Traffic, version: '1' }
servers: [{ url: 'https://api.example/v1' }]
paths:
  /items:
    get:
      operationId: items
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses:
        '200': { description: a, content: { application/json: { schema: { type: array, items: { type: integer } } } } }
    post: { operationId: add, requestBody: { content: { application/json: {} } }, responses: { '200': { description: a } } }
`,
  'traffic.yaml',
)

const split = await loadDocument('test/fixtures/split/api.yaml')

const request = (sent: Partial<Sent> = {}): Sent => ({
  ...{ method: 'GET', path: '/items', headers: [], body: null, isComplete: true, ...sent },
})
const json = ['content-type', 'application/json'] as const
const answered = (body: string | undefined, sent: Partial<Sent> = {}, headers: (readonly [string, string])[] = []) =>
  ({
    request: request(sent),
    outcome: 'complete',
    response: {
      ...{ status: 200, headers: [json, ...headers] },
      body: body === undefined ? undefined : Buffer.from(body),
    },
  }) satisfies Exchange
const silent = (reason: string, path = '/items'): Exchange => ({
  ...{ request: request({ path }), outcome: 'no-response', reason },
})

/** What the check of these exchanges shows and counts. */
async function check(
  exchanges: readonly Exchange[],
  {
    target = 'http://localhost:1',
    folder,
    document = traffic,
  }: { target?: string; folder?: RecordingFolder; document?: Document } = {},
) {
  const lines: string[] = []
  const counts: TrafficCounts[] = []
  const reporter = createReporter(document)
  const checked = createCheckedTraffic({
    ...{ document, reporter, folder, target: new URL(target), maxBodyBytes: 100 },
    show: async (line) => {
      lines.push(line)
    },
    onChecked: async (each) => {
      counts.push({ ...each })
    },
  })
  for (const exchange of exchanges) checked.add(exchange)
  const error = await checked.end()
  return { lines, counts, error, report: reporter.report(), requests: checked.countRequests() }
}

describe('the check of the traffic', () => {
  test('counts requests, errors and warnings, and shows each kind of finding when it is seen first', async () => {
    const { lines, counts, requests } = await check([
      answered('[1]'),
      answered('[1,"a"]'),
      answered('["a",2,"b"]'),
      answered('[1]', { path: '/items?unknown=1' }),
      answered('{}'),
    ])
    expect(lines).toEqual([
      expect.stringMatching(/^error: GET \/v1\/items \(200\): \/1: expected integer, .*\(traffic\.yaml:\d+\)$/),
      expect.stringMatching(/^warning: GET .*unknown/),
      expect.stringMatching(/^error: GET \S+ \(200\): response body: /),
    ])
    expect(counts).toEqual([
      { requests: 1, errors: 0, warnings: 0 },
      { requests: 2, errors: 1, warnings: 0 },
      { requests: 3, errors: 3, warnings: 0 },
      { requests: 4, errors: 3, warnings: 1 },
      { requests: 5, errors: 4, warnings: 1 },
    ])
    expect(requests).toBe(5)
  })

  test('shows a finding for each operation, place and rule, though one schema is behind them, but not for each item', async () => {
    const shared = parseDocument(
      `openapi: 3.1.0
info: { title: Shared, version: '1' }
paths:
  /a: { get: { operationId: a, responses: { '200': { $ref: '#/components/responses/R' } } } }
  /b: { get: { operationId: b, responses: { '200': { $ref: '#/components/responses/R' }, '404': { $ref: '#/components/responses/N' } } } }
components:
  responses:
    R: { description: a, content: { application/json: { schema: { $ref: '#/components/schemas/L' } } } }
    N: { description: a, content: { application/json: { schema: { items: { items: { properties: { c: { pattern: b } } } } } } } }
  schemas:
    L: { type: array, items: { type: array, items: { properties: { c: { $ref: '#/components/schemas/C' }, d: { $ref: '#/components/schemas/C' } } } } }
    C: { minLength: 2, pattern: b }
`,
      'shared.yaml',
    )
    const missing = answered('[[{"c":"aa"}]]', { path: '/b' })
    const { lines } = await check(
      [
        answered('[[{"c":"bb"}],[{"c":"bb"},{"c":"aa"}]]', { path: '/a' }),
        answered('[[{"c":"aa"}],[{"c":"a"}]]', { path: '/a' }),
        answered('[[{"d":"aa"}]]', { path: '/a' }),
        answered('[[{"c":"aa"}]]', { path: '/b' }),
        answered('[[{"c":"aa"}]]', { path: '/b' }),
        { ...missing, response: { ...missing.response, status: 404 } },
      ],
      { document: shared },
    )
    expect(lines.map((line) => /GET (\S+ \(\d+\)): (\S+): expected (\S+)/.exec(line)?.slice(1).join(' '))).toEqual([
      '/a (200) /1/1/c text',
      '/a (200) /1/0/c at',
      '/a (200) /0/0/d text',
      '/b (200) /0/0/c text',
      '/b (404) /0/0/c text',
    ])
  })

  test.each([
    [
      'another file',
      split,
      '/things',
      '[{"id":"t-1","parts":[{"id":1}]}]',
      'test/fixtures/split/schemas/thing.json:12',
    ],
    [
      'a property with a #',
      parseDocument(
        `openapi: 3.1.0
info: { title: Sharp, version: '1' }
paths:
  /a: { get: { responses: { '200': { description: a, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }
components:
  schemas:
    A:
      properties:
        c#: { type: integer }
`,
        'sharp.yaml',
      ),
      '/a',
      '{"c#":"d"}',
      'sharp.yaml:9',
    ],
  ])('names the place of a rule in %s', async (_, document, path, body, place) => {
    const { lines } = await check([answered(body, { path })], { document })
    expect(lines).toEqual([expect.stringContaining(` (${place})`)])
  })

  test('adds every exchange to the report, in the order of the traffic', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index)
    const { report } = await check(numbers.map((number) => answered(`["${number}"]`)))
    expect(report.summary).toMatchObject({ interactions: 40, errors: 40 })
    expect(report.findings[0]?.received).toContain('"0"')
  })

  test.each<[string, string, string]>([
    ['http://localhost:1', '/items', 'GET /v1/items'],
    ['http://localhost:1/v1', '/items', 'GET /v1/items'],
    ['http://localhost:1/api/', '/items', 'GET /v1/items'],
    ['http://localhost:1', '/others', 'GET /others'],
    ['http://localhost:1', '*', 'GET /*'],
  ])('at %s takes %s for %s', async (target, path, expected) => {
    const { lines } = await check([silent('x', path)], { target })
    expect(lines).toEqual([`not checked: ${expected}: expected a response, received none: x`])
  })
})

describe('what is not checked', () => {
  test.each<[string, Exchange, string]>([
    ['a missing response', silent('timed out'), 'a response, received none: timed out'],
    [
      'a truncated response',
      { request: request(), outcome: 'incomplete', status: 201, reason: 'the connection was closed' },
      'a complete response, received a part of it: the connection was closed',
    ],
    [
      'a request body that is too long',
      answered('[]', { method: 'POST', body: undefined }),
      'request body: at most 100 bytes (--max-body), received more',
    ],
    [
      'a response body that is too long',
      answered(undefined),
      'response body: at most 100 bytes (--max-body), received more',
    ],
    ['an unknown content coding', answered('\0', {}, [['content-encoding', 'xyz']]), 'response body: '],
  ])('is a line and a note: %s', async (_, exchange, expected) => {
    const { lines, report } = await check([exchange])
    expect(lines[0]).toMatch(/^not checked: (?:GET|POST) \/v1\/items: expected /)
    expect(lines[0]).toContain(`: expected ${expected}`)
    expect(report.findings.map(({ code, status }) => [code, status])).toContainEqual([
      'not-checked',
      exchange.outcome === 'complete' ? 200 : exchange.outcome === 'incomplete' ? 201 : undefined,
    ])
  })

  test('is not said of a request that the client did not send to its end', async () => {
    const { lines } = await check([answered('[]', { method: 'POST', body: undefined, isComplete: false })])
    expect(lines.join()).not.toContain('--max-body')
  })

  test('is shown once for each operation and reason, whatever the query', async () => {
    const { lines, report } = await check([
      silent('timed out'),
      silent('timed out', '/items?page=2'),
      silent('refused'),
      silent('timed out', '/others?a=1'),
      silent('timed out', '/others?a=2'),
    ])
    expect(lines.map((line) => line.replace(/^not checked: GET |: expected.*none:/g, ''))).toEqual([
      '/v1/items timed out',
      '/v1/items refused',
      '/others?a=1 timed out',
    ])
    expect(report.summary.notes).toBe(5)
  })

  test.each([
    ['http://localhost:1', '/socket'],
    ['http://localhost:1/v1', '/items'],
    ['https://api.example/v1', '/items'],
  ])('is a connection to %s that changes to another protocol at %s, which is counted', async (target, path) => {
    const { lines, report, requests } = await check([{ request: request({ path }), outcome: 'upgraded' }], { target })
    expect([lines, requests]).toEqual([[], 1])
    expect(report.summary).toMatchObject({ interactions: 1, checked: 0, skipped: 1 })
  })
})

describe('recordings', () => {
  /** A folder that takes a while for each interaction, and fails for these bodies. */
  function createFolder(failing: readonly string[]) {
    const written: string[] = []
    const folder = Object.assign(async () => {}, {
      async add({ response }: Parameters<RecordingFolder['add']>[0]) {
        await new Promise(setImmediate)
        const body = String(response.body)
        if (failing.includes(body)) throw new Error(`cannot write ${body}`)
        written.push(body)
      },
    })
    return { folder, written }
  }

  test('are complete at the end, and have what was checked only', async () => {
    const { folder, written } = createFolder([])
    const { error } = await check([answered('[1]'), silent('refused'), answered('[2]')], { folder })
    expect([written, error]).toEqual([['[1]', '[2]'], undefined])
  })

  test('that cannot be written do not stop the others, and the first error is returned', async () => {
    const { folder, written } = createFolder(['[1]', '[3]'])
    const { error, requests } = await check(
      ['[1]', '[2]', '[3]', '[4]'].map((body) => answered(body)),
      { folder },
    )
    expect(error).toEqual(new Error('cannot write [1]'))
    expect([written, requests]).toEqual([['[2]', '[4]'], 4])
  })
})
