import { expect, test } from 'vitest'
import type { Report } from '../../../src/contract/report/report.js'
import { formatReport, type ReportFormat } from '../../../src/contract/reporters/format-report.js'
import { failedReport, finding, passedReport, problem } from './reports.js'

const many = <Value>(count: number, create: (name: string) => Value) =>
  Array.from({ length: count }, (_, index) => create(`n${index}n`))
const toOperation = (name: string, counts: object = {}) => ({
  ...{ operationId: name, method: 'GET', path: '/', interactions: 1, withFindings: 0, errors: 0, warnings: 0 },
  ...counts,
})
const nothing = { ...passedReport, operations: [], coverage: { total: 0, covered: 0, entries: [], counted: [] } }

/** Reports with a number of things, each with a name of its own. */
const reports: Readonly<Record<string, (count: number) => Report>> = {
  problems: (count) => ({ ...nothing, problems: many(count, (message) => ({ ...problem, message })) }),
  'places of a problem': (count) => ({
    ...nothing,
    problems: [problem, ...many(count, (pointer) => ({ ...problem, pointer }))],
  }),
  'skipped hosts': (count) => ({
    ...nothing,
    skipped: many(count, (host) => ({ host, reason: 'preflight', count: 1 })),
  }),
  reasons: (count) => ({ ...nothing, reasons: many(count, (name) => name) }),
  'places of a finding': (count) => ({
    ...nothing,
    findings: ['first', ...many(count, (source) => source)].map((source) => finding({ source })),
  }),
  'warnings of an operation': (count) => ({
    ...failedReport,
    findings: many(count, (code) => finding({ severity: 'warning', at: `/${code}` })),
  }),
  'operations with interactions': (count) => ({ ...nothing, operations: many(count, toOperation) }),
  'operations with errors': (count) => ({
    ...nothing,
    operations: many(count, (name) => toOperation(name, { errors: 1 })),
  }),
  'operations with gaps': (count) => ({
    ...nothing,
    coverage: { ...nothing.coverage, counted: many(count, (operationId) => ({ operationId, items: 1 })) },
  }),
}

test.each<[ReportFormat, string, number, string, string]>([
  ['text', 'problems', 7, '  … and 1 more kind\n', '  … and 2 more kinds\n'],
  ['text', 'skipped hosts', 7, '  … and 1 more host\n', '  … and 2 more hosts\n'],
  ['text', 'operations with interactions', 7, '  … and 1 more\n', '  … and 2 more\n'],
  ['text', 'operations with errors', 20, '  … and 1 more with errors\n', '  … and 2 more with errors\n'],
  ['text', 'operations with gaps', 7, '  … and 1 more operation\n', '  … and 2 more operations\n'],
  ['text', 'warnings of an operation', 20, '… and 1 more group of warnings', '… and 2 more groups of warnings'],
  ['markdown', 'problems', 20, '\n- … and 1 more kind\n', '\n- … and 2 more kinds\n'],
  ['markdown', 'skipped hosts', 20, '\n- … and 1 more\n', '\n- … and 2 more\n'],
  ['markdown', 'reasons', 20, '\n- … and 1 more\n', '\n- … and 2 more\n'],
  [
    'markdown',
    'operations with interactions',
    100,
    '… and 1 more with interactions.',
    '… and 2 more with interactions.',
  ],
  ['github', 'problems', 20, 'title=problems of the document::… and 1 more kind\n', '… and 2 more kinds\n'],
  ['github', 'skipped hosts', 20, '%0A… and 1 more host\n', '%0A… and 2 more hosts\n'],
  ['github', 'places of a finding', 5, ', …\n', ', …\n'],
  ['junit', 'problems', 100, 'name="1 more kind of problems"', 'name="2 more kinds of problems"'],
  ['sarif', 'places of a problem', 20, '"occurrenceCount": 22', '"occurrenceCount": 23'],
  ['sarif', 'problems', 100, '"otherKindsOfProblems": 1\n', '"otherKindsOfProblems": 2\n'],
  ['html', 'problems', 50, '<li>… and 1 more kind</li>', '<li>… and 2 more kinds</li>'],
  ['html', 'places of a finding', 50, '<li>… and 1 more</li>', '<li>… and 2 more</li>'],
])('%s of %s lists %i, and counts the others', (format, name, limit, one, two) => {
  const namesIn = (text: string) => new Set(text.match(/n\d+n/g)).size
  const [exact, more, most] = [0, 1, 2].map((extra) => formatReport(reports[name]?.(limit + extra) ?? nothing, format))

  expect([exact, more, most].map((text) => namesIn(text ?? ''))).toEqual([limit, limit, limit])
  for (const rest of [one, two]) expect(exact).not.toContain(rest)
  expect(more).toContain(one)
  expect(most).toContain(two)
})

test('text lists every group of errors, and only as many others as there are errors', () => {
  const findings = [
    ...many(30, (name) => finding({ at: `/${name}` })),
    ...many(5, (name) => finding({ severity: 'warning', at: `/${name}` })),
  ]
  const text = formatReport({ ...failedReport, findings }, 'text')

  expect(text.match(/^ {2}error /gm)).toHaveLength(30)
  expect(text).toContain('  … and 5 more groups of warnings, notes or waived findings\n')
})

test('operations without interactions are only left out of the text if there are many', () => {
  const toReport = (count: number) => ({
    ...nothing,
    operations: [...many(count, toOperation), toOperation('unseen', { interactions: 0 })],
  })

  expect(formatReport(toReport(6), 'text')).toContain('· unseen  GET /  not covered\n')
  expect(formatReport(toReport(7), 'text')).not.toMatch(/unseen|more/)
})

test('operations without interactions are only left out of Markdown if there are many', () => {
  const toReport = (count: number) => ({
    ...nothing,
    operations: [...many(count, toOperation), toOperation('unseen', { interactions: 0 })],
  })

  expect(formatReport(toReport(99), 'markdown')).toContain('| `unseen` `GET /` | 0 | 0 | 0 | 0 % |')
  expect(formatReport(toReport(100), 'markdown')).toContain('\n… and 1 operation without interactions.\n')
  expect(formatReport(toReport(101), 'markdown')).toContain(
    '\n… and 1 more with interactions, 1 operation without interactions.\n',
  )
})
