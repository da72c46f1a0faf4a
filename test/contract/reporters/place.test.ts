import { expect, test } from 'vitest'
import { toPercent } from '../../../src/contract/reporters/counts.js'
import { formatPlace, isNamedByPath, parsePlace, placeOfRule } from '../../../src/contract/reporters/place.js'
import { failedReport } from './reports.js'

test.each([
  ['a.json', { path: 'a.json' }],
  ['a.json:12', { path: 'a.json', line: 12 }],
  ['C:\\a.json:12', { path: 'C:\\a.json', line: 12 }],
  ['a:1:2', { path: 'a:1', line: 2 }],
  ['a:b', { path: 'a:b' }],
  ['a:1b', { path: 'a:1b' }],
  [':3', { path: ':3' }],
  ['a\nb:3', { path: 'a\nb', line: 3 }],
])('the source %j is the place %j, and is written the same', (source, place) => {
  expect(parsePlace(source)).toEqual(place)
  expect(formatPlace(place)).toBe(source)
})

test.each([
  ['/paths', undefined, 'openapi/petstore.yaml:9'],
  ['/paths', 10, 'openapi/petstore.yaml:10'],
  ['/unknown', undefined, 'openapi/petstore.yaml'],
  ['other.yaml#/a', 3, 'other.yaml:3'],
  ['other.yaml#/a#b', undefined, 'other.yaml'],
  ['/a/b#/c', 3, 'openapi/petstore.yaml:3'],
  ['/a/b#', 3, 'openapi/petstore.yaml:3'],
  ['#/a', 3, 'openapi/petstore.yaml:3'],
  ['constructor', 3, 'openapi/petstore.yaml:3'],
])('the rule %j in line %s is at %s', (rule, line, expected) => {
  expect(formatPlace(placeOfRule(failedReport, { rule, ...(line !== undefined && { line }) }))).toBe(expected)
})

test('an operation is named by its path if it has no id', () => {
  const [operation] = failedReport.operations
  if (!operation) throw new Error('expected an operation')
  expect([operation, { ...operation, operationId: 'GET /pets' }].map(isNamedByPath)).toEqual([false, true])
})

test.each([
  [0, 0, undefined],
  [0, 3, 0],
  [2, 3, 66],
  [199, 200, 99],
  [3, 3, 100],
])('%i of %i items are %s percent', (covered, total, expected) => {
  expect(toPercent({ covered, total })).toBe(expected)
})
