import { expect, test } from 'vitest'
import { collectRules } from '../../../../src/contract/scrub/placeholders/rules.js'
import { ruleFiles } from './rule-files.js'

const patterns = (...all: string[]) => collectRules(ruleFiles({ allOf: all.map((pattern) => ({ pattern })) }))

test('finds the literal words and beginnings in patterns', () => {
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

test('the outcomes of a text are those of patterns, names of patternProperties, formats, lengths, and limits of numbers', () => {
  const { outcomesOfText } = collectRules(
    ruleFiles({
      ...{ pattern: '^a', format: 'ipv4', minLength: 3, maximum: 50, patternProperties: { '^x-': {} } },
      properties: { pattern: { type: 'string' }, maximum: {} },
    }),
  )
  const isSame = (one: string, other: string) => outcomesOfText(one) === outcomesOfText(other)

  expect(isSame('abc', 'axy')).toBe(true)
  expect(isSame('abc', 'bbc')).toBe(false)
  expect(isSame('ab', 'abc')).toBe(false)
  expect(isSame('x-y', 'yxy')).toBe(false)
  expect(isSame('1.2.3.4', '1.2.3.400')).toBe(false)
  expect(isSame('140', '160')).toBe(true)
  expect(isSame('140', '40.5')).toBe(false)
  expect(isSame('140.5', '140')).toBe(false)
})

test('only lengths are checked of a long text, because patterns would take too long', () => {
  const { outcomesOfText } = patterns('^(a+)+$')

  expect(outcomesOfText(`${'a'.repeat(5000)}!`)).toBe(outcomesOfText('b'.repeat(5000)))
})
