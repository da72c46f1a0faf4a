import { describe, expect, test } from 'vitest'
import { findPlace, type Parts, pointerOf, withPlaces } from '../../../src/contract/interaction/places.js'

const parts: Parts = {
  url: '/u',
  requestHeaders: '/qh',
  requestBody: '/qb',
  status: '/s',
  responseHeaders: '/rh',
  responseBody: '/rb',
}

test.each([
  ['', 'invalid-body', '/rb'],
  ['/a/0', 'invalid-body', '/rb/a/0'],
  ['response body', 'not-checked', '/rb'],
  ['status', 'undocumented-status', '/s'],
  ['path id', 'invalid-parameter', '/u'],
  ['method', 'undocumented-method', '/u'],
  ['query limit', 'invalid-parameter', '/u'],
  ['querystring', 'invalid-parameter', '/u'],
  ['cookie session', 'invalid-parameter', '/qh'],
  ['header x-a', 'missing-parameter', '/qh'],
  ['header x-a', 'missing-header', '/rh'],
  ['body', 'missing-body', '/qb'],
  ['body /a/b', 'invalid-parameter', '/qb/a/b'],
  ['body a', 'invalid-parameter', '/qb'],
  ['query /a', 'invalid-parameter', '/u'],
  ['security', 'missing-credentials', undefined],
  ['constructor', 'not-checked', undefined],
] as const)('a finding at %j (%s) is about the part at %s', (at, code, expected) => {
  expect(pointerOf({ at, code } as Parameters<typeof pointerOf>[0], parts)).toBe(expected)
})

describe('the place of a finding', () => {
  const interaction = () => ({
    request: { method: 'GET', url: '/', headers: [] },
    response: { status: 200, headers: [], body: null },
    source: 'a.json:1',
  })
  const place = { at: 'status', code: 'undocumented-status' } as const

  test('is that of its part, and otherwise that of its interaction', () => {
    const known = withPlaces(interaction(), ({ at }) => (at === 'status' ? 'a.json:7' : undefined))
    expect([findPlace(known, place), findPlace(known, { ...place, at: 'method' })]).toEqual(['a.json:7', 'a.json:1'])
  })

  test('of a part is not known of a changed copy', () => {
    const known = withPlaces(interaction(), () => 'a.json:7')
    expect([findPlace({ ...known }, place), findPlace({ ...known, source: undefined } as never, place)]).toEqual([
      ...['a.json:1', undefined],
    ])
  })
})
