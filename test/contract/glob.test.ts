import { expect, test } from 'vitest'
import { createGlob } from '../../src/contract/waivers/glob.js'

test.each([
  ['', '', true],
  ['a', 'a', true],
  ['a', 'ab', false],
  ['a.c', 'abc', false],
  ['*', 'any text\n', true],
  ['*', 'a/b', false],
  ['*/*', 'a/b', true],
  ['*/*', 'a/b/c', false],
  ['/a/*/c', '/a/b/c', true],
  ['/a/*/c', '/a//c', true],
  ['/a/*/c', '/a/b/b/c', false],
  ['**', 'a/b/c', true],
  ['**/c', 'a/b/c', true],
  ['**/c', 'c', false],
  ['a**c', 'a/b/c', true],
  ['a*b*c', 'abbbc', true],
  ['a*b*c', 'ab/c', false],
  ['a**b*c', 'a/b/bc', true],
  ['*a', 'aaa/a', false],
  ['a***c', 'a/b/c', true],
  ['**', '', true],
  ['a*', 'a', true],
  ['*b', 'ab/b', false],
  ['/*/**/c', '/a/b/c', true],
  ['/*/**/c', '/a/c', false],
  ['**a*a', 'a/aaa', true],
])('%s matches %j: %s', (pattern, text, expected) => {
  expect(createGlob(pattern)(text)).toBe(expected)
})
