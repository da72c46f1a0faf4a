import { describe, expect, test } from 'vitest'
import {
  areEqualPatterns,
  findUnmatched,
  matchesEverything,
  type TextRules,
} from '../../../../src/contract/compare/patterns/compare-texts.js'
import { createRandom } from '../../../support/random.js'

function rules(pattern: string, minLength = 0, maxLength = Number.POSITIVE_INFINITY): TextRules {
  return { patterns: [pattern], minLength, maxLength }
}

describe('findUnmatched', () => {
  test.each([
    ['^[a-z]+$', '^[a-zA-Z]+$', null, 'A'],
    ['^\\d+$', '^[0-9]+$', null, null],
    ['.*', '', null, null],
    ['^.*$', '', null, '\n'],
    ['^[A-Z]{2}$', '^[A-Y]{2}$', 'AZ', null],
    ['^a|b$', '^(a|b)$', 'aa', null],
    ['^$', '^', null, 'a'],
    ['^a$b', '^(?!a)a', null, null],
    ['^(?!-)[a-z-]{1,63}$', '^[a-z-]{1,63}$', null, '-'],
    ['^(?=.*[A-Z]).{3,}$', '^(?=.*[A-Z])(?=.*\\d).{3,}$', 'aaA', null],
    ['^\\p{Lu}$', '^\\p{L}$', null, 'a'],
    ['^[^\\s]$', '^\\S$', null, null],
    ['^(?:a?){50}a{50}$', '^[ab]{0,100}$', null, ''],
    ['^(a+)+$', '^a+$', null, null],
    // Assertions and empty groups leave the start of the text where it is.
    ['^(?:(?=a)|(?!b))^a$', '^a$', null, null],
    ['^(?:){2}^a$', '^a$', null, null],
    ['^b{0}^a$', '^a$', null, null],
    ['(?:b|^)a$', '^(?:.*b)?a$', '\nba', null],
  ])('%s and %s', (one, other, lost, gained) => {
    expect(findUnmatched(rules(one), rules(other))).toBe(lost)
    expect(findUnmatched(rules(other), rules(one))).toBe(gained)
  })

  test('takes limits into account', () => {
    expect(findUnmatched(rules('^[a-z]{1,5}$'), rules('^[a-z]+$', 0, 5))).toBeNull()
    expect(findUnmatched(rules('^[a-z]+$', 0, 5), rules('^[a-z]{1,5}$'))).toBeNull()
    expect(findUnmatched(rules('^[a-z]*$', 3), rules('^[a-z]*$', 4))).toBe('aaa')
    expect(findUnmatched(rules('^a*$', 3, 5), rules('^a{4,}$', 3, 5))).toBe('aaa')
    expect(findUnmatched(rules('^a*$', 4, 5), rules('^a{4,}$', 4, 5))).toBeNull()
  })

  test('reads patterns without limits that are too long', () => {
    expect(findUnmatched(rules('^[a-z]*$', 0, 1_000_000), rules('^[a-z0-9]*$', 0, 1_000_000))).toBeNull()
  })

  test.each([
    ['minimum', { minLength: 50_000 }, { minLength: 60_000 }],
    ['maximum', { maxLength: 1_000_000 }, { maxLength: 500_000 }],
  ])('cannot decide about texts that are too long if the %s differs', (_, limits, others) => {
    const any = rules('^[a-z]*$')
    expect(findUnmatched({ ...any, ...limits }, { ...any, ...others })).toBeUndefined()
  })

  test.each(['\\bfoo', '(a)\\1', '(?<=a)b', '(^a|b)*', 'x*^a', '(?:x|(?=y))^a', '('])(
    'cannot decide about %s',
    (pattern) => {
      expect(findUnmatched(rules(pattern), rules('^c$'))).toBeUndefined()
    },
  )

  test('ends for patterns of very many states', () => {
    expect(findUnmatched(rules('.*a.{40}$'), rules('.*b.{40}$'))).toBeUndefined()
    expect(findUnmatched(rules(`${'('.repeat(20_000)}a${')'.repeat(20_000)}`), rules('b'))).toBeUndefined()
  })

  test('agrees with RegExp on random patterns', () => {
    const random = createRandom(7)
    const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[random(items.length)] ?? items[0]
    const write = (depth: number): string => {
      if (depth === 0) return pick(['a', 'b', '[ab]', '[^a]', '.', '\\w', '\\W'])
      const inside = () => write(depth - 1)
      return pick([
        inside,
        () => inside() + inside(),
        () => `(?:${inside()}|${inside()})`,
        () => `(?:${inside()})${pick(['*', '+', '?', '{2}', '{1,3}', '{2,}'])}`,
        () => `(?${pick(['=', '!'])}${inside()})${inside()}`,
        () => `(?:^|${inside()})${inside()}`,
        () => `${inside()}(?:$|${inside()})`,
      ])()
    }
    const texts = ['']
    for (const text of texts) if (text.length < 5) texts.push(...['a', 'b', '!', '\n'].map((each) => text + each))
    let decided = 0
    for (let round = 0; round < 400; round++) {
      const [one, other] = [0, 1].map(() => pick(['', '^']) + write(3) + pick(['', '$'])) as [string, string]
      const [first, second] = [new RegExp(one, 'u'), new RegExp(other, 'u')]
      const found = findUnmatched(rules(one), rules(other))
      if (found === undefined) continue
      decided++
      const expected = texts.find((text) => first.test(text) && !second.test(text))
      const shown = `${one} ${other} ${JSON.stringify(found)}`
      if (found === null) expect(expected, shown).toBeUndefined()
      else expect([first.test(found), second.test(found)], shown).toEqual([true, false])
    }
    expect(decided).toBeGreaterThan(200)
  })
})

test.each([
  ['^[0-9]$', '^\\d$', true],
  ['a$|b', 'b|a$', true],
  ['(', '(', true],
  ['^a', '^ab?', true],
  ['^a', '^a$', false],
  ['^a$', '^a', false],
  ['a', 'a\\b', false],
  ['(?=^a)a', '^a', true],
  ['(?!^)a', '^[^]+a', true],
])('the patterns %s and %s match the same texts: %s', (one, other, expected) => {
  expect(areEqualPatterns(one, other)).toBe(expected)
})

test.each([
  ...['', '.*', '^', '$', '^[^]*$', 'a*', '(?:)', '(?=)', 'a|', '^|x'].map((pattern) => [pattern, true] as const),
  ...['^.*$', '[]', '^(?!x)', '\\b', 'a', '^$', '('].map((pattern) => [pattern, false] as const),
])('the pattern "%s" matches every text: %s', (pattern, expected) => {
  expect(matchesEverything(pattern)).toBe(expected)
})
