import { describe, expect, test } from 'vitest'
import type { CoverageEntry } from '../../../../src/contract/coverage/coverage.js'
import type { Report } from '../../../../src/contract/report/report.js'
import { formatCoverage } from '../../../../src/contract/reporters/html/coverage.js'
import { formatFilter } from '../../../../src/contract/reporters/html/filter.js'
import { formatFindings } from '../../../../src/contract/reporters/html/findings.js'
import { toSections } from '../../../../src/contract/reporters/html/operation-coverage.js'
import {
  formatBar,
  formatOverview,
  formatProblems,
  formatVerdict,
} from '../../../../src/contract/reporters/html/overview.js'
import type { Markup } from '../../../../src/text/html/markup.js'
import { emptyReport, failedReport, finding, passedReport, problem } from '../reports.js'

/** The texts of some markup; `|` stands for the tags between them. */
const textOf = ({ markup }: Markup | { markup: string }) =>
  markup
    .replace(/\s*(?:<[^>]*>\s*)+/g, '|')
    .replace(/^\||\|$/g, '')
    .replace(/&quot;/g, '"')

const { summary, coverage } = passedReport

describe('the verdict', () => {
  test.each<[string, Partial<Report['summary']>, string]>([
    ['without findings', {}, 'Interactions 5, Errors 0, Warnings 0'],
    [
      'with everything',
      { skipped: 1, errors: 2, warnings: 3, notes: 4, waived: 5, baseline: 0, checked: 4 },
      'Interactions 5, Skipped 1, Errors 2 bad, Warnings 3 careful, Notes 4, Waived 5, In the baseline 0',
    ],
    ['with an interaction outside', { checked: 4 }, 'Interactions 5 careful, Errors 0, Warnings 0'],
  ])('has the numbers of a run %s', (_, more, expected) => {
    const { markup } = formatVerdict({ ...passedReport, summary: { ...summary, ...more } })
    const numbers = [...markup.matchAll(/<dt>(.*?)<\/dt><dd class="(.*?)">(.*?)<\/dd>/g)]

    expect(numbers.map(([, name, tone, value]) => `${name} ${value} ${tone}`.trim()).join(', ')).toBe(
      `${expected}, Items covered 57 %`,
    )
  })

  test.each<[string, Partial<Report>, string]>([
    [
      'items that are not covered',
      {},
      '|Never covered: 11 of 26 items of the document, such as responses, properties and enum values|Checked with|openapi/petstore.yaml|· 15 of 26 items covered',
    ],
    [
      'all items covered',
      { coverage: { ...coverage, covered: 26 } },
      '|100 %|Checked with|openapi/petstore.yaml|· 26 of 26 items covered',
    ],
    [
      'no items',
      { coverage: { ...coverage, covered: 0, total: 0 } },
      '|–|Checked with|openapi/petstore.yaml|· 0 of 0 items covered',
    ],
    [
      'interactions outside of the document',
      { summary: { ...summary, checked: 2, skipped: 1 } },
      '· 15 of 26 items covered · 2 interactions outside the document',
    ],
  ])('says how much was checked, with %s', (_, more, expected) => {
    expect(textOf(formatVerdict({ ...passedReport, ...more })).endsWith(expected)).toBe(true)
  })

  test('names the run and its recordings if they are known', () => {
    const run = { date: '2026-11-01', command: 'check a.har', version: '1.0.0' }
    const endOf = (recordings?: readonly string[]) =>
      textOf(formatVerdict(passedReport, { ...run, ...(recordings && { recordings }) })).split(' items covered|')[1]

    expect(endOf()).toBe('2026-11-01|·|check a.har|· version 1.0.0')
    expect(endOf([])).toBe('2026-11-01|·|check a.har|· version 1.0.0')
    expect(endOf(['a.har'])).toBe('2026-11-01|·|check a.har|· version 1.0.0|Recording|a.har')
    expect(endOf(['a.har', 'b.har'])).toBe('2026-11-01|·|check a.har|· version 1.0.0|2 recordings|a.har|b.har')
  })
})

describe('the overview', () => {
  const operation = (operationId: string, counts: object = {}) => ({
    ...{
      operationId,
      method: 'GET',
      path: `/${operationId}`,
      interactions: 0,
      withFindings: 0,
      errors: 0,
      warnings: 0,
    },
    ...counts,
  })
  const rowsOf = (report: Report) =>
    [...formatOverview(report).markup.matchAll(/<tr role="row" class="(.*?)">(.*?)<\/tr>/gs)].map(
      ([, state, row = '']) => `${state}: ${textOf({ markup: row })}`,
    )
  const none = { total: 0, covered: 0, entries: [], counted: [] }

  test('has a row for each operation: first those with errors, then those with warnings, then the others', () => {
    const operations = [
      operation('unseen'),
      operation('seen', { interactions: 2 }),
      operation('warned', { interactions: 3, warnings: 4 }),
      operation('failed', { interactions: 5, errors: 6 }),
      operation('lost', { errors: 1 }),
    ]
    expect(rowsOf({ ...passedReport, operations, coverage: none })).toEqual([
      'failed: failed|GET|/failed|5|6|0|nothing documented',
      'failed: lost|GET|/lost|0|1|0|nothing documented',
      'passed: warned|GET|/warned|3|0|4|nothing documented',
      'passed: seen|GET|/seen|2|0|0|nothing documented',
      'unseen: unseen|GET|/unseen|0|0|0|nothing documented',
    ])
  })

  test('links an operation to its coverage by its place in the document, and lists its responses', () => {
    const rows = rowsOf(failedReport)

    expect(rows[0]).toBe(
      'failed: listPets|GET|/pets|●|200|covered live (3 live, 1 documented)|○|422|not covered|2|3|1|57 %|11 of 19',
    )
    expect(
      [...formatOverview(failedReport).markup.matchAll(/href="(.*?)">(.*?)</g)].map(([, to, name]) => [name, to]),
    ).toEqual([
      ['listPets', '#coverage-0'],
      ['getPet', '#coverage-1'],
      ['removePet', '#coverage-2'],
    ])
  })

  test('shows each undocumented status of an operation once', () => {
    const status = (received: string, operationId: string) =>
      finding({ code: 'undocumented-status', received, operationId })
    const findings = [
      status('500', 'a'),
      status('500', 'a'),
      status('418', 'a'),
      status('404', 'b'),
      finding({ operationId: 'a' }),
    ]
    const operations = [operation('a', { interactions: 1 })]

    expect(rowsOf({ ...failedReport, operations, findings, coverage: none })).toEqual([
      'passed: a|GET|/a|500, not documented|418, not documented|1|0|0|nothing documented',
    ])
  })

  test('counts the items of an operation that are not listed', () => {
    const counted = [{ operationId: 'a', items: 7 }]
    const report = { ...passedReport, coverage: { ...none, counted } }

    expect(rowsOf({ ...report, operations: [operation('a'), operation('b')] })).toEqual([
      'unseen: a|GET|/a|0 %|0 of 7',
      'unseen: b|GET|/b|0|0|0|nothing documented',
    ])
    expect(rowsOf({ ...report, operations: [operation('a', { interactions: 1 })] })).toEqual([
      'passed: a|GET|/a|1|0|0|0 %|0 of 7',
    ])
  })

  test('lists what was skipped, if anything was', () => {
    expect(textOf(formatOverview(failedReport))).toMatch(
      /\|Skipped: 3 interactions that are not about this API\|cdn\.example\|2 interactions, not a host of the API\|data:\|1 interaction, not HTTP$/,
    )
    expect(textOf(formatOverview(passedReport))).not.toContain('Skipped')
  })
})

test('a bar shows what is covered live and otherwise, without what is waived', () => {
  const entryOf = (covered: CoverageEntry['covered'], waived?: string): CoverageEntry => ({
    ...{ operationId: 'a', kind: 'response', subject: '200', aspect: 'received', rule: '/a', covered },
    ...(waived !== undefined && { waived }),
  })
  const entries = [
    entryOf({ live: 1 }),
    entryOf({ other: 1 }),
    entryOf({}),
    entryOf({}, 'rare'),
    entryOf({ live: 1 }, 'x'),
  ]
  const barOf = (counted?: number) => {
    const bar = formatBar(entries, counted)
    return [
      ...[...bar.markup.matchAll(/class="(\w+)" width="([\d.]+)"/g)].map(([, name, width]) => `${name} ${width}`),
      textOf(bar),
    ]
  }

  expect(barOf()).toEqual(['track 100', 'recorded 66.7', 'live 33.3', '66 %|2 of 3'])
  expect(barOf(5)).toEqual(['track 100', 'recorded 25', 'live 12.5', '25 %|2 of 8'])
})

test('problems are in a section of their own', () => {
  const problems = [
    problem,
    { ...problem, pointer: '/x' },
    { ...problem, severity: 'warning' as const, message: 'odd' },
  ]

  expect(textOf(formatProblems({ ...passedReport, problems }) ?? { markup: '' })).toBe(
    'Document|Problems of the document: 2 errors and 1 warning|error|missing property "version"|openapi/petstore.yaml:7 /info and 1 other place|warning|odd|openapi/petstore.yaml:7 /info',
  )
  expect(formatProblems(passedReport)).toBeUndefined()
})

describe('the findings', () => {
  const textsOf = (...findings: Report['findings']) => textOf(formatFindings({ ...failedReport, findings }))

  test('say why there are none', () => {
    const end = '|No finding passes the filter.'
    expect(textOf(formatFindings(emptyReport))).toBe(`Findings|Nothing was checked, so nothing was found.${end}`)
    expect(textOf(formatFindings(passedReport))).toBe(
      `Findings|Nothing that was checked disagrees with the document.${end}`,
    )
    expect(textsOf(finding())).not.toContain('Nothing')
  })

  test('show everything about a group', () => {
    const curl = 'curl https://a'
    const excerpt = { lines: ['{', '  "name": 12', '}'], hit: 1 }
    const text = textsOf(
      finding({ curl, excerpt, at: '/data/0/name' }),
      finding({ at: '/data/1/name', received: '13', source: 'b.json:1' }),
      finding({ operationId: 'getPet', at: '/name', source: 'c.json:1' }),
    )

    expect(text).toBe(
      'Findings|Several operations|error|/data/*/name and 1 other place|×3|invalid-body|expected a string, received 12|in listPets and getPet|GET /pets?limit=2, status 200|curl https://a|Documented|openapi/petstore.yaml:42|a string|42|name:|43|type: string|44|description: What it is called.|Received|test/recordings/live/pets.json:3|12|{|"name": 12|}|and 1 other value|2 other places|b.json:1|c.json:1|No finding passes the filter.',
    )
  })

  test('mark the line of the rule and of the value, and remove the common indent', () => {
    const rules = { '/x': { source: 'a.yaml', line: 4, lines: ['    a:', '', '      b: 1', '\tc'] } }
    const excerpt = { lines: ['[', '1', ']'], hit: 1 }
    const { markup } = formatFindings({ ...failedReport, rules, findings: [finding({ rule: '/x', line: 6, excerpt })] })

    expect(
      [...markup.matchAll(/<span class="line( hit)?">(.*?)\n<\/span>/g)].map(([, hit, line]) => [
        hit,
        line?.replace(/<span[^>]*>|<\/span>/g, ''),
      ]),
    ).toEqual([
      [undefined, '4  a:'],
      [undefined, '5'],
      [' hit', '6    b: 1'],
      [undefined, '7c'],
      [undefined, '['],
      [' hit', '1'],
      [undefined, ']'],
    ])
  })

  test('have the address of a rule whose lines are not known, also if its name is one that objects inherit', () => {
    expect(textsOf(finding({ rule: 'constructor' }))).toContain('|a string|constructor|Received|')
  })

  test('name the path of an operation, unless its name is its path', () => {
    const operations = failedReport.operations.map((each) => ({ ...each, operationId: `${each.method} ${each.path}` }))
    const findings = [finding({ operationId: 'GET /pets', waived: 'known' })]

    expect(textsOf(finding())).toMatch(/^Findings\|listPets\|GET\|\/pets\|error\|/)
    expect(textOf(formatFindings({ ...failedReport, operations, findings }))).toMatch(
      /^Findings\|GET \/pets\|waived\|\/data\/0\/name\|invalid-body\|Waived: known\|/,
    )
  })
})

describe('the coverage', () => {
  test('is shown by response, with a row for each property and the states of it', () => {
    const entries = passedReport.coverage.entries.filter(({ operationId }) => operationId === 'listPets')
    const report = { ...failedReport, coverage: { ...coverage, entries } }
    const { markup } = formatCoverage(report)
    const rows = [...markup.matchAll(/<tr data-item data-state="(.*?)"( class="failed")?>(.*?)<\/tr>/gs)]

    expect(rows.map(([, states, failed, row = '']) => [states, failed !== undefined, textOf({ markup: row })])).toEqual(
      [
        ['uncovered covered', false, '/|data|○|empty|◐|one|●|many'],
        ['covered uncovered', true, '/data/items/|name|✕|with errors|●|○'],
        ['covered waived', false, '/data/items/|tag|●|–'],
        ['covered uncovered', false, '/data/items/|status|●|●|"available"|○|"sold"'],
        ['covered uncovered', false, 'the body|●|first|○|middle|●|last'],
        ['uncovered', false, '/|errors|○'],
        ['covered', false, 'query limit|●|sent'],
        ['uncovered', false, 'query status|○|sent|○|"available"'],
      ],
    )
    expect(
      [...markup.matchAll(/<h4(.*?)>(.*?)<\/h4>/g)].map(([, state, name = '']) => [state, textOf({ markup: name })]),
    ).toEqual([
      [' data-item data-state="covered"', 'Response 200|●|covered live (3 live, 1 documented)'],
      [' data-item data-state="uncovered"', 'Response 422|○|not covered'],
      ['', 'Request'],
    ])
    expect(textOf({ markup: /<summary>.*<\/summary>/s.exec(markup)?.[0].split('</summary>')[0] ?? '' })).toBe(
      'listPets|GET|/pets|57 %|11 of 19|Not covered: 1 response, 2 property states, 2 enum values, 1 array length, 1 query parameter, 1 page position',
    )
    expect(textOf({ markup })).toContain('with errors|: at least one error above is about it')
    expect(textOf(formatCoverage({ ...report, summary }))).not.toContain('at least one error')
  })

  test('marks only what errors of the same operation are about', () => {
    const failedIn = (...findings: Report['findings']) =>
      formatCoverage({ ...failedReport, findings }).markup.match(/class="failed"/g)?.length ?? 0

    expect([finding(), finding({ rule: `${finding().rule}/minLength` })].map((each) => failedIn(each))).toEqual([1, 1])
    expect(
      [
        { operationId: 'getPet' },
        { severity: 'warning' as const },
        { waived: 'x' },
        { rule: '/other' },
        { operationId: 'x' },
      ].map((each) => failedIn(finding(each))),
    ).toEqual([1, 0, 0, 0, 0])
  })

  test('has sections in the order of the document, also for ranges, default and the request', () => {
    const entryOf = (kind: CoverageEntry['kind'], subject: string): CoverageEntry => ({
      ...{ operationId: 'a', kind, subject, aspect: 'x', rule: '/a', covered: {} },
    })
    const sections = toSections([
      entryOf('operation', 'a'),
      entryOf('query-parameter', 'query 200'),
      entryOf('response', '4XX'),
      entryOf('property', '4XX /a'),
      entryOf('property', '4XX'),
      entryOf('array', '4XX /a'),
      entryOf('property', 'default /b\nc'),
      entryOf('query-parameter', '600'),
    ])

    expect(
      sections.map(({ status, response, rows }) => [
        status,
        response?.kind,
        rows.map(({ subject, entries }) => `${subject} ${entries.length}`),
      ]),
    ).toEqual([
      [undefined, undefined, ['query 200 1', '600 1']],
      ['4XX', 'response', ['/a 2', ' 1']],
      ['default', undefined, ['/b\nc 1']],
    ])
  })
})

test('the filter offers what the findings have', () => {
  const choicesOf = (...findings: Report['findings']) =>
    [...formatFilter({ ...failedReport, findings }).markup.matchAll(/value="(\w*)"( checked)?/g)].map(
      ([, value, checked]) => `${value}${checked ?? ''}`,
    )
  const states = [' checked', 'uncovered', 'covered']

  expect(choicesOf(finding())).toEqual([' checked', 'error', 'warning', ...states])
  expect(choicesOf(finding(), finding({ severity: 'note' }))).toEqual([
    ' checked',
    'error',
    'warning',
    'note',
    ...states,
  ])
  expect(choicesOf(finding({ waived: 'x' }))).toEqual([' checked', 'error', 'warning', 'waived', ...states])
})

test.each([
  [finding(), 'error'],
  [finding({ severity: 'warning' }), 'warning'],
  [finding({ severity: 'note' }), 'note'],
  [finding({ waived: 'x' }), 'waived'],
  [finding({ severity: 'warning', waived: 'x' }), 'waived'],
])('the choice of the filter that shows a finding is its severity, or that it is waived: %#', (each, expected) => {
  const report = { ...failedReport, findings: [each] }
  const [, state] = /data-item data-severity="(.*?)"/.exec(formatFindings(report).markup) ?? []

  expect(state).toBe(expected)
  expect(formatFilter(report).markup).toContain(`name="severity" value="${state}"`)
})
