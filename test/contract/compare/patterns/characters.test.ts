import { expect, test } from 'vitest'
import {
  anyCharacter,
  findKinds,
  hasCharacter,
  rangesOf,
} from '../../../../src/contract/compare/patterns/characters.js'
import { parsePattern } from '../../../../src/schema/index.js'

/** Blocks with all characters that a class of ECMA-262 names, and the last characters of both planes. */
const characters = [
  [0, 0x3100],
  [0xd7f0, 0xd7ff],
  [0xe000, 0xe010],
  [0xfe00, 0x10010],
  [0x10fff0, 0x10ffff],
].flatMap(([first = 0, last = 0]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))

function read(source: string) {
  const element = parsePattern(source)?.alternatives[0]?.elements[0]
  const isSet = element?.type === 'Character' || element?.type === 'CharacterSet' || element?.type === 'CharacterClass'
  return (isSet && rangesOf(element)) || []
}

test.each([
  ...['a', '.', '\\d', '\\D', '\\s', '\\S', '\\w', '\\W', '\\p{Lu}', '\\P{Lu}'],
  ...['[a-c]', '[^a-c]', '[b-da-c]', '[ac]', '[a-cd-f]', '[\\d\\s]', '[^\\w]', '[^]', '[]', '[\\s\\S]'],
])('%s has the characters that RegExp matches', (source) => {
  const regex = new RegExp(`^${source}$`, 'u')
  const ranges = read(source)

  const wrong = characters.filter((code) => hasCharacter(ranges, code) !== regex.test(String.fromCodePoint(code)))
  expect(wrong).toEqual([])
})

test('a complement has no halves of surrogate pairs', () => {
  expect(read('[^a]')).toEqual([
    [0, 0x60],
    [0x62, 0xd7ff],
    [0xe000, 0x10ffff],
  ])
})

test('neighbours become one range', () => {
  expect(read('[a-cd-fb]')).toEqual([[0x61, 0x66]])
})

test('one character of each kind is found, readable ones if possible', () => {
  const kinds = findKinds([read('[a-z]'), read('[x-z0-9]'), read('\\s')]).map((code) => String.fromCodePoint(code))
  expect(kinds).toEqual(['a', '0', 'A', ' ', 'x'])
})

test('all characters are of one kind if no set tells them apart', () => {
  expect(findKinds([])).toEqual([0x61])
  expect(findKinds([anyCharacter])).toEqual([0x61])
})
