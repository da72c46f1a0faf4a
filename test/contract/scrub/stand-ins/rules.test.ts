import { expect, test } from 'vitest'
import { collectRules } from '../../../../src/contract/scrub/stand-ins/rules.js'
import { ruleFiles } from './rule-files.js'

const patterns = (...all: string[]) => collectRules(ruleFiles({ allOf: all.map((pattern) => ({ pattern })) }))

test('what patterns spell out is found: words, and how texts begin', () => {
  const { words, beginnings } = patterns(
    '^cus_[0-9a-z]+$',
    '^\\+49\\d{4,}$',
    '^https://img\\.vendor\\.test/p/',
    '(foo|bar)-\\p{Lu}(?<name>x+)',
    '^a?b',
    '^x|y',
  )

  expect(words).toEqual(['vendor', 'https', 'test', 'cus', 'img', 'foo', 'bar'])
  expect(beginnings).toEqual(['https://img.vendor.test/p/', 'cus_', '+49'])
})

test('texts are judged by patterns, names of patternProperties, formats and lengths, and as the numbers they spell', () => {
  const { judgeText } = collectRules(
    ruleFiles({
      ...{ pattern: '^a', format: 'ipv4', minLength: 3, maximum: 50, patternProperties: { '^x-': {} } },
      properties: { pattern: { type: 'string' }, maximum: {} },
    }),
  )
  const isSame = (one: string, other: string) => judgeText(one) === judgeText(other)

  expect(isSame('abc', 'axy')).toBe(true)
  expect(isSame('abc', 'bbc')).toBe(false)
  expect(isSame('ab', 'abc')).toBe(false)
  expect(isSame('x-y', 'yxy')).toBe(false)
  expect(isSame('1.2.3.4', '1.2.3.400')).toBe(false)
  expect(isSame('140', '160')).toBe(true)
  expect(isSame('140', '40.5')).toBe(false)
  expect(isSame('140.5', '140')).toBe(false)
})

test('a long text is judged by its length alone, so that no pattern takes its time', () => {
  const { judgeText } = patterns('^(a+)+$')

  expect(judgeText(`${'a'.repeat(5000)}!`)).toBe(judgeText('b'.repeat(5000)))
})
