import { describe, expect, test } from 'vitest'
import {
  checkInteractions,
  createChecker,
  createReporter,
  createScorer,
  formatReport,
  type Interaction,
  parseDocument,
  type Report,
  reportFormats,
  scoreMutants,
} from '../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: {title: Things, version: "1"}
servers: [{url: "https://api.example.com/v1"}, {url: "https://upload.example.com"}]
paths:
  /things:
    get: {operationId: listThings, responses: {"200": {description: Done., content: {application/json: {schema: {type: array}}}}}}
  /things/{id}:
    get: {operationId: getThing, responses: {"200": {description: Done., content: {application/json: {schema: {type: object}}}}}}
`,
  'things.yaml',
)

function interaction(url: string, body = '[]', changes: Partial<Interaction['request']> = {}): Interaction {
  return {
    request: { method: 'GET', url, headers: [], ...changes },
    response: { status: 200, headers: [['content-type', 'application/json']], body },
  }
}

const own = interaction('https://api.example.com/v1/things')
const preflight = (url: string) =>
  interaction(url, '', {
    method: 'OPTIONS',
    headers: [
      ['Origin', 'https://app.example'],
      ['Access-Control-Request-Method', 'GET'],
    ],
  })

const codesOf = ({ findings }: Report) => findings.map(({ code }) => code)

/** All orders of a few interactions. */
function ordersOf<Value>(values: readonly Value[]): Value[][] {
  if (values.length < 2) return [[...values]]
  return values.flatMap((first, index) => ordersOf(values.toSpliced(index, 1)).map((others) => [first, ...others]))
}

describe('a checker skips', () => {
  test.each([
    ['data:text/plain,abc', 'other-scheme'],
    ['blob:https://api.example.com/1', 'other-scheme'],
    ['wss://api.example.com/v1/things', 'other-scheme'],
    ['chrome-extension://abc/things', 'other-scheme'],
  ])('%s', (url, reason) => {
    expect(createChecker(document).check(interaction(url))).toEqual({ skipped: reason, findings: [] })
  })

  const origin = ['origin', 'https://app.example'] as const
  const method = ['access-control-request-method', 'GET'] as const
  test.each([
    ['OPTIONS', [origin, method], 'preflight'],
    ['options', [origin, method], 'preflight'],
    ['OPTIONS', [origin], undefined],
    ['OPTIONS', [method], undefined],
    ['OPTIONS', [], undefined],
    ['PUT', [origin, method], undefined],
  ])('a CORS preflight: of %s with the headers %j, the reason is %s', (name, headers, reason) => {
    const request = { method: name, headers }
    const result = createChecker(document).check(interaction('https://api.example.com/v1/things', '', request))

    expect([result.skipped, result.findings[0]?.code]).toEqual([reason, reason ? undefined : 'undocumented-method'])
  })

  test.each<[string, string, string | undefined]>([
    ['{}', 'webhooks: {a: {}}', 'webhooks-only'],
    ['{}', 'x-a: {}', undefined],
    ['{/b: {get: {}}}', 'webhooks: {a: {}}', undefined],
    ['{/b: null}', 'webhooks: {a: {}}', undefined],
    ['{/b: null, /c: {get: {}}}', 'webhooks: {a: {}}', undefined],
  ])('all requests, where the paths are %s beside %s: %s', (paths, members, reason) => {
    const described = parseDocument(
      `openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: ${paths}\n${members}\n`,
      'hooks.yaml',
    )
    const report = checkInteractions(described, [own])

    expect(createChecker(described).check(own).skipped).toBe(reason)
    expect(report.reasons.includes('the document only describes webhooks; check them with --webhooks')).toBe(!!reason)
  })

  test('no preflight that the document has as an operation', () => {
    const { check } = createChecker(
      parseDocument(
        'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/a: {options: {operationId: o, responses: {"200": {description: x}}}}}\n',
        'options.yaml',
      ),
    )
    expect(check(preflight('https://h.example/a'))).toMatchObject({ operationId: 'o' })
  })

  test('other hosts, if servers are given', () => {
    const { check } = createChecker(document, { servers: ['http://localhost:3000'] })
    expect(check(own)).toEqual({ skipped: 'other-host', findings: [] })
    expect(check(interaction('http://localhost:3000/things'))).toEqual({ operationId: 'listThings', findings: [] })
    expect(check(interaction('http://localhost:3000/v1/things')).findings[0]?.code).toBe('undocumented-path')
  })

  test('no other host otherwise: it may be a test server', () => {
    const { check } = createChecker(document)
    expect(check(interaction('http://localhost:3000/v1/things', '{}')).findings[0]?.code).toBe('invalid-body')
  })
})

describe('a report skips', () => {
  test('other hosts where one has the host of a server, in every order', () => {
    const foreign = [
      interaction('https://cdn.example/app.js'),
      interaction('https://cdn.example/things'),
      interaction('https://other.example/v1/things', '{}'),
      { ...own, source: 'a.json:1' },
    ]
    const reports = ordersOf(foreign).map((each) => checkInteractions(document, each))
    for (const report of reports) expect(report).toEqual(reports[0])
    const [report] = reports
    expect([report?.verdict, report?.findings]).toEqual(['passed', []])
    expect(report?.summary).toMatchObject({ interactions: 4, checked: 1, skipped: 3, errors: 0 })
    expect(report?.skipped).toEqual([
      { host: 'cdn.example', reason: 'other-host', count: 2 },
      { host: 'other.example', reason: 'other-host', count: 1 },
    ])
    expect(report?.coverage).toEqual(checkInteractions(document, [own]).coverage)
  })

  test('hosts without a documented path, where no host is that of a server, in every order', () => {
    const recorded = [
      interaction('https://staging.example/v1/things', '{}'),
      interaction('https://staging.example/v1/undocumented'),
      interaction('https://cdn.example/app.js'),
    ]
    const reports = ordersOf(recorded).map((each) => checkInteractions(document, each))
    for (const report of reports) {
      expect(codesOf(report).toSorted()).toEqual(['invalid-body', 'undocumented-path'])
      expect(report.skipped).toEqual([{ host: 'cdn.example', reason: 'other-host', count: 1 }])
      expect(report.operations[0]).toMatchObject({ interactions: 1, errors: 1 })
    }
  })

  test('no host with a path that is documented, although it cannot be used', () => {
    const described = parseDocument(
      'openapi: 3.1.0\ninfo: {title: T, version: "1"}\nservers: [{url: "https://h.example"}]\npaths: {/a: null}\n',
      'broken.yaml',
    )
    const report = checkInteractions(described, [interaction('http://a.test/a'), interaction('http://b.test/b')])

    expect(codesOf(report)).toEqual(['not-checked'])
    expect(report.skipped).toEqual([{ host: 'b.test', reason: 'other-host', count: 1 }])
  })

  test('what has no host by its scheme', () => {
    const urls = ['data:,a', 'wss://api.example.com/v1/things', 'about:blank', 'https://cdn.example:8443/a']
    const { skipped } = checkInteractions(document, [own, ...urls.map((url) => interaction(url))])

    expect(skipped.map(({ host }) => host)).toEqual([
      ...['about:', 'cdn.example:8443', 'data:', 'wss://api.example.com'],
    ])
  })

  test('no single host, whether or not its paths are documented', () => {
    const report = checkInteractions(document, [interaction('http://localhost/undocumented')])
    expect([report.verdict, codesOf(report), report.skipped]).toEqual(['failed', ['undocumented-path'], []])
  })

  test('no undocumented path that the server does not have either, and checks nothing if there is nothing else', () => {
    const absent = interaction('https://api.example.com/v1/undocumented')
    const recorded = { ...absent, response: { ...absent.response, status: 404 } }

    expect(checkInteractions(document, [own, recorded])).toMatchObject({
      verdict: 'passed',
      summary: { interactions: 2, checked: 1, errors: 0, notes: 1 },
    })
    expect(checkInteractions(document, [recorded, recorded]).verdict).toBe('nothing-checked')
  })

  test('no other scheme of the host of a server', () => {
    const report = checkInteractions(document, [own, interaction('http://api.example.com/v1/things', '{}')])
    expect([codesOf(report), report.skipped]).toEqual([['invalid-body'], []])
  })

  test('no request whose URL cannot be parsed', () => {
    const report = checkInteractions(document, [own, interaction('/things')])
    expect([codesOf(report), report.skipped]).toEqual([['undocumented-path'], []])
  })

  test('findings of several hosts are in the order of the interactions, up to the maximum', () => {
    const recorded = Array.from({ length: 6 }, (_, index) => ({
      ...interaction(`https://h${index % 3}.example/v1/things`, '{}'),
      source: `a.json:${index}`,
    }))
    const report = checkInteractions(document, recorded, { maxFindings: 5 })
    expect(report.findings.map(({ source }) => source)).toEqual(recorded.slice(0, 5).map(({ source }) => source))
    expect(report.summary).toMatchObject({ errors: 6, omitted: 1 })
    expect(report.skipped).toEqual([])
  })

  test('a waiver that matches only what is skipped is not needed', () => {
    const waivers = {
      findings: [{ code: 'undocumented-path', reason: 'a CDN', definedAt: 'waivers.yaml:1' }],
      coverage: [],
    }
    const cdn = interaction('https://cdn.example/app.js')
    for (const recorded of ordersOf([own, cdn]))
      expect(checkInteractions(document, recorded, { waivers }).reasons).toEqual([
        'waivers.yaml:1: this waiver is not needed: there is no such finding',
      ])
    expect(checkInteractions(document, [cdn], { waivers }).summary.waived).toBe(1)
  })

  test('hundreds of hosts, and lists a hundred of them', () => {
    const reporter = createReporter(document)
    for (let index = 0; index < 500; index++) reporter.add(interaction(`https://h${index}.example/undocumented`))
    reporter.add(own)
    const { skipped, summary } = reporter.report()
    expect(summary.skipped).toBe(500)
    expect(skipped.length).toBeLessThanOrEqual(101)
    expect(skipped.reduce((sum, { count }) => sum + count, 0)).toBe(500)
    expect(skipped[0]?.host).toBe('other hosts')
  })

  test('the same with a report in between', () => {
    const recorded = [interaction('https://staging.example/v1/things', '{}'), own, interaction('https://cdn.example/a')]
    const reporter = createReporter(document)
    for (const each of recorded) {
      reporter.add(each)
      reporter.report()
    }
    expect(reporter.report()).toEqual(checkInteractions(document, recorded))
  })
})

describe('where nothing is checked', () => {
  test('the server is suggested under which most paths would be documented', () => {
    const recorded = [
      interaction('http://localhost:3000/api/things'),
      interaction('http://localhost:3000/api/things/1'),
      interaction('http://localhost:3000/app.js'),
      interaction('https://cdn.example/assets/things/1'),
      interaction('https://ads.example/pixel'),
    ]
    const reports = [recorded, recorded.toReversed()].map((each) => checkInteractions(document, each))
    for (const report of reports) {
      expect(report.verdict).toBe('nothing-checked')
      expect(report.reasons).toEqual([
        'all interactions were skipped; 2 of 5 paths would be documented with --server http://localhost:3000/api',
      ])
    }
    const servers = ['http://localhost:3000/api']
    expect(checkInteractions(document, recorded, { servers }).summary).toMatchObject({ checked: 2, skipped: 2 })
  })

  test('a documented path at a skipped host is no path of the API', () => {
    const recorded = [
      interaction('https://cdn.example/v1/things'),
      interaction('https://api.example.com/api/things'),
      interaction('https://api.example.com/api/things/1'),
    ]
    const reports = [recorded, recorded.toReversed()].map((each) => checkInteractions(document, each))
    for (const { reasons } of reports)
      expect(reasons).toContainEqual(
        expect.stringContaining('2 of 3 paths would be documented with --server https://api.example.com/api'),
      )
  })

  test('no server is suggested if none would help', () => {
    const recorded = [interaction('https://cdn.example/app.js'), interaction('data:,abc')]
    const { verdict, reasons } = checkInteractions(document, recorded, { servers: ['http://localhost'] })
    expect([verdict, reasons]).toEqual(['nothing-checked', ['all interactions were skipped']])
  })

  test('no server is suggested if the path is documented and the method is not', () => {
    const { reasons } = checkInteractions(document, [interaction('http://h/v1/things', '', { method: 'PUT' })])
    expect(reasons).toEqual(['no interaction is about an operation of the document', '1 error'])
  })
})

test.each(reportFormats)('%s shows what was skipped', (format) => {
  const hosts = Array.from({ length: 120 }, (_, index) => interaction(`https://h${index}.example/<b>`))
  const report = checkInteractions(document, [own, interaction('data:,a'), interaction('data:,b'), ...hosts])
  const text = formatReport(report, format)
  expect(text).toContain('data:')
  expect(text).toMatch(/122/)
  expect(text.length).toBeLessThan(60_000)
})

describe('servers', () => {
  test.each([
    ['createChecker', () => createChecker(document, { servers: ['localhost:3000'] })],
    ['createReporter', () => createReporter(document, { servers: ['localhost:3000'] })],
    ['createScorer', () => createScorer(document, { servers: ['localhost:3000'] })],
    ['checkInteractions', () => checkInteractions(document, [], { servers: ['localhost:3000'] })],
  ])('that are no URLs are an error of %s', (_, create) => {
    expect(create).toThrow(TypeError)
  })

  test('are those whose recordings are mutated', () => {
    const recorded = [interaction('http://localhost:3000/api/things')]
    const { verdict, mutants, refused } = scoreMutants(document, recorded, { servers: ['http://localhost:3000/api'] })
    expect([verdict, refused]).toEqual(['passed', 0])
    expect(mutants.map(({ description }) => description)).toContain('no base path')
    expect(scoreMutants(document, recorded, { servers: ['http://localhost:4000'] }).verdict).toBe('nothing-mutated')
  })
})
