import { expect, test } from 'vitest'
import { createQuoting } from '../../../../src/contract/report/listing/received-excerpt.js'
import { listPets } from '../../petstore.js'

const list = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]'
const object = '{"a": 1, "b": [], "c": [1], "d": {}, "e": {"x": 1}, "f": null}'

test.each([
  ['an item in the middle, with two on each side', list, '/5', '[|  …|  3|  4|  5|  6|  7|  …|]', 4],
  ['the first item', list, '/0', '[|  0|  1|  2|  3|  4|  …|]', 1],
  ['the third item, before which nothing is left out', list, '/2', '[|  0|  1|  2|  3|  4|  …|]', 3],
  ['the fourth item', list, '/3', '[|  …|  1|  2|  3|  4|  5|  …|]', 4],
  ['the last item', list, '/9', '[|  …|  7|  8|  9|]', 4],
  ['as many items as fit', '[0, 1, 2, 3, 4]', '/2', '[|  0|  1|  2|  3|  4|]', 3],
  ['a member', object, '/a', '{|  "a": 1|  "b": []|  "c": [ 1 item ]|  "d": {}|  "e": { … }|  …|}', 1],
  ['a member that is null', object, '/f', '{|  …|  "d": {}|  "e": { … }|  "f": null|}', 4],
  ['an object, as its members', object, '/e', '{|  "x": 1|}', 0],
  ['an array without items', object, '/b', '[|]', 0],
  ['the whole body, an object', '{"a": 1}', '', '{|  "a": 1|}', 0],
  ['the whole body, a text', '"x"', '', '"x"', 0],
  ['the whole body, null', 'null', '', 'null', 0],
  ['a member called body', '{"body": 1}', '/body', '{|  "body": 1|}', 1],
  ['a value under an escaped name', '{"a/b": {"c~d": 1}}', '/a~1b/c~0d', '{|  "c~d": 1|}', 1],
  ['a value inside of a list', '[{"a": [true, false]}]', '/0/a/1', '[|  true|  false|]', 2],
])('an excerpt shows %s', (_, body, at, lines, hit) => {
  expect(createQuoting(listPets({ response: { body } }), () => false)(at)).toEqual({ lines: lines.split('|'), hit })
})

test.each([
  ['a member that is missing', object, '/z'],
  ['a place inside of a number', object, '/a/b'],
  ['a place inside of a text', '{"a": "bc"}', '/a/0'],
  ['a place inside of null', object, '/f/x'],
  ['a name that every object inherits', object, '/constructor'],
  ['the prototype of objects', object, '/__proto__'],
  ['something that is not in the body', object, 'status'],
  ['a header whose name begins like the body', object, 'body-length'],
  ['a body that is not JSON', '[1', '/0'],
  ['a body that is empty', '', ''],
  ['a response without a body', null, '/0'],
  ['a body of more than a million characters', JSON.stringify('x'.repeat(999_999)), ''],
])('there is no excerpt for %s', (_, body, at) => {
  expect(createQuoting(listPets({ response: { body } }), () => false)(at)).toBeUndefined()
})

test('a body of a million characters still has an excerpt', () => {
  const body = JSON.stringify('x'.repeat(999_998))
  expect(createQuoting(listPets({ response: { body } }), () => false)('')?.hit).toBe(0)
})

test('a place in the body of the request is quoted from there', () => {
  const interaction = listPets({ request: { body: '{"sent": 1}' }, response: { body: '{"sent": 2}' } })
  const quote = createQuoting(interaction, () => false)

  expect(['body /sent', 'body', '/sent'].map((at) => quote(at)?.lines[1])).toEqual([
    '  "sent": 1',
    '  "sent": 1',
    '  "sent": 2',
  ])
  expect(['body-length', 'body x'].map(quote)).toEqual([undefined, undefined])
  expect(createQuoting(listPets(), () => false)('body')).toBeUndefined()
})

test('long names and values are cut, and tokens in values are masked', () => {
  const token = `eyJhbGciOiJIUzI1NiJ9.${'a'.repeat(40)}.${'b'.repeat(40)}`
  const body = JSON.stringify({
    ['n'.repeat(500)]: 1,
    long: 'v'.repeat(500),
    token,
    url: 'https://a:canary@b.example/',
  })
  const lines = createQuoting(listPets({ response: { body } }), () => false)('/long')?.lines ?? []

  expect(lines.map((line) => line.length).filter((length) => length > 130)).toEqual([])
  expect(lines[2]).toMatch(/^ {2}"long": "v{70,}…$/)
  expect(lines.join('')).not.toMatch(/canary|aaaa|bbbb/)
})
