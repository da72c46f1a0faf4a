import { expect, test } from 'vitest'
import type { Request } from '../../../src/contract/probe/planned-request.js'
import { reduceRequest } from '../../../src/contract/probe/reduce.js'

const request = (changes: Partial<Request>): Request => ({ method: 'POST', url: 'http://h/a', headers: [], ...changes })

const json = ['Content-Type', 'application/json'] as const

test.each<[string, Request, (smaller: Request) => boolean, object]>([
  [
    'query parameters',
    request({ url: 'http://h/a?x=1&y=2&z=3' }),
    ({ url }) => url.includes('y=2'),
    { url: 'http://h/a?y=2' },
  ],
  ['the whole query', request({ url: 'http://h/a?x=1' }), () => true, { url: 'http://h/a' }],
  [
    'headers',
    request({
      headers: [
        ['a', '1'],
        ['b', '2'],
      ],
    }),
    ({ headers }) => headers.some(([name]) => name === 'b'),
    { headers: [['b', '2']] },
  ],
  ['the body', request({ headers: [json], body: '{"a":1}' }), () => true, { headers: [], body: '' }],
  [
    'members',
    request({ body: '{"a":1,"b":{"c":2,"d":3}}' }),
    ({ body }) => String(body).includes('"d":3'),
    { body: '{"b":{"d":3}}' },
  ],
  ['items', request({ body: '[1,[2,3],4]' }), ({ body }) => String(body).includes('3'), { body: '[[3]]' }],
  [
    'members of an item, beside items that are needed',
    request({ body: '[1,{"a":2,"b":3,"c":4},5]' }),
    ({ body }) => /^\[1,.*"b":3.*,5\]$/.test(String(body)),
    { body: '[1,{"b":3},5]' },
  ],
  [
    'members of a member, beside members that are needed',
    request({ body: '{"x":1,"y":{"a":2,"b":3},"z":4}' }),
    ({ body }) => /"x":1.*"b":3.*"z":4/.test(String(body)),
    { body: '{"x":1,"y":{"b":3},"z":4}' },
  ],
  [
    'no parameter of a name that is needed twice',
    request({ url: 'http://h/a?x=1&y=2&x=3' }),
    ({ url }) => /x=1&x=3$/.test(url),
    { url: 'http://h/a?x=1&x=3' },
  ],
  [
    'nothing of other text',
    request({ body: 'a=1&b=2' }),
    ({ body }) => String(body).includes('b=2'),
    { body: 'a=1&b=2' },
  ],
])('leaves out what is not needed: %s', async (_, given, fails, expected) => {
  expect(await reduceRequest(given, async (smaller) => fails(smaller))).toMatchObject(expected)
})

test('keeps the content type of a body', async () => {
  const given = request({ headers: [json, ['b', '2']], body: '{"a":1}' })
  const { headers } = await reduceRequest(given, async ({ body }) => body !== '' && body !== '{}')
  expect(headers).toEqual([json])
})

test.each(['9007199254740993', '1e400', '1.0', '-0', '1E2'])('writes the number %s as it was', async (number) => {
  const given = request({ body: `{"a":1,"b":${number}}` })
  const { body } = await reduceRequest(given, async ({ body }) => String(body).includes(`"b":${number}`))
  expect(body).toBe(`{"b":${number}}`)
})

test('sends at most 20 requests, and does not count those that were not sent', async () => {
  const url = `http://h/a?${Array.from({ length: 50 }, (_, index) => `p${index}=1`).join('&')}`
  let asked = 0
  await reduceRequest(request({ url }), async () => {
    asked++
    return asked > 10 ? false : undefined
  })
  expect(asked).toBe(30)
})
