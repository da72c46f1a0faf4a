import { beforeAll, describe, expect, test } from 'vitest'
import {
  createReporter,
  type Interaction,
  loadDocument,
  type ProbeOptions,
  probe,
  type Report,
} from '../../../src/contract/index.js'
import { type BookshopFault, bookshopFaults, bookshopKey, createBookshop } from './bookshop.js'

const document = await loadDocument('test/fixtures/bookshop.yaml')
const url = 'http://localhost:3000'

interface Outcome {
  readonly report: Report
  readonly requests: readonly Interaction['request'][]
  readonly summary: Awaited<ReturnType<typeof probe>>
}

async function probeBookshop(
  fault?: BookshopFault,
  options: Partial<ProbeOptions> = {},
  deadFrom = Number.POSITIVE_INFINITY,
): Promise<Outcome> {
  const shop = createBookshop(fault)
  const reporter = createReporter(document, { servers: [url] })
  const requests: Interaction['request'][] = []
  const summary = await probe(
    document,
    {
      url,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
      maxRequests: 2000,
      given: new Map(),
      credentials: [{ scheme: 'key', secret: bookshopKey, placeholder: '$SHOP_KEY' }],
      ...options,
    },
    {
      async send(request) {
        requests.push(request)
        if (requests.length >= deadFrom) return { problem: 'connection refused', isUnreachable: true }
        const { method, headers, body } = request
        const response = shop({
          ...{ method, url: request.url.slice(url.length), body: body ?? '' },
          headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
        })
        if (!response) return { problem: 'the connection was closed without a response', isUnreachable: false }
        const { status } = response
        const isEmpty = method === 'HEAD' || status === 204
        return {
          interaction: {
            request,
            response: { status, headers: Object.entries(response.headers), body: isEmpty ? null : response.body },
          },
        }
      },
      pause: async () => {},
      isStopped: () => false,
      onInteraction: (interaction, made) => {
        reporter.add(interaction, made)
      },
      onNoResponse: reporter.addFinding,
    },
  )
  return { report: reporter.report(), requests, summary }
}

const toLines = ({ findings }: Report) =>
  findings.map(
    ({ operationId, code, at }) => `${operationId} ${code} ${at.replace(/\/\d+(?=\/|$)/g, '/*') || 'the body'}`,
  )

describe('a probe', () => {
  /** What a probe of a server without a fault gives. */
  let whole: Outcome
  beforeAll(async () => {
    whole = await probeBookshop()
  })

  test('finds nothing wrong with a server that has no fault', () => {
    const { report, summary } = whole
    expect(report.findings).toEqual([])
    expect(report.verdict).toBe('passed')
    expect(summary.notPlanned).toEqual([])
    expect(summary.leftOut).toEqual([])
    expect(report.operations.every(({ interactions }) => interactions > 3)).toBe(true)
  })

  test.each(Object.entries(bookshopFaults))('finds that %s', async (fault, expected) => {
    const [operationId = ''] = expected.split(' ')
    const methods = [document.operations.find((operation) => operation.operationId === operationId)?.method ?? '']
    // A key of the same object.
    const { report } = await probeBookshop(fault as BookshopFault, {
      methods: ['GET', ...methods],
      // Items are found in the list.
      isProbed: (operation) => ['list_books', operationId].includes(operation.operationId),
    })
    expect(toLines(report)).toContain(expected)
    for (const { curl } of report.findings) expect(curl).toMatch(/^curl -i /)
  })

  test('sends examples and the smallest requests first, then reads before it changes, and deletes last', () => {
    const lines = whole.requests.map(({ method, url: sent }) => `${method} ${sent.slice(url.length)}`)
    expect(lines.slice(0, 3)).toEqual(['GET /books', 'GET /search?q=sea', 'POST /books'])
    const first = lines.findIndex((line) => line.startsWith('DELETE'))
    expect(lines.slice(first).every((line) => line.startsWith('DELETE'))).toBe(true)
  })

  test('takes values of parameters that are given', async () => {
    const given = new Map([
      ['id', '2'],
      ['search.q', 'deep'],
    ])
    const { requests } = await probeBookshop(undefined, { given, methods: ['GET'] })
    const urls = requests.map((request) => request.url.slice(url.length))
    expect(urls).toContain('/books/2')
    expect(urls).toContain('/search?q=deep')
    expect(urls).not.toContain('/books/1')
  })

  test('follows links to other pages', async () => {
    const { requests } = await probeBookshop(undefined, { methods: ['GET'] })
    expect(requests.map((request) => request.url)).toContain(`${url}/books?page=2&limit=4`)
  })

  test('without credentials sends one request to each operation that needs them', async () => {
    const { summary, requests } = await probeBookshop(undefined, { credentials: [] })
    expect(summary.refused.map(({ status, hadCredentials }) => [status, hadCredentials])).toEqual(
      document.operations.map(() => [401, false]),
    )
    expect(requests).toHaveLength(document.operations.length)
  })

  test('makes a failing request as small as it can', async () => {
    const { report } = await probeBookshop('one order fails', { methods: ['GET'] })
    const [finding] = report.findings
    expect(finding?.curl).toBe(`curl -i 'http://localhost:3000/books?sort=price' -H 'X-Key: '"$SHOP_KEY"`)
    expect(finding?.message).toContain('status 500')
    // The document has no status of 5xx.
    expect(report.findings.map(({ code }) => code)).not.toContain('undocumented-status')
    const created = await probeBookshop('the largest price fails', { methods: ['POST'] })
    expect(created.report.findings[0]?.curl).toMatch(/ --data-binary '\{"title":"[^"]*","price":1000000\}'$/)
  })

  test('shows credentials nowhere', async () => {
    const { report } = await probeBookshop('the key is not checked')
    expect(JSON.stringify(report).includes(bookshopKey)).toBe(false)
    const [finding] = report.findings
    expect(finding?.message).toBe('status 200 although the request is invalid: missing credentials')
    expect(finding?.curl).toBe('curl -i http://localhost:3000/books/1/reviews')
  })
})

describe('a probe stops', () => {
  test('at once if nothing is listening', async () => {
    const { summary, report } = await probeBookshop(undefined, {}, 1)
    expect(summary).toMatchObject({ sent: 1, stopped: 'connection refused' })
    expect(report.findings).toEqual([])
  })

  test('after five requests in a row without a response, which are findings', async () => {
    const { summary, report } = await probeBookshop(undefined, {}, 4)
    // And one that had a response before.
    expect(summary).toMatchObject({ sent: 9, stopped: '5 requests in a row had no response' })
    expect(new Set(report.findings.map(({ code }) => code))).toEqual(new Set(['server-error']))
    expect(report.summary.errors).toBe(5)
  })
})
