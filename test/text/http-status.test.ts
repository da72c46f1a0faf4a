import { expect, test } from 'vitest'
import {
  announcesForbiddenContent,
  hasNoContent,
  isClientError,
  isNullBodyStatus,
  isPassingStatus,
  isSuccess,
  maybeTooLarge,
} from '../../src/text/http-status.js'

const statuses = Array.from({ length: 650 }, (_, status) => status)
const range = (first: number, last: number) => statuses.slice(first, last + 1)

test('a response to HEAD, and one with status 1xx, 204 or 304, has no content', () => {
  expect([100, 103, 199, 204, 304].filter((status) => !hasNoContent('GET', status))).toEqual([])
  expect([200, 205, 299, 303, 305, 404, 500].filter((status) => hasNoContent('GET', status))).toEqual([])
  expect(hasNoContent('HEAD', 200)).toBe(true)
})

test('the platform refuses a body for the null body statuses, and for no other that can be made', () => {
  const refused = Array.from({ length: 400 }, (_, index) => index + 200).filter((status) => {
    try {
      new Response('', { status })
      return false
    } catch {
      return true
    }
  })

  expect(refused).toEqual([204, 205, 304])
  expect(Array.from({ length: 600 }, (_, status) => status).filter(isNullBodyStatus)).toEqual([101, 103, ...refused])
})

test.each([
  ['2xx are successes', isSuccess, range(200, 299)],
  ['4xx are errors of the client', isClientError, range(400, 499)],
  [
    'timeouts, limits of rates and errors of the server may pass, but not what a server cannot do, and a login',
    isPassingStatus,
    [408, 429, 500, ...range(502, 504), ...range(506, 510), ...range(512, 599)],
  ],
  [
    'too large content, and what may pass except a limit of rates, may become smaller',
    maybeTooLarge,
    [408, 413, 500, ...range(502, 504), ...range(506, 510), ...range(512, 599)],
  ],
])('%s', (_, hasKind, expected) => {
  expect(statuses.filter(hasKind)).toEqual(expected)
})

test.each([
  [204, ['5'], true],
  [204, ['0', '5'], true],
  [204, ['1'], true],
  [204, ['0'], false],
  [204, ['x'], false],
  [204, [], false],
  [200, ['5'], false],
])('a %i with the Content-Length %j announces content that it must not have: %s', (status, lengths, expected) => {
  expect(announcesForbiddenContent(status, lengths)).toBe(expected)
})
