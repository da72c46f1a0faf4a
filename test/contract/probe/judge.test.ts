import { expect, test } from 'vitest'
import { checkLocated } from '../../../src/contract/checks/checker.js'
import { type Interaction, parseDocument } from '../../../src/contract/index.js'
import { createLocator } from '../../../src/contract/locate/locate.js'
import { findServerError, judgeAnswer } from '../../../src/contract/probe/judge.js'
import {
  type BrokenRule,
  describePlanned,
  type PlannedRequest,
  placeOfPlanned,
} from '../../../src/contract/probe/planned-request.js'

const json = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } })
const document = parseDocument(
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Judge', version: '1' },
    paths: {
      '/a': {
        post: {
          operationId: 'a',
          deprecated: true,
          security: [{ key: [] }],
          parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }],
          requestBody: {
            content: { 'application/*': { schema: {} }, 'application/json': { schema: { type: 'object' } } },
          },
          responses: { 200: json({ type: 'object' }), '4XX': json({ type: 'object' }), 503: json({ type: 'object' }) },
        },
      },
    },
    components: { securitySchemes: { key: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example' } } },
  }),
  'judge.json',
)
const [operation] = document.operations
if (!operation) throw new Error('no operation')
const url = 'http://localhost'
const { locate } = createLocator(document, { servers: [url] })

const broken: BrokenRule = {
  ...{ at: 'query n', rule: '/n', line: 3, keyword: 'type' },
  ...{ message: 'expected an integer', mayBeAccepted: false },
}

interface Answer {
  readonly status: number
  readonly body?: string
  readonly query?: string
  /** The content type of the request. */
  readonly type?: string
}

/** The findings about the answer to a request: code, place and severity. */
function judge({ status, body = '{}', query = '?n=1', type = 'application/zip' }: Answer, rule?: BrokenRule) {
  const request: Interaction['request'] = {
    ...{ method: 'POST', url: `${url}/a${query}`, headers: [['content-type', type] as const], body: '[]' },
  }
  const headers = [['content-type', 'application/json']] as const
  const { located } = locate({ request, response: { status, headers, body } })
  if (!located) throw new Error('not located')
  const planned: PlannedRequest = {
    ...{ operation: located.operation, request, at: 'query n', description: 'the example' },
    ...(rule && { broken: rule }),
  }
  return judgeAnswer(checkLocated(located), located, planned, placeOfPlanned(planned))
}
const codesOf = (...given: Parameters<typeof judge>) => judge(...given).map(({ code, at }) => `${code} ${at}`)

test.each<[string, Parameters<typeof judge>, string[]]>([
  [
    'a documented response to a valid request, not about its credentials, its body or a deprecated operation',
    [{ status: 200 }],
    [],
  ],
  ['a response to a valid request that is wrong', [{ status: 200, body: '[]' }], ['invalid-body ']],
  ['a request that the check finds invalid', [{ status: 200, query: '?n=x' }], ['invalid-parameter query n']],
  ['an undocumented status', [{ status: 300 }], ['undocumented-status status']],
  ['a server error, and not that its status is undocumented', [{ status: 500 }], ['server-error query n']],
  ['a server error whose response is wrong', [{ status: 503, body: '[]' }], ['server-error query n', 'invalid-body ']],
  [
    'a request body that the check finds invalid',
    [{ status: 200, type: 'application/json' }],
    ['invalid-parameter body'],
  ],
  ['the largest status of a server error', [{ status: 599 }], ['server-error query n']],
  ['a server error on a broken request', [{ status: 503, query: '?n=x' }, broken], ['server-error query n']],
  ['a refused broken request', [{ status: 400, query: '?n=x' }, broken], []],
  [
    'an accepted broken request, in place of what the check says about the request',
    [{ status: 200, query: '?n=x' }, broken],
    ['accepted-invalid-request query n'],
  ],
  [
    'an accepted broken request whose response is wrong',
    [{ status: 200, query: '?n=x', body: '[]' }, broken],
    ['accepted-invalid-request query n', 'invalid-body '],
  ],
  [
    'a broken request that may be accepted',
    [
      { status: 200, query: '?n=x' },
      { ...broken, mayBeAccepted: true },
    ],
    [],
  ],
  ['a broken request that is redirected', [{ status: 302, query: '?n=x' }, broken], ['undocumented-status status']],
  ['a refused request whose response is wrong', [{ status: 400, body: '[]' }], ['invalid-body ']],
  ['a refusal of a URL that cannot be decoded', [{ status: 400, body: '[]', query: '?n=%ff' }, broken], []],
  [
    'an accepted URL that cannot be decoded',
    [{ status: 200, query: '?n=%ff' }, broken],
    ['accepted-invalid-request query n'],
  ],
])('findings of %s', (_, given, expected) => {
  expect(codesOf(...given)).toEqual(expected)
})

test('an accepted broken request is a warning about the rule, with its line and keyword', () => {
  expect(judge({ status: 200, query: '?n=x' }, broken)).toEqual([
    {
      ...{ code: 'accepted-invalid-request', severity: 'warning', at: 'query n', rule: '/n', line: 3, keyword: 'type' },
      message: 'status 200 although the request is invalid: expected an integer',
      ...{ expected: expect.any(String), received: expect.any(String) },
    },
  ])
})

test('a server error is an error about the responses of the operation', () => {
  const planned: PlannedRequest = {
    ...{ operation, request: { method: 'POST', url, headers: [], body: null }, at: 'request', description: 'small' },
  }
  const texts = { message: 'm', expected: 'e', received: 'r' }
  expect(findServerError(planned, placeOfPlanned(planned), texts)).toMatchObject({
    ...{ code: 'server-error', severity: 'error', at: 'status', ...texts },
    rule: expect.stringMatching(/\/post\/responses$/),
  })
})

test.each([
  [undefined, 'query n', 'a valid request (the example)', 'query n'],
  [undefined, 'request', 'a valid request (the example)', 'status'],
  [broken, 'request', 'an invalid request (expected an integer)', 'query n'],
  [{ ...broken, at: 'request' }, 'query n', 'an invalid request (expected an integer)', 'status'],
])('a planned request is described (%#)', (rule, at, description, place) => {
  const planned: PlannedRequest = {
    ...{ operation, request: { method: 'POST', url, headers: [], body: null }, at, description: 'the example' },
    ...(rule && { broken: rule }),
  }
  expect([describePlanned(planned), placeOfPlanned(planned)]).toEqual([description, place])
})
