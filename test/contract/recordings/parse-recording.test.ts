import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
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

test('counts the lines before an interaction, behind a byte order mark, too', () => {
  const text = `\n\n${JSON.stringify([definition])}`

  expect([text, `\uFEFF${text}`].map((each) => parseRecording(each, 'a.json')[0]?.source)).toEqual([
    'a.json:3',
    'a.json:3',
  ])
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
    [
      'a cassette of VCR in YAML',
      '---\ninteractions:\n- request:\n',
      'pets.json: expected nock definitions or HAR 1.2 as JSON, received text that is not JSON',
    ],
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
      'pets.json: /0/rawHeaders: expected alternating names and values, received 1 entries',
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

  test('without a word of the content, which could be a credential', () => {
    const error = errorOf('[{"authorization": Bearer-canary}]')

    expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain('canary')
  })
})

describe('with a receiver of errors', () => {
  const parse = (content: unknown) => {
    const errors: string[] = []
    const sources: string[] = []
    const interactions = parseRecording(content, 'pets.json', {
      onUnreadable: ({ message }) => errors.push(message),
      onNoResponse: (source) => sources.push(source),
    })
    return { urls: interactions.map(({ request }) => request.url), errors, sources }
  }

  test('an entry that cannot be read does not hide the others', () => {
    const url = 'https://api.example.com/pets'

    expect(parse([1, definition, { ...definition, path: 7 }])).toEqual({
      urls: [url],
      errors: [
        'pets.json: /0: expected a nock definition with scope and path, received a number',
        'pets.json: /2/path: expected a path that begins with "/", received a number',
      ],
      sources: [],
    })
    expect(parse(JSON.stringify({ log: { entries: [entry, { request: entry.request }] } }, null, 1))).toEqual({
      urls: [url],
      errors: ['pets.json:19: /log/entries/1/response: expected a response, received nothing'],
      sources: [],
    })
  })

  test('an entry without a response is told apart', () => {
    const blocked = { ...entry, response: { status: 0 } }

    expect(parse({ log: { entries: [blocked] } })).toEqual({ urls: [], errors: [], sources: ['pets.json'] })
  })

  test('a file that is not a recording is refused all the same', () => {
    expect(() => parse('{"openapi":"3.1.0"}')).toThrow(RecordingError)
  })
})

describe('refuses bytes', () => {
  const messageOf = (bytes: Uint8Array) => errorOf(bytes).message
  const zipMessage = (received: string) =>
    `pets.json: expected a zip archive with har.har, or with one file *.har, received ${received}`
  const har = strToU8(JSON.stringify({ log: { entries: [entry] } }))

  /** An archive with another number in the directory (APPNOTE.TXT, 4.3.12). */
  function archiveWith(offset: number, size: 16 | 32, value: number): Uint8Array {
    const bytes = zipSync({ 'har.har': har })
    const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    const view = new DataView(bytes.buffer, directory + offset)
    if (size === 16) view.setUint16(0, value, true)
    else view.setUint32(0, value, true)
    return bytes
  }

  test('that are compressed and damaged', () => {
    expect(messageOf(gzipSync('[]').subarray(0, 15))).toBe(
      'pets.json: expected nock definitions or HAR 1.2, received a compressed file that is damaged',
    )
  })

  test('of an archive without a HAR file, or with several', () => {
    expect(messageOf(zipSync({ 'a.json': har }))).toBe(zipMessage('0 files *.har'))
    expect(messageOf(zipSync({ 'a.har': har, 'b.har': har }))).toBe(zipMessage('2 files *.har'))
  })

  test.each<[string, Uint8Array, string]>([
    ['is truncated', zipSync({ 'har.har': har }).subarray(0, -30), 'an archive that is cut off'],
    ['is encrypted', archiveWith(8, 16, 1), 'an encrypted archive'],
    ['has another compression', archiveWith(10, 16, 12), 'compression method 12'],
    ['has another checksum', archiveWith(16, 32, 0), 'a damaged archive'],
    ['announces fewer bytes than it holds', archiveWith(24, 32, 10), 'a damaged archive'],
    ['announces more bytes than it holds', archiveWith(24, 32, 10_000), 'a damaged archive'],
    ['announces more bytes than a recording may have', archiveWith(24, 32, 2 ** 31), 'more than 268435456 bytes'],
    ['has its file elsewhere', archiveWith(42, 32, 1), 'a damaged archive'],
    ['has its file behind its end', archiveWith(42, 32, 2 ** 31), 'a damaged archive'],
  ])('of an archive that %s', (_, bytes, received) => {
    expect(messageOf(bytes)).toBe(zipMessage(received))
  })

  test('of an archive with too many files', () => {
    const bytes = zipSync({ 'har.har': har })
    new DataView(bytes.buffer).setUint16(bytes.length - 12, 20_001, true)

    expect(messageOf(bytes)).toBe(zipMessage('more than 20000 files'))
  })

  test('that hold far more than a recording when decompressed', () => {
    // RFC 1952, 2.2: what follows one another is decompressed as one.
    const mebibyte = gzipSync(Buffer.alloc(1024 * 1024))
    const bytes = Buffer.concat(Array<Buffer>(257).fill(mebibyte))

    expect(messageOf(bytes)).toBe('pets.json: expected at most 268435456 bytes after decompression, received more')
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
