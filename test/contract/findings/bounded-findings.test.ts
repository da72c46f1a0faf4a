import { describe, expect, test } from 'vitest'
import { toFindings } from '../../../src/contract/findings/bounded-findings.js'
import { makeFinding } from '../../../src/contract/findings/make-finding.js'
import { findChild } from '../../../src/openapi/index.js'
import { petstore } from '../petstore.js'

const [rule, otherRule] = ['info', 'paths'].map((name) => {
  const node = findChild(petstore.root, name)
  if (!node) throw new Error(`expected ${name}`)
  return node
})
if (!rule || !otherRule) throw new Error('expected two rules')

type Path = readonly (string | number)[]
const found = (path: Path, details: { rule?: typeof rule; keyword?: string } = {}) => ({ rule, path, ...details })
const many = (length: number, toPath: (index: number) => Path, details = {}) =>
  Array.from({ length }, (_, index) => found(toPath(index), details))

/** The number of findings that are listed, and the places of those that say how many are left out. */
function listed(all: readonly ReturnType<typeof found>[]) {
  const findings = toFindings(all, ({ rule, path }) =>
    makeFinding('invalid-body', { at: `/${path.join('/')}`, rule, expected: 'a', received: 'b' }),
  )
  return [findings.length, ...findings.flatMap(({ at, more }) => (more === undefined ? [] : [`${at} +${more}`]))]
}

describe('of what was found, 100 are listed', () => {
  test.each<[string, ReturnType<typeof found>[], unknown[]]>([
    ['nothing is left out of none', [], [0]],
    ['nothing is left out of 100', many(100, (index) => [index]), [100]],
    ['the last says how many are left out', many(102, (index) => [index]), [100, '/99 +2']],
    [
      'of each rule',
      [...many(101, (index) => [index]), ...many(102, (index) => [index], { rule: otherRule })],
      [200, '/99 +1', '/99 +2'],
    ],
    [
      'of each keyword',
      [...many(60, (index) => [index], { keyword: 'type' }), ...many(60, (index) => [index], { keyword: 'enum' })],
      [120],
    ],
    [
      'of each kind of place, which indexes do not distinguish',
      [
        ...many(60, (index) => [index, 'a']),
        ...many(60, (index) => [index, 'b']),
        ...many(60, (index) => ['a', index]),
      ],
      [180],
    ],
    [
      'and a name that is a number is not an index',
      [...many(60, () => [0, 'a']), ...many(60, () => ['0', 'a'])],
      [120],
    ],
    [
      'and kinds of places beyond the first 100 are counted as one',
      [...many(203, (index) => [`a${index}`]), ...many(100, () => ['a0']), ...many(1, () => ['a202'])],
      [299, '/a199 +4', '/a0 +1'],
    ],
  ])('%s', (_, all, expected) => {
    expect(listed(all)).toEqual(expected)
  })
})
