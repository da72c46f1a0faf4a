import { describe, expect, test } from 'vitest'
import {
  checkInteractions,
  createChecker,
  createReporter,
  formatReport,
  parseDocument,
  parseRecording,
  parseWaivers,
  reportFormats,
} from '../../src/contract/index.js'
import type { Listed } from '../../src/contract/report/listing/listing.js'
import { withoutKnown } from '../../src/contract/report/listing/once.js'
import { createQuoting } from '../../src/contract/report/listing/received-excerpt.js'
import { createIsSecret, formatRequest } from '../../src/contract/report/request-line.js'
import { findBest } from '../../src/contract/report/traffic/suggest-server.js'
import { base, listPets, pet, petstore } from './petstore.js'

const invalid = { ...listPets({ response: { body: [{ id: 1 }] } }), source: 'live/a.json:3' }
const warned = listPets({ response: { body: [{ ...pet, foo: 1 }] } })
const stray = listPets({ request: { url: `${base}/cats` } })

test('a run without findings passes', () => {
  const report = checkInteractions(petstore, [listPets()])
  expect([report.verdict, report.reasons]).toEqual(['passed', []])
  expect(report.document).toEqual({ source: 'test/fixtures/petstore.yaml', title: 'Petstore', version: '1.0.0' })
  expect(report.operations.map(({ operationId, interactions }) => [operationId, interactions])).toEqual([
    ['listPets', 1],
    ['createPet', 0],
    ['listMyPets', 0],
    ['getPet', 0],
    ['listShapes', 0],
  ])
})

test('a finding comes with its operation, its source, and the lines of its rule', () => {
  const { findings, rules, verdict, reasons } = checkInteractions(petstore, [invalid])
  const [finding] = findings
  expect([verdict, reasons]).toEqual(['failed', ['1 error']])
  expect(finding).toMatchObject({
    code: 'invalid-body',
    at: '/0',
    keyword: 'required',
    operationId: 'listPets',
    source: 'live/a.json:3',
    rule: '/components/schemas/Pet/properties/name',
  })
  const excerpt = rules['/components/schemas/Pet/properties/name']
  expect(excerpt?.line).toBe(finding?.line)
  expect(excerpt?.lines).toEqual(['        name: {type: string, minLength: 1}'])
})

test('nothing recorded is never green', () => {
  const report = checkInteractions(petstore, [])
  expect([report.verdict, report.reasons]).toEqual(['nothing-checked', ['no interaction was recorded']])
})

test('nothing matched is never green', () => {
  const { verdict, summary } = checkInteractions(petstore, [stray])
  expect(verdict).toBe('failed')
  expect(summary).toMatchObject({ interactions: 1, checked: 0, errors: 1 })
})

test('warnings fail a run only when asked', () => {
  expect(checkInteractions(petstore, [warned]).verdict).toBe('passed')
  expect(checkInteractions(petstore, [warned], { failOn: 'warning' }).verdict).toBe('failed')
})

describe('credentials that are missing from every request', () => {
  const sent = { headers: [['accept', '*/*']] } as const
  const removed = [
    { ...listPets({ request: sent }), source: 'a.json' },
    { ...listPets({ request: { ...sent, url: `${base}/pets/1` }, response: { body: pet } }), source: 'b.json' },
    { ...listPets({ request: sent }), source: 'c.json' },
  ]

  test('are one note of the run, and fail it only when asked', () => {
    const report = checkInteractions(petstore, removed)
    expect(report.findings.map(({ code, at, severity, source }) => [code, at, severity, source])).toEqual([
      ['not-checked', 'header x-key', 'note', 'a.json'],
    ])
    expect([report.verdict, report.summary.notes]).toEqual(['passed', 1])
    expect(report.operations.map(({ withFindings }) => withFindings)).toEqual(report.operations.map(() => 0))
    expect(checkInteractions(petstore, removed, { failOn: 'warning' }).verdict).toBe('passed')
    expect(checkInteractions(petstore, removed, { failOn: 'note' }).reasons).toEqual(['1 note'])
  })

  test('are a note of the rest if only one recording is waived', () => {
    const waivers = parseWaivers(
      'findings: [{ code: not-checked, source: a.json, reason: Scrubbed by hand. }]',
      'waivers.yaml',
    )
    const { findings, summary } = checkInteractions(petstore, removed, { waivers })
    expect(findings.map(({ source, waived }) => [source, waived])).toEqual([
      ['c.json', undefined],
      ['a.json', 'Scrubbed by hand.'],
    ])
    expect(summary).toMatchObject({ notes: 1, waived: 1 })
  })
})

test('a body that is invalid a thousand times has a hundred findings listed, and every format counts a thousand', () => {
  const unnamed = listPets({ response: { body: [...Array(1000).fill({ id: 1, foo: 1 }), { id: 'a', name: 'b' }] } })
  const report = checkInteractions(petstore, [unnamed])
  const told = report.findings.filter(({ keyword }) => keyword === 'required')
  expect([told.length, told.at(-1)?.at, told.at(-1)?.count]).toEqual([100, '/99', 901])
  expect(report.findings.find(({ keyword }) => keyword === 'type')).toMatchObject({ at: '/1000/id' })
  expect(report.summary).toMatchObject({ errors: 1001, warnings: 1000, omitted: 1800 })
  expect(report.operations[0]).toMatchObject({ errors: 1001, warnings: 1000 })
  expect(formatReport(report, 'text')).toContain('×1000')
  expect(formatReport(report, 'junit')).toContain('and 1000 more findings')
  expect(formatReport(report, 'sarif')).toContain('"occurrenceCount": 901')
  expect(createChecker(petstore).check(unnamed).findings).toHaveLength(201)
})

test('a rule with many findings at two places lists both, and a waiver for one leaves the other', () => {
  const twice = parseDocument(
    `openapi: 3.1.0
info: {title: Orders, version: '1'}
paths:
  /orders:
    get:
      operationId: listOrders
      responses:
        '200':
          description: Orders.
          content:
            application/json:
              schema: {properties: {paid: {items: {$ref: '#/components/schemas/Id'}}, open: {items: {$ref: '#/components/schemas/Id'}}}}
components: {schemas: {Id: {type: integer}}}
`,
    'orders.yaml',
  )
  const orders = listPets({
    request: { url: 'https://orders.example/orders' },
    response: { body: { paid: Array(150).fill('a'), open: Array(120).fill('b') } },
  })
  const waivers = { findings: [{ at: '/paid/*', reason: 'old', definedAt: 'waivers.yaml:1' }], coverage: [] }
  const report = checkInteractions(twice, [orders], { waivers })
  expect(report.summary).toMatchObject({ errors: 120, waived: 150, omitted: 70 })
  expect(report.findings.flatMap(({ at, count }) => (count === 1 ? [] : [[at, count]]))).toEqual([
    ['/open/99', 21],
    ['/paid/99', 51],
  ])
  expect(report.reasons).toEqual(['120 errors'])
})

test('a rule with findings under hundreds of names lists some of them, and counts all', () => {
  const names = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`name${index}`, 1]))
  const report = checkInteractions(petstore, [listPets({ response: { body: [{ ...pet, ...names }] } })])
  expect([report.findings.length, report.summary.warnings]).toEqual([200, 500])
})

test('findings beyond the maximum are counted and not listed', () => {
  const { summary, findings } = checkInteractions(petstore, Array(20).fill(invalid), { maxFindings: 5 })
  expect(findings).toHaveLength(5)
  expect(summary).toMatchObject({ interactions: 20, errors: 20, omitted: 15 })
})

const chatter = parseDocument(
  `openapi: 3.1.0
info: {title: Chatter, version: '1'}
paths:
  /a: {get: {operationId: getA, responses: {'200': {description: A., content: {application/json: {schema: {properties: {x: {}}}}}}}}}
  /b: {get: {operationId: getB, responses: {'200': {description: B., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}}
  /c: {get: {operationId: getC, responses: {'200': {description: C., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}}
components: {schemas: {Thing: {type: object, properties: {id: {type: integer}}}}}
`,
  'chatter.yaml',
)
const answer = (path: string, body: unknown, status = 200) =>
  listPets({ request: { url: `https://chatter.example${path}` }, response: { status, body } })

test('hundreds of warnings push out no error, in any format', () => {
  const warnings = Array.from({ length: 500 }, (_, index) => answer('/a', { [`new${index}`]: 1 }))
  const report = checkInteractions(chatter, [...warnings, answer('/b', { id: 'seven' })])

  expect(report.findings[0]).toMatchObject({ severity: 'error', operationId: 'getB', request: 'GET /b', status: 200 })
  expect(report.findings.length).toBeLessThan(300)
  expect(report.findings.reduce((sum, { count }) => sum + count, 0)).toBe(501)
  expect(report.summary).toMatchObject({ errors: 1, warnings: 500 })
  for (const format of reportFormats) expect(formatReport(report, format)).toContain('seven')
  expect(formatReport(report, 'text')).toContain('✗ getB')
  expect(formatReport(report, 'junit')).not.toContain('name="1 interaction without findings"')
})

test('a waiver for one recording does not fill the list of the findings that are not waived', () => {
  const waivers = { findings: [{ source: 'old.json', reason: 'old', definedAt: 'waivers.yaml:1' }], coverage: [] }
  const old = Array.from({ length: 9 }, () => ({ ...answer('/b', { id: 'old' }), source: 'old.json' }))
  const { findings } = checkInteractions(chatter, [...old, answer('/b', { id: 'new' })], { waivers, maxFindings: 3 })

  expect(findings[0]).toMatchObject({ received: 'string "new"', count: 1 })
  expect(findings.filter(({ waived }) => waived !== undefined)).toHaveLength(3)
})

test('every undocumented path and status is listed, however often the others were received', () => {
  const strays = Array.from({ length: 50 }, (_, index) => Array(3).fill(answer(`/stray${index}`, {})))
  const statuses = [500, 502, 503].flatMap((status) => Array(3).fill(answer('/a', {}, status)))
  const { findings } = checkInteractions(chatter, [answer('/a', {}), ...strays.flat(), ...statuses], { maxFindings: 2 })
  const received = (code: string) => new Set(findings.filter((each) => each.code === code).map((each) => each.received))

  expect(received('undocumented-path').size).toBe(50)
  expect([...received('undocumented-status')]).toEqual(['500', '502', '503'])
})

test('what several operations do wrong by one schema is one group, which names them', () => {
  const report = checkInteractions(chatter, [
    answer('/b', { id: 'x' }),
    answer('/c', { id: 'y' }),
    answer('/c', { id: 'z' }),
  ])
  const text = formatReport(report, 'text')

  expect(text).toContain('✗ Several operations\n  error /id ×3  invalid-body\n')
  expect(text).toContain('    in getB and getC\n')
  expect(text).toMatch(/✗ getC {2}GET \/c {2}2 interactions, 2 errors\n/)
})

test('a request is named without its credentials', () => {
  const keyed = parseDocument(
    `openapi: 3.1.0
info: {title: Weather, version: '1'}
security: [{key: []}]
paths: {/now: {get: {operationId: now, responses: {'200': {description: Now.}}}}}
components: {securitySchemes: {key: {type: apiKey, in: query, name: appid}}}
`,
    'weather.yaml',
  )
  const url = 'https://user:canary@weather.example/now?q=x&appid=canary&%61ppid=canary&token=canary&page=2'
  const report = checkInteractions(keyed, [listPets({ request: { url }, response: { status: 500 } })])

  expect(report.findings.find(({ code }) => code === 'undocumented-status')).toMatchObject({
    request: 'GET /now?q=x&appid=***&%61ppid=***&token=***&page=2',
    status: 500,
  })
  expect(JSON.stringify(report)).not.toContain('canary')
})

describe('the line of a finding', () => {
  const recorded = (response: string) => `[
 {
  "scope": "https://chatter.example",
  "path": "/b",
  "status": 200,
  "rawHeaders": ["content-type", "application/json"],
  "response": ${response}
 }
]`

  test('is that of the value in a nock recording, or of the body if it is text', () => {
    const sourcesOf = (text: string) =>
      checkInteractions(chatter, parseRecording(text, 'b.json')).findings.map(({ at, source }) => [at, source])

    expect(sourcesOf(recorded('{\n   "more": 1,\n   "id": "x"\n  }'))).toEqual([
      ['/id', 'b.json:9'],
      ['/more', 'b.json:8'],
    ])
    expect(sourcesOf(recorded('"{\\"id\\": \\"x\\"}"'))).toEqual([['/id', 'b.json:7']])
    expect(sourcesOf(recorded('{}').replace('200', '418'))).toEqual([['status', 'b.json:5']])
  })

  test('is that of the text of the body in HAR', () => {
    const har = `{"log": {"entries": [{
  "request": {"method": "GET", "url": "https://chatter.example/b?x=1", "headers": []},
  "response": {"status": 200, "headers": [],
   "content": {"mimeType": "application/json",
    "text": "{\\"id\\": \\"x\\"}"}}}]}}`
    const { findings } = checkInteractions(chatter, parseRecording(har, 'b.har'))

    expect(findings.map(({ at, source }) => [at, source])).toEqual([
      ['/id', 'b.har:5'],
      ['query x', 'b.har:2'],
    ])
  })
})

test('the first finding of a kind shows the body around the value, as it is spelled and without secrets', () => {
  const body = '{"a": 1.0, "password": "canary", "id": "x", "list": [1, 2], "deep": {"z": 1}, "last": 1}'
  const { findings } = checkInteractions(chatter, [answer('/b', body)])

  expect(findings.find(({ at }) => at === '/id')?.excerpt).toEqual({
    lines: [
      '{',
      '  "a": 1.0',
      '  "password": ***',
      '  "id": "x"',
      '  "list": [ 2 items ]',
      '  "deep": { … }',
      '  …',
      '}',
    ],
    hit: 3,
  })
})

test('the same interactions give the same report, one by one or at once', () => {
  const reporter = createReporter(petstore)
  for (const interaction of [invalid, warned, stray]) reporter.add(interaction)
  const atOnce = checkInteractions(petstore, [invalid, warned, stray])
  expect(JSON.stringify(reporter.report())).toBe(JSON.stringify(atOnce))
})

test('what cannot be read of a recording is a note in every format, and can be waived', () => {
  const error = { source: 'a.har:3', pointer: '/log/entries/1', expected: 'an entry', received: 'a number' }
  const reporter = createReporter(petstore)
  reporter.add(listPets())
  reporter.addUnreadable(error)
  const report = reporter.report()

  expect(report.verdict).toBe('passed')
  expect(report.summary).toMatchObject({ interactions: 1, checked: 1, notes: 1 })
  expect(report.findings).toMatchObject([
    { code: 'not-checked', severity: 'note', at: '/log/entries/1', source: 'a.har:3' },
  ])
  for (const format of reportFormats) {
    expect(formatReport(report, format)).toContain('expected an entry, received a number')
  }
  const waivers = {
    findings: [{ code: 'not-checked' as const, reason: 'known', definedAt: 'waivers.yaml:1' }],
    coverage: [],
  }
  const waiving = createReporter(petstore, { waivers })
  waiving.addUnreadable(error)
  expect(waiving.report().summary).toMatchObject({ notes: 0, waived: 1 })
})

test('of what cannot be read no more is listed than the maximum', () => {
  const reporter = createReporter(petstore, { maxFindings: 2 })
  for (const line of [1, 2, 3]) {
    reporter.addUnreadable({ source: `a.har:${line}`, pointer: '', expected: 'an entry', received: 'a number' })
  }

  const { findings, summary } = reporter.report()
  expect(findings).toHaveLength(2)
  expect(summary).toMatchObject({ notes: 3, omitted: 1 })
})

test('a report lists 5,000 findings at most, errors first, and counts all', () => {
  const names = Array.from({ length: 72 }, (_, index) => `n${index}`)
  const members = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]))
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/a': {
          get: {
            responses: {
              200: {
                description: 'x',
                content: {
                  'application/json': {
                    schema: { additionalProperties: { type: 'object', properties: members({ type: 'integer' }) } },
                  },
                },
              },
            },
          },
        },
      },
    }),
    'wide.json',
  )
  const wrong = listPets({
    request: { url: 'https://h.example/a?unknown=1' },
    response: { body: members(members('x')) },
  })
  const { findings, summary } = checkInteractions(document, [wrong])

  expect(findings).toHaveLength(5000)
  expect(findings.every(({ severity }) => severity === 'error')).toBe(true)
  expect(summary).toMatchObject({ errors: 5184, warnings: 1, omitted: 185 })
})

test('of each kind, a report of more than 5,000 findings lists the first ones, and the last of them counts the others', () => {
  const names = Array.from({ length: 60 }, (_, index) => `n${index}`)
  const item = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]))
  const schema = { items: { properties: item({ type: 'integer' }) } }
  const responses = { 200: { description: 'x', content: { 'application/json': { schema } } } }
  const document = parseDocument(
    JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { get: { responses } } } }),
    'wide.json',
  )
  const wrong = listPets({ request: { url: 'https://h.example/a' }, response: { body: Array(100).fill(item('x')) } })
  const { findings, summary } = checkInteractions(document, [wrong])
  const ofKind = findings.filter(({ at }) => at.endsWith('/n7'))

  expect(ofKind.map(({ at }) => at)).toEqual(Array.from({ length: 83 }, (_, index) => `/${index}/n7`))
  expect(ofKind.at(-1)).toMatchObject({ count: 18, more: 17 })
  expect(summary).toMatchObject({ errors: 6000, omitted: 6000 - findings.length })
})

test('names of API keys are secret in any letters, wherever the key is sent', () => {
  const scheme = (name: string, location: string) => ({ [location]: { type: 'apiKey', in: location, name } })
  const isSecret = createIsSecret(
    parseDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        security: [{ query: [], header: [], cookie: [] }],
        paths: { '/a': { get: { responses: { 200: { description: 'x' } } } } },
        components: {
          securitySchemes: { ...scheme('Door', 'query'), ...scheme('X-Gate', 'header'), ...scheme('PASS', 'cookie') },
        },
      }),
      'keys.json',
    ),
  )
  expect(['Door', 'door', 'x-gate', 'X-GATE', 'pass', 'PASS'].map(isSecret)).toEqual(Array(6).fill(true))
  expect(['doors', 'gate', 'id'].map(isSecret)).toEqual([false, false, false])
  const request = { method: 'GET', url: 'https://h.example/a?door=1&id=2&Door=3' }
  expect(formatRequest(request, isSecret)).toBe('GET /a?door=***&id=2&Door=***')
})

test('lines of a body show no value inside of a secret, however deep', () => {
  const body = JSON.stringify({ a: 1, credentials: { user: { name: 'canary' }, list: ['canary'] } })
  const quote = createQuoting(listPets({ response: { body } }), (name) => name === 'credentials')
  for (const at of ['/credentials/user/name', '/credentials/list/0', '/credentials/user', '/credentials', '/a'])
    expect(quote(at)?.lines.join('\n')).not.toContain('canary')
  expect(quote('/credentials/user/name')?.lines).toEqual(['{', '  "name": ***', '}'])
})

test('the suggested server is the one with most paths, and of these the shortest', () => {
  const of = (url: string, count: number) => ({ url, count })
  expect(findBest([of('http://a.example/v1', 2), of('http://b.example', 2), of('http://c', 1)])).toEqual(
    of('http://b.example', 2),
  )
  expect(findBest([of('http://b.example', 2), of('http://a.example', 2)])).toEqual(of('http://a.example', 2))
  expect(findBest([])).toBeUndefined()
})

test('notes at ever new names are all returned, and at most 10,000 are remembered', () => {
  const known = new Map()
  const note = (name: number): Listed => ({
    ...{ number: 0, index: 0 },
    finding: {
      ...{ code: 'not-checked', severity: 'note', at: `/n${name}`, rule: '/r', expected: 'a', received: 'b' },
      ...{ message: 'c', request: 'GET /', status: 200, count: 1 },
    },
  })
  const notes = Array.from({ length: 12_000 }, (_, name) => note(name))

  expect(withoutKnown(known, notes)).toHaveLength(12_000)
  expect(known.size).toBe(10_000)
  expect(withoutKnown(known, [note(5)])).toEqual([])
})
