import { expect, test } from 'vitest'
import { parseLosslessJson } from '../../../src/text/json/lossless.js'

test.each(['{"a":1}', ' [1, "\\u0061\\/", true] \n', '{}', '{"b":{"a":[null,-0.5]}}'])(
  '%s is written again with other space and escapes only',
  (text) => {
    expect(parseLosslessJson(text)).toEqual(JSON.parse(text))
  },
)

test.each([
  ['a repeated member', '{"a":1,"a":2}'],
  ['a repeated member that comes last', '{"a":1,"b":2,"b":2}'],
  ['members in another order', '{"b":1,"1":2}'],
  ['a number that is written differently', '[1.0]'],
  ['a number that is rounded', '[9007199254740993]'],
  ['a member with the name __proto__', '{"__proto__":1}'],
  ['a text', '"a"'],
  ['null', 'null'],
  ['text that is not JSON', '{"a":1'],
  ['nesting that is too deep to be written', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
])('%s is not parsed', (_, text) => {
  expect(parseLosslessJson(text)).toBeUndefined()
})
