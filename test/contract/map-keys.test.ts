import { expect, test } from 'vitest'
import {
  checkInteractions,
  formatReport,
  type Interaction,
  mergeReports,
  parseDocument,
  toBaseline,
} from '../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: Depots, version: '1' }
paths:
  /depots:
    get:
      responses:
        '200':
          description: The depots by their names.
          content:
            application/json:
              schema:
                type: object
                additionalProperties:
                  type: object
                  additionalProperties: false
                  properties: { open: { type: boolean }, a/b: { type: integer } }
`,
  'depots.yaml',
)

const depots = (body: unknown): Interaction => ({
  request: { method: 'GET', url: 'https://depots.example/depots', headers: [] },
  response: { status: 200, headers: [['content-type', 'application/json']], body: JSON.stringify(body) },
})
const check = (body: unknown, options = {}) => checkInteractions(document, [depots(body)], options)

test('findings that differ only in keys of a map are one group', () => {
  const report = check({ zrh: { open: 'no' }, bsl: { open: 'yes' }, gva: { 'a/b': 'x' } })

  const text = formatReport(report, 'text')
  expect(text).toContain('error /*/open ×2  invalid-body')
  expect(text).toContain('error /gva/a~1b  invalid-body')
  expect(report.findings.map(({ at }) => at)).toEqual(['/zrh/open', '/bsl/open', '/gva/a~1b'])
})

test('a baseline accepts a finding under every key of a map', () => {
  const baseline = toBaseline(check({ zrh: { open: 'no', 'a/b': 'x' } }))

  expect(baseline.entries.map(({ at }) => at)).toEqual(['/*/a~1b', '/*/open'])
  expect(check({ bsl: { open: 'no', 'a/b': 'y' } }, { baseline })).toMatchObject({
    verdict: 'passed',
    summary: { baseline: 2 },
  })
})

test('a baseline accepts no other undocumented property', () => {
  const baseline = toBaseline(check({ zrh: { owner: 'x' } }))

  expect(baseline.entries.map(({ at }) => at)).toEqual(['/*/owner'])
  expect(check({ bsl: { secret: 'x' } }, { baseline })).toMatchObject({
    verdict: 'failed',
    findings: [{ at: '/bsl/secret' }],
    baseline: { gone: [{ at: '/*/owner' }] },
  })
})

test('merged reports count them like one report', () => {
  const options = { maxFindings: 2 }
  const named = (key: string) => ({ ...depots({ [key]: { open: 'no' } }), source: `${key}.json` })
  const whole = checkInteractions(document, ['a', 'b', 'c', 'd'].map(named), options)
  const parts = [['a'], ['b', 'c', 'd']].map((keys, index) => ({
    source: `${index}.json`,
    report: checkInteractions(document, keys.map(named), options),
  }))

  expect(whole.findings.map(({ at, more = 0 }) => [at, more])).toEqual([
    ['/a/open', 0],
    ['/b/open', 2],
  ])
  expect(formatReport(mergeReports(parts), 'json')).toBe(formatReport(whole, 'json'))
})
