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

  expect(error.message).toBe('a\\n\\u001b.json: /\\u200b: \\u{e0041}; expected \\u061c')
  expect(error).toMatchObject({ source: 'a\n\u001b.json', pointer: '/\u200b' })
})

describe('refuses with one line that says where, what was found and what was expected', () => {
  test.each<[string, unknown, string]>([
    ['an empty file', ' \n', 'pets.json: empty; expected nock definitions or HAR 1.2 as JSON'],
    ['no JSON', 'hello', 'pets.json:1: not JSON: "h"; expected a value'],
    ['JSON that ends early', '[\n{"scope":', 'pets.json:2: not JSON: the end; expected a value'],
    ['a comma too many', '[\n  {},\n]', 'pets.json:3: not JSON: "]"; expected a value'],
    [
      'a control character',
      '[\n"a\u0000"]',
      'pets.json:2: not JSON: a string that is not JSON; expected a value or "]"',
    ],
    [
      'another document',
      '{"openapi":"3.1.0"}',
      'pets.json:1: an object; expected a list of nock definitions, or HAR 1.2',
    ],
    ['a number', '1', 'pets.json:1: a number; expected a list of nock definitions, or HAR 1.2'],
    ['nothing', undefined, 'pets.json: absent; expected a list of nock definitions, or HAR 1.2'],
    ['an empty list', '[]', 'pets.json:1: an empty list; expected at least one interaction'],
    ['a HAR without entries', '{"log":{}}', "pets.json:1: /log/entries: absent; expected the list of HAR's entries"],
    ['a list of numbers', '[\n1]', 'pets.json:2: /0: a number; expected a nock definition with scope and path'],
    [
      'no scope',
      '[\n{"path":"/pets"}]',
      'pets.json:2: /0/scope: absent; expected an origin such as https://example.com:443',
    ],
    [
      'no path',
      [{ ...definition, path: undefined }],
      'pets.json: /0/path: absent; expected a path that begins with "/"',
    ],
    ['a text as status', [{ ...definition, status: 'OK' }], 'pets.json: /0/status: a string; expected a status code'],
    [
      'an impossible status',
      [{ ...definition, status: 20 }],
      'pets.json: /0/status: 20; expected a status code from 100 to 999',
    ],
    [
      'headers without a value',
      [{ ...definition, rawHeaders: ['a'] }],
      'pets.json: /0/rawHeaders: 1 entries; expected names and values in turn',
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
      'pets.json:3: /0/response/0: a text that is no hex; expected the bytes of a coded body as hex',
    )
  })

  test('a HAR that was saved without content', () => {
    const content = { log: { entries: [{ ...entry, response: { ...entry.response, content: { size: 12 } } }] } }

    expect(errorOf(content).message).toBe(
      'pets.json: /log/entries/0/response/content: 12 bytes without their text; expected a HAR file saved with content',
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
    expect(errorOf(JSON.parse(text)).message).toContain('/0/response: an array that is no JSON')
    expect(errorOf(deep).message).toContain('pets.json:1: /0: an array')
    expect(errorOf('['.repeat(1_000_000)).message).toBe('pets.json:1: not JSON: the end; expected a value or "]"')
  })

  test('millions of entries that are none', () => {
    expect(errorOf(`[${'1,'.repeat(1_200_000)}1]`).message).toContain('/0: a number')
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
