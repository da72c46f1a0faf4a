import { describe, expect, test } from 'vitest'
import { findingsOf as ofOperation, textsOf } from '../one-operation.js'
import { base, type Difference, findingsOf, listPets, pet } from '../petstore.js'

const query = (text: string): Difference => ({ request: { url: `${base}/pets?${text}` } })
const problem = { headers: [['content-type', 'application/problem+json']], body: { title: 'x' } } as const
const json = ['Content-Type', 'application/json'] as const
const bearer = ['Authorization', 'Bearer t'] as const

function post(body: string | null, headers: [string, string][] = [[...bearer], [...json]]): Difference {
  return { request: { method: 'POST', headers, body }, response: { status: 201, headers: [json], body: pet } }
}

test.each<[string, Difference]>([
  ['an integer', query('limit=10')],
  ['an array, item by item', query('tags=a&tags=b')],
  ['an array with commas', query('ids=1,2,3')],
  ['an array with commas that are all encoded, as clients do that know nothing of styles', query('ids=1%2C2%2C3')],
  ['an array with pipes', query('piped=1|2')],
  ['an array with encoded pipes', query('piped=1%7C2')],
  ['an array with spaces', query('spaced=1%202')],
  ['a deep object', query('filter[age]=3')],
  ['JSON in a parameter', query(`where=${encodeURIComponent('{"owner":1}')}`)],
  ['a request without headers, which says nothing about them', { request: { headers: [] } }],
  [
    'no credentials where they are optional',
    { request: { url: `${base}/pets/1`, headers: [['a', 'b']] }, response: { headers: [json], body: pet } },
  ],
  ['a body in JSON', post('{"name":"a","secret":"s"}')],
  ['a form', post('name=a&age=3', [[...bearer], ['Content-Type', 'application/x-www-form-urlencoded']])],
  [
    'two credentials that are needed together',
    post('{"name":"a","secret":"s"}', [[...json], ['x-key', '1'], ['cookie', 'a=b; sid=1']]),
  ],
])('passes %s', (_, difference) => {
  expect(findingsOf(listPets(difference))).toEqual([])
})

describe('finds in the query', () => {
  test.each<[string, string, string[]]>([
    ['an undocumented parameter', 'foo=1', ['undocumented-parameter? query foo']],
    ['a name in another case', 'Limit=1', ['undocumented-parameter? query Limit']],
    ['a value below its minimum', 'limit=0', ['invalid-parameter query limit minimum']],
    ['a value of another type', 'limit=x', ['invalid-parameter query limit type']],
    ['a value twice', 'limit=1&limit=2', ['invalid-parameter query limit']],
    ['a value outside of an enum', 'status=lost', ['invalid-parameter query status enum']],
    ['an item of another type', 'ids=1,b', ['invalid-parameter query ids /1 type']],
    ['an item that holds an encoded comma', 'ids=1,2%2C3', ['invalid-parameter query ids /1 type']],
    ['an invalid escape', 'status=%zz', ['invalid-parameter query status']],
    ['an incomplete escape', 'tags=a&tags=%E0%A4', ['invalid-parameter query tags']],
    ['an invalid escape in a deep object', 'filter[age]=%', ['invalid-parameter query filter']],
    ['an invalid escape in JSON', 'where={}%', ['invalid-parameter query where']],
    ['an integer in hexadecimal', 'limit=0x10', ['invalid-parameter query limit type']],
    ['an integer with a plus', 'limit=%2B1', ['invalid-parameter query limit type']],
    ['an integer with a space', 'limit=%201', ['invalid-parameter query limit type']],
    ['a property that no deep object has', 'open[zz]=1', ['undocumented-property? query open /zz']],
    ['an item between pipes', 'piped=1|x', ['invalid-parameter query piped /1 type']],
    ['commas where spaces are documented', 'spaced=1,2', ['invalid-parameter query spaced /0 type']],
    ['a property of a deep object', 'filter[age]=x', ['invalid-parameter query filter /age type']],
    [
      'a property that a deep object refuses',
      'filter[foo]=x',
      ['invalid-parameter query filter /foo additionalProperties'],
    ],
    ['JSON that does not match its schema', 'where={}', ['invalid-parameter query where required']],
    ['text that should be JSON', 'where=x', ['invalid-parameter query where']],
    ['a name twice in JSON', 'where={"owner":1,"owner":1}', ['invalid-parameter query where']],
  ])('%s', (_, text, expected) => {
    expect(findingsOf(listPets(query(text)))).toEqual(expected)
  })
})

describe('finds in path, headers and credentials', () => {
  const onePet = (id: string): Difference => ({
    request: { url: `${base}/pets/${id}` },
    response: { headers: [json], body: pet },
  })
  test.each<[string, Difference, string[]]>([
    ['a path parameter of another type', onePet('abc'), ['invalid-parameter path petId type']],
    ['a slash that is encoded in a path parameter', onePet('1%2F2'), ['invalid-parameter path petId type']],
    ['a path parameter that is no UTF-8', onePet('%FF'), ['invalid-parameter path petId']],
    [
      'a header that does not match its format',
      {
        request: {
          headers: [
            ['X-Key', 'k'],
            ['Trace', 'no'],
          ],
        },
      },
      ['invalid-parameter header trace format'],
    ],
    [
      'missing credentials among other headers',
      { request: { headers: [['accept', 'x']] } },
      ['not-checked header x-key'],
    ],
    ['a key that is empty', { request: { headers: [['X-Key', ' ']] } }, ['not-checked header x-key']],
    [
      'a cookie that is empty',
      post('{"name":"a","secret":"s"}', [[...json], ['x-key', '1'], ['cookie', 'sid=; a=b']]),
      ['not-checked header authorization'],
    ],
    [
      'a token that is empty',
      post('{"name":"a","secret":"s"}', [[...json], ['authorization', 'Bearer ']]),
      ['not-checked header authorization'],
    ],
    [
      'a token with a text in its place',
      post('{"name":"a","secret":"s"}', [[...json], ['authorization', 'REDACTED']]),
      ['not-checked header authorization'],
    ],
    [
      'credentials of another scheme',
      post('{"name":"a","secret":"s"}', [[...json], ['authorization', 'Basic x']]),
      ['missing-parameter header authorization'],
    ],
  ])('%s', (_, difference, expected) => {
    expect(findingsOf(listPets(difference))).toEqual(expected)
  })
})

test('a message says in which place a required parameter is missing', () => {
  const parameters = ['query', 'header', 'cookie'].map((each) => ({ in: each, name: 'a', required: true, schema: {} }))
  const messages = ofOperation({ operation: { parameters } }).map(({ message }) => message)

  expect(messages).toEqual(['parameter', 'header', 'cookie'].map((kind) => `missing required ${kind} "a"`))
})

describe('of parameters', () => {
  const parameter = (location: string, name: string, more: object) => ({ in: location, name, schema: {}, ...more })
  const broken = { in: 'query', name: 'a', content: { 'application/json': null } }
  const point = { type: 'object', properties: { x: {} } }
  test.each<[string, object[], string, [string, string][], string[]]>([
    [
      'a required header and a required cookie that were sent',
      [parameter('header', 'X-A', { required: true }), parameter('cookie', 'b', { required: true })],
      '',
      [
        ['x-a', '1'],
        ['cookie', 'b=1'],
      ],
      [],
    ],
    [
      'a required header and a required cookie that were not sent',
      [parameter('header', 'X-A', { required: true }), parameter('cookie', 'b', { required: true })],
      '',
      [['accept', '*/*']],
      ['error missing-parameter header x-a', 'error missing-parameter cookie b'],
    ],
    [
      'an undocumented name beside an object in one text, whose names are its own',
      [parameter('query', 'a', { explode: false, schema: point }), parameter('header', 'X-A', { schema: point })],
      '?a=y,1&b=1',
      [['x-a', 'y,1']],
      ['warning undocumented-parameter query b'],
    ],
    [
      'no undocumented name, where a parameter cannot be used',
      [...Array.from({ length: 10 }, (_, index) => parameter('query', `p${index}`, {})), { name: 'a', in: 'body' }],
      '?b=1',
      [],
      ['note not-checked request'],
    ],
    [
      'an undocumented name, where a part of a parameter cannot be used',
      [broken],
      '?b=1',
      [],
      ['warning undocumented-parameter query b', 'note not-checked request'],
    ],
  ])('%s', (_, parameters, search, headers, expected) => {
    const request = { url: `https://h.example/a${search}`, headers }

    expect(textsOf({ operation: { parameters }, request })).toEqual(expected)
  })
})

describe('finds in the body', () => {
  test.each<[string, Difference, string[]]>([
    ['a missing property', post('{"name":"a"}'), ['invalid-parameter body required']],
    [
      'a property that only responses have',
      post('{"id":1,"name":"a","secret":"s"}'),
      ['invalid-parameter? body /id readOnly'],
    ],
    ['an undocumented property', post('{"name":"a","secret":"s","zz":1}'), ['undocumented-property? body /zz']],
    ['that the recording does not keep it', post(null), ['not-checked body']],
    ['invalid JSON', post('{'), ['invalid-parameter body']],
    ['that it is missing', post(''), ['missing-parameter body']],
    [
      'an undocumented content type',
      post('x', [[...bearer], ['Content-Type', 'text/csv']]),
      ['invalid-parameter header content-type'],
    ],
    [
      'JSON in another charset that is not UTF-8 either',
      post('{"name":"M\ufffdller","secret":"s"}', [[...bearer], ['Content-Type', 'application/json; charset=latin1']]),
      ['invalid-parameter? header content-type'],
    ],
    [
      'a field of a form',
      post('name=a&age=x', [[...bearer], ['Content-Type', 'application/x-www-form-urlencoded']]),
      ['invalid-parameter body /age type'],
    ],
    ['an undocumented one', { request: { body: 'x' } }, ['undocumented-parameter body']],
  ])('%s', (_, difference, expected) => {
    expect(findingsOf(listPets(difference))).toEqual(expected)
  })
})

describe('a refusal', () => {
  test.each([400, 401, 403, 404, 409, 413, 422, 499])(
    'with status %i explains what is wrong with its request',
    (status) => {
      const wrong = { url: `${base}/pets?limit=0&foo=1`, headers: [['a', 'b']] } as const
      expect(findingsOf(listPets({ request: wrong, response: { ...problem, status } }))).toEqual([])
    },
  )

  test('is no finding when its request matches the document', () => {
    expect(findingsOf(listPets({ response: { ...problem, status: 400 } }))).toEqual([])
  })

  test('must match its own schema all the same', () => {
    const invalid = listPets({ ...query('limit=0'), response: { ...problem, status: 400, body: {} } })
    expect(findingsOf(invalid)).toEqual(['invalid-body (whole) required'])
  })

  test('is not a status that blames the server', () => {
    const failed = listPets({ ...query('limit=0'), response: { ...problem, status: 503 } })
    expect(findingsOf(failed)).toEqual(['invalid-parameter query limit minimum'])
  })
})
