import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type BodyBytes, type Header, interactionFromBytes, type Messages } from '../../../src/contract/index.js'

const json: Header = ['Content-Type', 'application/json']

const messages = (body: BodyBytes, headers: readonly Header[] = [json], status = 200): Messages => ({
  request: { method: 'POST', url: 'http://127.0.0.1/books', headers: [json], body: Buffer.from('{"a":1}') },
  response: { status, headers, body },
})

test.each([
  ['no coding', Buffer.from('[1]'), [json]],
  ['gzip', gzipSync('[1]'), [json, ['content-encoding', 'gzip']]],
  [
    'two codings',
    brotliCompressSync(gzipSync('[1]')),
    [json, ['Content-Encoding', 'gzip'], ['content-encoding', 'br']],
  ],
] satisfies [string, Buffer, Header[]][])('decodes a body with %s, and keeps the headers', (_, body, headers) => {
  const { interaction, undecoded } = interactionFromBytes(messages(body, headers), 1000)

  expect(interaction).toEqual({
    request: { method: 'POST', url: 'http://127.0.0.1/books', headers: [json], body: '{"a":1}' },
    response: { status: 200, headers, body: '[1]' },
  })
  expect(undecoded).toEqual([])
})

test('decodes text by its charset', () => {
  const headers: Header[] = [['content-type', 'text/plain; charset=iso-8859-1']]

  expect(interactionFromBytes(messages(Buffer.from([0xe9]), headers), 10).interaction.response.body).toBe('é')
})

test('a body that was not kept is not recorded', () => {
  const { interaction, undecoded } = interactionFromBytes(messages(undefined), 1000)

  expect(interaction.response).toEqual({ status: 200, headers: [json], body: null, notRecorded: ['body'] })
  expect(undecoded).toEqual([])
})

test('a body without a decoder, or too long after decoding, is not recorded, and the reason is returned', () => {
  const unknown = messages(Buffer.from([0, 1, 2]), [json, ['content-encoding', 'canary']])
  const long = messages(gzipSync('x'.repeat(5000)), [json, ['content-encoding', 'gzip']])

  const results = [unknown, long].map((each) => interactionFromBytes(each, 1000))

  expect(results.map(({ interaction }) => interaction.response.notRecorded)).toEqual([['body'], ['body']])
  expect(results.map(({ undecoded }) => undecoded)).toEqual([
    [{ at: 'response body', expected: expect.stringContaining('gzip'), received: 'content-encoding canary' }],
    [
      {
        at: 'response body',
        expected: 'at most 1000 bytes',
        received: 'a body of more than 1000 bytes after decoding',
      },
    ],
  ])
})

test('an empty body of a status without content is none', () => {
  expect(interactionFromBytes(messages(Buffer.alloc(0), [], 204), 10).interaction.response.body).toBeNull()
  expect(interactionFromBytes(messages(Buffer.alloc(0), [], 200), 10).interaction.response.body).toBe('')
  expect(interactionFromBytes(messages(Buffer.from('a'), [], 204), 10).interaction.response.body).toBe('a')
})

test('a response to HEAD has no body that could not be decoded, whatever its content coding is', () => {
  const { request, response } = messages(Buffer.from([]), [json, ['content-encoding', 'canary']])
  const { interaction, undecoded } = interactionFromBytes({ request: { ...request, method: 'HEAD' }, response }, 1000)

  expect(interaction.response).toEqual({ status: 200, headers: response.headers, body: null })
  expect(undecoded).toEqual([])
})
