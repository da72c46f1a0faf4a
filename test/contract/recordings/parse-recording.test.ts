import { describe, expect, test } from 'vitest'
import { parseRecording } from '../../../src/contract/recordings/recording.js'
import { RecordingError } from '../../../src/contract/recordings/recording-error.js'

const definition = { scope: 'https://api.example.com:443', path: '/pets', status: 200, response: { data: [] } }
const entry = {
  request: { method: 'GET', url: 'https://api.example.com/pets', headers: [] },
  response: { status: 200, headers: [], content: { size: 2, text: '{}' } },
}

function errorOf(content: unknown): RecordingError {
  try {
    parseRecording(content, 'pets.json')
  } catch (error) {
    if (error instanceof RecordingError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('tells nock definitions from HAR by their content', () => {
  const nock = parseRecording([definition], 'a')
  const har = parseRecording({ log: { version: '1.2', entries: [entry] } }, 'a')

  expect(nock.map(({ request }) => request.url)).toEqual(['https://api.example.com/pets'])
  expect(har.map(({ request }) => request.url)).toEqual(['https://api.example.com/pets'])
})

test('names the line on which each interaction of a text begins', () => {
  const nock = parseRecording(JSON.stringify([definition, definition], null, 2), 'pets.json')
  const har = parseRecording(JSON.stringify({ log: { entries: [entry, entry] } }, null, 1), 'pets.har')

  expect(nock.map(({ source }) => source)).toEqual(['pets.json:2', 'pets.json:10'])
  expect(har.map(({ source }) => source)).toEqual(['pets.har:4', 'pets.har:19'])
})

test('names the source alone when the content was parsed already', () => {
  expect(parseRecording([definition], 'pets.json')[0]?.source).toBe('pets.json')
})

test('ignores a byte order mark before the text', () => {
  expect(parseRecording(`\uFEFF${JSON.stringify([definition])}`, 'pets.json')).toHaveLength(1)
})

test('shows every character of a message', () => {
  const error = new RecordingError({ source: 'a\n\u001b.json', pointer: '/\u200b' }, '\u{e0041}', '\u061c')

  expect(error.message).toBe('a\\n\\u001b.json: /\\u200b: expected \\u061c, received \\u{e0041}')
  expect(error).toMatchObject({ source: 'a\n\u001b.json', pointer: '/\u200b' })
})

describe('refuses with one line that says where, what was found and what was expected', () => {
  test.each<[string, unknown, string]>([
    ['an empty file', ' \n', 'pets.json: expected nock definitions or HAR 1.2 as JSON, received no text'],
    ['no JSON', 'hello', 'pets.json:1: expected JSON: a value, received "h"'],
    ['JSON that ends early', '[\n{"scope":', 'pets.json:2: expected JSON: a value, received the end'],
    ['a comma too many', '[\n  {},\n]', 'pets.json:3: expected JSON: a value, received "]"'],
    [
      'a control character',
      '[\n"a\u0000"]',
      'pets.json:2: expected JSON: a value or "]", received a string that is not JSON',
    ],
    [
      'another document',
      '{"openapi":"3.1.0"}',
      'pets.json:1: expected a list of nock definitions, or HAR 1.2, received an object',
    ],
    ['a number', '1', 'pets.json:1: expected a list of nock definitions, or HAR 1.2, received a number'],
    ['nothing', undefined, 'pets.json: expected a list of nock definitions, or HAR 1.2, received nothing'],
    ['an empty list', '[]', 'pets.json:1: expected at least one interaction, received an empty list'],
    [
      'a HAR without entries',
      '{"log":{}}',
      'pets.json:1: /log/entries: expected a list of HAR entries, received nothing',
    ],
    [
      'a list of numbers',
      '[\n1]',
      'pets.json:2: /0: expected a nock definition with scope and path, received a number',
    ],
    [
      'no scope',
      '[\n{"path":"/pets"}]',
      'pets.json:2: /0/scope: expected an origin such as https://example.com:443, received nothing',
    ],
    [
      'no path',
      [{ ...definition, path: undefined }],
      'pets.json: /0/path: expected a path that begins with "/", received nothing',
    ],
    [
      'a text as status',
      [{ ...definition, status: 'OK' }],
      'pets.json: /0/status: expected a status code, received a string',
    ],
    [
      'an impossible status',
      [{ ...definition, status: 20 }],
      'pets.json: /0/status: expected a status code from 100 to 999, received 20',
    ],
    [
      'headers without a value',
      [{ ...definition, rawHeaders: ['a'] }],
      'pets.json: /0/rawHeaders: expected names and values by turns, received 1 entries',
    ],
  ])('%s', (_, content, message) => {
    expect(errorOf(content).message).toBe(message)
  })

  test('bytes that are no hex, on the line of the body', () => {
    const lines = [
      '[{"scope":"https://a.example","path":"/",',
      '"rawHeaders":{"content-encoding":"gzip"},',
      '"response":["zz"]}]',
    ]

    expect(errorOf(lines.join('\n')).message).toBe(
      'pets.json:3: /0/response/0: expected the bytes of an encoded body as hex, received text that is not hex',
    )
  })

  test('a HAR that was saved without content', () => {
    const content = { log: { entries: [{ ...entry, response: { ...entry.response, content: { size: 12 } } }] } }

    expect(errorOf(content).message).toBe(
      'pets.json: /log/entries/0/response/content: expected a HAR file saved with content, received content of 12 bytes without text',
    )
  })

  test('without a word of the content, which could be a credential', () => {
    const error = errorOf('[{"authorization": Bearer-canary}]')

    expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain('canary')
  })
})

describe('stays upright on hostile input', () => {
  test('a million levels of nesting in a body', () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000)
    const text = `[{"scope":"https://a.example","path":"/","response":${deep}}]`

    expect(parseRecording(text, 'pets.json')[0]?.response.body).toBe(deep)
    expect(errorOf(JSON.parse(text)).message).toContain(
      '/0/response: expected a JSON value, received an array that is not JSON',
    )
    expect(errorOf(deep).message).toContain(
      'pets.json:1: /0: expected a nock definition with scope and path, received an array',
    )
    expect(errorOf('['.repeat(1_000_000)).message).toBe('pets.json:1: expected JSON: a value or "]", received the end')
  })

  test('millions of entries that are not definitions', () => {
    expect(errorOf(`[${'1,'.repeat(1_200_000)}1]`).message).toContain(
      '/0: expected a nock definition with scope and path, received a number',
    )
  })

  test('a string of backslashes and quotes', () => {
    const body = '\\"'.repeat(500_000)

    expect(parseRecording(JSON.stringify([{ ...definition, response: body }]), 'a')[0]?.response.body).toBe(body)
  })

  test('members named like parts of the language', () => {
    const text = '[{"scope":"https://a.example","path":"/","__proto__":{"status":500},"constructor":1}]'

    expect(parseRecording(text, 'a')[0]?.response.status).toBe(200)
    expect(errorOf('{"__proto__":{"log":{"entries":[]}}}').message).toContain('an object')
  })
})
