import { describe, expect, test } from 'vitest'
import { findRepeatedNames, hasRepeatedNames, measureJson, scanMembers } from '../../../src/text/json/names.js'

describe('a scan of the members', () => {
  test.each([
    ['{}', 0],
    ['[1, "a"]', 0],
    ['{"a":1,"b":{"c":true}}', 3],
    ['{"a": 1,\n"b": [{"c": null}]}', 3],
    ['{"time":"12:30"}', 1],
  ])('counts the names of %j', (json, names) => {
    expect(scanMembers(json)).toEqual({ names, hasLongNumber: false })
  })

  test('counts more names if a string contains a quote before a colon', () => {
    expect(scanMembers('{"a":"b\\":c"}')?.names).toBe(2)
  })

  test.each(['{"a" :1}', '{"a"\n:1}', '{"a"\t:1}'])('is not done for space before a colon: %j', (json) => {
    expect(scanMembers(json)).toBeUndefined()
  })

  test.each([
    '{"a":1234567890123456}',
    '{"a":  1234567890123456}',
    '{"a":-1234567890.1234}',
    '{"a":1e9}',
    '{"a":1E9}',
    '{"a":9.5e1}',
    '{"a":1234567890123456,"b":1}',
  ])('finds a number that is long or has an exponent: %s', (json) => {
    expect(scanMembers(json)?.hasLongNumber).toBe(true)
  })

  test.each(['{"a":123456789012345}', '{"a":"1234567890123456"}', '{"a":[1]}', '{"a": "e"}', '{"a":0.5}', '{"a": ez}'])(
    'finds no long number: %s',
    (json) => {
      expect(scanMembers(json)?.hasLongNumber).toBe(false)
    },
  )
})

describe('JSON text is measured', () => {
  test.each([
    ['1', 0, 0],
    ['"{[\\"a\\":"', 0, 0],
    ['{}', 0, 1],
    ['[[],[],[]]', 0, 2],
    ['{"a":{"b":[]},"c":{}}', 3, 3],
    ['[{"a" : "b:"},{"a"\n:1}]', 2, 2],
  ])('%j', (json, names, levels) => {
    expect(measureJson(json)).toEqual({ names, levels })
  })
})

describe('repeated names', () => {
  test.each([
    ['{"a":1,"a":2}', 1],
    ['{"a" :1,"a" :2}', 1],
    ['{"a":1,"b":"\\":","b":2}', 2],
  ])('are there if the text has more names than its value has members: %s', (json, members) => {
    expect(hasRepeatedNames(json, members)).toBe(true)
  })

  test.each([
    ['{"a":1,"b":2}', 2],
    ['{"a" :1,"b" :2}', 2],
    ['{"a":1,"b":"\\":"}', 2],
  ])('are not there if it has as many: %s', (json, members) => {
    expect(hasRepeatedNames(json, members)).toBe(false)
  })

  test.each<[string, string[]]>([
    ['{"a":1,"b":2}', []],
    ['["a","a"]', []],
    ['{"a":"a","b":["a","b"]}', []],
    ['{"a":{"x":1},"b":{"x":1}}', []],
    ['{"a":1,"a":2}', ['/a']],
    ['{"a":1,"\\u0061":2}', ['/a']],
    ['{"a":1,"a":2,"a":3}', ['/a']],
    ['[0,{"b":[{},{"c/d":1,"c/d":2}]}]', ['/1/b/1/c~1d']],
    ['{"a":{"b":1,"b":2},"c":[],"a":3}', ['/a/b', '/a']],
    ['{ "__proto__" : 1 , "__proto__" : 2 }', ['/__proto__']],
  ])('have pointers: %s', (json, pointers) => {
    expect(findRepeatedNames(json)).toEqual(pointers)
  })

  test('have no more than 100 pointers', () => {
    const members = Array.from({ length: 101 }, (_, at) => `"${at}":1,"${at}":2`)
    const pointers = findRepeatedNames(`{${members.join(',')}}`)
    expect([pointers.length, pointers.at(-1)]).toEqual([100, '/99'])
  })
})
