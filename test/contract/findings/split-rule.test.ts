import { expect, test } from 'vitest'
import { splitRule } from '../../../src/contract/findings/split-rule.js'

test.each([
  ['/paths/~1a/get', 'api.yaml', 'api.yaml', '/paths/~1a/get'],
  ['', 'api.yaml', 'api.yaml', ''],
  ['/components/schemas/A/properties/c#/type', 'api.yaml', 'api.yaml', '/components/schemas/A/properties/c#/type'],
  ['/x-schemas/c#', 'api.yaml', 'api.yaml', '/x-schemas/c#'],
  [
    '/components/schemas/A/properties/c#/type',
    '/a/api.yaml',
    '/a/api.yaml',
    '/components/schemas/A/properties/c#/type',
  ],
  ['other.yaml#/A', 'api.yaml', 'other.yaml', '/A'],
  ['other.yaml#', 'api.yaml', 'other.yaml', ''],
  ['other.yaml#/A/c#/type', 'api.yaml', 'other.yaml', '/A/c#/type'],
  ['../a#b.yaml#/A', 'api.yaml', '../a#b.yaml', '/A'],
  ['/a/other.yaml#/A', '/a/api.yaml', '/a/other.yaml', '/A'],
  ['C:\\a\\other.yaml#/A', 'C:\\a\\api.yaml', 'C:\\a\\other.yaml', '/A'],
])('the rule %j of the document %j is in the file %j', (rule, source, file, pointer) => {
  expect(splitRule(rule, source)).toEqual({ file, pointer })
})
