import { describe, expect, test } from 'vitest'
import { parseRegex } from '../../src/openapi/grammar/regex.js'

describe('a pattern keeps its meaning', () => {
  test.each([
    ['without needless escapes', String.raw`^[\p{L}\_ ]+$`, ['Größe', 'a_b'], ['L{p}', '']],
    ['without needless escapes outside of classes', String.raw`^a\-b\@\"\/$`, ['a-b@"/'], [String.raw`a\-b`]],
    ['with a lone hyphen in a class', String.raw`^[\w-.]+$`, ['a-b.c'], ['a+b', 'a/b']],
    ['with a lone hyphen before a class', String.raw`^[+-\d]+$`, ['+-1'], [',']],
    ['with lone braces', '^{id}$', ['{id}'], ['id']],
    ['with a lone bracket', '^a]$', ['a]'], ['a']],
    ['with quantifiers and properties beside needless escapes', String.raw`^\p{Lu}{2,3}\#$`, ['ÄÖ#'], ['Ä#', 'pp#']],
    ['with a quantifier without a maximum', String.raw`^a{2,}\_$`, ['aa_', 'aaa_'], ['a_', 'a{2,}_']],
    ['in code points', String.raw`^.\_$`, ['😀_'], ['😀😀_']],
    ['with ranges', String.raw`^[a-c\_]+$`, ['abc_'], ['-', 'd']],
    ['with an escaped hyphen in a class', String.raw`^[a\-z\_]+$`, ['a-z_'], ['b']],
    ['with a circumflex that negates nothing', String.raw`^[a^\_]+$`, ['a^_'], ['b']],
    ['with a circumflex that negates', String.raw`^[^a\_]+$`, ['b^'], ['a', '_']],
    ['with what follows a class', String.raw`^[a\_]\-{2}$`, ['a--', '_--'], ['a-', '-']],
    ['with escaped brackets in a class', String.raw`^[\[\]\_]+$`, ['[_]'], ['\\']],
  ])('%s: %s', (_, pattern, matching, others) => {
    const regex = parseRegex(pattern)

    expect(regex?.flags).toBe('u')
    expect(matching.map((text) => regex?.test(text))).toEqual(matching.map(() => true))
    expect(others.map((text) => regex?.test(text))).toEqual(others.map(() => false))
  })
})

describe('a pattern is not valid', () => {
  test.each([
    [String.raw`\A[a-z]+\Z`, 'anchors of other dialects'],
    [String.raw`^\h+\z`, 'escapes of other dialects'],
    ['(?i)abc', 'a flag at the start'],
    ['^[[:alpha:]]+$', 'a POSIX class'],
    ['^[[:^space:]_]+$', 'a negated POSIX class'],
    ['^[[.hyphen.]]$', 'a collating symbol'],
    ['^[]a]+$', 'a bracket first in a class'],
    ['^[^]a]+$', 'a bracket first in a negated class'],
    ['^a{,5}$', 'a quantifier without a minimum'],
    [String.raw`(a)\2\_`, 'a reference to a group that does not exist'],
    [String.raw`\x4\_`, 'a cut escape'],
    ['a\\', 'a backslash at the end'],
    ['(', 'an open group'],
    ['a++', 'a possessive quantifier'],
  ])('%s: %s', (pattern) => {
    expect(parseRegex(pattern)).toBeUndefined()
  })
})
