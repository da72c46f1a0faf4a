import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { findPlace } from '../../../src/contract/interaction/places.js'
import { parseNock } from '../../../src/contract/recordings/nock.js'
import { parseRecording } from '../../../src/contract/recordings/recording.js'
import { readRecordingText } from '../../../src/contract/recordings/recording-text.js'

const pets = '{"data":[{"id":1}]}'

function parse(members: Record<string, unknown>) {
  const [interaction] = parseRecording(
    [{ scope: 'https://api.example.com:443', path: '/pets', ...members }],
    'pets.json',
  )
  if (!interaction) throw new Error('no interaction')
  return interaction
}

test('joins scope and path to a URL without a port that goes without saying', () => {
  expect(parse({}).request.url).toBe('https://api.example.com/pets')
  expect(parse({ scope: 'http://127.0.0.1:8080' }).request.url).toBe('http://127.0.0.1:8080/pets')
  expect(parse({ scope: 'http://api.example.com', port: 8080 }).request.url).toBe('http://api.example.com:8080/pets')
  expect(parse({ scope: 'http://api.example.com:8080', port: 9090 }).request.url).toBe(
    'http://api.example.com:8080/pets',
  )
  expect(parse({ scope: 'https://api.example.com/v1/' }).request.url).toBe('https://api.example.com/v1/pets')
})

test('keeps the path as it was sent', () => {
  expect(parse({ path: '/a/../pets?name=a%20b&name=%2f' }).request.url).toBe(
    'https://api.example.com/a/../pets?name=a%20b&name=%2f',
  )
})

test('reads response headers from a flat list, an object, and the headers of old versions', () => {
  const expected = [
    ['Content-Type', 'application/json'],
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
  ]

  const flat = ['Content-Type', 'application/json', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']
  const object = { 'Content-Type': 'application/json', 'Set-Cookie': ['a=1', 'b=2'] }
  expect(parse({ rawHeaders: flat }).response.headers).toEqual(expected)
  expect(parse({ rawHeaders: object }).response.headers).toEqual(expected)
  expect(parse({ headers: object }).response.headers).toEqual(expected)
})

test('reads the request: method, headers, and a body where there is one', () => {
  const { request } = parse({ method: 'post', reqheaders: { accept: 'application/json' }, body: { name: 'Rex' } })

  expect(request).toEqual({
    method: 'POST',
    url: 'https://api.example.com/pets',
    headers: [['accept', 'application/json']],
    body: '{"name":"Rex"}',
  })
  expect(parse({ body: '' }).request).toMatchObject({ method: 'GET', headers: [], body: null })
})

test('takes 200 where no status is given, as nock replies', () => {
  expect(parse({}).response.status).toBe(200)
  expect(parse({ status: 404 }).response.status).toBe(404)
  expect(parse({ reply: '201' }).response.status).toBe(201)
})

describe('gives the response body as text', () => {
  test('from JSON, spelled as in the recording where its text is known', () => {
    const text = '[{"scope":"https://a.example","path":"/","response":{"cost": 1.0, "id":1, "id":9007199254740993}}]'

    expect(parse({ response: { data: [{ id: 1 }] } }).response.body).toBe(pets)
    expect(parseRecording(text, 'a')[0]?.response.body).toBe('{"cost": 1.0, "id":1, "id":9007199254740993}')
  })

  test('from text, JSON or not', () => {
    expect(parse({ response: pets }).response.body).toBe(pets)
    expect(parse({ response: '<html>' }).response.body).toBe('<html>')
    expect(parse({ response: '' }).response.body).toBe('')
  })

  test('as null where there was none', () => {
    expect(parse({}).response.body).toBeNull()
    expect(parse({ status: 204, response: '' }).response.body).toBeNull()
    expect(parse({ method: 'HEAD', response: '' }).response.body).toBeNull()
  })

  test.each([
    ['gzip', gzipSync(pets)],
    ['GZIP', gzipSync(pets)],
    ['br', brotliCompressSync(pets)],
    ['deflate', deflateSync(pets)],
    ['deflate', deflateRawSync(pets)],
    ['gzip, br', brotliCompressSync(gzipSync(pets))],
    ['identity', Buffer.from(pets)],
  ])('from pieces of hex in %s', (encoding, bytes) => {
    const hex = bytes.toString('hex')
    const rawHeaders = { 'Content-Encoding': encoding }

    expect(parse({ rawHeaders, response: [hex.slice(0, 8), hex.slice(8)] }).response.body).toBe(pets)
    expect(parse({ rawHeaders, response: hex }).response.body).toBe(pets)
  })

  test('from hex that was decoded before it was written down', () => {
    const response = [Buffer.from('{\n    "data": []\n}').toString('hex')]

    expect(parse({ rawHeaders: { 'content-encoding': 'gzip' }, response }).response.body).toBe('{\n    "data": []\n}')
    expect(parse({ rawHeaders: { 'content-encoding': 'deflate' }, response }).response.body).toBe(
      '{\n    "data": []\n}',
    )
    expect(parse({ rawHeaders: { 'content-encoding': 'br' }, response: { data: [] } }).response.body).toBe(
      '{"data":[]}',
    )
  })

  test('from binary hex, read in the charset of the content type', () => {
    const response = Buffer.from('{"name":"Zoë"}', 'latin1').toString('hex')
    const rawHeaders = { 'content-type': 'application/json; charset="iso-8859-1"' }

    expect(parse({ rawHeaders, response, responseIsBinary: true }).response.body).toBe('{"name":"Zoë"}')
  })

  test('of a body cut off in compression as something that is no JSON', () => {
    const response = [gzipSync(pets).subarray(0, 20).toString('hex')]
    const { body } = parse({ rawHeaders: { 'content-encoding': 'gzip' }, response }).response

    expect(() => JSON.parse(body ?? '')).toThrow(SyntaxError)
  })
})

test.each([6, 3_000])('refuses a body in %i codings', (count) => {
  const encoded = Array.from({ length: 6 }).reduce<Buffer>((bytes) => gzipSync(bytes), Buffer.from('{}'))
  const rawHeaders = { 'content-encoding': Array(count).fill('gzip').join() }

  expect(() => parse({ rawHeaders, response: [encoded.toString('hex')] })).toThrow(
    `pets.json: /0/response: expected at most 5, received ${count} content codings`,
  )
  expect(parse({ rawHeaders, response: '{}' }).response.body).toBe('{}')
})

test('refuses a coding that it does not know', () => {
  const members = { rawHeaders: { 'content-encoding': 'constructor' }, response: ['ff00'] }

  expect(() => parse(members)).toThrow(
    /^pets.json: \/0\/response: expected one of gzip, .*, received content-encoding constructor$/,
  )
})

test('refuses bodies that are larger together, once decoded, than the budget of a recording', () => {
  const definition = {
    scope: 'https://a.example',
    path: '/',
    rawHeaders: { 'content-encoding': 'gzip' },
    response: [gzipSync(Buffer.alloc(3000, 'a')).toString('hex')],
  }
  const definitions = [definition, definition]

  expect(parseNock(readRecordingText(definitions, 'a'), definitions, {}, { bytes: 6000 })).toHaveLength(2)
  expect(() => parseNock(readRecordingText(definitions, 'a'), definitions, {}, { bytes: 5000 })).toThrow(
    'a: /1/response: expected at most 2000 bytes, received a body of more than 2000 bytes after decoding',
  )
})

describe('reads', () => {
  test.each<[string, Record<string, unknown>, object]>([
    ['a base path only once', { scope: 'https://a.example/', path: '/b/' }, { url: 'https://a.example/b/' }],
    ['a port that is a text', { scope: 'http://a.example', port: '81' }, { url: 'http://a.example:81/pets' }],
    ['no port of an https scope twice', { scope: 'https://a.example', port: 443 }, { url: 'https://a.example/pets' }],
    [
      'request headers in a flat list',
      { reqheaders: ['a', 'b', 'A', 'c'] },
      {
        headers: [
          ['a', 'b'],
          ['A', 'c'],
        ],
      },
    ],
    ['no request headers', { reqheaders: null }, { headers: [] }],
    ['a request body that is text', { body: 'a=b' }, { body: 'a=b' }],
    ['a request body that is a list', { body: ['6162'] }, { body: '["6162"]' }],
    ['no request body', { body: null }, { body: null }],
    [
      'what of a request was not recorded',
      { notRecorded: ['request body', 'request headers'] },
      { notRecorded: ['headers', 'body'] },
    ],
  ])('%s', (_, members, expected) => {
    expect(parse(members).request).toMatchObject(expected)
  })

  test.each<[string, Record<string, unknown>, object]>([
    [
      'a list of other values as JSON',
      { response: ['6162', 1], rawHeaders: ['content-encoding', 'gzip'] },
      { body: '["6162",1]' },
    ],
    ['a list of texts that is not encoded as JSON', { response: ['6162'] }, { body: '["6162"]' }],
    ['null as JSON', { response: null }, { body: 'null' }],
    ['a number as JSON', { response: 7, rawHeaders: ['content-encoding', 'gzip'] }, { body: '7' }],
    [
      'text that is not hex, though a coding is named',
      { response: 'abc', rawHeaders: ['content-encoding', 'gzip'] },
      { body: 'abc' },
    ],
    ['hex that is neither coded nor binary', { response: '6162' }, { body: '6162' }],
    ['the empty body of a 200', { response: '' }, { body: '' }],
    ['the body of a 204 that should not have one', { response: 'a', status: 204 }, { body: 'a' }],
    [
      'no body if it was not recorded',
      { response: 'a', notRecorded: ['response body'] },
      { body: null, notRecorded: ['body'] },
    ],
    ['headers that are missing as not recorded', { response: 'a' }, { headers: [], notRecorded: ['headers'] }],
    ['rawHeaders rather than headers', { rawHeaders: ['a', 'b'], headers: { c: 'd' } }, { headers: [['a', 'b']] }],
    ['a status rather than a reply', { status: 201, reply: 202 }, { status: 201 }],
  ])('%s', (_, members, expected) => {
    expect(parse(members).response).toMatchObject(expected)
  })

  test('no list of what was not recorded where everything was', () => {
    for (const notRecorded of [[], undefined]) {
      const { request, response } = parse({ rawHeaders: ['a', 'b'], notRecorded })
      expect([request.notRecorded, response.notRecorded]).toEqual([undefined, undefined])
    }
    expect(parse({ notRecorded: [] }).response.notRecorded).toBeUndefined()
  })
})

test.each<[Record<string, unknown>, string]>([
  [
    { scope: 'ftp://a.example' },
    '/0/scope: expected an origin such as https://example.com:443, received text that is not an HTTP origin',
  ],
  [
    { scope: 'a' },
    '/0/scope: expected an origin such as https://example.com:443, received text that is not an HTTP origin',
  ],
  [{ path: 'pets' }, '/0/path: expected a path that begins with "/", received text without a leading "/"'],
  [{ method: 7 }, '/0/method: expected a method, received a number'],
  [{ reply: 'OK' }, '/0/reply: expected a status code from 100 to 999, received NaN'],
  [{ rawHeaders: ['a'] }, '/0/rawHeaders: expected alternating names and values, received 1 entries'],
  [{ rawHeaders: ['a', {}] }, '/0/rawHeaders/1: expected a string, received a header value that is an object'],
  [{ headers: { a: null } }, '/0/headers/a: expected a string, received a header value that is null'],
  [{ reqheaders: 'a' }, '/0/reqheaders: expected headers as an object or a flat list, received a string'],
  [
    { response: 'abc', responseIsBinary: true },
    '/0/response/0: expected the bytes of an encoded body as hex, received text that is not hex',
  ],
  [
    { response: ['61', '6'], rawHeaders: ['content-encoding', 'br'] },
    '/0/response/1: expected the bytes of an encoded body as hex',
  ],
  [{ response: String }, '/0/response: expected a JSON value, received a function that is not JSON'],
  [{ response: 1n }, '/0/response: expected a JSON value, received a bigint that is not JSON'],
  [
    { notRecorded: ['request body', 7] },
    '/0/notRecorded/1: expected one of request headers, request body, response headers, response body',
  ],
])('refuses %o', (members, message) => {
  expect(() => parse(members)).toThrow(`pets.json: ${message}`)
})

test.each<[Record<string, unknown>, string, number]>([
  [{ reply: 200, headers: { a: 'b' } }, 'status', 5],
  [{ reply: 200, headers: { a: 'b' } }, 'header a', 6],
  [{ status: 200, rawHeaders: ['a', 'b'] }, 'status', 5],
  [{ status: 200, rawHeaders: ['a', 'b'] }, 'header a', 6],
  [{ body: { a: 1 }, status: 200 }, 'body /a', 6],
  [{ status: 200, response: [1] }, '/0', 7],
  [{ status: 200 }, 'query a', 4],
])('finds the line of each part of %j: %s', (members, at, line) => {
  const text = JSON.stringify([{ scope: 'https://a.example', path: '/', ...members }], null, 1)
  const [interaction] = parseRecording(text, 'a.json')
  const code = at === 'header a' ? 'missing-header' : 'invalid-body'
  expect(interaction && findPlace(interaction, { at, code })).toBe(`a.json:${line}`)
})
