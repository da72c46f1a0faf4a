import { describe, expect, test } from 'vitest'
import { createReporter, type Interaction, probe } from '../../../src/contract/index.js'
import { json, toDocument, url } from './planned.js'

const parameters = ['p', 'q'].map((name) => ({ name, in: 'query', schema: { enum: ['x', 'y'] } }))
const schema = { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } }
const responses = {
  200: { description: 'x', content: { 'application/json': { schema } } },
  default: { description: 'x', content: { 'application/json': {} } },
}
const document = toDocument({
  '/a': {
    get: { operationId: 'read', parameters, responses },
    delete: { operationId: 'remove', parameters, responses },
  },
})

/** The requests that a probe sends with one method, and its findings with their curl lines. */
async function examine(
  method: string,
  answer: (path: string) => Partial<Interaction['response']>,
  { of = document, given = new Map<string, string>() } = {},
) {
  const sent: string[] = []
  const reported: string[] = []
  const reporter = createReporter(of, { servers: [url] })
  await probe(
    of,
    { url, methods: [method], maxRequests: 500, given, credentials: [] },
    {
      async send(request) {
        sent.push(request.url.slice(url.length))
        const response = { status: 200, headers: [], body: null, ...answer(request.url.slice(url.length)) }
        return { interaction: { request, response } }
      },
      pause: async () => {},
      isStopped: () => false,
      onInteraction(interaction, made) {
        reported.push(interaction.request.url.slice(url.length))
        reporter.add(interaction, made)
      },
      onNoResponse: reporter.addFinding,
    },
  )
  const report = reporter.report()
  const findings = report.findings.map(({ code, at, curl }) => `${code} ${at}: ${curl?.replace(url, '')}`)
  return { sent, reported, report, findings, extra: sent.filter((path) => !reported.includes(path)) }
}

const isWrong = (path: string) => !/^\/a(?:\?(?:[pq]=[xy]&?)*)?$/.test(path) || /([pq])=.*\1=/.test(path)
const refuse = { ...json({}), status: 400 }

describe('a request that leads to a finding', () => {
  test('is sent again in smaller forms, of which the smallest that still does is in the curl line', async () => {
    const { findings, sent, reported } = await examine('GET', (path) =>
      isWrong(path) ? refuse : path.includes('q=x') ? { ...json({}), status: 500 } : json([]),
    )
    expect(findings).toEqual(["server-error status: curl -i '/a?q=x'", "server-error query q: curl -i '/a?q=x'"])
    expect(sent.length).toBeGreaterThan(reported.length)
  })

  test('of the same kind, in another item of a list, is not reduced again', async () => {
    const wrong = (count: number) => json([...Array.from({ length: count }, () => ({ n: 1 })), { n: 'a' }])
    const { findings, sent, reported } = await examine('GET', (path) =>
      isWrong(path) ? refuse : wrong(path.length % 3),
    )
    const [first, ...others] = findings
    expect(first).toMatch(/^invalid-body \/\d\/n: curl -i \/a$/)
    expect(others.length).toBeGreaterThan(0)
    // Only the first request has something that can be left out: a header.
    expect(sent.length - reported.length).toBe(1)
  })

  test.each([
    ['an earlier response', 'token=k-1', new Map<string, string>(), "curl -i '/b?token=***'"],
    ['the options', 'token=k-2', new Map([['token', 'k-2']]), "curl -i '/b?token=***'"],
    ['the document', 'token=text', new Map<string, string>(), "curl -i '/b?token=text'"],
  ])('has a secret of %s in the curl line only if it is not made up', async (_, query, given, expected) => {
    const token = { name: 'token', in: 'query', required: true, schema: { type: 'string' } }
    const of = toDocument({ '/a': { get: { responses } }, '/b': { get: { parameters: [token], responses } } })
    const { findings } = await examine(
      'GET',
      (path) => (path.endsWith(query) ? { ...json({}), status: 500 } : json([{ token: 'k-1' }])),
      { of, given },
    )
    const lines = findings.map((finding) => finding.split(': ')[1])
    expect(lines).toContain(expected)
    expect(lines.filter((line) => /k-\d/.test(`${line}`))).toEqual([])
  })

  test('and deletes something is not sent again', async () => {
    const { findings, sent, reported } = await examine('DELETE', () => ({ ...json({}), status: 500 }))
    expect(findings.length).toBeGreaterThan(0)
    expect(sent).toEqual(reported)
  })

  test('is not made smaller into one of another kind: valid, or wrong in another way', async () => {
    const { findings, extra } = await examine('GET', (path) =>
      isWrong(path) && path.includes('p=') ? { ...json({}), status: 500 } : isWrong(path) ? refuse : json([]),
    )
    expect(findings.length).toBeGreaterThan(0)
    for (const finding of findings) expect(finding).toMatch(/^server-error query p: curl -i .*p=/)
    expect(extra.filter((path) => !isWrong(path))).toEqual([])
  })
})

test('an invalid request that is accepted is a finding at the rule that it breaks', async () => {
  const { report } = await examine('GET', () => json([]))
  const found = report.findings.filter(({ code }) => code === 'accepted-invalid-request')
  expect(new Set(found.map(({ at, keyword, line }) => `${at} ${keyword} ${line}`))).toEqual(
    new Set(['query p enum 1', 'query q enum 1']),
  )
})
