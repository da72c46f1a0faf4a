import { describe, expect, test } from 'vitest'
import { withExactNumbers } from '../../../src/text/json/exact.js'
import {
  compareNumbers,
  ExactNumber,
  isInteger,
  isMultipleOf,
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
  ])('%s of %s: %s', (value, divisor, expected) => {
    expect(isMultipleOf(parseNumber(value), parseNumber(divisor))).toBe(expected)
  })
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
    ['-9007199254740993', 'too large for a double to be exact'],
  ])('%s: %s', (number) => {
    const exact = new ExactNumber(number)

    expect(read(number)).toEqual(exact)
    expect(read(`[0,${number}]`)).toEqual([0, exact])
    expect(read(`{"a":${number}}`)).toEqual({ a: exact })
    expect(read(`{"a": [{"b"\t:\n${number} }]}`)).toEqual({ a: [{ b: exact }] })
    expect(read(`{"a" : ${number}}`)).toEqual({ a: exact })
    expect(read(`{"a":"x\\":","b":${number}}`)).toEqual({ a: 'x":', b: exact })
  })
})
