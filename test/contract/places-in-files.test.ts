import { expect, test } from 'vitest'
import { parseBaseline } from '../../src/contract/baseline/baseline.js'
import { parseDecisions, parseWaivers } from '../../src/contract/index.js'

const finding = (at: string) => `  - severity: error\n    code: invalid-body\n    at: ${at}\n    rule: /r\n`

const files = [
  [
    'waivers',
    parseWaivers,
    'findings:\n  - at: /0\n    reason: x\n  - at: /1\n    reason: x\ncoverage:\n  - kind: page\n    reason: x\n',
  ],
  ['baseline', parseBaseline, `findings:\n${finding('/0')}${finding('/1')}`],
  ['decisions', parseDecisions, 'decisions:\n  - at: a\n    reason: x\n  - at: b\n    reason: x\n'],
] as const

/** One line of a file after another, broken in one way. */
const broken = files.flatMap(([name, parse, text]) => {
  const lines = text.trimEnd().split('\n')
  return lines.flatMap((line, index) => {
    const changes = [
      line.replace(/\w+:/, 'unknown:'),
      line.replace(/: .*/, ': [a]'),
      line.replace(/(severity|code): .*/, '$1: x'),
    ]
    return changes
      .filter((changed) => changed !== line)
      .map((changed) => ({ name, parse, at: index + 1, changed, text: lines.with(index, changed).join('\n') }))
  })
})

test.each(broken)('a problem in line $at of $name is reported there: $changed', ({ parse, at, text }) => {
  expect(() => parse(text, 'f.yaml')).toThrow(`f.yaml:${at}: `)
})

test.each([
  ['waivers', parseWaivers, 'findings:\n  - at: /0\n    reason: x\n  - at: /1\n', 4],
  ['baseline', parseBaseline, `findings:\n${finding('/0')}  - severity: error\n`, 6],
  ['decisions', parseDecisions, 'decisions:\n  - at: a\n    reason: x\n  - at: b\n', 4],
] as const)('an entry of %s that lacks something is reported by its first line', (_, parse, text, at) => {
  expect(() => parse(text, 'f.yaml')).toThrow(`f.yaml:${at}: missing `)
})

test.each([
  ['waivers', parseWaivers, 'expected an object with findings, coverage or both'],
  ['a baseline', parseBaseline, 'expected an object with findings'],
  ['decisions', parseDecisions, 'expected an object with decisions'],
] as const)('a file of %s without its lists says which it should have', (_, parse, message) => {
  expect(() => parse('[]', 'f.yaml')).toThrow(expect.objectContaining({ message: `f.yaml:1: ${message}` }))
})
