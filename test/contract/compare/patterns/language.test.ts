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
  ['a repetition of the empty text', () => [repeat(empty, 2, 3), empty]],
  ['a repetition of nothing', () => [repeat(none, 1, 3), none]],
  ['no repetition of nothing', () => [repeat(none, 0, 3), empty]],
  ['alternatives of nothing', () => [or([]), none]],
  ['no conditions', () => [and([]), all]],
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
  ['a sequence that may be empty', sequence(repeat(a, 0, 1), repeat(b, 0, 1)), repeat(b, 0, 1)],
  ['alternatives', or([sequence(a, b), sequence(a, c)]), or([b, c])],
  ['texts that are two things', and([sequence(a, b), not(sequence(a, c))]), and([b, not(c)])],
  ['the empty text', empty, none],
  ['nothing', none, none],
  ['what is not a', not(a), not(empty)],
])('the derivative of %s contains what may follow "a"', (_, language, expected) => {
  expect(after(language, 97)).toBe(expected)
})

test.each<[string, Language, boolean]>([
  ['nothing', none, false],
  ['the empty text', empty, true],
  ['all texts', all, true],
  ['a character', a, false],
  ['a sequence of parts that may be empty', sequence(repeat(a, 0, 1), repeat(b, 0, 1)), true],
  ['a sequence whose first part may be empty', sequence(repeat(a, 0, 1), b), false],
  ['a sequence whose last part may be empty', sequence(a, repeat(b, 0, 1)), false],
  ['repetitions from 0', repeat(a, 0, 2), true],
  ['repetitions from 1', repeat(a, 1, 2), false],
  ['repetitions of what may be empty', repeat(or([a, empty]), 2, 3), true],
  ['alternatives of which one may be empty', or([a, repeat(b, 0, 1)]), true],
  ['alternatives of which none may be empty', or([a, b]), false],
  ['texts that are two things that may be empty', and([repeat(a, 0, 1), repeat(b, 0, 1)]), true],
  ['texts that are two things of which one may be empty', and([not(a), repeat(b, 1, 2)]), false],
  ['what is not a character', not(a), true],
  ['what is not empty', not(repeat(a, 0, 1)), false],
])('whether %s contains the empty text', (_, language, expected) => {
  expect(language.hasEmpty).toBe(expected)
})

test('the sets of characters that were used are known, each once', () => {
  const made = createLanguages([[0, 9]])
  made.or([made.character([[1, 2]]), made.sequence(made.character([[3, 4]]), made.character([[1, 2]]))])
  expect(made.sets()).toEqual([[[0, 9]], [[1, 2]], [[3, 4]]])
})

test('the number of languages is limited', () => {
  const made = createLanguages([[0, 9]])
  const item = made.character([[1, 1]])
  expect(() => Array.from({ length: 10_000 }, (__, index) => made.repeat(item, 2, index + 3))).toThrow(RangeError)
})
