import { expect, test } from 'vitest'
import { parseDecimal } from '../../../../src/contract/scrub/placeholders/decimal.js'
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

test('a text after ^ is no beginning if something stands before it', () => {
  expect(patterns('a^bcd').beginnings).toEqual([])
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

test.each([
  ['patterns', { allOf: [{ pattern: '^a' }, { pattern: '^z' }] }, 'zbc', 'ybc'],
  ['names of patternProperties', { patternProperties: { '^x-': {}, '^z-': {} } }, 'z-bc', 'y-bc'],
  ['formats', { allOf: [{ format: 'ipv4' }, { format: 'date' }] }, '2024-01-15', '2024-13-15'],
  ['lengths', { minLength: 2, maxLength: 4 }, 'abcd', 'abcde'],
  ['limits', { minimum: 20, maximum: 40 }, '40', '41'],
  ['divisors', { allOf: [{ multipleOf: 2 }, { multipleOf: 5 }] }, '22', '20'],
])('each of several %s counts', (_, schema, one, other) => {
  const { outcomesOfText } = collectRules(ruleFiles(schema))
  expect(outcomesOfText(one)).not.toBe(outcomesOfText(other))
})

test('only lengths are checked of a long text, because patterns would take too long', () => {
  const { outcomesOfText } = patterns('^(a+)+$', '^a')

  expect(outcomesOfText(`${'a'.repeat(5000)}!`)).toBe(outcomesOfText('b'.repeat(5000)))
  expect(outcomesOfText('a'.repeat(1001))).toBe(outcomesOfText('b'.repeat(1001)))
  expect(outcomesOfText('a'.repeat(1000))).not.toBe(outcomesOfText('b'.repeat(1000)))
})

test('other keywords are no rules, and neither are these with a value that they cannot have', () => {
  const { outcomesOfText, isLimit, limits, divisors } = collectRules(
    ruleFiles({
      ...{ minItems: 3, default: 7, title: 'ipv4', maximum: '40', exclusiveMinimum: true, format: 5, pattern: 5 },
      allOf: [{ multipleOf: 0 }, { multipleOf: -5 }, { patternProperties: null, default: null }, { pattern: '(' }],
      properties: { a: { format: 'constructor' }, b: { format: 'int32' } },
    }),
  )
  const decimals = ['3', '7', '40', '-2147483648'].flatMap((text) => parseDecimal(text) ?? [])

  expect(decimals.map(isLimit)).toEqual([false, false, false, true])
  expect([limits.length, divisors.length]).toEqual([collectRules(ruleFiles({ format: 'int32' })).limits.length, 1])
  expect(new Set(['ab', 'abcd', '1.2.3.4', 'X'].map(outcomesOfText)).size).toBe(1)
  expect(outcomesOfText('21')).toBe(outcomesOfText('22'))
})

test('numbers at a limit and on both sides of it, and multiples, have different outcomes', () => {
  const { outcomesOfText } = collectRules(ruleFiles({ maximum: 40, minimum: 20, multipleOf: 5 }))
  const outcomes = ['19', '20', '21', '25', '40', '41'].map(outcomesOfText)

  expect(new Set(outcomes).size).toBe(6)
  expect(outcomesOfText('22')).toBe(outcomesOfText('39'))
})
