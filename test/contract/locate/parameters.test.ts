import { describe, expect, test } from 'vitest'
import { locate, type OneOperation } from '../one-operation.js'

const integer = { type: 'integer' }
const point = { type: 'object', properties: { x: integer, y: integer } }
const open = { ...point, additionalProperties: integer }
const inQuery = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more })

/** The values of parameters by place, an expectation for what cannot be decoded, and the names that are unknown. */
function locatedOf(parameters: object[], request: OneOperation['request'], more: object = {}) {
  const { request: located } = locate({ operation: { parameters, ...more }, ...(request && { request }) })
  const values = [...located.path, ...located.query, ...located.headers, ...located.cookies].map(({ at, decoded }) => [
    at,
    decoded.map((each) => ('value' in each ? each.value : `not ${each.expected}`)),
  ])
  return [Object.fromEntries(values), ...located.unknownQueryNames]
}
const query = (search: string) => ({ url: `https://h.example/a?${search}` })

describe('the query', () => {
  test.each<[string, object[], string, unknown[]]>([
    [
      'an object under the names of its properties',
      [inQuery('o', point)],
      'x=1&y=2&z=3',
      [{ 'query o': [{ x: 1, y: 2 }] }, 'z'],
    ],
    [
      'an object beside a parameter of the same name',
      [inQuery('o', open), inQuery('z', integer)],
      'x=1&z=3&w=4',
      [{ 'query o': [{ x: 1, w: 4 }], 'query z': [3] }],
    ],
    [
      'an object that has a property of its own name',
      [inQuery('o', open)],
      'o=1&x=2',
      [{ 'query o': [{ o: 1, x: 2 }] }],
    ],
    [
      'an object in brackets',
      [inQuery('o', open, { style: 'deepObject' })],
      'o[x]=1&o=2&p[x]=3',
      [{ 'query o': [{ x: 1 }] }, 'o', 'p[x]'],
    ],
    [
      'an object in one text',
      [inQuery('o', point, { explode: false })],
      'o=x,1,y,2',
      [{ 'query o': [{ x: 1, y: 2 }] }],
    ],
    ['an object that was not sent', [inQuery('o', point)], '', [{ 'query o': [] }]],
    [
      'an object with an invalid escape',
      [inQuery('o', point)],
      'x=%zz',
      [{ 'query o': [expect.stringMatching('not percent-encoded')] }],
    ],
    ['a name with a space', [inQuery('a b', integer)], 'a+b=1&a%20b=2', [{ 'query a b': ['not one value'] }]],
    ['an empty value that is allowed', [inQuery('a', integer, { allowEmptyValue: true })], 'a=', [{ 'query a': [] }]],
    [
      'an empty value beside another',
      [inQuery('a', { type: 'array', items: integer }, { allowEmptyValue: true })],
      'a=&a=1',
      [{ 'query a': [['', 1]] }],
    ],
    ['an empty value that is not allowed', [inQuery('a', integer)], 'a=', [{ 'query a': [''] }]],
    ['an unknown name twice', [], 'a=1&b=2&a=3', [{}, 'a', 'b']],
  ])('has %s', (_, parameters, search, expected) => {
    expect(locatedOf(parameters, query(search))).toEqual(expected)
  })
})

describe('cookies', () => {
  const inCookie = (schema: object, more: object = {}) => ({ name: 's', in: 'cookie', schema, ...more })
  test.each<[string, object, string[], unknown[]]>([
    ['each of a name is a value', inCookie(integer), ['s=1; t=2; s=3', 's=4'], [1, 3, 4]],
    ['of a list are one value', inCookie({ type: 'array', items: integer }), ['s=1; s=3'], [[1, 3]]],
    ['may be encoded', inCookie({ type: 'string', enum: ['a b'] }), ['s=a%20b'], ['a b']],
    ['may be as they are', inCookie({ type: 'string', enum: ['a%20b'] }), ['s=a%20b'], ['a%20b']],
    [
      'are as they are in the style of cookies',
      inCookie({ type: 'string' }, { style: 'cookie' }),
      ['s=a%20b'],
      ['a%20b'],
    ],
    ['of an object have the names of its properties', inCookie(point), ['x=1; y=%32; z=3'], [{ x: 1, y: 2 }]],
    [
      'of an object are as they are in the style of cookies',
      inCookie({ ...point, properties: { x: {}, y: {} } }, { style: 'cookie' }),
      ['x=%zz; y=%41'],
      [{ x: '%zz', y: '%41' }],
    ],
  ])('%s', (_, parameter, cookies, values) => {
    const headers = cookies.map((cookie) => ['Cookie', cookie] as const)

    expect(locatedOf([parameter], { headers })).toEqual([{ 'cookie s': values }])
  })
})

test('a parameter of the path that its template does not have has no value', () => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: integer }]

  expect(locatedOf(parameters, {})).toEqual([{ 'path id': [] }])
})
