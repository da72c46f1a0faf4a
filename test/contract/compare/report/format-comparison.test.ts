import { describe, expect, test } from 'vitest'
import type { Change } from '../../../../src/contract/compare/change.js'
import {
  describePlace,
  describeProof,
  describeSource,
  summarise,
  toDecided,
  toSections,
} from '../../../../src/contract/compare/report/change-groups.js'
import type { ComparisonReport } from '../../../../src/contract/compare/report/comparison-report.js'
import { formatComparison } from '../../../../src/contract/compare/report/format-comparison.js'

function change(fields: Partial<Change> = {}): Change {
  const base = {
    operation: 'GET /a',
    at: 'query p',
    kind: 'changed',
    breaking: false,
    message: 'm',
    definedAt: {},
  } as const
  return { ...base, ...fields }
}

function report(changes: readonly Change[], fields: Partial<ComparisonReport> = {}): ComparisonReport {
  const counts = { changes: changes.length, breaking: 1, compatible: 2, unclear: 0, decided: 0, words: 0 }
  return {
    ...{ verdict: 'failed', reasons: ['1 breaking change'], changes },
    before: { title: 'Old', version: '1', source: 'old.yaml' },
    after: { title: 'New', version: '2', source: 'new.yaml' },
    summary: { operations: { compared: 3, added: 0, removed: 0 }, ...counts },
    ...fields,
  }
}

const headingsOf = (...changes: readonly Change[]) => toSections(report(changes)).map(({ heading }) => heading)
const groupsOf = (...changes: readonly Change[]) => toSections(report(changes)).flatMap(({ groups }) => groups)

describe('sections', () => {
  test('have breaking changes first, then unclear ones, and so have the groups in them', () => {
    const sections = toSections(
      report([
        change({ operation: 'GET /compatible' }),
        change({ operation: 'GET /unclear', unclear: true }),
        change({ operation: 'GET /b', message: 'compatible' }),
        change({ operation: 'GET /b', message: 'unclear', unclear: true }),
        change({ operation: 'GET /b', message: 'breaking', breaking: true }),
      ]),
    )
    expect(sections.map(({ heading, groups }) => [heading, ...groups.map(({ first }) => first.message)])).toEqual([
      ['GET /b', 'breaking', 'unclear', 'compatible'],
      ['GET /unclear', 'm'],
      ['GET /compatible', 'm'],
    ])
  })

  test('have no decided changes, which are listed by reason', () => {
    const changes = [
      change({ message: 'open' }),
      change({ message: 'a', decided: 'Agreed.' }),
      change({ message: 'b', decided: 'Old.' }),
      change({ message: 'c', decided: 'Agreed.' }),
    ]
    expect(groupsOf(...changes).map(({ first }) => first.message)).toEqual(['open'])
    expect(
      [...toDecided(report(changes))].map(([reason, own]) => [reason, ...own.map(({ first }) => first.message)]),
    ).toEqual([
      ['Agreed.', 'a', 'c'],
      ['Old.', 'b'],
    ])
  })

  const schema = { keyword: 'type', at: '200 body/a', definedAt: { before: 'a:1', after: 'b:2' } }

  test.each<[string, Partial<Change>, Partial<Change>, number]>([
    ['of one schema', schema, schema, 1],
    ['at the same name in other objects', schema, { ...schema, at: '200 body/b/a' }, 1],
    ['at another name', schema, { ...schema, at: '200 body/b' }, 2],
    ['on another line of the first document', schema, { ...schema, definedAt: { before: 'a:3', after: 'b:2' } }, 2],
    ['on another line of the second document', schema, { ...schema, definedAt: { before: 'a:1', after: 'b:3' } }, 2],
    ['on another line, but not of a schema', { definedAt: { before: 'a:1' } }, { definedAt: { before: 'a:2' } }, 1],
    ['of another kind', schema, { ...schema, kind: 'added' }, 2],
    ['with another message', schema, { ...schema, message: 'n' }, 2],
    ['one of which is breaking', schema, { ...schema, breaking: true }, 2],
    ['one of which is unclear', schema, { ...schema, unclear: true }, 2],
  ])('group changes of two operations %s', (_, one, other, count) => {
    expect(groupsOf(change(one), change({ ...other, operation: 'GET /b' }))).toHaveLength(count)
  })

  test('name the operations that share a change, once each', () => {
    expect(headingsOf(change(), change({ operation: 'GET /b' }), change())).toEqual(['2 operations: GET /a, GET /b'])
  })

  test.each<[readonly Partial<Change>[], string]>([
    [[{}], 'x/p'],
    [[{}, { at: 'y/p' }], 'x/p (and 1 other place)'],
    [[{ alsoAt: ['z/p', 'x/p'] }, { at: 'y/p' }, { at: 'y/p' }], 'x/p (and 2 other places)'],
    [[{}, { at: 'y/p', operation: 'GET /b' }], 'x/p'],
  ])('show the first place of a change and count those in the same operation: %j', (changes, place) => {
    expect(groupsOf(...changes.map((each) => change({ at: 'x/p', ...each }))).map(describePlace)).toEqual([place])
  })
})

describe('the value that shows a change', () => {
  test.each<[Partial<Change>, string | undefined]>([
    [{ proof: { a: 1 }, acceptedBy: 'before' }, '{"a":1} is valid before and invalid after'],
    [{ proof: null, acceptedBy: 'after' }, 'null is valid after and invalid before'],
    [{ keyword: 'maximum', breaking: true }, 'no example value found that shows it'],
    [{ keyword: 'maximum', unclear: true }, 'no example value found that shows it'],
    [{ keyword: 'maximum' }, undefined],
    [{ breaking: true }, undefined],
    [{ keyword: 'style', breaking: true }, undefined],
    [{ keyword: 'itemEncoding', unclear: true }, undefined],
    [{ proof: 'x'.repeat(158), acceptedBy: 'before' }, `"${'x'.repeat(158)}" is valid before and invalid after`],
    [
      { proof: `${'x'.repeat(100)}${'😀'.repeat(100)}`, acceptedBy: 'before' },
      `"${'x'.repeat(79)} … ${'😀'.repeat(79)}" is valid before and invalid after`,
    ],
  ])('of %j is described', (fields, expected) => {
    expect(describeProof(change(fields))).toBe(expected)
  })
})

test.each([
  [{ before: 'a:1', after: 'b:2' }, 'a:1 → b:2'],
  [{ before: 'a:1' }, 'a:1'],
  [{ after: 'b:2' }, 'b:2'],
  [{}, ''],
])('the places of %j are shown', (definedAt, expected) => {
  expect(describeSource(change({ definedAt }))).toBe(expected)
})

test('the summary names what was compared, and what there is any of', () => {
  const { summary } = report([])
  expect(summarise(report([]))).toBe('3 operations compared, 1 breaking change, 2 compatible changes')
  expect(
    summarise(
      report([], {
        summary: { ...summary, operations: { compared: 1, added: 2, removed: 3 }, unclear: 4, decided: 5, words: 1 },
      }),
    ),
  ).toBe(
    '1 operation compared, 1 breaking change, 2 compatible changes, 4 unclear, 5 decided, 1 text or example changed',
  )
})

describe('a comparison is formatted', () => {
  const changes = [
    change({
      message: 'wider',
      proof: 7,
      acceptedBy: 'after',
      definedAt: { before: 'old.yaml:1', after: 'new.yaml:2' },
    }),
    change({ message: 'is\u001b[31m *gone* <b>', breaking: true, definedAt: { before: 'old.yaml:9' } }),
    change({ operation: 'GET /b', message: 'perhaps', unclear: true, definedAt: { after: 'HEAD:new.yaml:3' } }),
    change({ message: 'left', decided: 'Agreed, <b>.' }),
    change({ message: 'left', decided: 'Agreed, <b>.', operation: 'GET /b' }),
  ]
  const words = [
    { operation: 'GET /a', at: '200', keyword: 'description', before: 'x'.repeat(80), after: '```' },
    { operation: 'GET /a', at: '200', keyword: 'summary', after: 's' },
  ]

  test('as text', () => {
    expect(formatComparison(report(changes, { words }), 'text')).toBe(`before  old.yaml  Old 1
after   new.yaml  New 2

GET /a
  breaking    query p: is\\u001b[31m *gone* <b>
              old.yaml:9
  compatible  query p: wider
              7 is valid after and invalid before
              old.yaml:1 → new.yaml:2

GET /b
  unclear     query p: perhaps
              HEAD:new.yaml:3

Decided: Agreed, <b>.
  2 operations: query p: left

Texts and examples of GET /a
  200 description: "${'x'.repeat(59)}… → "\`\`\`"
  200 summary: nothing → "s"

1 breaking change
Failed: 3 operations compared, 1 breaking change, 2 compatible changes
`)
  })

  test('as text in colours, if they are asked for', () => {
    const passed = report([], { verdict: 'passed', reasons: [] })
    const [red, green] = ['\u001b[31m', '\u001b[32m']
    expect(formatComparison(passed, 'text', { color: true })).toContain(`${green}Passed: `)
    expect(formatComparison(report(changes), 'text', { color: true })).toContain(`${red}Failed: `)
    expect(formatComparison(report(changes), 'text', { color: true })).toContain(`${green}compatible`)
    expect(formatComparison(report(changes), 'text')).not.toContain('\u001b')
  })

  test('as workflow commands, breaking changes first, on the lines of the second document', () => {
    expect(formatComparison(report(changes), 'github').split('\n')).toEqual([
      '::error file=old.yaml,line=9,title=breaking change::GET /a: query p: is\\u001b[31m *gone* <b>',
      '::warning title=unclear change::GET /b: query p: perhaps',
      '::notice file=new.yaml,line=2,title=compatible change::GET /a: query p: wider%0A7 is valid after and invalid before',
      '::error::1 breaking change',
      'Failed: 3 operations compared, 1 breaking change, 2 compatible changes',
      '',
    ])
  })

  test('as JSON, in which nothing is hidden', () => {
    const json = formatComparison(report(changes), 'json')
    expect(JSON.parse(json)).toEqual(report(changes))
    expect(json).not.toContain('\u001b')
    expect(json).toMatch(/^\{\n {2}"verdict": "failed",\n/)
    expect(json).toMatch(/\n\}\n$/)
  })

  test('as Markdown, with everything escaped', () => {
    expect(formatComparison(report(changes, { words }), 'markdown')).toBe(`### ❌ Failed: New 2

3 operations compared, 1 breaking change, 2 compatible changes. Compared: \`old.yaml\` and \`new.yaml\`

- 1 breaking change

#### \`GET /a\`

- ❌ **breaking** \`query p\`: is\\\\u001b\\[31m \\*gone\\* &lt;b>
  <sub>old.yaml:9</sub>
- ✅ compatible \`query p\`: wider
  \`7 is valid after and invalid before\`
  <sub>old.yaml:1 → new.yaml:2</sub>

#### \`GET /b\`

- ❔ unclear \`query p\`: perhaps
  <sub>HEAD:new.yaml:3</sub>

<details><summary>Decided: Agreed, &lt;b>. (1)</summary>

- \`2 operations: query p: left\`

</details>

\`\`\`text
Texts and examples of GET /a
  200 description: "${'x'.repeat(59)}… → "'''"
  200 summary: nothing → "s"
\`\`\`
`)
  })

  test.each([
    ['@team', '\\@team'],
    ['#1', '\\#1'],
    ['a|b', 'a\\|b'],
    ['a_b_', 'a\\_b\\_'],
    ['~a~', '\\~a\\~'],
    ['[a]', '\\[a\\]'],
    ['&lt;', '&amp;lt;'],
  ])('as Markdown, in which %s is a text', (message, expected) => {
    expect(formatComparison(report([change({ message })]), 'markdown')).toContain(`: ${expected}\n`)
  })

  test('as Markdown with two hundred groups at most', () => {
    const many = (count: number) =>
      formatComparison(
        report(
          Array.from({ length: count }, (_, index) => change({ operation: `GET /${index % 3}`, message: `m${index}` })),
        ),
        'markdown',
      )
    expect(many(200).match(/^- ✅/gm)).toHaveLength(200)
    expect(many(200)).not.toContain('more change')
    expect(many(202).match(/^- ✅/gm)).toHaveLength(200)
    expect(many(202)).toContain('… and 2 more changes')
  })
})
