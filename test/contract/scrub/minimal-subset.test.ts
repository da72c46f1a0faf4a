import { expect, test } from 'vitest'
import { findMinimalSubset } from '../../../src/contract/scrub/minimal-subset.js'

const values = Array.from({ length: 1000 }, (_, index) => String(index))

test('finds the values that matter with few checks', () => {
  const needed = ['3', '500', '999']
  let checks = 0

  const kept = findMinimalSubset(values, (some) => {
    checks += 1
    return needed.every((each) => some.has(each))
  })

  expect(kept).toEqual(needed)
  expect(checks).toBeLessThan(100)
})

test('keeps the later of two values if one of them is enough', () => {
  expect(findMinimalSubset(values, (some) => some.has('7') || some.has('800'))).toEqual(['800'])
})

test('where too many values make a difference, the number of checks is bounded and no needed value is given up', () => {
  const needed = values.filter((_, index) => index % 2 === 0)
  let checks = 0

  const kept = findMinimalSubset(values, (some) => {
    checks += 1
    return needed.every((each) => some.has(each))
  })

  expect(kept).toEqual(expect.arrayContaining(needed))
  expect(checks).toBeLessThanOrEqual(200)
})

test('is empty if no value matters', () => {
  expect(findMinimalSubset(values, () => true)).toEqual([])
})
