import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { findPlace } from '../../../src/contract/interaction/places.js'
import type { ParseOptions } from '../../../src/contract/recordings/entries.js'
import { parseRecording } from '../../../src/contract/recordings/recording.js'

const pets = '{"data":[]}'

function parse(request: Record<string, unknown>, response: Record<string, unknown>) {
  const entry = {
    startedDateTime: '2026-08-01T00:00:00Z',
    time: 1,
    request: { method: 'GET', url: 'https://api.example.com/pets?limit=1', headers: [], ...request },
    response: {
      status: 200,
      headers: [],
      content: { size: 11, mimeType: 'application/json', text: pets },
      ...response,
    },
  }
  return parseRecording(
    { log: { version: '1.2', creator: { name: 'test', version: '1' }, entries: [entry] } },
    'pets.har',
  )
}

test('reads request and response of an entry', () => {
  const [interaction] = parse(
    {
      method: 'POST',
      url: 'https://api.example.com/pets?limit=1#top',
      queryString: [{ name: 'limit', value: '1' }],
      headers: [
        { name: ':authority', value: 'api.example.com' },
        { name: 'Accept', value: 'application/json' },
      ],
      postData: { mimeType: 'application/json', text: '{}' },
    },
    {
      status: 201,
      headers: [
        { name: ':status', value: '201' },
        { name: 'Content-Type', value: 'application/json' },
      ],
    },
  )

  expect(interaction).toEqual({
    request: {
      method: 'POST',
      url: 'https://api.example.com/pets?limit=1',
      headers: [
        ['Accept', 'application/json'],
        ['content-type', 'application/json'],
      ],
      body: '{}',
    },
    response: { status: 201, headers: [['Content-Type', 'application/json']], body: pets },
    source: 'pets.har',
  })
})

test('reads base64 content, decoded or still in its content coding', () => {
  const headers = [{ name: 'content-encoding', value: 'gzip' }]
  const decoded = { encoding: 'base64', text: Buffer.from(pets).toString('base64') }
  const coded = { encoding: 'base64', text: gzipSync(pets).toString('base64') }

  expect(parse({}, { headers, content: decoded })[0]?.response.body).toBe(pets)
  expect(parse({}, { headers, content: coded })[0]?.response.body).toBe(pets)
  expect(parse({}, { content: decoded })[0]?.response.body).toBe(pets)
})

test('reads a form that is there as its fields alone', () => {
  const params = [
    { name: 'name', value: 'Rex & co' },
    { name: 'age', value: '3' },
  ]
  const form = { mimeType: 'application/x-www-form-urlencoded; charset=UTF-8', params }
  expect(parse({ method: 'POST', postData: form }, {})[0]?.request.body).toBe('name=Rex+%26+co&age=3')
})

describe('writes the fields of a multipart form as its body', () => {
  const upload = (mimeType: string, params: unknown[], headers: unknown[] = []) =>
    parse({ method: 'POST', headers, postData: { mimeType, params } }, {})[0]?.request

  test('between the boundary of the content type', () => {
    const type = 'multipart/form-data; boundary=x'
    const file = { name: 'a "b"', value: '{}', fileName: 'c\r\n.json', contentType: 'application/json' }

    expect(upload(type, [{ name: 'age', value: '3' }, file])).toMatchObject({
      headers: [['content-type', type]],
      notRecorded: ['headers'],
      body: [
        '--x',
        'Content-Disposition: form-data; name="age"',
        '',
        '3',
        '--x',
        'Content-Disposition: form-data; name="a \\"b\\""; filename="c%0D%0A.json"',
        'Content-Type: application/json',
        '',
        '{}',
        '--x--',
        '',
      ].join('\r\n'),
    })
  })

  test.each([
    ['there is none', 'multipart/form-data'],
    ['a value contains it', 'multipart/form-data; boundary=form-1'],
  ])('between a boundary that no value contains if %s', (_, type) => {
    const headers = [{ name: 'Content-Type', value: type }]
    const request = upload(type, [{ name: 'text', value: 'form-1-end' }], headers)

    expect(request?.headers).toEqual([['Content-Type', 'multipart/form-data; boundary=form-2-end']])
    expect(request?.body).toContain('--form-2-end--')
  })

  test('unless the content of a file was not recorded', () => {
    const request = upload('multipart/form-data; boundary=x', [{ name: 'file', fileName: 'a.png' }])

    expect(request).toMatchObject({ body: null, notRecorded: ['headers', 'body'] })
  })
})

describe('tells a body that was not recorded from an empty one', () => {
  test.each<[string, Record<string, unknown>, string | null, boolean]>([
    ['no text and a size', { content: { size: 12 } }, null, false],
    ['no text and an unknown size', { content: { size: -1 } }, null, false],
    ['null as text', { content: { size: 12, text: null } }, null, false],
    ['an empty text and a size', { content: { size: 12, text: '' } }, null, false],
    ['nothing about the content', { content: undefined }, null, false],
    ['size 0', { content: { size: 0 } }, null, true],
    ['size 0 and an empty text', { content: { size: 0, text: '' } }, '', true],
    ['no content and no bytes sent', { content: {}, bodySize: 0 }, null, true],
    ['content-length 0', { content: {}, headers: [{ name: 'Content-Length', value: '0' }] }, null, true],
    ['status 304', { status: 304, content: { size: 12 } }, null, true],
  ])('%s', (_, response, body, isRecorded) => {
    const received = parse({}, { headers: [{ name: 'etag', value: '1' }], ...response })[0]?.response

    expect(received?.body).toBe(body)
    expect(received?.notRecorded).toEqual(isRecorded ? undefined : ['body'])
  })

  test.each<[string, Record<string, unknown>, string | null, boolean]>([
    ['no data', { bodySize: -1 }, null, true],
    ['no data although a length is announced', { headers: [{ name: 'Content-Length', value: '9' }] }, null, false],
    ['an empty text and a size', { bodySize: 9, postData: { text: '' } }, null, false],
    ['an empty text and an unknown size', { bodySize: -1, postData: { text: '', params: [] } }, null, false],
    ['an empty text and no bytes', { bodySize: 0, postData: { text: '', params: [] } }, '', true],
  ])('in a request: %s', (_, request, body, isRecorded) => {
    const sent = parse({ method: 'POST', ...request }, {})[0]?.request

    expect(sent?.body).toBe(body)
    expect(sent?.notRecorded).toEqual(isRecorded ? undefined : ['body'])
  })
})

describe('mimeType stands in for a content type', () => {
  const typeOf = (headers: unknown, mimeType: unknown) =>
    parse({}, { headers, content: { size: 11, mimeType, text: pets } })[0]?.response.headers

  test('that is missing', () => {
    expect(typeOf([], 'application/json; charset=utf-8')).toEqual([['content-type', 'application/json; charset=utf-8']])
    expect(typeOf(null, 'text/plain')).toEqual([['content-type', 'text/plain']])
  })

  test('but not for one that was received, and not if it is no media type', () => {
    const received = [{ name: 'Content-Type', value: 'text/html' }]
    expect(typeOf(received, 'application/json')).toEqual([['Content-Type', 'text/html']])
    for (const placeholder of ['x-unknown', '', null, 7]) expect(typeOf([], placeholder)).toEqual([])
  })
})

describe('reads a body that is in a file beside the recording', () => {
  const read = (path: string, options: ParseOptions) => {
    const response = { status: 200, headers: [], content: { size: 11, mimeType: 'application/json', _file: path } }
    const entry = { request: { method: 'GET', url: 'https://api.example.com/pets' }, response }
    return parseRecording({ log: { entries: [entry] } }, 'pets.har', options)[0]?.response
  }

  test('by its path', () => {
    const readFile = (path: string) => (path === 'bodies/a.json' ? Buffer.from(pets) : undefined)

    expect(read('bodies/a.json', { readFile })?.body).toBe(pets)
    expect(read('b.json', { readFile })).toMatchObject({ body: null, notRecorded: ['headers', 'body'] })
    expect(read('bodies/a.json', {})).toMatchObject({ body: null, notRecorded: ['headers', 'body'] })
  })

  test('in the archive of the recording, before files of the same path elsewhere', () => {
    const response = { status: 200, headers: [], content: { size: 11, mimeType: 'application/json', _file: 'a.json' } }
    const entry = { request: { method: 'GET', url: 'https://api.example.com/pets' }, response }
    const archive = zipSync({
      'har.har': strToU8(JSON.stringify({ log: { entries: [entry] } })),
      'a.json': strToU8(pets),
    })

    const [interaction] = parseRecording(archive, 'pets.zip', { readFile: () => Buffer.from('[]') })
    expect(interaction?.response.body).toBe(pets)
  })

  test.each(['../a.json', 'a/../../b', '/etc/passwd', 'a//b', './a', '', '..\\a', 'c:a', 'a\0'])(
    'but never by the path %j',
    (path) => {
      const readFile = () => Buffer.from('secret')

      expect(() => read(path, { readFile })).toThrow(
        'pets.har: /log/entries/0/response/content/_file: expected a relative path inside the folder of the recording',
      )
    },
  )

  test('and says why a file cannot be read', () => {
    const readFile = () => {
      throw new Error('permission denied')
    }

    expect(() => read('a.json', { readFile })).toThrow(
      '_file: expected a file that can be read, received permission denied',
    )
  })
})

test('gives no body where none was received', () => {
  expect(parse({}, { status: 204, content: { size: 0, text: '' } })[0]?.response.body).toBeNull()
  expect(parse({ method: 'HEAD' }, {})[0]?.response.body).toBeNull()
  expect(parse({}, { content: { size: 0 } })[0]?.response.body).toBeNull()
  expect(parse({}, { content: { size: 0, text: '' } })[0]?.response.body).toBe('')
})

test.each([0, -1, null, '', '0', '-1'])(
  'leaves out an entry that has status %j, because it got no response',
  (status) => {
    expect(parse({}, { status, content: { size: 0 } })).toEqual([])
  },
)

test('reads a header whose value is null as an empty one', () => {
  const headers = [{ name: 'X-Empty', value: null }]

  expect(parse({ headers }, {})[0]?.request.headers).toEqual([['X-Empty', '']])
})

test('reads a status that is written as text', () => {
  expect(parse({}, { status: '200' })[0]?.response.status).toBe(200)
})

test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
  ['no status', {}, { status: undefined }, '/response/status: expected a status code, received nothing'],
  ['a list as status', {}, { status: [] }, '/response/status: expected a status code, received an array'],
  ['false as status', {}, { status: false }, '/response/status: expected a status code, received a boolean'],
  [
    'headers that are no list',
    { headers: {} },
    {},
    '/request/headers: expected a list of names and values, received an object',
  ],
  ['a header that is no object', {}, { headers: ['a'] }, '/response/headers/0: expected an object with name and value'],
  ['a field without a name', { postData: { params: [{}] } }, {}, '/request/postData/params/0/name: expected a name'],
  ['no URL', { url: undefined }, {}, '/request/url: expected an absolute URL, received nothing'],
  [
    'a relative URL',
    { url: '/pets' },
    {},
    '/request/url: expected an absolute URL, received text that is not an absolute URL',
  ],
  [
    'an unknown encoding',
    {},
    { content: { text: 'x', encoding: 'hex' } },
    '/encoding: expected base64, received another encoding',
  ],
  [
    'no base64',
    {},
    { content: { text: '-', encoding: 'base64' } },
    '/text: expected base64, received text that is not base64',
  ],
])('refuses an entry with %s', (_, request, response, message) => {
  expect(() => parse(request, response)).toThrow(message)
})

test('splits the lines that a browser joined into one value of a repeated header, but no folded line', () => {
  const headers = [
    { name: 'Link', value: '<a>; rel=next\n<b>;\r\n  rel=prev\r\n<c>;\n\trel=first' },
    { name: 'X-Null', value: null },
  ]
  expect(parse({}, { headers })[0]?.response.headers.slice(0, 4)).toEqual([
    ['Link', '<a>; rel=next'],
    ['Link', '<b>;\r\n  rel=prev'],
    ['Link', '<c>;\n\trel=first'],
    ['X-Null', ''],
  ])
})

describe('the media type of an empty body is not added to the headers', () => {
  const own = [{ name: 'X-A', value: 'b' }]

  test.each([{ size: 0 }, { size: 0, text: '' }])('of a response: %j', (content) => {
    const [interaction] = parse({}, { headers: own, content: { ...content, mimeType: 'text/csv' } })
    expect(interaction?.response.headers).toEqual([['X-A', 'b']])
  })

  test.each([{}, { text: '' }, { text: null }])('of a request: %j', (postData) => {
    const [interaction] = parse({ headers: own, bodySize: 0, postData: { ...postData, mimeType: 'text/csv' } }, {})
    expect(interaction?.request).toMatchObject({ headers: [['X-A', 'b']] })
    expect(interaction?.request.notRecorded).toBeUndefined()
  })

  test('and the headers of a request are recorded if there are some beside it', () => {
    const postData = { mimeType: 'text/csv', text: 'a' }
    expect(parse({ headers: own, postData }, {})[0]?.request.notRecorded).toBeUndefined()
    expect(parse({ postData }, {})[0]?.request.notRecorded).toEqual(['headers'])
  })
})

describe('of a request, the body is', () => {
  const params = [{ name: 'a', value: 'b' }]
  const mimeType = 'application/x-www-form-urlencoded'
  const readFile = () => Buffer.from('of a file')

  test.each<[string, Record<string, unknown>, string | null, ParseOptions]>([
    ['its text rather than its fields', { postData: { mimeType, text: 'c=d', params } }, 'c=d', {}],
    ['its fields if its text is empty', { postData: { mimeType, text: '', params } }, 'a=b', {}],
    ['its file rather than its fields', { postData: { mimeType, _file: 'e', params } }, 'of a file', { readFile }],
    ['its fields if no file can be read', { postData: { mimeType, _file: 'e', params } }, 'a=b', {}],
    ['its fields if its file has no name', { postData: { mimeType, _file: 7, params } }, 'a=b', { readFile }],
    ['not recorded if its fields are no form', { postData: { mimeType: 'text/plain', params } }, null, {}],
    ['not recorded if its fields are no list', { postData: { mimeType, params: { length: 1 } } }, null, {}],
    ['not recorded if it has data of an unknown size', { bodySize: -1, postData: {} }, null, {}],
    ['not recorded if it was sent in chunks', { headers: [{ name: 'Transfer-Encoding', value: 'chunked' }] }, null, {}],
  ])('%s', (_, request, body, options) => {
    const entry = { request: { method: 'POST', url: 'https://a.example', ...request }, response: { status: 204 } }
    const sent = parseRecording({ log: { entries: [entry] } }, 'a.har', options)[0]?.request
    expect(sent?.body).toBe(body)
    expect(sent?.notRecorded?.includes('body') ?? false).toBe(body === null)
  })

  test('recorded as none if its data is null', () => {
    expect(parse({ bodySize: -1, postData: null }, {})[0]?.request).not.toHaveProperty('notRecorded')
  })

  test.each<[unknown, string]>([
    [{ name: 'a', value: 5 }, 'a=5'],
    [{ name: 'a', value: true }, 'a=true'],
    [{ name: 'a', value: null }, 'a='],
    [{ name: 'a' }, 'a='],
    [{ name: 'a', value: 'b', fileName: 7, contentType: 7 }, 'a=b'],
  ])('made of the field %j', (field, expected) => {
    const headers = [{ name: 'X-A', value: 'b' }]
    const [interaction] = parse({ method: 'POST', headers, postData: { mimeType, params: [field] } }, {})
    expect(interaction?.request).toMatchObject({
      body: expected,
      headers: [
        ['X-A', 'b'],
        ['content-type', mimeType],
      ],
    })
    expect(interaction?.request.notRecorded).toBeUndefined()
  })

  test('made of fields whose file name and type are texts', () => {
    const field = { name: 'a', value: 'b', fileName: 7, contentType: 7 }
    const [interaction] = parse({ postData: { mimeType: 'multipart/form-data; boundary=x', params: [field] } }, {})
    expect(interaction?.request.body).toContain('name="a"\r\n\r\nb')
  })
})

test.each([
  ['path id', 3],
  ['query a', 3],
  ['body /a', 5],
  ['status', 7],
  ['/a/b', 8],
  ['security', 2],
])('finds the line of the part of an entry at %j', (at, line) => {
  const lines = [
    '{"log":{"entries":[',
    '{"request":{"method":"POST",',
    '"url":"https://a.example",',
    '"postData":{',
    '"text":"{}"}},',
    '"response":{',
    '"status":200,',
    '"content":{"text":"{}"}}}]}}',
  ]
  const [interaction] = parseRecording(lines.join('\n'), 'a.har')
  expect(interaction && findPlace(interaction, { at, code: 'invalid-body' })).toBe(`a.har:${line}`)
})
