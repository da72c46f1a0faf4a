import { expect, test } from 'vitest'
import { createBudget } from '../../src/schema/evaluate/budget.js'
import { createMatcher } from '../../src/schema/pattern/matcher.js'

test.each([
  ['a{2,3}b', ['aab', 'ab', 'xaaaabx', '']],
  ['^(a|bc)*$', ['', 'abca', 'acb']],
  ['^(?:a?){3}$', ['', 'aaa', 'aaaa']],
  ['^[^\\d\\s]+$', ['ab', 'a1', 'a b', 'ä']],
  ['^.{2}$', ['ab', '😀😀', 'a\n', 'abc']],
  ['^\\u{1F600}\\p{L}$', ['😀ä', '😀1']],
  ['\\bcat\\b', ['a cat', 'cats', 'cat', 'concat']],
  ['a\\B', ['ab', 'a']],
  ['^a|b$', ['ax', 'xb', 'xax']],
  ['(^|,)x(,|$)', ['x', 'a,x,b', 'ax']],
  ['^((?!-)[a-z-]{1,4}(?<!-)\\.)+x$', ['ab.x', '-a.x', 'a-.x', 'a-b.c.x']],
  ['(?<=a(b|c))d', ['abd', 'acd', 'ad', 'bd']],
  ['(?<!ab)d', ['abd', 'bd', 'd']],
  ['a(?=bd)', ['abd', 'abbd', 'a']],
  ['(?<=db)a', ['dba', 'dbba', 'a']],
  ['^(?=.*\\d)(?=.*[a-z]).{3,}$', ['a1b', 'abc', 'a1']],
  ['^(?!.*--)[a-z-]+$', ['a-b', 'a--b']],
  ['^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$', ['2026-11', '2026-13']],
  ['', ['', 'a']],
  ['[]', ['a']],
  ['a.c', ['a\u2028c', 'abc']],
])('%s matches as in ECMA-262', (pattern, texts) => {
  const matches = createMatcher(pattern)
  const regex = new RegExp(pattern, 'u')
  expect(texts.map((text) => matches(text))).toEqual(texts.map((text) => regex.test(text)))
})

test.each([
  ['^(a+)+$', false],
  ['^(a|a)*b$', true],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', false],
  ['^(?:a?){50}a{50}b$', false],
])('%s is decided on a text that takes years by backtracking', (pattern, expected) => {
  expect(createMatcher(pattern)(`${'a'.repeat(200)}b`)).toBe(expected)
})

test.each(['(a)\\1', 'a{5000}b{5001}', '('.repeat(20_000) + ')'.repeat(20_000)])('%.20s… is not decided', (pattern) => {
  expect(createMatcher(pattern)('aa')).toBeUndefined()
})

test('thousands of empty alternatives cost as little as one', () => {
  expect(createMatcher(`^(?:${'|'.repeat(50_000)}a)*b$`)('a'.repeat(50_000))).toBe(false)
})

test('a high maximum of repetitions costs states only for texts that may exceed it', () => {
  const matches = createMatcher('^(?:a|b){1,20000}$')
  const texts = ['ab', 'ab'.repeat(10_000), 'abc', `a${'ab'.repeat(10_000)}`]
  expect(texts.map((text) => matches(text))).toEqual([true, true, false, undefined])
  expect(['a'.repeat(150), 'a'.repeat(151)].map((text) => createMatcher('^(?:a|b){1,150}$')(text))).toEqual([
    true,
    false,
  ])
})

test('too many steps are not decided, however often', () => {
  const matches = createMatcher('^(a{0,500}){0,5}$')
  const long = 'a'.repeat(10_000)
  expect([matches(long), matches(long), matches('a'.repeat(100))]).toEqual([undefined, undefined, true])
})

test('the states visited in several texts are limited together', () => {
  const matches = createMatcher('^(a|b)*$')
  const budget = createBudget(undefined)
  const before = budget.statesLeft
  expect(matches('ab'.repeat(50), budget)).toBe(true)
  expect(before - budget.statesLeft).toBeGreaterThan(100)
  budget.statesLeft = 100
  expect([matches('ab'.repeat(50), budget), budget.statesLeft, matches('a', budget)]).toEqual([undefined, 0, undefined])
})

test('searches share a budget of states, and each takes those that it visits', () => {
  const matches = createMatcher('^[ab]*c$')
  const spent = (text: string) => {
    const budget = { statesLeft: 1_000 }
    matches(text, budget)
    return 1_000 - budget.statesLeft
  }
  const once = spent('abab')
  expect(once).toBeGreaterThan(4)
  expect(once).toBeLessThan(50)
  expect(spent('abababab')).toBeGreaterThan(once)

  const budget = { statesLeft: 2 * once }
  expect(['abab', 'abab', 'abab'].map((text) => matches(text, budget))).toEqual([false, false, undefined])
})
