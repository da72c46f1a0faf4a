import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loadDocument, parseDocument } from '../../../src/contract/index.js'
import { quoteRule } from '../../../src/contract/report/rule-excerpt.js'
import { finding } from '../reporters/reports.js'

const long = 'd'.repeat(300)
const lines = [
  'openapi: 3.1.0',
  'info:',
  '  title: Lines',
  '',
  '  ',
  "  version: '1'",
  '',
  '    ',
  'paths: {}',
  'components:',
  '  schemas:',
  '    Long:',
  '      title: Long',
  '      type: object',
  '      minProperties: 1',
  '      maxProperties: 9',
  '      properties: {}',
  '      deprecated: false',
  `      description: ${long}`,
]
const document = parseDocument(lines.join('\n'), 'lines.yaml')
const quote = (line: number | undefined, rule = '/x') => {
  const { line: _, ...without } = finding({ rule })
  return quoteRule(document, line === undefined ? without : { ...without, line })
}

test.each([
  ['with its content, blank lines inside of it, and none at its end', 2, "info:|  title: Lines||  |  version: '1'"],
  ['up to the next line that is not deeper', 3, '  title: Lines'],
  ['of one line, if the next is not deeper', 9, 'paths: {}'],
  [
    'of six lines at most',
    12,
    '    Long:|      title: Long|      type: object|      minProperties: 1|      maxProperties: 9|      properties: {}',
  ],
  ['at the end of the file, with 200 characters of a line', 19, `      description: ${long}`.slice(0, 200)],
])('a rule is quoted %s', (_, line, expected) => {
  expect(quote(line)).toEqual({ source: 'lines.yaml', line, lines: expected.split('|') })
})

test.each([
  ['without a line', undefined, '/x'],
  ['in a line that the file does not have', 99, '/x'],
  ['in a file that the document does not have', 1, 'other.yaml#/x'],
])('a rule %s is not quoted', (_, line, rule) => {
  expect(quote(line, rule)).toBeUndefined()
})

test('the rule of the whole document is quoted from its file', () => {
  expect(quote(1, '')?.lines).toEqual(['openapi: 3.1.0'])
})

test.each([
  ['a relative', 'test/fixtures/split'],
  ['an absolute', resolve('test/fixtures/split')],
])('the rule in another file of a document with %s path is quoted from there', async (_, folder) => {
  const split = await loadDocument(`${folder}/api.yaml`)
  const name = `${folder}/schemas/thing.json`
  const excerpt = quoteRule(split, finding({ rule: `${name}#/properties/id`, line: 1 }))

  expect([excerpt?.source, excerpt?.lines[0]]).toEqual([name, '{'])
})

test('a pointer with a # is a place in the main file', () => {
  expect(quote(8, '/paths/~1a#/get')?.source).toBe('lines.yaml')
})
