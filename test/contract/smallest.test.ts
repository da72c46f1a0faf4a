import { expect, test } from 'vitest'
import { generalisePlace } from '../../src/contract/report/listing/generalise.js'
import { createSmallest, findOrCreate } from '../../src/contract/report/listing/smallest.js'

/** Counts keys, at most three one by one. */
function count(keys: readonly string[]): { counts: readonly (readonly [string, number])[]; others: number } {
  const smallest = createSmallest<{ count: number }>(3)
  let others = 0
  for (const key of keys) {
    const entry = findOrCreate(
      smallest,
      key,
      () => ({ count: 0 }),
      (evicted) => {
        others += evicted.count
      },
    )
    if (entry) entry.count++
    else others++
  }
  return { counts: smallest.keys.map((key) => [key, smallest.values.get(key)?.count ?? 0]), others }
}

test('the same keys are kept in every order, with everything that was counted for them', () => {
  const keys = ['d', 'b', 'e', 'b', 'a', 'd', 'c', 'a', 'f']
  const orders = [keys, keys.toReversed(), keys.toSorted(), keys.toSorted().toReversed()]

  for (const order of orders)
    expect(count(order)).toEqual({
      counts: [
        ['a', 2],
        ['b', 2],
        ['c', 1],
      ],
      others: 4,
    })
})

test.each([
  ['/data/0/name', '/data/*/name'],
  ['/data/17/tags/3', '/data/*/tags/*'],
  ['/v1/users/c22d24f6-5a47-4597-9a23-c7d01e696b92', '/v1/users/*'],
  ['/days/2026-11-26/total', '/days/*/total'],
  ['/users/user_4fjA1kQ9z2x', '/users/*'],
  ['/v1/oauth2/token', '/v1/oauth2/token'],
  ['/reports/summary-of-everything', '/reports/summary-of-everything'],
  ['query f /a', 'query f /a'],
  ['', ''],
])('%j is at the kind of place %j', (place, kind) => {
  expect(generalisePlace(place)).toBe(kind)
})
