import { expect, test } from 'vitest'
import { createLanguages, type Language, type Languages } from '../../../../src/contract/compare/patterns/language.js'

const languages = createLanguages([[0, 0x10ffff]])
const { none, empty, all, or, and, not, repeat, sequence, after } = languages
const [a, b, c] = ['a', 'b', 'c'].map((text) => {
  const code = text.codePointAt(0) ?? 0
  return languages.character([[code, code]])
}) as [Language, Language, Language] // one for each text

const infinite = Number.POSITIVE_INFINITY

// Otherwise a comparison would visit the same texts again and again.
test.each<[string, (made: Languages) => readonly [Language, Language]]>([
  ['or in another order', () => [or([a, b, c]), or([c, b, a])]],
  ['and in another order', () => [and([not(a), not(b)]), and([not(b), not(a)])]],
  ['or in or', () => [or([a, or([b, c])]), or([or([a, b]), c])]],
  ['a part twice', () => [or([a, a, none]), a]],
  ['nothing or all', () => [or([a, all]), all]],
  ['both a and not a', () => [and([a, not(a)]), none]],
  ['a or not a', () => [or([a, not(a)]), all]],
  ['not not a', () => [not(not(a)), a]],
  ['not none', () => [not(none), all]],
  ['sequences in sequences', () => [sequence(sequence(a, b), c), sequence(a, sequence(b, c))]],
  ['a sequence with nothing', () => [sequence(a, none), none]],
  ['a sequence with the empty text', () => [sequence(empty, a), a]],
  ['all after all', () => [sequence(all, all), all]],
  ['one repetition', () => [repeat(a, 1, 1), a]],
  ['no repetition', () => [repeat(a, 0, 0), empty]],
  ['repetitions of what may be empty', () => [repeat(repeat(a, 0, 1), 2, 3), repeat(repeat(a, 0, 1), 0, 3)]],
  ['a character set without characters', () => [languages.character([]), none]],
])('%s is the same language', (_, make) => {
  const [one, other] = make(languages)
  expect(one).toBe(other)
})

test.each<[string, Language, Language]>([
  ['a character', a, empty],
  ['another character', b, none],
  ['a sequence', sequence(a, b), b],
  ['a sequence whose first part may be empty', sequence(repeat(b, 0, 1), a), empty],
  ['repetitions', repeat(a, 2, 4), repeat(a, 1, 3)],
  ['endless repetitions', repeat(a, 0, infinite), repeat(a, 0, infinite)],
  ['alternatives', or([sequence(a, b), sequence(a, c)]), or([b, c])],
  ['what is not a', not(a), not(empty)],
])('the derivative of %s contains what may follow "a"', (_, language, expected) => {
  expect(after(language, 97)).toBe(expected)
})
