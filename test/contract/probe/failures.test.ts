import { expect, test } from 'vitest'
import { parseDocument, probe } from '../../../src/contract/index.js'

const document = parseDocument(
  `openapi: 3.1.0
info: { title: A, version: '1' }
paths:
  /a:
    get:
      operationId: a
      parameters: [{ name: n, in: query, schema: { type: integer, minimum: 0, maximum: 99 } }, { name: kind, in: query, schema: { enum: [a, b, c, d, e, f, g, h] } }]
      responses: { '200': { description: a }, '400': { description: no } }
`,
  'a.yaml',
)

/** Answers the requests in turn, and the rest like the last: `-` with nothing, `~` with a stream that does not end, `+` with 400. */
async function answer(answers: string) {
  let sent = 0
  const { silent, endless, stopped } = await probe(
    document,
    { url: 'http://localhost', methods: ['GET'], maxRequests: 30, given: new Map(), credentials: [] },
    {
      async send(request) {
        const kind = answers[sent++] ?? answers.at(-1)
        if (kind === '-') return { problem: 'connection closed', isUnreachable: false }
        return {
          interaction: { request, response: { status: 400, headers: [['x', '1']], body: null } },
          isEndless: kind === '~',
        }
      },
      pause: async () => {},
      isStopped: () => false,
      onInteraction: () => {},
      onNoResponse: () => {},
    },
  )
  return {
    silent: silent.map(({ count }) => count),
    endless: endless.map(({ count }) => count),
    isStopped: stopped !== undefined,
  }
}

const nothing = { silent: [], endless: [], isStopped: false }

test.each([
  ['+', nothing],
  ['+----+----+----+', nothing],
  ['+~~~~+~~~~+~~~~+', nothing],
  ['+~~~~~', { ...nothing, endless: [5] }],
  ['+~~+~~~~~', { ...nothing, endless: [5] }],
  ['+-----+', { ...nothing, silent: [5] }],
  ['------', { ...nothing, isStopped: true }],
])('failures count if they are five in a row: %s', async (answers, expected) => {
  expect(await answer(answers)).toEqual(expected)
})
