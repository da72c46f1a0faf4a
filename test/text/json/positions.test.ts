import { expect, test } from 'vitest'
import { createJsonPositions } from '../../../src/text/json/positions.js'

const json = ' {"a": [1, {"b"\t: "x,]\\""},{}], "a":2, "c":{"d":{}},"e\\u0065":-1.50 }\n'

test.each([
  [[], json.trim()],
  [['a'], '[1, {"b"\t: "x,]\\""},{}]'],
  [['a', 0], '1'],
  [['a', '1', 'b'], '"x,]\\""'],
  [['a', 2], '{}'],
  [['c'], '{"d":{}}'],
  [['ee'], '-1.50'],
  [['a', 3], undefined],
  [['a', -1], undefined],
  [['a', 'length'], undefined],
  [['a', 0, 'x'], undefined],
  [['c', 'd', 'x'], undefined],
  [['x'], undefined],
])('the text at %j is %s', (path, text) => {
  expect(createJsonPositions(json).textAt(path)).toBe(text)
})

test.each([
  [[], '{"a"', '{"a"'],
  [['a'], '"a"', '[1'],
  [['a', 1, 'b'], '"b"', '"x'],
  [['a', 1], '{"b"', '{"b"'],
  [['ee'], '"e\\', '-1.50'],
  [['c', 'd'], '"d"', '{}}'],
  [['a', 7, 'x'], '"a"', '[1'],
  [['c', 'x'], '"c"', '{"d"'],
  [['x', 'a'], '{"a"', '{"a"'],
])('the place that is nearest to %j begins with %s, its value with %s', (path, start, value) => {
  expect(createJsonPositions(json).findNearest(path)).toEqual({
    start: json.indexOf(start),
    value: json.indexOf(value),
  })
})

test('places are found in any order', () => {
  const { textAt } = createJsonPositions('{"a":1,"b":[2,3],"c":4}')

  expect([textAt(['c']), textAt(['a']), textAt(['b', 1]), textAt(['b', 0]), textAt(['b', 2])]).toEqual([
    '4',
    '1',
    '3',
    '2',
    undefined,
  ])
})

test('of members with the same name the first is found, also after one behind them', () => {
  const positions = createJsonPositions('{"a":1,"a":2,"b":3}')

  expect(['b', 'a'].map((name) => positions.textAt([name]))).toEqual(['3', '1'])
})
