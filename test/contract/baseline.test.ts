import { describe, expect, test } from 'vitest'
import { describeEntry, sortEntries } from '../../src/contract/baseline/baseline.js'
import {
  type Baseline,
  checkInteractions,
  createReporter,
  formatBaseline,
  formatReport,
  type Interaction,
  loadDocument,
  parseBaseline,
  parseDocument,
  type Report,
  type ReportOptions,
  toBaseline,
} from '../../src/contract/index.js'
import { listPets, pet, petstore } from './petstore.js'

const check = (interactions: readonly Interaction[], options: ReportOptions = {}): Report =>
  checkInteractions(petstore, interactions, options)
const baselineOf = (interactions: readonly Interaction[]): Baseline => toBaseline(check(interactions))

const invalid = listPets({ response: { body: [pet, { id: 'one', name: 'Rex' }] } })
const unnamed = listPets({ response: { body: [{ id: 1 }] } })
const extra = listPets({ response: { body: [{ ...pet, foo: 1 }] } })
const stray = (path: string, origin = 'https://eu.petstore.example') =>
  listPets({ request: { url: `${origin}/v1/${path}` } })
const status = (number: number) =>
  listPets({ request: { url: 'https://eu.petstore.example/v1/pets/1' }, response: { status: number, body: pet } })

describe('with the baseline of the same traffic', () => {
  const all = [invalid, unnamed, extra, stray('stray'), status(301)]

  test('the run passes, and counts what the baseline has', () => {
    const report = check(all, { baseline: baselineOf(all), failOn: 'note' })

    expect([report.verdict, report.reasons]).toEqual(['passed', []])
    expect(report.summary).toMatchObject({ errors: 0, warnings: 0, notes: 0 })
    expect(report.summary.baseline).toBe(check(all).findings.length)
    expect(report.findings.every(({ baseline }) => baseline)).toBe(true)
    expect(report.operations.every(({ errors, warnings }) => errors + warnings === 0)).toBe(true)
  })

  test('each format counts the findings, and those for people do not list them', () => {
    const report = check(all, { baseline: baselineOf(all) })
    const { findings } = JSON.parse(formatReport(report, 'json'))
    const { runs } = JSON.parse(formatReport(report, 'sarif'))

    expect(findings.length).toBe(report.summary.baseline)
    expect(runs[0].results.map(({ baselineState }: { baselineState: string }) => baselineState)).toEqual(
      findings.map(() => 'unchanged'),
    )
    expect(formatReport(report, 'junit')).toContain('(in the baseline)')
    expect(formatReport(report, 'junit')).not.toContain('<failure')
    for (const format of ['text', 'markdown', 'github'] as const) {
      expect(formatReport(report, format)).toContain(`${findings.length} in the baseline`)
      expect(formatReport(report, format)).not.toContain('stray')
    }
    expect(formatReport(report, 'html')).toContain('In the baseline')
  })

  test('order, recordings, lines, values and ids do not matter', () => {
    const recorded = [
      stray('stray/1', 'http://localhost:3001'),
      stray('stray/c22d24f6-5a47-4597-9a23-c7d01e696b92'),
      status(301),
      { ...listPets({ response: { body: [{ id: 'two', name: 'Ann' }] } }), source: 'other.json:99' },
      { ...listPets({ response: { body: [pet, pet, { name: 'No' }, { id: 7 }] } }), source: 'a.json:3' },
      listPets({ response: { body: [pet, { ...pet, foo: 'bar' }] } }),
    ]
    const before = [
      invalid,
      unnamed,
      listPets({ response: { body: [{ name: 'x' }] } }),
      extra,
      stray('stray/7'),
      status(301),
    ]
    const baseline = baselineOf(before.map((each) => ({ ...each, source: 'first.json:1' })))

    for (const shuffled of [recorded, recorded.toReversed(), [...recorded, ...before]]) {
      const report = check(shuffled, { baseline, failOn: 'note' })
      expect([report.verdict, report.reasons, report.baseline?.gone]).toEqual(['passed', [], []])
    }
    expect(formatBaseline(baselineOf(recorded))).toBe(formatBaseline(baseline))
  })

  test('it is not changed by a parameter or a required property that is added to the document before', () => {
    const written = (parameters: string, required: string) =>
      parseDocument(
        `openapi: 3.1.0
info: {title: Things, version: '1'}
paths:
  /things:
    get:
      parameters: [${parameters}{name: limit, in: query, schema: {type: integer}}]
      responses:
        '200': {description: Things., content: {application/json: {schema: {type: object, required: [${required}name]}}}}
`,
        'things.yaml',
      )
    const found = listPets({ request: { url: 'https://things.example/things?limit=x' }, response: { body: {} } })
    const baseline = toBaseline(checkInteractions(written('', ''), [found]))
    const others = Array.from({ length: 10 }, (_, index) => `{name: p${index}, in: query, schema: {}}, `).join('')
    const changed = written(others, 'id, ')
    const report = checkInteractions(changed, [found], { baseline })

    expect(baseline.entries).toHaveLength(2)
    expect(report.reasons).toEqual(['1 error'])
    expect(report.findings[0]).toMatchObject({ message: 'missing required property "id"' })
  })

  test('rules in other files of the document are the same from another folder', async () => {
    const document = await loadDocument('test/fixtures/split/api.yaml')
    const elsewhere = await loadDocument('test/../test/fixtures/split/api.yaml')
    const found = listPets({ request: { url: 'https://split.example/things' }, response: { body: [{ parts: [{}] }] } })
    const baseline = toBaseline(checkInteractions(document, [found]))

    expect(baseline.entries.map(({ rule }) => rule)).toContain('schemas/thing.json#/properties/id')
    expect(checkInteractions(elsewhere, [found], { baseline }).reasons).toEqual([])
  })
})

describe('what is new', () => {
  const baseline = baselineOf([invalid, stray('stray/1'), status(301)])

  test.each([
    ['another place', listPets({ response: { body: [{ ...pet, name: 5 }] } }), 'invalid-body'],
    ['another rule at the same place', unnamed, 'invalid-body'],
    ['another path', stray('other'), 'undocumented-path'],
    ['another status', status(302), 'undocumented-status'],
  ])('%s is reported', (_, found, code) => {
    const report = check([invalid, stray('stray/2'), status(301), found], { baseline })

    expect(report.reasons).toEqual(['1 error'])
    expect(report.findings.filter((finding) => !finding.baseline)).toMatchObject([{ code, severity: 'error' }])
  })
})

describe('an entry', () => {
  const typed = (contentType: string) =>
    listPets({
      response: {
        headers: [
          ['content-type', contentType],
          ['x-total', '1'],
        ],
        body: 'x',
      },
    })
  const keyless = (path: string) =>
    listPets({
      request: { url: `https://eu.petstore.example/v1/pets${path}`, headers: [['a', 'b']] },
      response: { body: path === '' ? [pet] : pet },
    })

  test.each<[string, Interaction, object[]]>([
    [
      'of a value has its place and rule, not what was received',
      invalid,
      [{ operationId: 'listPets', severity: 'error', code: 'invalid-body', at: '/*/id', keyword: 'type' }],
    ],
    [
      'of a missing property has its name',
      unnamed,
      [
        {
          operationId: 'listPets',
          severity: 'error',
          code: 'invalid-body',
          at: '/*',
          keyword: 'required',
          expected: 'property "name"',
        },
      ],
    ],
    [
      'of a content type has it without parameters',
      typed('text/html ; charset=utf-8'),
      [
        {
          operationId: 'listPets',
          severity: 'error',
          code: 'undocumented-content-type',
          at: 'header content-type',
          received: 'text/html',
        },
      ],
    ],
    [
      'of an undocumented path with a semicolon has all of it',
      stray('x;v=1'),
      [{ severity: 'error', code: 'undocumented-path', at: 'path', received: '/v1/x;v=1' }],
    ],
    [
      'of an undocumented path has no operation',
      stray('x/12'),
      [{ severity: 'error', code: 'undocumented-path', at: 'path', received: '/v1/x/*' }],
    ],
    [
      'of a note for the whole run has neither an operation nor a place',
      keyless(''),
      [{ severity: 'note', code: 'not-checked', at: '**' }],
    ],
  ])('%s', (_, found, expected) => {
    expect(baselineOf([found]).entries.map(({ rule, ...entry }) => entry)).toEqual(expected)
  })

  test('of a content type accepts it with other parameters, but no other type', () => {
    const baseline = baselineOf([typed('text/html; charset=utf-8')])

    expect(check([typed('text/html;charset=latin1\n')], { baseline }).reasons).toEqual([])
    expect(check([typed('text/html'), typed('text/css')], { baseline }).reasons).toEqual(['1 error'])
  })
})

describe('while interactions are added, only findings are returned that the baseline does not accept', () => {
  const codesOf = (baseline: Baseline | 'update', ...interactions: Interaction[]) => {
    const { add } = createReporter(petstore, { baseline })
    return interactions.flatMap((each) => add(each).map(({ code }) => code))
  }

  test('by their entries', () => {
    expect(codesOf(baselineOf([invalid, stray('x')]), invalid, stray('x'), unnamed)).toEqual(['invalid-body'])
    expect(codesOf({ entries: [] }, stray('x'))).toEqual(['undocumented-path'])
  })

  test.each([{}, { received: '/v1/x' }])('by an entry for any place: %j', (more) => {
    const [entry] = baselineOf([stray('x')]).entries
    if (!entry) throw new Error('expected an entry')
    const { received, ...rest } = entry

    expect(codesOf({ entries: [{ ...rest, ...more, at: '**' }] }, stray('x'))).toEqual([])
  })

  test('and all of them for a new baseline', () => {
    expect(codesOf('update', invalid, extra)).toEqual(['invalid-body', 'undocumented-property'])
  })
})

describe('what is gone', () => {
  const baseline = baselineOf([invalid, stray('stray'), unnamed])

  test('is reported and fails the run until the baseline is updated', () => {
    const report = check([invalid], { baseline })

    expect(report.verdict).toBe('failed')
    expect(report.baseline?.gone.map(({ code }) => code)).toEqual(['undocumented-path', 'invalid-body'])
    expect(report.reasons[0]).toBe('2 findings of the baseline are gone; update the baseline')
    for (const format of ['text', 'markdown', 'github', 'junit', 'html', 'json', 'sarif'] as const)
      expect(formatReport(report, format)).toContain('/v1/stray')
    expect(check([invalid], { baseline: toBaseline(report) }).verdict).toBe('passed')
  })

  test.each([
    [20, []],
    [21, ['gone: 1 more']],
    [25, ['gone: 5 more']],
  ])('names 20 findings of %i, and counts the others', (count, expected) => {
    const strays = Array.from({ length: count }, (_, index) => stray(`stray-${index}`))
    const { reasons } = check([listPets()], { baseline: baselineOf(strays) })

    expect(reasons[0]).toBe(`${count} findings of the baseline are gone; update the baseline`)
    expect(reasons.slice(1, 21).every((reason) => /^gone: error undocumented-path .*stray-\d+/.test(reason))).toBe(true)
    expect(reasons.slice(21)).toEqual(expected)
  })

  test('names an operation without interactions, whose findings cannot be found', () => {
    expect(check([stray('stray')], { baseline: baselineOf([stray('stray'), unnamed]) }).reasons).toEqual([
      'no interaction is about an operation of the document',
      '1 finding of the baseline is gone; update the baseline',
      expect.stringMatching(
        /^gone: error invalid-body at .* of listPets, .*; its operation has no interactions in this run$/,
      ),
    ])
    const { reasons } = check([listPets()], { baseline: baselineOf([stray('stray'), unnamed]) })
    expect(reasons.filter((reason) => reason.includes('no interactions'))).toEqual([])
  })

  test('is nothing that a waiver accepts now', () => {
    const waivers = { findings: [{ code: 'invalid-body', reason: 'old', definedAt: 'w.yaml:1' }], coverage: [] }
    const report = check([invalid, stray('stray'), unnamed], { baseline, waivers })

    expect([report.verdict, report.reasons]).toEqual(['passed', []])
    expect(report.summary).toMatchObject({ waived: 2, baseline: 1 })
    expect(toBaseline(report).entries.map(({ code }) => code)).toEqual(['undocumented-path'])
  })
})

test('what the baseline has and the report does not list is counted as left out', () => {
  const report = check([...Array(5).fill(unnamed), invalid], { baseline: baselineOf([unnamed]), maxFindings: 2 })

  expect(report.findings).toHaveLength(3)
  expect(report.summary).toMatchObject({ errors: 1, baseline: 5, omitted: 3 })
})

test('of a rule with more than a hundred places, all are one entry, whatever the order is', () => {
  const names = Array.from({ length: 300 }, (_, index) => `name${String.fromCharCode(97 + (index % 26))}x${index % 12}`)
  const many = [...new Set(names)].map((name) => listPets({ response: { body: [{ ...pet, [name]: 1 }] } }))
  const baseline = baselineOf(many)

  expect(baseline.entries).toMatchObject([{ code: 'undocumented-property', at: '**' }])
  expect(formatBaseline(baselineOf(many.toReversed()))).toBe(formatBaseline(baseline))
  expect(check(many.slice(0, 5), { baseline, failOn: 'warning' }).reasons).toEqual([])
})

test('what cannot be read of a recording is never accepted', () => {
  const reporter = createReporter(petstore, { baseline: 'update', failOn: 'note' })
  reporter.add(invalid)
  reporter.addUnreadable({ source: 'a.har:3', pointer: '/3', expected: 'an entry', received: 'a number' })

  expect(reporter.report().reasons).toEqual(['1 note'])
  expect(toBaseline(reporter.report()).entries.map(({ code }) => code)).toEqual(['invalid-body'])
})

test('with update, everything is accepted and nothing is gone', () => {
  const report = check([invalid, extra], { baseline: 'update', failOn: 'warning' })

  expect([report.verdict, report.reasons]).toEqual(['passed', []])
  expect(formatBaseline(toBaseline(report))).toBe(formatBaseline(baselineOf([invalid, extra])))
})

test('secrets in the traffic are not in a baseline, which still accepts their findings', () => {
  const secret = listPets({ request: { url: 'https://eu.petstore.example/v1/x/access_token=canary' } })
  const baseline = baselineOf([secret])

  expect(formatBaseline(baseline)).not.toContain('canary')
  expect(check([listPets(), secret], { baseline }).verdict).toBe('passed')
})

describe('a baseline as text', () => {
  const odd = ['__proto__', 'constructor', 'true', '12', '- a', 'a: b', 'a #b', "it's", '"x"', '*', '\u200b', 'é ', '']
  const baseline: Baseline = {
    entries: odd.map((text) => ({ operationId: text, severity: 'error', code: 'invalid-body', at: text, rule: text })),
  }

  test.each(['yaml', 'json'] as const)('in %s is what was written, sorted, each finding once', (format) => {
    const text = formatBaseline({ entries: [...baseline.entries, ...baseline.entries] }, format)

    expect(formatBaseline(parseBaseline(text, 'b'), format)).toBe(text)
    expect(parseBaseline(text, 'b').entries.map(({ at }) => at)).toEqual(odd.toSorted())
    expect(formatBaseline({ entries: baseline.entries.toReversed() }, format)).toBe(text)
  })

  const entry = { severity: 'error', code: 'invalid-body', at: '', rule: '/a' } as const

  // YAML 1.1, types null and bool.
  test.each([
    ...['Null', 'TRUE', 'false', 'yes', 'NO', 'on', 'Off', 'n', 'Y'].map((word) => [word, JSON.stringify(word)]),
    ...['None', 'not', 'ye', 'offer'].map((word) => [word, word]),
  ])('writes the place %s as %s', (at = '', written = '') => {
    expect(formatBaseline({ entries: [{ ...entry, at }] })).toContain(` at: ${written}\n`)
  })

  test('has its fields in order, and quotes what could be read as anything but text', () => {
    const texts = ['/a/*/b', 'a b', '$ref (a)', 'No', 'y', 'a ', 'a: b', '1a', '', 'null', 'nullable', '/a#', 'a\nb']
    const entries = texts.map((at) => ({ ...entry, at }))
    const places = formatBaseline({ entries })
      .split('\n')
      .flatMap((line) => / at: (.*)/.exec(line)?.[1] ?? [])
    const whole = { received: 'r', expected: 'e', rule: '/a', keyword: 'type', code: 'invalid-body' }

    expect(places).toEqual(
      ['', '/a#', '/a/*/b', '1a', '$ref (a)', 'No', 'a b', 'a ', 'a: b', 'a\nb', 'null', 'nullable', 'y']
        .toSorted()
        .map((text) => (['/a/*/b', 'a b', 'nullable'].includes(text) ? text : JSON.stringify(text))),
    )
    expect(formatBaseline({ entries: [entry] })).toMatch(
      /^#.*\nfindings:\n {2}- at: ""\n {4}severity: error\n {4}code: invalid-body\n {4}rule: \/a\n$/,
    )
    expect(formatBaseline({ entries: [{ ...whole, at: '/0', severity: 'error', operationId: 'listPets' }] })).toBe(
      `# Findings that are accepted for now, written by a check with --update-baseline
findings:
  - operationId: listPets
    at: /0
    severity: error
    code: invalid-body
    keyword: type
    rule: /a
    expected: e
    received: r
`,
    )
  })

  test('is sorted by one field after the other, and knows an empty field from an absent one', () => {
    const entries = [
      { ...entry, operationId: 'b' },
      { ...entry, operationId: 'a', at: '/1' },
      { ...entry, operationId: 'a', at: '/0', received: 'y' },
      { ...entry, operationId: 'a', at: '/0', received: 'x' },
      { ...entry, operationId: 'a', at: '/0', severity: 'note' },
      { ...entry, operationId: '' },
      entry,
    ]

    expect(sortEntries(entries)).toEqual([
      ...entries.slice(5),
      ...[entries[3], entries[2], ...entries.slice(4, 5)],
      entries[1],
      entries[0],
    ])
    expect(formatBaseline({ entries: [] })).toMatch(/^#.*\nfindings: \[\]\n$/)
    expect(formatBaseline({ entries: [] }, 'json')).toBe('{\n  "findings": []\n}\n')
  })

  test.each([
    [{}, 'error invalid-body at the body, rule /a'],
    [{ at: '/0', operationId: 'list', received: '5' }, 'error invalid-body at /0 of list, 5, rule /a'],
    [{ expected: '4', received: '5', rule: '' }, 'error invalid-body at the body, 4, rule /'],
  ])('describes an entry with %j as %s', (details, text) => {
    expect(describeEntry({ ...entry, ...details })).toBe(text)
  })

  test('has text where YAML has a number', () => {
    const text =
      'findings: [{severity: error, code: undocumented-status, at: status, rule: 1, received: 301, operationId: true}]'
    expect(parseBaseline(text, 'b').entries).toEqual([
      { severity: 'error', code: 'undocumented-status', at: 'status', rule: '1', received: '301', operationId: 'true' },
    ])
  })

  test('may be empty', () => {
    expect(parseBaseline(formatBaseline({ entries: [] }), 'b').entries).toEqual([])
  })

  test.each([
    ['', 'b:1: expected an object with findings'],
    ['[]', 'b:1: expected an object with findings'],
    ['findings: 1', 'b:1: findings: expected a list'],
    ['finding: []', 'b:1: unknown field "finding"; expected findings'],
    ['findings:\n  - a', 'b:2: expected a finding: an object with severity, code, at, rule'],
    ['findings:\n  - {severity: error, code: invalid-body, at: /a}', 'b:2: missing field "rule"'],
    ['findings:\n  - {severity: bad, code: invalid-body, at: /a, rule: /}', 'b:2: severity: expected one of '],
    ['findings:\n  - {severity: error, code: nonsense, at: /a, rule: /}', 'b:2: code: expected one of '],
    ['findings:\n  - {severity: error, code: invalid-body, at: [], rule: /}', 'b:2: at: expected text'],
    ['findings:\n  - {severity: error, line: 3}', 'b:2: unknown field "line"; expected one of '],
    ['findings:\n  - {severity: error, code: invalid-body, at: null, rule: /}', 'b:2: at: expected text'],
    ['findings:', 'b:1: findings: expected a list'],
    ['findings:\n  - {code: invalid-body, at: /a}', 'b:2: missing field "severity"'],
    ['findings: []\nfindings: []', 'b:2: duplicate key'],
    ['\n\nfindings: 1', 'b:3: findings: expected a list'],
    ['<<<<<<< HEAD\nfindings: []\n=======\n', 'b:1: expected YAML 1.2 or JSON, received an unresolved merge conflict'],
    ['findings: []\n<<<<<<< HEAD\n=======\n', 'b:2: expected YAML 1.2 or JSON, received an unresolved merge conflict'],
  ])('that is %j is refused in one line', (text, message) => {
    expect(() => parseBaseline(text, 'b')).toThrow(
      expect.objectContaining({
        ...{ name: 'BaselineError', code: 'invalid-baseline', message: expect.stringContaining(message) },
      }),
    )
  })
})
