import { describe, expect, test } from 'vitest'
import { createReporter, parseDocument, parseWaivers, type ReportOptions } from '../../../src/contract/index.js'
import { base, listPets, pet, petstore } from '../petstore.js'
import { finding } from '../reporters/reports.js'

describe('the items of operations without interactions', () => {
  const documentOf = (operations: number) =>
    parseDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths: Object.fromEntries(
          Array.from({ length: operations }, (_, index) => [
            `/p${index}`,
            { get: { operationId: `o${index}`, responses: { 204: { description: 'x' } } } },
          ]),
        ),
      }),
      'many.json',
    )
  const waivers = parseWaivers('coverage: [{ operationId: o1, reason: rare }]', 'w.yaml')

  test.each<[number, ReportOptions, boolean]>([
    [50, {}, true],
    [51, {}, false],
    [51, { fullCoverage: true }, true],
    [51, { fullCoverage: false }, false],
    [51, { waivers }, true],
  ])('of %i operations, with the options %j, are listed: %s', (operations, options, isListed) => {
    const { coverage } = createReporter(documentOf(operations), options).report()

    expect([coverage.entries.length, coverage.counted.length]).toEqual(isListed ? [2 * operations, 0] : [0, operations])
    expect(coverage.total).toBe(2 * operations - (options.waivers ? 2 : 0))
  })
})

describe('the verdict', () => {
  const invalid = listPets({ response: { body: [{ id: 'x', name: 'Rex' }] } })
  const reportOf = (options: ReportOptions, ...interactions: ReturnType<typeof listPets>[]) => {
    const reporter = createReporter(petstore, options)
    for (const each of interactions) reporter.add(each)
    return reporter.report()
  }

  test('of coverage below its minimum rounds down, and of coverage at its minimum is passed', () => {
    const { coverage } = reportOf({}, listPets())
    const percent = (coverage.covered / coverage.total) * 100
    const shown = (Math.floor(percent * 10) / 10).toFixed(1)

    expect(reportOf({ minCoverage: percent }, listPets()).reasons).toEqual([])
    expect(reportOf({ minCoverage: 99 }, listPets()).reasons).toEqual([
      `coverage of ${shown} % is below the minimum of 99 %`,
    ])
  })

  test('without interactions has no second reason', () => {
    expect(reportOf({}).reasons).toEqual(['no interaction was recorded'])
  })

  test('of a document that only describes webhooks says how to check them', () => {
    const webhooks = parseDocument(
      `openapi: 3.1.0\ninfo: {title: T, version: '1'}\nwebhooks: {a: {post: {operationId: a, responses: {'204': {description: x}}}}}\n`,
      'w.yaml',
    )
    const reporter = createReporter(webhooks)
    reporter.add(listPets())

    expect(reporter.report()).toMatchObject({
      verdict: 'nothing-checked',
      reasons: ['the document only describes webhooks; check them with --webhooks'],
    })
  })

  test('counts each severity that fails the run', () => {
    const warned = listPets({ response: { body: [{ id: 1, name: 'a', foo: 1 }] } })
    expect(reportOf({ failOn: 'note' }, invalid, invalid, warned).reasons).toEqual(['2 errors', '1 warning'])
    expect(reportOf({}, invalid, warned).reasons).toEqual(['1 error'])
  })

  test('has what was added, and a later report has what was added since', () => {
    const reporter = createReporter(petstore)
    const found = [invalid, listPets()].map((each) => reporter.add(each).map(({ code, count }) => [code, count]))
    const before = reporter.report()
    reporter.add(invalid)

    expect(found).toEqual([[['invalid-body', 1]], []])
    expect(before.summary).toMatchObject({ interactions: 2, checked: 2, errors: 1 })
    expect(before.operations[0]).toMatchObject({ interactions: 2, withFindings: 1, errors: 1 })
    expect(reporter.report().summary).toMatchObject({ interactions: 3, errors: 2 })
    expect(before.summary.errors).toBe(1)
  })

  test('does not count waived findings, which are not returned either', () => {
    const waivers = parseWaivers('findings: [{ code: invalid-body, reason: old }]', 'w.yaml')
    const reporter = createReporter(petstore, { waivers })

    expect(reporter.add(invalid)).toEqual([])
    expect(reporter.report()).toMatchObject({
      verdict: 'passed',
      summary: { errors: 0, waived: 1 },
      operations: [{ withFindings: 1, errors: 0 }, {}, {}, {}, {}],
    })
  })
})

describe('what an interaction is judged by', () => {
  const invalid = listPets({ response: { body: [{ id: 'x', name: 'Rex' }] } })

  test('replaces the findings of the check if the request was made on purpose, with its command line', () => {
    const reporter = createReporter(petstore)
    const made = {
      judge: (found: readonly object[]) => [finding({ code: 'server-error', message: `${found.length} found` })],
      curlOf: ({ code }: { code: string }) => `curl ${code}`,
    }

    expect(reporter.add(invalid, made)).toMatchObject([
      { code: 'server-error', message: '1 found', curl: 'curl server-error', operationId: 'listPets' },
    ])
  })

  test('does not replace the finding about an undocumented path', () => {
    const made = { judge: () => [], curlOf: () => undefined }
    const [found, ...others] = createReporter(petstore).add(listPets({ request: { url: `${base}/cats` } }), made)

    expect([found?.code, 'curl' in (found ?? {}), others]).toEqual(['undocumented-path', false, []])
  })
})

describe('what cannot be read', () => {
  const error = { pointer: '/1', expected: 'an entry', received: 'a number' }

  test('comes after the findings of the interaction before it, in the order in which it was added', () => {
    const reporter = createReporter(petstore)
    const credentials = listPets({ request: { headers: [['accept', '*/*']] } })
    reporter.addUnreadable({ ...error, source: 'a.har:1' })
    reporter.add({ ...credentials, source: 'b.har:1' })
    reporter.addUnreadable({ ...error, source: 'c.har:2' })
    reporter.addUnreadable({ ...error, source: 'c.har:3' })
    reporter.add({
      ...listPets({ request: { url: `${base}/pets/1`, headers: [['accept', '*/*']] }, response: { body: pet } }),
      source: 'd.har:1',
    })

    expect(reporter.report().findings.map(({ source }) => source)).toEqual([
      ...['a.har:1', 'b.har:1', 'c.har:2', 'c.har:3'],
    ])
  })

  test('has the operation, request and status of traffic that is not recorded, without secrets', () => {
    const reporter = createReporter(petstore)
    const request = { method: 'GET', url: `${base}/pets/7?token=canary` }

    expect(reporter.addUnreadable({ ...error, request, status: 418 })).toEqual({
      ...{ code: 'not-checked', severity: 'note', at: '/1', rule: '', expected: 'an entry', received: 'a number' },
      message: 'cannot be read: expected an entry, received a number',
      ...{ count: 1, request: 'GET /v1/pets/7?token=***', operationId: 'getPet', status: 418 },
    })
    expect(reporter.addUnreadable({ ...error, request: { method: 'GET', url: `${base}/cats` } })).not.toHaveProperty(
      'operationId',
    )
    expect(reporter.report().summary).toMatchObject({ interactions: 0, notes: 2 })
  })

  test('is counted each time, and no interaction', () => {
    const reporter = createReporter(petstore)
    reporter.add(listPets())
    for (let count = 0; count < 3; count++) reporter.addUnreadable(error)

    expect(reporter.report().summary).toMatchObject({ interactions: 1, checked: 1, notes: 3 })
  })
})

test('a finding about a request without a response comes at its place among the interactions', () => {
  const reporter = createReporter(petstore)
  const about = (path: string) => ({ request: { method: 'GET', url: `${base}${path}` } })
  const add = (path: string) => reporter.add(listPets({ ...about(path), response: { body: [{ id: 1 }] } }))
  const fail = (path: string) =>
    reporter.addFinding(finding({ code: 'server-error' }), {
      ...{ operationId: 'listPets', curl: 'curl' },
      request: { ...about(path).request, headers: [] },
    })
  add('/pets?limit=1')
  fail('/pets?limit=2')
  add('/pets?limit=3')
  fail('/pets?limit=4')

  expect(reporter.report().findings.map(({ request }) => request?.at(-1))).toEqual([...'1234'])
})

test('a request without a response is an interaction of its operation, with its command line', () => {
  const reporter = createReporter(petstore)
  const request = { method: 'GET', url: `${base}/pets?token=canary`, headers: [] }
  reporter.addFinding(finding({ code: 'server-error', operationId: 'x' }), {
    operationId: 'listPets',
    request,
    curl: 'curl',
  })
  const report = reporter.report()

  expect(report.findings).toMatchObject([
    { code: 'server-error', operationId: 'listPets', request: 'GET /v1/pets?token=***', curl: 'curl', count: 1 },
  ])
  expect(report.summary).toMatchObject({ interactions: 1, checked: 1, errors: 1 })
  expect(report.operations[0]).toMatchObject({ operationId: 'listPets', interactions: 1, withFindings: 1, errors: 1 })
  expect(report.verdict).toBe('failed')
})
