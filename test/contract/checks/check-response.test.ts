import { describe, expect, test } from 'vitest'
import { createChecker } from '../../../src/contract/index.js'
import { findingsOf as findingsOfExample, textsOf } from '../one-operation.js'
import { base, type Difference, findingsOf, listPets, pet, petstore } from '../petstore.js'

const json = ['Content-Type', 'application/json'] as const
const total = ['X-Total', '1'] as const
const problem = [['content-type', 'application/problem+json']] as const
const response = (of: Difference['response']): Difference => ({ response: of })
const at = (path: string, of: Difference['response']): Difference => ({ request: { url: base + path }, response: of })
const pets = (...body: unknown[]): Difference => response({ body })

test.each<[string, Difference]>([
  ['a response that matches everything', {}],
  [
    'a request to any server, in any case of the method',
    { request: { url: 'https://us.petstore.example/v1/pets', method: 'get' } },
  ],
  ['a host that is no server, with the base path', { request: { url: 'http://127.0.0.1:8080/v1/pets' } }],
  ['a status of a documented range', response({ status: 404, headers: problem, body: { title: 'x' } })],
  ['a status left to default', response({ status: 503, headers: problem, body: { title: 'x' } })],
  [
    'a content type in another case with UTF-8',
    response({ headers: [['content-type', 'Application/JSON;charset="utf-8"'], total] }),
  ],
  [
    'a charset of JSON, which has no effect',
    response({
      headers: [['content-type', 'application/json;charset=ISO-8859-1'], total],
      body: '[{"id":1,"name":"Müller"}]',
    }),
  ],
  ['a content type of a range', at('/pets/1', { headers: [['content-type', 'image/png']], body: '\0' })],
  ['no body where no body is documented', at('/pets/mine', { status: 204, headers: [], body: null })],
  ['no content under 204 whatever is documented', at('/pets/mine', { status: 204, headers: [json], body: '' })],
  ['null where null is allowed', pets({ ...pet, born: null })],
  ['1.0 for an integer', response({ body: '[{"id":1.0,"name":"a"}]' })],
  [
    'the ends of int64',
    response({ body: '[{"id":9223372036854775807,"name":"a"},{"id":-9223372036854775808,"name":"a"}]' }),
  ],
  ['a required writeOnly property that is missing', pets(pet)],
  ['a response to HEAD, which has no body', { ...response({ body: null }), request: { method: 'HEAD' } }],
  [
    'properties of a map and of an object without any described',
    pets({ ...pet, labels: { x: 'y' }, extras: { any: { thing: 1 } } }),
  ],
  ['properties by pattern', pets({ ...pet, codes: { a: 1, 'x-1': 's' } })],
  [
    'properties of all branches of allOf',
    at('/shapes', { body: [{ kind: 'square', side: 1, title: 't', unit: { name: 'm', scale: 1 } }] }),
  ],
])('passes %s', (_, difference) => {
  expect(findingsOf(listPets(difference))).toEqual([])
})

test.each<[string, Difference, string[]]>([
  ['path with status 404', { request: { url: `${base}/cats` }, response: { status: 404 } }, ['note undocumented-path']],
  [
    'path with status 405',
    { request: { url: `${base}/cats` }, response: { status: 405 } },
    ['error undocumented-path'],
  ],
  [
    'method with status 405',
    { request: { method: 'DELETE' }, response: { status: 405 } },
    ['note undocumented-method'],
  ],
  [
    'URL that cannot be parsed, with status 404',
    { request: { url: '::' }, response: { status: 404 } },
    ['error undocumented-path'],
  ],
  [
    'method with status 404',
    { request: { method: 'DELETE' }, response: { status: 404 } },
    ['error undocumented-method'],
  ],
])('an undocumented %s is a note if the server does not have it either', (_, difference, expected) => {
  const { findings } = createChecker(petstore).check(listPets(difference))

  expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected)
})

describe('finds on the way down the document', () => {
  test.each<[string, Difference, string[]]>([
    ['an undocumented path', { request: { url: `${base}/cats` } }, ['undocumented-path path']],
    ['a path without the base path', { request: { url: 'http://localhost/pets' } }, ['undocumented-path path']],
    ['a path with a slash too many', { request: { url: `${base}/pets/` } }, ['undocumented-path path']],
    ['an invalid URL', { request: { url: '::' } }, ['undocumented-path path']],
    ['an undocumented method', { request: { method: 'DELETE' } }, ['undocumented-method method']],
    [
      'a concrete path before a templated one',
      { request: { url: `${base}/pets/mine`, method: 'DELETE' } },
      ['undocumented-method method'],
    ],
    ['an undocumented status', at('/pets/1', { status: 418, headers: [] }), ['undocumented-status status']],
    [
      'an undocumented content type',
      response({ headers: [['content-type', 'text/html'], total], body: '<p>' }),
      ['undocumented-content-type header content-type'],
    ],
    [
      'a content type of another status',
      response({ status: 404, headers: [json], body: {} }),
      ['undocumented-content-type header content-type'],
    ],
    [
      'an invalid content type',
      response({ headers: [['content-type', 'json'], total] }),
      ['undocumented-content-type header content-type'],
    ],
    [
      'two content types',
      response({ headers: [json, json, total] }),
      ['undocumented-content-type header content-type'],
    ],
    [
      'JSON that is not in UTF-8',
      response({
        body: '[{"id":1,"name":"M\ufffdller"}]',
        headers: [['content-type', 'application/json; charset=latin1'], total],
      }),
      ['undocumented-content-type? header content-type'],
    ],
    [
      'a body where no body is documented',
      at('/pets/mine', { status: 204, headers: [json], body: 'x' }),
      ['undocumented-content-type header content-type'],
    ],
    ['a missing content type', response({ headers: [total] }), ['missing-content-type header content-type']],
    ['an empty body', response({ body: '' }), ['unreadable-body (whole)']],
    ['no body', response({ body: null }), ['unreadable-body (whole)']],
    ['truncated JSON', response({ body: '[{"id":1' }), ['unreadable-body (whole)']],
    ['HTML under a JSON content type', response({ body: '<html>' }), ['unreadable-body (whole)']],
    ['a byte order mark (RFC 8259, 8.1)', response({ body: '\uFEFF[]' }), ['unreadable-body (whole)']],
    ['a name twice in an object', response({ body: '[{"id":1,"name":"a","name":"b"}]' }), ['unreadable-body /0/name']],
    [
      'a name three times, as one finding',
      response({ body: '[{"id":1,"name":"a","name":"b","name":"c"}]' }),
      ['unreadable-body /0/name'],
    ],
    [
      'a name twice deep down in another spelling',
      response({ body: '[{"id":1,"name":"a","extras":{"x":[{"y":1,"\\u0079":2}]}}]' }),
      ['unreadable-body /0/extras/x/0/y'],
    ],
    [
      'a name twice among spaces and colons',
      response({ body: '[{"id" :1,"name": ":a", "name" : "b"}]' }),
      ['unreadable-body /0/name'],
    ],
  ])('%s', (_, difference, expected) => {
    expect(findingsOf(listPets(difference))).toEqual(expected)
  })
})

describe('finds in headers', () => {
  test.each<[string, Difference, string[]]>([
    ['a required one that is missing', response({ headers: [json] }), ['missing-header header x-total']],
    ['one of another type', response({ headers: [json, ['x-total', 'many']] }), ['invalid-header header x-total type']],
    [
      'values outside of bounds and formats',
      response({ headers: [json, ['x-total', '-1'], ['x-next', 'no uri']] }),
      ['invalid-header header x-total minimum', 'invalid-header header x-next format'],
    ],
    ['one twice that holds one value', response({ headers: [json, total, total] }), ['invalid-header header x-total']],
  ])('%s', (_, difference, expected) => {
    expect(findingsOf(listPets(difference))).toEqual(expected)
  })
})

describe('finds in bodies', () => {
  test.each<[string, Difference, string[]]>([
    ['a missing property at its object', pets({ id: 1 }), ['invalid-body /0 required']],
    ['null where 3.1 allows none', pets({ ...pet, status: null }), ['invalid-body /0/status type']],
    ['a value outside of an enum', pets({ ...pet, status: 'lost' }), ['invalid-body /0/status enum']],
    ['a date-time with a space', pets({ ...pet, born: '2020-01-01 00:00:00Z' }), ['invalid-body /0/born format']],
    [
      'a float that is too large',
      response({ body: '[{"id":1,"name":"a","weight":1e39}]' }),
      ['invalid-body /0/weight format'],
    ],
    [
      'an integer one beyond int64',
      response({ body: '[{"id":9223372036854775808,"name":"a"}]' }),
      ['invalid-body /0/id format'],
    ],
    [
      'an integer one below int64',
      response({ body: '[{"id":-9223372036854775809,"name":"a"}]' }),
      ['invalid-body /0/id format'],
    ],
    ['a value of a map', pets({ ...pet, labels: { x: 1 } }), ['invalid-body /0/labels/x type']],
    ['a property that only requests have', pets({ ...pet, secret: 's' }), ['invalid-body /0/secret writeOnly']],
    [
      'plain text that is too long',
      at('/pets/1', { headers: [['content-type', 'text/plain']], body: 'abcdef' }),
      ['invalid-body (whole) maxLength'],
    ],
    [
      'what the branch that is meant says',
      at('/shapes', { body: [{ kind: 'circle', radius: 0 }] }),
      ['invalid-body /0/radius exclusiveMinimum'],
    ],
    ['that no branch fits', at('/shapes', { body: [{ kind: 'triangle' }] }), ['invalid-body /0/kind discriminator']],
  ])('%s', (_, difference, expected) => {
    expect(findingsOf(listPets(difference))).toEqual(expected)
  })
})

describe('warns of properties that the document does not mention', () => {
  test.each<[string, Difference, string[]]>([
    ['at the top', pets({ ...pet, foo: 1 }), ['undocumented-property? /0/foo']],
    [
      'through recursion, with an escaped name',
      pets({ ...pet, parent: { ...pet, 'a/b': 1 } }),
      ['undocumented-property? /0/parent/a~1b'],
    ],
    ['that no pattern matches', pets({ ...pet, codes: { b: 1 } }), ['undocumented-property? /0/codes/b']],
    [
      'that only another branch of oneOf has',
      at('/shapes', { body: [{ kind: 'circle', radius: 1, side: 2 }] }),
      ['undocumented-property? /0/side'],
    ],
    [
      'that no branch of allOf has',
      at('/shapes', { body: [{ kind: 'square', side: 1, unit: { name: 'm', scale: 1, z: 1 } }] }),
      ['undocumented-property? /0/unit/z'],
    ],
    [
      'named __proto__',
      response({ body: '[{"id":1,"name":"a","__proto__":{"x":1}}]' }),
      ['undocumented-property? /0/__proto__'],
    ],
    [
      'named constructor',
      response({ body: '[{"id":1,"name":"a","constructor":1}]' }),
      ['undocumented-property? /0/constructor'],
    ],
  ])('%s', (_, difference, expected) => {
    expect(findingsOf(listPets(difference))).toEqual(expected)
  })
})

// JSON Schema 2020-12 Validation, 9.4: what was read may be sent back, but what is only written is never read.
test.each([
  ['3.0.3', 'readOnly', 'error'],
  ['3.1.0', 'readOnly', 'warning'],
  ['3.0.3', 'writeOnly', 'error'],
  ['3.1.0', 'writeOnly', 'error'],
])('in %s, a %s property of the other direction is of severity %s', (openapi, keyword, severity) => {
  const content = {
    'application/json': { schema: { type: 'object', properties: { a: { type: 'string', [keyword]: true } } } },
  }
  const message = { headers: [['content-type', 'application/json'] as const], body: '{"a":"x"}' }
  const isRequest = keyword === 'readOnly'
  const texts = textsOf({
    document: { openapi },
    operation: isRequest ? { requestBody: { content } } : { responses: { 200: { description: 'x', content } } },
    ...(isRequest ? { request: message } : { response: message }),
  })

  expect(texts).toEqual([`${severity} ${isRequest ? 'invalid-parameter body' : 'invalid-body'} /a ${keyword}`])
})

test('a finding about the nearest branch names the keyword around it, and no other finding does', () => {
  const anyOf = [{ type: 'object', required: ['a'], properties: { a: { type: 'string' } } }, { required: ['b', 'c'] }]
  const withinOf = (schema: object) =>
    findingsOfExample({
      operation: { responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } },
      response: { headers: [['content-type', 'application/json']], body: '{"a":1}' },
    }).map(({ at, within }) => [at, within])

  const schema = '/paths/~1a/post/responses/200/content/application~1json/schema'
  expect(withinOf({ anyOf })).toEqual([['/a', `${schema}/anyOf`]])
  expect(withinOf({ allOf: anyOf.slice(0, 1) })).toEqual([['/a', undefined]])
})
