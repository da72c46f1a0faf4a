import { expect, test } from 'vitest'
import { hasNoContent, isNullBodyStatus } from '../../src/text/http-status.js'

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
