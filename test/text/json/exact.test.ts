import { describe, expect, test } from 'vitest'
import { mayHaveExactNumbers, withExactNumbers, withNumberTexts } from '../../../src/text/json/exact.js'
import {
  compareNumbers,
  ExactNumber,
  isInteger,
  isMultipleOf,
  isNumber,
  numberKey,
  parseNumber,
} from '../../../src/text/json/exact-number.js'

const read = (text: string) => withExactNumbers(text, JSON.parse(text))

describe('a number becomes a double', () => {
  test.each([
    '0',
    '-0',
    '1.0',
    '1e3',
    '0.1',
    '9007199254740991',
    '9007199254740992',
    '1e23',
    '5e-324',
    '0.30000000000000004',
  ])('if that says the same: %s', (text) => {
    expect(parseNumber(text)).toBe(Number(text))
  })
})

describe('a number stays exact', () => {
  test.each([
    '9007199254740993',
    '-9223372036854775808',
    '1e400',
    '1e-400',
    '1.00000000000000000001',
    '0.1000000000000000055',
  ])('if a double says something else: %s', (text) => {
    expect(parseNumber(text)).toEqual(new ExactNumber(text))
  })
})

describe('numbers are compared', () => {
  test.each<[string, string, number]>([
    ['9007199254740992', '9007199254740993', -1],
    ['9223372036854775807', '9223372036854775808', -1],
    ['-9223372036854775809', '-9223372036854775808', -1],
    ['1e400', '1e399', 1],
    ['1e400', '10e399', 0],
    ['1e-400', '0', 1],
    ['-1e-400', '0', -1],
    ['-1e400', '1', -1],
    ['9007199254740993.0', '9007199254740993', 0],
    ['1.00000000000000000001', '1', 1],
    ['18446744073709551616', '18446744073709551615.5', 1],
    ['0.00000000000000000000000000000000000001', '1e-38', 0],
  ])('%s with %s', (a, b, order) => {
    expect(Math.sign(compareNumbers(parseNumber(a), parseNumber(b)))).toBe(order)
    expect(Math.sign(compareNumbers(parseNumber(b), parseNumber(a))) + order).toBe(0)
  })
})

test.each([
  [1, 2, -1],
  [5, Number.POSITIVE_INFINITY, -1],
  [Number.NEGATIVE_INFINITY, 5, -1],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0],
  [new ExactNumber('1e400'), Number.POSITIVE_INFINITY, 0],
  [new ExactNumber('1e400'), new ExactNumber('-1e400'), 1],
  [new ExactNumber('0.0'), new ExactNumber('-0'), 0],
])('%s is compared with %s, also if a double is infinite', (a, b, order) => {
  expect(Math.sign(compareNumbers(a, b))).toBe(order)
  expect(Math.sign(compareNumbers(b, a)) + order).toBe(0)
})

test('equal numbers have the same key', () => {
  const keys = ['12345678901234567890', '1234567890123456789e1', '12345678901234567890.00'].map((text) =>
    numberKey(new ExactNumber(text)),
  )
  const others = ['-12345678901234567890', '123456789012345678900', '12345678901234567891', '0'].map((text) =>
    numberKey(new ExactNumber(text)),
  )

  expect(new Set(keys).size).toBe(1)
  expect(new Set([...keys, ...others]).size).toBe(1 + others.length)
})

test('doubles and exact numbers are numbers, and an exact number reads as its text', () => {
  expect([1, new ExactNumber('1e400'), '1', null, {}].map(isNumber)).toEqual([true, true, false, false, false])
  expect(`${new ExactNumber('1.50')}`).toBe('1.50')
})

test('a double is an integer if it has no fraction', () => {
  expect([3, -0, 1e300, Number.POSITIVE_INFINITY, 0.5].map(isInteger)).toEqual([true, true, true, true, false])
})

test('a number is an integer if it has no fraction, however it is written', () => {
  const integers = ['9007199254740993', '1e400', '12345678901234567890.0', '123456789012345678901e-1', '0e-999']
  const others = ['1.00000000000000000001', '123456789012345678901234567890.5', '1e-400']

  expect(integers.map((text) => isInteger(parseNumber(text)))).toEqual([true, true, true, false, true])
  expect(others.map((text) => isInteger(parseNumber(text)))).toEqual([false, false, false])
})

describe('a multiple', () => {
  test.each<[string, string, boolean]>([
    ['9007199254740993', '2', false],
    ['9007199254740993', '3', true],
    ['9007199254740994', '2', true],
    ['1e400', '3', false],
    ['1e400', '7e-5', false],
    ['1e400', '8', true],
    ['3e1000000000', '3', true],
    ['1e1000000000', '3', false],
    ['0.0075', '0.0001', true],
    ['1e-400', '1e-401', true],
    ['1e-400', '1', false],
    ['0', '3', true],
    ['1e23', '10', true],
    ['6', '3', true],
    ['7', '3', false],
    ['0.5', '0', false],
    ['1e23', '0', false],
  ])('%s of %s: %s', (value, divisor, expected) => {
    expect(isMultipleOf(parseNumber(value), parseNumber(divisor))).toBe(expected)
  })
})

test('an infinite double is no multiple, and has none', () => {
  expect(isMultipleOf(Number.POSITIVE_INFINITY, 2)).toBe(false)
  expect(isMultipleOf(2, Number.POSITIVE_INFINITY)).toBe(false)
})

test('JSON text is read with the text of every number', () => {
  expect(withNumberTexts('[0,-0,1.0,{"a":1e2},"1",true]')).toEqual([
    new ExactNumber('0'),
    new ExactNumber('-0'),
    new ExactNumber('1.0'),
    { a: new ExactNumber('1e2') },
    '1',
    true,
  ])
})

test.each([
  ['1234567890123456', true],
  ['a: -0.12345678901234', true],
  ['[1e100]', true],
  ['[1,1E-100]', true],
  ['a: +123456789012345678', true],
  ['"1234567890123456"', false],
  ['a1234567890123456', false],
  ['[123456789012345, 1e99, 0.5]', false],
])('%s may have numbers that a double does not hold: %s', (text, expected) => {
  expect(mayHaveExactNumbers(text)).toBe(expected)
})

test('JSON text is read with exact numbers at every place', () => {
  const text =
    ' {"a": [1, -9223372036854775808 , {"b":9007199254740993}], "c":"1", "d" : 1e400,\n"__proto__":12345678901234567890}'
  const big = (digits: string) => new ExactNumber(digits)
  const value = read(text)

  expect(Object.entries(Object(value))).toEqual([
    ['a', [1, big('-9223372036854775808'), { b: big('9007199254740993') }]],
    ['c', '1'],
    ['d', big('1e400')],
    ['__proto__', big('12345678901234567890')],
  ])
})

test('JSON text with exact numbers is read like other text in all else', () => {
  const text = '[12345678901234567890,{},[],"\\u00e9\\" ,]",{"a":{"a":[]},"b":null,"1":true,"a":false}]'

  expect(read(text)).toEqual([new ExactNumber('12345678901234567890'), ...JSON.parse(text).slice(1)])
})

test('JSON text without such numbers keeps the value of JSON.parse', () => {
  const text = '{"id":"12345678901234567890","at":1640995200.123,"n":9007199254740991,"hex":"e123"}'
  const value: unknown = JSON.parse(text)

  expect(withExactNumbers(text.slice(0, 40), value)).toBe(value)
  expect(read(text)).toEqual(value)
})

describe('JSON text is read with exact numbers', () => {
  test.each([
    ['1.0000000000000001', 'with a fraction that is rounded to an integer'],
    ['10000000000000001e-16', 'with a negative exponent that is rounded to an integer'],
    ['1e-400', 'too small for a double'],
    ['4e-324', 'too small for a double to be exact'],
    ['1E400', 'too large for a double'],
    ['1234567890123456.7', 'with more digits before the dot than a double has for the fraction'],
    ['10000000000000001E-16', 'with a negative exponent in upper case'],
    ['-9007199254740993', 'too large for a double to be exact'],
  ])('%s: %s', (number) => {
    const exact = new ExactNumber(number)

    expect(read(number)).toEqual(exact)
    expect(read(`[0,${number}]`)).toEqual([0, exact])
    expect(read(`[0.5,1e-1,"e-1",${number}\t]`)).toEqual([0.5, 0.1, 'e-1', exact])
    expect(read(`{"a":${number}}`)).toEqual({ a: exact })
    expect(read(`{"a": [{"b"\t:\n${number} }]}`)).toEqual({ a: [{ b: exact }] })
    expect(read(`{"a" : ${number}}`)).toEqual({ a: exact })
    expect(read(`{"a":"x\\":","b":${number}}`)).toEqual({ a: 'x":', b: exact })
  })
})
