import { describe, expect, test } from 'vitest'
import {
  addToQuery,
  valueAt,
  withHeader,
  withQuery,
  withRequest,
  withResponse,
  withValueAt,
} from '../../../src/contract/mutate/edit.js'
import { isRawJson, rawJson, toJson, toText } from '../../../src/contract/mutate/raw-json.js'
import { isRefusal } from '../../../src/contract/mutate/refusal-status.js'
import { putThing } from './things.js'

describe('a value at a path', () => {
  const value = { a: [1, { b: null }], c: 'x' }
  test.each<[(string | number)[], unknown, unknown]>([
    [[], value, 0],
    [['c'], 'x', { ...value, c: 0 }],
    [['a', 0], 1, { ...value, a: [0, { b: null }] }],
    [['a', 1, 'b'], null, { ...value, a: [1, { b: 0 }] }],
    [['a', 2], undefined, { ...value, a: [1, { b: null }, 0] }],
    [['d'], undefined, { ...value, d: 0 }],
    [['c', 'd'], undefined, { ...value, c: { d: 0 } }],
    [['a', 1, 'b', 'e'], undefined, { ...value, a: [1, { b: { e: 0 } }] }],
    [['constructor'], undefined, { ...value, constructor: 0 }],
  ])('%j is found and replaced, in a copy', (path, found, replaced) => {
    const before = JSON.stringify(value)

    expect(valueAt(value, path)).toEqual(found)
    expect(withValueAt(value, path, 0)).toEqual(replaced)
    expect(JSON.stringify(value)).toBe(before)
  })

  test('keeps the order of names, and has one named __proto__ as its own', () => {
    expect(Object.keys(withValueAt({ a: 1, b: 2 }, ['a'], 0) as object)).toEqual(['a', 'b'])
    expect(JSON.stringify(withValueAt({}, ['__proto__'], 0))).toBe('{"__proto__":0}')
  })
})

describe('a query', () => {
  const of = (search: string) => withRequest(putThing, { url: `https://h.example/a${search}#top` })
  test.each([
    ['', 'a', ['1'], '?a=1'],
    ['?b=1', 'a', ['1', '2'], '?b=1&a=1&a=2'],
    ['?a=1&b=2&a=3', 'a', [], '?b=2'],
    ['?a=1', 'a', [], ''],
    ['?a+b=1&&c', 'a b', ['x'], '?c&a%20b=x'],
    ['?a[]=1', 'a', [], '?a[]=1'],
  ])('%s, whose %s becomes %j, is %s', (search, name, values, expected) => {
    expect(withQuery(of(search), name, values).request.url).toBe(of(expected).request.url)
  })

  test('gets one more value', () => {
    expect(addToQuery(of('?a=1'), 'a', '%20').request.url).toBe(of('?a=1&a=%20').request.url)
  })
})

test('a header is replaced, whatever its case, and other parts of a message stay', () => {
  const headers = withHeader(
    [
      ['A', '1'],
      ['b', '2'],
      ['a', '3'],
    ],
    'a',
    ['4', '5'],
  )

  expect(headers).toEqual([
    ['b', '2'],
    ['a', '4'],
    ['a', '5'],
  ])
  expect(withResponse(putThing, { headers })).toEqual({ ...putThing, response: { ...putThing.response, headers } })
  expect(withRequest(putThing, { headers })).toEqual({ ...putThing, request: { ...putThing.request, headers } })
})

test('raw JSON stands in JSON and in text as it is', () => {
  const raw = rawJson('1e400')

  expect(toJson({ a: raw, b: ['\ue0009\ue000', raw], c: null })).toBe(
    '{"a":1e400,"b":["\ue0009\ue000",1e400],"c":null}',
  )
  const twelve = Array.from({ length: 12 }, (_, index) => rawJson(`${index}.0`))
  expect(toJson(twelve)).toBe('[0.0,1.0,2.0,3.0,4.0,5.0,6.0,7.0,8.0,9.0,10.0,11.0]')
  expect(toJson({ a: raw }, 1)).toBe('{\n "a": 1e400\n}')
  expect([raw, 12, null, 'x'].map(toText)).toEqual(['1e400', '12', 'null', 'x'])
  expect([raw, {}, null, 'x'].map(isRawJson)).toEqual([true, false, false, false])
})

test.each([
  [399, false],
  [400, true],
  [499, true],
  [500, false],
])('status %i is a refusal: %s', (status, expected) => {
  expect(isRefusal(status)).toBe(expected)
})
