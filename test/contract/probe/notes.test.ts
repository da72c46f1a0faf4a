import { expect, test } from 'vitest'
import { parseDocument } from '../../../src/contract/index.js'
import { createNoteTaker } from '../../../src/contract/probe/notes.js'
import type { PlannedRequest } from '../../../src/contract/probe/planned-request.js'

const [operation, login] = parseDocument(
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: {
      '/a': { get: { operationId: 'list', responses: { 200: { description: 'x' } } } },
      '/login': { get: { operationId: 'login', security: [], responses: { 200: { description: 'x' } } } },
    },
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  }),
  'notes.json',
).operations
if (!operation || !login) throw new Error('no operation')

const valid: PlannedRequest = {
  operation,
  request: { method: 'GET', url: 'http://localhost/a', headers: [], body: null },
  ...{ at: 'query a', description: 'with the example' },
}
const invalid: PlannedRequest = { ...valid, broken: { at: 'query a', rule: '/a', message: 'x', mayBeAccepted: false } }

/** The notes about answers: a request, the status, and whether it is the first of its operation. */
function notesOf(...answers: readonly (readonly [PlannedRequest, status: number, isFirst?: boolean])[]) {
  const taker = createNoteTaker()
  for (const [planned, status, isFirst = false] of answers) taker.addAnswer(planned, status, isFirst)
  return taker.notes()
}

test('a status of 401 counts for valid requests after the first', () => {
  expect(notesOf([valid, 401, true], [valid, 401], [valid, 401], [invalid, 401], [valid, 403]).unauthorized).toBe(2)
})

test('a login that answers 401 refuses a valid request', () => {
  const { unauthorized, refusedValid } = notesOf(
    [{ ...valid, operation: login }, 401],
    [{ ...valid, operation: login }, 401],
  )

  expect(unauthorized).toBe(0)
  expect(refusedValid).toEqual([
    { operationId: 'login', count: 2, status: 401, at: 'query a', description: 'with the example' },
  ])
})

test('a status of 429 counts for every request', () => {
  expect(notesOf([valid, 429, true], [invalid, 429], [valid, 200]).tooManyRequests).toBe(2)
})

test('all responses are 404 only if there are responses, and each of them is', () => {
  const notFound = [[], [200], [404, 200], [404, 404]].map(
    (statuses) => notesOf(...statuses.map((status) => [valid, status] as const)).isAllNotFound,
  )
  expect(notFound).toEqual([false, false, false, true])
})

test('refused valid requests are counted by operation, with what was special about the first', () => {
  const other = { ...valid, at: 'query b', description: 'with another value' }
  expect(notesOf([valid, 422], [other, 400], [invalid, 400], [valid, 409], [valid, 200]).refusedValid).toEqual([
    { operationId: 'list', count: 2, status: 422, at: 'query a', description: 'with the example' },
  ])
})

// RFC 9110, 15.5: what is wrong with the request itself, and what is not.
test.each([
  ...[400, 405, 406, 413, 414, 415, 422].map((status) => [status, 1] as const),
  ...[401, 403, 404, 408, 409, 410, 412, 428, 429, 451, 500].map((status) => [status, 0] as const),
])('a valid request that is answered with %i is refused %i times', (status, times) => {
  expect(notesOf([valid, status]).refusedValid).toHaveLength(times)
})

test('operations without requests, without access, without answers and without an end are listed', () => {
  const taker = createNoteTaker()
  const notPlanned = { operationId: 'list', at: 'path id', reason: 'there is no value for "id"' }
  taker.addNotPlanned(notPlanned)
  taker.addRefused(operation, 403, true)
  taker.addSilent(operation, 2)
  taker.addEndless(login, 3)

  expect(taker.notes()).toMatchObject({
    notPlanned: [notPlanned],
    refused: [{ operationId: 'list', status: 403, schemes: ['key'], hadCredentials: true }],
    silent: [{ operationId: 'list', count: 2 }],
    endless: [{ operationId: 'login', count: 3 }],
  })
  const empty = { notPlanned: [], refused: [], silent: [], endless: [], refusedValid: [] }
  expect(createNoteTaker().notes()).toMatchObject(empty)
})
