import { describe, expect, test } from 'vitest'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { emptyReport, failedReport, finding, hostileReport, passedReport } from './reports.js'

test('says the verdict first and folds the findings of each operation', () => {
  const text = formatReport(failedReport, 'markdown')

  expect(text).toMatch(/^### ❌ Failed: Petstore 1.4.0\n/)
  expect(text).toContain('<details><summary><code>listPets</code>: 5 findings</summary>')
  expect(text).toContain(
    '| ❌ invalid-body | `/data/*/name` ×2 | `expected a string, received 12` (and 1 other value) | `GET /pets?limit=2, status 200` | `test/recordings/live/pets.json:3` | `openapi/petstore.yaml:42` |',
  )
  expect(text).toContain('| `getPet` `GET /pets/{petId}` | 2 | 0 | 0 | 100 % |')
  expect(text).toContain('<details><summary>Not covered: 10 of 26 items</summary>')
})

test('is short when the run passed, and says when nothing was checked', () => {
  expect(formatReport(passedReport, 'markdown')).toMatch(/^### ✅ Passed: Petstore/)
  expect(formatReport(emptyReport, 'markdown')).toMatch(/^### ❌ Nothing checked: Petstore/)
})

test('does not let a text leave its cell, code span or element', () => {
  const text = formatReport(hostileReport, 'markdown')
  const row = text.split('\n').find((line) => line.startsWith('| ❌'))

  expect(text.replace(/(`+) .*? \1/g, '')).not.toContain('<script>')
  expect(text.match(/<details>/g)?.length).toBe(text.match(/^<\/details>$/gm)?.length)
  expect(row?.match(/(?<!\\)\|/g)).toHaveLength(7)
  expect(text).not.toMatch(/[^\P{Cc}\n]/u)
})

test('fits into a comment however much was found', () => {
  const findings = Array.from({ length: 3000 }, (_, index) =>
    finding({ at: `/${'x'.repeat(300)}${index}`, received: 'y'.repeat(5000) }),
  )
  const text = formatReport({ ...failedReport, findings }, 'markdown')

  expect(text.length).toBeLessThan(65_536)
  expect(text).toMatch(/… and 2\d{3} more groups of findings\./)
})

test.each([
  [90, 10, undefined],
  [90, 13, '- … and 3 more'],
  [101, 0, '- … and 1 more'],
  [102, 5, '- … and 7 more'],
])('lists a hundred of %i uncovered items and %i operations whose items are counted', (items, operations, more) => {
  const [sample] = emptyReport.coverage.entries
  if (!sample) throw new Error('expected an entry')
  const coverage = {
    entries: Array.from({ length: items }, () => sample),
    counted: Array.from({ length: operations }, () => ({ operationId: 'getPet', items: 2 })),
    ...{ total: items + 2 * operations, covered: 0 },
  }
  const text = formatReport({ ...emptyReport, coverage }, 'markdown')
  const lines =
    /Not covered:.*?<\/details>/s
      .exec(text)?.[0]
      .split('\n')
      .filter((line) => line.startsWith('- ')) ?? []

  expect(text).toContain(`Not covered: ${items + 2 * operations} of ${items + 2 * operations} items`)
  expect(lines.filter((line) => !line.includes('more'))).toHaveLength(100)
  expect(lines.find((line) => line.includes('more'))).toBe(more)
})

test('a bar is escaped in a table, where it would end the cell, and nowhere else', () => {
  const [sample] = emptyReport.coverage.entries
  const entries = sample ? [{ ...sample, subject: 'a|b', aspect: '"c|d"' }] : []
  const text = formatReport(
    {
      ...failedReport,
      skipped: [{ host: 'e|f', reason: 'preflight', count: 1 }],
      findings: [finding({ at: '/g|h', message: 'i|j' })],
      coverage: { total: 1, covered: 0, entries, counted: [] },
    },
    'markdown',
  )

  for (const expected of ['`a|b "c|d"`', '- `e|f` ', '| `/g\\|h` | `i\\|j` |']) expect(text).toContain(expected)
})

test.each([
  ['a`b', '`` a`b ``'],
  ['`` x `', '``` `` x ` ```'],
  ['q```r', '```` q```r ````'],
  ['`a`b`c', '`` `a`b`c ``'],
  ['plain', '`plain`'],
  ['  ', '  '],
])('the message %j is the code span %s', (message, expected) => {
  const text = formatReport({ ...failedReport, findings: [finding({ message })] }, 'markdown')

  expect(text).toContain(`| \`/data/0/name\` | ${expected} | `)
})

describe('what does not fit into a comment', () => {
  const long = 'x'.repeat(150)
  const skipped = Array.from({ length: 20 }, () => ({ host: long, reason: 'preflight' as const, count: 1 }))
  const findings = Array.from({ length: 300 }, (_, index) => finding({ at: `/${index}x`, message: `${long}${index}` }))
  const operationsOf = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ operationId: `${long}${index}`, method: 'GET', path: `/${long}${index}` },
      ...{ interactions: 1, withFindings: 0, errors: 0, warnings: 0 },
    }))

  test('is left out from the end, and counted', () => {
    const text = formatReport({ ...failedReport, skipped, operations: operationsOf(100), findings }, 'markdown')

    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text).toMatch(/\n\n… and \d more sections?, left out to fit into a comment\.\n$/)
    expect(text).not.toContain('<summary>Skipped')
  })

  test('is left out so that its count fits, too', () => {
    const texts = Array.from({ length: 16 }, (_, index) => {
      const operations = operationsOf(75).map((each) =>
        /x1?0$/.test(each.path) ? { ...each, path: `/${'y'.repeat(10 * index)}` } : each,
      )
      return formatReport({ ...failedReport, skipped, operations, findings }, 'markdown')
    })

    expect(new Set(texts.map((text) => text.match(/… and \d more/)?.[0])).size).toBe(2)
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(65_536)
  })
})

test.each([
  [{ interactions: 1 }, '| 1 | 0 | 0 |  |'],
  [{ interactions: 0 }, '| 0 | 0 | 0 | 0 % |'],
])('an operation without items has no coverage unless it was not seen: %j', (counts, cells) => {
  const operation = { operationId: 'a', method: 'GET', path: '/', withFindings: 0, errors: 0, warnings: 0, ...counts }
  const coverage = { total: 0, covered: 0, entries: [], counted: [] }
  const text = formatReport({ ...passedReport, operations: [operation], coverage } as typeof passedReport, 'markdown')

  expect(text).toContain(`\n| \`a\` \`GET /\` ${cells}\n`)
  expect(text).not.toContain('Not covered')
})

test.each([
  [[], '| `a.har:1` |'],
  [['b.har:1'], '| `a.har:1` and 1 other |'],
  [['b.har:1', 'c.har:1'], '| `a.har:1` and 2 others |'],
])('counts the other recordings of a finding: %j', (others, cell) => {
  const findings = ['a.har:1', ...others].map((source) => finding({ source }))
  expect(formatReport({ ...failedReport, findings }, 'markdown')).toContain(cell)
})
