import { createHash } from 'node:crypto'
import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { formatReport } from '../../../src/contract/reporters/format-report.js'
import { emptyReport, failedReport, finding, hostileReport, passedReport } from './reports.js'

const reports = [
  ['empty', emptyReport],
  ['passed', passedReport],
  ['failed', failedReport],
  ['hostile', hostileReport],
] as const

function inner(page: string, element: string): string {
  return new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)?.[1] ?? ''
}

/** The text of a piece of the page, as a reader sees it. */
function toText(markup: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
}

test.each(reports)('writes the %s report as one page that loads nothing and runs only its own script', (_, report) => {
  const page = formatReport(report, 'html')
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''

  for (const element of ['style', 'script']) {
    const digest = createHash('sha256').update(inner(page, element)).digest('base64')
    expect(policy).toContain(`${element}-src &#39;sha256-${digest}&#39;`)
  }
  expect(policy).toContain('default-src &#39;none&#39;')
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(page).not.toMatch(/\ssrc=|<link(?! rel="icon" href="data:,")|@import|url\(/)
  expect(page).not.toMatch(/<[^>]*\s(?:style|on\w+)=/)
})

test.each(reports)('the %s page has landmarks, headings in order, and links to unique ids', (_, report) => {
  const page = formatReport(report, 'html')
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))

  expect(new Set(ids).size).toBe(ids.length)
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
  for (const landmark of ['<header', '<nav', '<main', '<html lang="en"']) expect(page).toContain(landmark)
  expect(levels[0]).toBe(1)
  levels.forEach((level, index) => {
    expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1)
  })
  expect(page.match(/<table/g)?.length).toBe(page.match(/<caption/g)?.length)
  for (const [cell] of page.matchAll(/<th[\s>][^>]*/g)) expect(cell).toContain('scope=')
})

test('shows the verdict, its reasons and numbers at the top', () => {
  const header = toText(/<header.*<\/header>/s.exec(formatReport(failedReport, 'html'))?.[0] ?? '')

  expect(header).toContain('Petstore 1.4.0')
  expect(header).toContain('Failed')
  expect(header).toContain('coverage of 57 % is below the minimum of 80 %')
  expect(header).toContain('Errors4')
  expect(header).toContain('57 %')
})

test("shows a finding with the document's lines beside what was received", () => {
  const article = toText(/<article.*?<\/article>/s.exec(formatReport(failedReport, 'html'))?.[0] ?? '')

  expect(article).toContain('error /data/*/name ×2 invalid-body')
  expect(article).toContain('Documented openapi/petstore.yaml:42')
  expect(article).toContain('42name: 43 type: string 44 description: What it is called.')
  expect(article).toContain('Received test/recordings/live/pets.json:3 12 and 1 other value')
})

test('shows what is covered live, covered otherwise, not covered, waived, and has errors', () => {
  const page = formatReport(failedReport, 'html')
  const rowOf = (name: string) =>
    new RegExp(`<tr data-item[^>]*>\\s*<th[^>]*><code>[^]*?${name}</code>[^]*?</tr>`).exec(page)?.[0] ?? ''

  expect(rowOf('<wbr>tag')).toContain('role="img" title="covered live (3 live, 1 documented)">●</span>')
  expect(rowOf('<wbr>tag')).toContain('waived (the service always sends it)')
  expect(rowOf('<wbr>name')).toContain('with errors')
  expect(rowOf('<wbr>status')).toContain('role="img" title="not covered">○</span>&quot;sold&quot;')
  expect(page).toContain('covered, but not live (1 historical)')
})

test('says how many items of each kind an operation does not cover, as the text does', () => {
  const page = formatReport(failedReport, 'html')
  const text = formatReport(failedReport, 'text')
  const missing = [...page.matchAll(/<span class="missing">Not covered: (.*?)<\/span>/g)].map(([, kinds]) => kinds)

  expect(missing).toEqual([...text.matchAll(/^ {2}(?:listPets|removePet) {2}(\d.*)$/gm)].map(([, kinds]) => kinds))
  expect(missing[0]).toContain('1 response')
  expect(missing).toHaveLength(2)
})

test('does not let a text of a recording or document become markup', () => {
  const page = formatReport(hostileReport, 'html')

  expect(page).not.toContain('<script>alert')
  expect(page).not.toContain('</details>@x')
  expect(page).not.toContain('--><!--')
  expect(page).not.toMatch(/[^\P{Cc}\n]/u)
  expect(toText(page)).toContain('<script>alert(1)</script>\\u0000\\u001b[31m')
})

test('has a script that is JavaScript', () => {
  expect(() => new Script(inner(formatReport(passedReport, 'html'), 'script'))).not.toThrow()
})

test('names at most fifty recordings of the same finding', () => {
  const findings = Array.from({ length: 500 }, (_, index) => finding({ source: `recording-${index}.json` }))

  expect(formatReport({ ...failedReport, findings }, 'html').match(/recording-\d+\.json/g)).toHaveLength(51)
})

test('folds the operations without interactions', () => {
  const page = formatReport(passedReport, 'html')
  const folded = /<details class="unseen">.*?<\/details>/s.exec(page)?.[0] ?? ''

  expect(toText(folded)).toContain('1 operation without interactions')
  expect(folded).toContain('removePet')
  expect(folded).not.toContain('listPets')
  expect(toText(page.replace(folded, ''))).toContain('getPetGET /pets/{petId}')
})

test('shows how many items an operation has whose items are not listed', () => {
  const entries = passedReport.coverage.entries.filter(({ operationId }) => operationId !== 'removePet')
  const counted = [{ operationId: 'removePet', items: 34 }]
  const page = formatReport({ ...passedReport, coverage: { ...passedReport.coverage, entries, counted } }, 'html')

  const folded = /<details class="unseen">.*?<\/details>/s.exec(page)?.[0] ?? ''
  expect(toText(folded)).toContain('0 % 0 of 34')
  // A large document has thousands of such rows: they have no cells for what is zero.
  expect(folded).not.toContain('data-label="Errors"')
})

test('explains each state of coverage that the report has', () => {
  const legends = formatReport(failedReport, 'html').match(/<ul class="legend">.*?<\/ul>/gs) ?? []

  expect(legends).toHaveLength(2)
  for (const legend of legends) {
    expect(toText(legend)).toContain('covered live: seen in traffic of the live service')
    expect(toText(legend)).toContain('covered, but not live: seen in recordings')
    expect(toText(legend)).toContain('not covered: seen in no interaction')
    expect(toText(legend)).toContain('waived: seen in no interaction, and accepted with a reason')
  }
})

test('does not say whether coverage is live if the origin of the recordings is not known', () => {
  const entries = passedReport.coverage.entries.map((each) => ({
    ...each,
    covered: Object.keys(each.covered).length > 0 ? { other: 2 } : {},
  }))
  const page = formatReport({ ...passedReport, coverage: { ...passedReport.coverage, entries } }, 'html')
  const main = toText(inner(page, 'main'))

  expect(main).toContain('covered (2 interactions)')
  expect(main).toContain('covered: seen in at least one interaction')
  expect(main).not.toMatch(/\blive\b/)
})

test('lists the recordings, at most two hundred and without secrets', () => {
  const info = { date: '2026-11-01T00:00:00.000Z', command: 'room-sessions check', version: '1.0.0' }
  const withRecordings = (recordings: readonly string[]) => {
    const page = formatReport(passedReport, 'html', { run: { ...info, recordings } })
    return toText(/<header.*<\/header>/s.exec(page)?.[0] ?? '')
  }
  const many = Array.from({ length: 250 }, (_, index) => `recordings/${index}.har`)

  expect(withRecordings(['recordings/pets.har'])).toContain('Recording recordings/pets.har')
  expect(withRecordings(many)).toContain('250 recordings')
  expect(withRecordings(many).match(/\d\.har/g)).toHaveLength(200)
  expect(withRecordings(many)).toContain('… and 50 more')
  expect(withRecordings(['https://user:hunter2secret@host/a.har'])).not.toContain('hunter2secret')
})

test('numbers of errors and warnings stand out unless they are 0', () => {
  const html = formatReport(failedReport, 'html')
  const cells = [...html.matchAll(/data-label="(?:Errors|Warnings)" class="number ([a-z]*)">(\d+)</g)]

  expect(cells.map(([, name, count]) => `${count} ${name}`.trim())).toEqual(['3 bad', '1 careful', '0', '0', '0', '0'])
})

test('the coverage of requests is about parameters, that of responses about states of properties', () => {
  const heads = [
    ...formatReport(failedReport, 'html').matchAll(/<thead><tr><th scope="col">(Parameter|Property)<.*?<\/tr>/g),
  ]
  const titles = heads.map(([head]) => [...head.matchAll(/>([^<>]+)<\/th>/g)].map(([, title]) => title).join())

  expect(new Set(titles)).toEqual(
    new Set(['Parameter,Sent, and values', 'Property,non-null,null,absent,Values, lengths, pages']),
  )
})

test('has no empty list of reasons and no empty table of operations', () => {
  const operations = passedReport.operations.filter(({ interactions }) => interactions > 0)
  const seen = formatReport({ ...passedReport, operations }, 'html')
  const unseen = formatReport(emptyReport, 'html')

  expect([seen, unseen].map((html) => html.includes('<ul class="reasons">'))).toEqual([false, true])
  expect([seen, unseen].map((html) => html.includes('"Table of operations"'))).toEqual([true, false])
  expect([seen, unseen].map((html) => /\d operations? without interactions/.exec(html)?.[0])).toEqual([
    undefined,
    '3 operations without interactions',
  ])
})

test('the filter offers notes and waived findings only if there are some', () => {
  const choicesOf = (findings: Parameters<typeof finding>[0][]) => {
    const html = formatReport({ ...failedReport, findings: findings.map(finding) }, 'html')
    return ['severity', 'state'].map((name) =>
      [...html.matchAll(new RegExp(`name="${name}" value="(\\w*)"( checked)?`, 'g'))].map(
        ([, value, on]) => value + (on ?? ''),
      ),
    )
  }
  const states = [' checked', 'uncovered', 'covered']
  expect(choicesOf([{}])).toEqual([[' checked', 'error', 'warning'], states])
  expect(choicesOf([{}, { waived: 'known' }])).toEqual([[' checked', 'error', 'warning', 'waived'], states])
  expect(choicesOf([{ severity: 'note' }, {}])).toEqual([[' checked', 'error', 'warning', 'note'], states])
})
