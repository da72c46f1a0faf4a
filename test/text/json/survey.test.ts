import { describe, expect, test } from 'vitest'
import { isShortestText, surveyJson } from '../../../src/text/json/survey.js'

const isShortest = (text: string) => {
  const survey = surveyJson(JSON.parse(text), 100)
  return survey !== undefined && isShortestText(text, survey)
}

describe('a text that says exactly its value is the shortest', () => {
  test.each([
    '{}',
    '[]',
    '[[],{}]',
    '{"a":{"b":[1,-2,30,999,1.5,-0.25,123456789012345,true,false,null,"x"]}}',
    '{"__proto__":1,"1":2}',
    '"é\\n\\\\\\"\\u00e9\\ud83d\\ude00"',
    '{"\\u0061":"\\/"}',
    ...['1', '9', '10', '30', '99', '100', '999', '1001', '-1', '1.5', '0.25', 'true', 'false', 'null'].map(
      (value) => `[${value}]`,
    ),
    '["\\n"]',
    '["\\u000a"]',
  ])('%s', (text) => {
    expect(isShortest(text)).toBe(true)
  })
})

describe('a text that says more than its value is longer', () => {
  test.each([
    ['{"a":1,"a":2}', 'a repeated name'],
    ['{"a":"\\u0061\\u0061","a":"\\u0061"}', 'a repeated name beside escapes'],
    ['{"a":1,"\\u0061":1}', 'a repeated name that is spelled in two ways'],
    ['{"a": 1}', 'a space'],
    ['[1e3, 1]', 'a space that a short spelling of a number makes up for'],
    ['[1e-3, 1]', 'a space that a short spelling of a fraction makes up for'],
    ['[1.0]', 'a fraction without digits that count'],
    ['[0.30000000000000003]', 'a number that is rounded to one of as many characters'],
    ['[9007199254740993]', 'an integer that is rounded'],
    ['[1e999999]', 'a number that is as long as the word Infinity'],
    ['[-1e999999]', 'a negative number that is as long as the word -Infinity'],
    ['[1e-400]', 'a number that is rounded to 0'],
    ['[-0]', 'a negative zero'],
    ['[1.0000000000000001]', 'a number that is rounded to 1'],
  ])('%s: %s', (text) => {
    expect(isShortest(text)).toBe(false)
  })
})

test('a survey counts the members, and finds large numbers and those outside of objects', () => {
  const facts = (value: unknown) => {
    const { members, hasLarge, hasOtherNumbers } = surveyJson(value, 10) ?? {}
    return [members, hasLarge, hasOtherNumbers]
  }

  expect(facts({ a: 'x', b: { c: [{}, { d: null }] } })).toEqual([4, false, false])
  expect(facts({ a: 1, b: [2] })).toEqual([2, false, true])
  expect(facts(3)).toEqual([0, false, true])
  expect(facts({ a: 2 ** 53 })).toEqual([1, true, false])
  expect(facts({ a: -(2 ** 53) })).toEqual([1, true, false])
  expect(facts({ a: 2 ** 53 - 1, b: 1 - 2 ** 53 })).toEqual([2, false, false])
})

test('a value that is nested too deeply has no survey', () => {
  expect(surveyJson([[[]]], 3)).toBeDefined()
  expect(surveyJson([[[]]], 2)).toBeUndefined()
  expect(surveyJson({ a: { b: {} } }, 2)).toBeUndefined()
})
