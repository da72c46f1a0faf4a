import { expect, test } from 'vitest'
import { shapesOf } from '../../../src/contract/record/shape.js'

test.each<[string | null | undefined, readonly string[]]>([
  [null, []],
  [undefined, []],
  ['', []],
  ['not JSON', [' text']],
  ['null', [' null']],
  ['"a"', [' string']],
  ['{}', [' object']],
  ['[]', [' no items']],
  ['[1]', [' one item', '/* number']],
  ['[1, true]', [' items', '/* boolean', '/* number']],
  ['{"b":{"c":null},"a":"d"}', [' object', '/a string', '/b object', '/b/c null']],
  ['{"Jane Doe":1,"42424":2}', [' object', '/* number']],
  [
    '[{"a":[]},{"a":[1]},{"a":[1,2]}]',
    [' items', '/* object', '/*/a items', '/*/a no items', '/*/a one item', '/*/a/* number'],
  ],
])('the shapes of %s have types, but neither values nor indexes', (body, expected) => {
  expect(shapesOf(body).sort()).toEqual(expected)
})

test('a body has at most a thousand shapes, however large or deep it is', () => {
  const wide = JSON.stringify(
    Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`a${'b'.repeat(at % 39)}${at % 99}`, 1])),
  )
  expect(shapesOf(wide).length).toBe(1000)
  expect(shapesOf(`${'['.repeat(5000)}${']'.repeat(5000)}`).length).toBe(1000)
})
