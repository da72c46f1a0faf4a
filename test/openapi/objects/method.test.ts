import { expect, test } from 'vitest'
import { normalizeMethod } from '../../../src/openapi/index.js'

// RFC 9110, 9.3; RFC 5789; OpenAPI 3.2 has `query`.
test.each(['get', 'Head', 'post', 'Put', 'delete', 'connect', 'options', 'trace', 'patch', 'query'])(
  'the method %s is written in upper case',
  (method) => {
    expect(normalizeMethod(method)).toBe(method.toUpperCase())
  },
)

test.each(['copy', 'Purge', 'M-SEARCH', '*', ''])('the method %j stays as it is', (method) => {
  expect(normalizeMethod(method)).toBe(method)
})
