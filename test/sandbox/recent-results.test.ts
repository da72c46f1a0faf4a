import { expect, test } from 'vitest'
import { createRecentResults } from '../../src/sandbox/recent-results.js'

test('makes a result once, as long as it is one of the last eight that were used', () => {
  const recent = createRecentResults<string>()
  const made: string[] = []
  const use = (keys: string) => {
    for (const key of keys) {
      const make = () => {
        made.push(key)
        return `result ${key}`
      }
      expect(recent(key, make)).toBe(`result ${key}`)
    }
    return made.splice(0).join('')
  }
  expect(use('aba')).toBe('ab')
  expect(use('cdefgh')).toBe('cdefgh')
  expect(use('ba')).toBe('')
  expect(use('i')).toBe('i')
  expect(use('abdefghi')).toBe('')
  expect(use('c')).toBe('c')
  expect(use('bdefghi')).toBe('')
  expect(use('a')).toBe('a')
})
