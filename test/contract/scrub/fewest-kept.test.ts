import { expect, test } from 'vitest'
import { findFewestKept } from '../../../src/contract/scrub/fewest-kept.js'

const values = Array.from({ length: 1000 }, (_, index) => String(index))

test('only values that make a difference are kept, and few checks find them', () => {
  const needed = ['3', '500', '999']
  let checks = 0

  const kept = findFewestKept(values, (some) => {
    checks += 1
    return needed.every((each) => some.has(each))
  })

  expect(kept).toEqual(needed)
  expect(checks).toBeLessThan(100)
})

test('of values that matter together the later is kept', () => {
  expect(findFewestKept(values, (some) => some.has('7') || some.has('800'))).toEqual(['800'])
})

test('where too many values make a difference, the number of checks is bounded and no needed value is given up', () => {
  const needed = values.filter((_, index) => index % 2 === 0)
  let checks = 0

  const kept = findFewestKept(values, (some) => {
    checks += 1
    return needed.every((each) => some.has(each))
  })

  expect(kept).toEqual(expect.arrayContaining(needed))
  expect(checks).toBeLessThanOrEqual(200)
})

test('nothing is kept when nothing needs to be', () => {
  expect(findFewestKept(values, () => true)).toEqual([])
})
