import { expect, test } from 'vitest'
import { createValidLocator } from '../../../src/contract/mutate/valid-interactions.js'
import { documentOf, interactionOf, type OneOperation } from '../one-operation.js'

const locateValid = (example: OneOperation, maxSeverity: 'note' | 'warning' = 'warning') =>
  createValidLocator(documentOf(example), maxSeverity)(interactionOf(example))

const integer = { type: 'integer' }
const json = { 'application/json': { schema: integer } }
const operation = {
  parameters: [
    { in: 'query', name: 'p', schema: integer },
    { in: 'query', name: 'page', schema: integer },
    { in: 'query', name: 'f', style: 'deepObject', schema: { type: 'object', properties: { n: integer } } },
    { in: 'query', name: 'must', required: true, schema: integer },
    { in: 'header', name: 'X-A', schema: integer },
  ],
  responses: { 200: { description: 'x', content: json }, 400: { description: 'x', content: json } },
}
const typed = [['content-type', 'application/json']] as const
const sent = (search: string, body = '1', status = 200): OneOperation => ({
  operation,
  request: { url: `https://h.example/a${search}` },
  response: { status, headers: typed, body },
})

test.each<[search: string, located: string | undefined]>([
  ['?must=1&p=2', '?must=1&p=2'],
  ['?must=1&p=x', '?must=1'],
  ['?must=1&p=x&page=y', '?must=1'],
  ['?p=1&must=1&page=x', '?p=1&must=1'],
  ['?must=x', undefined],
  ['?must=x&p=x', undefined],
  ['?p=x', undefined],
  ['?must=1&f[n]=x', undefined],
])('a request with %s is mutated with the query %s', (search, located) => {
  expect(locateValid(sent(search))?.url.search).toBe(located)
})

test.each<[string, OneOperation]>([
  [
    'a header that is invalid',
    { ...sent('?must=1'), request: { url: 'https://h.example/a?must=1', headers: [['x-a', 'x']] } },
  ],
  ['a parameter and a body that are invalid', sent('?must=1&p=x', '"x"')],
  ['a refusal with an invalid body', sent('?must=1', '"x"', 400)],
  ['an undocumented path', { ...sent(''), request: { url: 'https://h.example/b' } }],
])('an interaction with %s is not mutated', (_, example) => {
  expect(locateValid(example)).toBeUndefined()
})

test('a refused request is mutated as it is, and a warning decides by the greatest severity', () => {
  expect(locateValid(sent('?p=x', '1', 400))?.url.search).toBe('?p=x')
  expect(locateValid(sent('?must=1&more=1'), 'warning')?.url.search).toBe('?must=1&more=1')
  expect(locateValid(sent('?must=1&more=1'), 'note')).toBeUndefined()
})

test.each<[OneOperation['response'], (readonly [string, string])[] | undefined]>([
  [{ headers: [], notRecorded: ['headers'] }, [['content-type', 'application/json']]],
  [
    { headers: [['etag', '1']], notRecorded: ['headers'] },
    [
      ['etag', '1'],
      ['content-type', 'application/json'],
    ],
  ],
  [
    { headers: [['Content-Type', 'application/json']], notRecorded: ['headers'] },
    [['Content-Type', 'application/json']],
  ],
  [{ headers: [['Content-Type', 'application/json']] }, [['Content-Type', 'application/json']]],
])('a response of %j gets the content type that is assumed', (response, headers) => {
  expect(
    locateValid({ ...sent('?must=1'), response: { body: '1', ...response } })?.interaction.response.headers,
  ).toEqual(headers)
})
