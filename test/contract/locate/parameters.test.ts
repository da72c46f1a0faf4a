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
    [
      'an open object beside others that have names of their own',
      [inQuery('o', { type: 'object' }), inQuery('p', point), inQuery('q', open, { style: 'deepObject' })],
      'x=1&q[z]=2&z=3',
      [{ 'query o': [{ z: '3' }], 'query p': [{ x: 1 }], 'query q': [{ z: 2 }] }],
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
    [
      'an empty value of a text that may be null, and of a number that may',
      [inQuery('a', { type: ['string', 'null'] }), inQuery('b', { type: ['integer', 'null'] })],
      'a=&b=',
      [{ 'query a': [''], 'query b': [null] }],
    ],
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
    ['are decoded if both are allowed', inCookie({ type: 'string' }), ['s=a%20b'], ['a b']],
    ['may be as they are', inCookie({ type: 'string', enum: ['a%20b'] }), ['s=a%20b'], ['a%20b']],
    [
      'are as they are in the style of cookies',
      inCookie({ type: 'string' }, { style: 'cookie' }),
      ['s=a%20b'],
      ['a%20b'],
    ],
    ['of an object have the names of its properties', inCookie(point), ['x=1; y=%32; z=3'], [{ x: 1, y: 2 }]],
    [
      'of a list in one text are not repeated',
      inCookie({ type: 'array', items: integer }, { style: 'cookie', explode: false }),
      ['s=1,2; s=3'],
      ['not one value'],
    ],
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

describe('a text', () => {
  const string = { type: 'string' }
  const list = { type: 'array', items: integer }
  const optionalList = { type: ['string', 'array'] }
  const joined = { explode: false }
  test.each<[text: string, schema: object, value: unknown, more?: object]>([
    ['1', integer, 1],
    ['-1.5e1', { type: 'number' }, -15],
    ['01', integer, '01'],
    ['+1', integer, ' 1'],
    ['', integer, ''],
    ['true', { type: 'boolean' }, true],
    ['false', { type: 'boolean' }, false],
    ['True', { type: 'boolean' }, 'True'],
    ['1', { type: 'boolean' }, '1'],
    ['true', string, 'true'],
    ['1', string, '1'],
    ['null', { type: ['integer', 'null'] }, null],
    ['', { type: ['integer', 'null'] }, null],
    ['', { type: ['string', 'null'] }, ''],
    ['null', integer, 'null'],
    ['x', { type: ['integer', 'null'] }, 'x'],
    // Numbers are not read as text because that breaks fewer rules.
    ['12', { type: 'integer', maximum: 5, multipleOf: 5 }, 12],
    [
      '4',
      {
        anyOf: [
          { type: 'integer', maximum: 5 },
          { type: 'string', minLength: 2 },
        ],
      },
      4,
    ],
    [
      '12',
      {
        anyOf: [
          { type: 'integer', maximum: 5 },
          { type: 'string', minLength: 2 },
        ],
      },
      '12',
    ],
    [
      '12',
      {
        oneOf: [
          {
            anyOf: [
              { type: 'integer', maximum: 5 },
              { type: 'string', minLength: 2 },
            ],
          },
        ],
      },
      '12',
    ],
    ['12', { type: 'integer', anyOf: [{ maximum: 5 }, { minimum: 10 }] }, 12],
    [
      '1,2',
      {
        oneOf: [
          { ...list, maxItems: 1 },
          { type: 'array', items: { type: 'string', maxLength: 1 } },
        ],
      },
      ['1', '2'],
      joined,
    ],
    ['a%20b', { enum: ['a%20b'] }, 'a b'],
    ['a', optionalList, 'a', joined],
    ['a,b', optionalList, ['a', 'b'], joined],
    ['a|b', optionalList, ['a', 'b'], { style: 'pipeDelimited', explode: false }],
    ['a&p=b', optionalList, ['a', 'b']],
    ['%41&p=b', { type: 'array', items: string }, ['A', 'b']],
    ['', list, [], joined],
    ['x,1%2Cy%2C2', point, { x: '1,y,2' }, joined],
    ['x,1,y', point, 'not an object in style form', joined],
    ['1,2&p=3', list, 'not one value', joined],
    ['1|2&p=3', list, 'not one value', { style: 'pipeDelimited', explode: false }],
    ['1%202&p=3', list, 'not one value', { style: 'spaceDelimited', explode: false }],
  ])('%j of the schema %j has the value %j %j', (text, schema, value, more) => {
    expect(locatedOf([inQuery('p', schema, more)], query(`p=${text}`))).toEqual([{ 'query p': [value] }])
  })

  test.each<[text: string, type: string, schema: object, value: unknown]>([
    ['{"x":1}', 'application/json', point, { x: 1 }],
    ['1', 'text/plain', string, '1'],
    ['1', 'text/plain', integer, 1],
    ['{}&p={}', 'application/json', point, 'not one value'],
    ['x', 'application/xml', point, 'not text that can be compared with its schema: JSON or plain text'],
  ])('%j of %s with the schema %j has the value %j', (text, type, schema, value) => {
    const parameter = { name: 'p', in: 'query', content: { [type]: { schema } } }

    expect(locatedOf([parameter], query(`p=${text}`))).toEqual([{ 'query p': [value] }])
  })

  test.each<[text: string | string[], more: object, value: unknown]>([
    ['"%41"', { content: { 'application/json': {} } }, '%41'],
    ['x=1,y=2', { schema: point, explode: true }, { x: 1, y: 2 }],
    ['x=1,y', { schema: point, explode: true }, 'not an object in style simple'],
    [['"a,b"', 'word'], { schema: { type: 'array', items: { enum: ['a,b', 'word'] } } }, ['a,b', 'word']],
    ['"a,b", word', { schema: { type: 'array', items: { enum: ['a,b', 'word'] } } }, ['a,b', 'word']],
    ['word, "a,b', { schema: { type: 'array', items: { enum: ['word', '"a,b'] } } }, ['word', '"a,b']],
  ])('%j in a header of %j has the value %j', (text, more, value) => {
    const headers = [text].flat().map((each) => ['p', each] as const)

    expect(locatedOf([{ name: 'p', in: 'header', ...more }], { headers })).toEqual([{ 'header p': [value] }])
  })
})

describe('an object under several names', () => {
  const deep = { style: 'deepObject' }
  const list = { type: 'array', items: integer }
  const points = { type: 'array', items: point }
  const kind = (name: string, v: object) => ({ required: ['kind'], properties: { kind: { const: name }, v } })
  const ofKinds = { type: 'object', oneOf: [kind('a', integer), kind('b', { type: 'string' })] }
  test.each<[search: string, schema: object, more: object, located: unknown[]]>([
    ['a=1', { type: 'object' }, {}, [{ 'query p': [{ a: '1' }] }]],
    ['x=1&z=1', { ...point, additionalProperties: false }, {}, [{ 'query p': [{ x: 1 }] }, 'z']],
    ['kind=a&v=12', ofKinds, {}, [{ 'query p': [{ kind: 'a', v: 12 }] }]],
    ['kind=b&v=12', ofKinds, {}, [{ 'query p': [{ kind: 'b', v: '12' }] }]],
    ['p[0]=1&p[1]=2', list, deep, [{ 'query p': [[1, 2]] }]],
    ['p[]=1&p[]=2', list, deep, [{ 'query p': [[1, 2]] }]],
    ['p[0]=1&p[x]=2', list, deep, [{ 'query p': [{ 0: '1', x: '2' }] }]],
    ['p[x1]=1', list, deep, [{ 'query p': [{ x1: '1' }] }]],
    ['p[1x]=1', list, deep, [{ 'query p': [{ '1x': '1' }] }]],
    ['p[0]=1', { type: 'object', additionalProperties: integer }, deep, [{ 'query p': [{ 0: 1 }] }]],
    ['p[0]=1&p[0]=2', { type: 'array', items: list }, deep, [{ 'query p': [[[1, 2]]] }]],
    ['p[][x]=1', points, deep, [{ 'query p': [[{ x: 1 }]] }]],
    ['p[0][x]=1&p[1][y]=2', points, deep, [{ 'query p': [[{ x: 1 }, { y: 2 }]] }]],
  ])('?%s of the schema %j, %j', (search, schema, more, located) => {
    expect(locatedOf([inQuery('p', schema, more)], query(search))).toEqual(located)
  })

  test.each<[location: string, request: OneOperation['request']]>([
    ['query', query('key=1&a=2')],
    ['cookie', { headers: [['cookie', 'key=1; a=2']] }],
  ])('leaves out an API key in the %s', (location, request) => {
    const key = { type: 'apiKey', in: location, name: 'key' }
    const parameters = [{ name: 'p', in: location, schema: { type: 'object', additionalProperties: integer } }]
    const document = { components: { securitySchemes: { key } }, security: [{ key: [] }] }
    const { request: located } = locate({ operation: { parameters }, document, ...(request && { request }) })

    expect([...located.query, ...located.cookies].map(({ decoded }) => decoded)).toEqual([[{ value: { a: 2 } }]])
  })

  test('has at most 512 levels', () => {
    const countLevels = (levels: number) => {
      const [values] = locatedOf([inQuery('p', { type: 'object' }, deep)], query(`p${'[a]'.repeat(levels)}=1`))
      return JSON.stringify(values).match(/\{"a":/g)?.length ?? 0
    }

    expect([countLevels(512), countLevels(513)]).toEqual([512, 0])
  })
})
