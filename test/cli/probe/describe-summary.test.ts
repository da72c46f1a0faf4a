import { expect, test } from 'vitest'
import { describeSummary } from '../../../src/cli/probe/describe-summary.js'
import type { ProbeSummary } from '../../../src/contract/index.js'

const plain: ProbeSummary = {
  ...{ sent: 9, leftOut: [], notPlanned: [], refused: [], refusedValid: [], silent: [], endless: [] },
  ...{ isAllNotFound: false, tooManyRequests: 0, unauthorized: 0 },
}

const key = { operationId: 'a', status: 401, schemes: ['key and session', 'login'] }
const valid = { operationId: 'a', count: 2, status: 422, description: 'with the example' }

test.each<[Partial<ProbeSummary>, string[]]>([
  [{}, []],
  [{ stopped: 'connection refused' }, ['stopped: connection refused']],
  [{ tooManyRequests: 1 }, ['1 response had status 429 (too many requests); --rate sends fewer a second']],
  [{ unauthorized: 2 }, ['2 valid requests had status 401 after others had not; the credentials may have expired']],
  [
    { refused: [{ ...key, hadCredentials: false }] },
    ['a: status 401 without credentials for key and session or login (--auth); nothing more was sent to it'],
  ],
  [
    { refused: [{ ...key, status: 403, hadCredentials: true }] },
    ['a: status 403 with the given credentials; nothing more was sent to it'],
  ],
  [
    { silent: [{ operationId: 'a', count: 5 }] },
    ['a: 5 requests in a row had no response; nothing more was sent to it'],
  ],
  [
    { endless: [{ operationId: 'a', count: 1 }] },
    ['a: 1 stream did not end within the timeout; their events were checked, and nothing more was sent to it'],
  ],
  [
    { refusedValid: [{ ...valid, at: 'query n' }] },
    ['a: 2 valid requests refused, the first with status 422 (query n: with the example)'],
  ],
  [
    { refusedValid: [{ ...valid, count: 1, at: 'request' }] },
    ['a: 1 valid request refused, the first with status 422 (with the example)'],
  ],
  [{ notPlanned: [{ operationId: 'a', at: 'path id', reason: 'no value' }] }, ['a: path id: no value']],
  [
    {
      leftOut: [
        { operationId: 'a', count: 3 },
        { operationId: 'b', count: undefined },
      ],
    },
    ['not sent: 3 to a, many to b'],
  ],
  [{ sent: 10, leftOut: [{ operationId: 'a', count: 3 }] }, ['not sent: 3 to a; --max-requests allows more']],
])('besides the number of requests, a probe says: %j', (summary, lines) => {
  const all = { ...plain, ...summary }
  expect(describeSummary(all, 10)).toEqual([`sent ${all.sent} requests`, ...lines])
})

test.each([
  [1, 'sent 1 request'],
  [2, 'sent 2 requests'],
])('%i requests are counted', (sent, line) => {
  expect(describeSummary({ ...plain, sent }, 10)).toEqual([line])
})

const operations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ operationId: `o${index}`, count: 5, at: 'body', reason: 'none' }))

test('five operations are named for one reason, and the others counted', () => {
  const silent = (count: number) => describeSummary({ ...plain, silent: operations(count) }, 10).slice(1)
  expect(silent(5)).toHaveLength(5)
  expect(silent(6).slice(4)).toEqual([expect.stringContaining('o4: '), '1 more operation had no response'])
  expect(silent(7).at(-1)).toBe('2 more operations had no response')
  const leftOut = (count: number) => describeSummary({ ...plain, leftOut: operations(count) }, 10).at(-1)
  expect(leftOut(5)).toBe('not sent: 5 to o0, 5 to o1, 5 to o2, 5 to o3, 5 to o4')
  expect(leftOut(7)).toBe('not sent: 5 to o0, 5 to o1, 5 to o2, 5 to o3, 5 to o4 and others to 2 more operations')
})

test('ten lines say what was not recorded, and one counts the others', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `not recorded: ${index}`)
  expect(describeSummary(plain, 10, lines(10)).slice(1)).toEqual(lines(10))
  expect(describeSummary(plain, 10, lines(11)).slice(1)).toEqual([...lines(10), 'not recorded: 1 more'])
  expect(describeSummary(plain, 10, lines(12)).slice(1)).toEqual([...lines(10), 'not recorded: 2 more'])
})
