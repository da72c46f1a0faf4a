import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
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
      headers: [['Accept', 'application/json']],
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
  const upload = { mimeType: 'multipart/form-data; boundary=x', params }
  expect(parse({ method: 'POST', postData: form }, {})[0]?.request.body).toBe('name=Rex+%26+co&age=3')
  expect(parse({ method: 'POST', postData: upload }, {})[0]?.request.body).toBeNull()
})

test('gives no body where none was received', () => {
  expect(parse({}, { status: 204, content: { size: 0, text: '' } })[0]?.response.body).toBeNull()
  expect(parse({ method: 'HEAD' }, {})[0]?.response.body).toBeNull()
  expect(parse({}, { content: { size: 0 } })[0]?.response.body).toBeNull()
  expect(parse({}, { content: { size: 0, text: '' } })[0]?.response.body).toBe('')
})

test('leaves out an entry that got no response', () => {
  expect(parse({}, { status: 0, content: { size: 0 } })).toEqual([])
})

test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
  ['no status', {}, { status: undefined }, '/response/status: expected a status code, received nothing'],
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
    { content: { text: '', encoding: 'hex' } },
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
