import nock from 'nock'
import { expect, test } from 'vitest'
import type { Interaction } from '../../../src/contract/interaction/interaction.js'
import { formatNock, toNockDefinition } from '../../../src/contract/recordings/nock-definition.js'
import { parseRecording } from '../../../src/contract/recordings/recording.js'

function interaction(body: string | null): Interaction {
  return {
    request: { method: 'GET', url: 'https://api.example.com/pets?limit=1', headers: [], body: null },
    response: { status: 200, headers: [['Content-Type', 'application/json']], body },
  }
}

test('writes an interaction as nock.define takes it', () => {
  expect(toNockDefinition(interaction('{"data": []}'))).toEqual({
    scope: 'https://api.example.com:443',
    method: 'GET',
    path: '/pets?limit=1',
    body: '',
    status: 200,
    response: { data: [] },
    rawHeaders: ['Content-Type', 'application/json'],
  })
})

test.each([
  ['white space', '{ "a": [ 1, 2.5, -3e-7, true, null ] }'],
  ['escapes', '{"url":"https:\\/\\/example.com?a=1\\u0026b=2","name":"\\u00eb"}'],
])('keeps JSON parsed that differs from what is written in %s only', (_, body) => {
  expect(toNockDefinition(interaction(body)).response).toEqual(JSON.parse(body))
})

test.each([
  ['a repeated member', '{"a":1,"a":1}'],
  ['a float without a fraction', '{"cost":1.0}'],
  ['an integer beyond 2^53', '{"id":9007199254740993}'],
  ['an exponent', '{"a":1E2}'],
  ['members that would change their order', '{"b":1,"2":1,"1":1}'],
  ['__proto__', '{"\\u005f_proto__":{}}'],
  ['a JSON text that is no container', '"text"'],
  ['truncated JSON', '{"a":'],
  ['nesting beyond the stack', '['.repeat(200_000) + ']'.repeat(200_000)],
])('keeps the text of %s', (_, body) => {
  expect(toNockDefinition(interaction(body)).response).toBe(body)
})

test('leaves out the headers of the transfer, since the body is decoded', () => {
  const { request, response } = interaction('{}')
  const headers = [...response.headers, ['Content-Encoding', 'br'], ['content-length', '9'], ['X-Id', '1']] as const

  expect(toNockDefinition({ request, response: { ...response, headers } }).rawHeaders).toEqual([
    'Content-Type',
    'application/json',
    'X-Id',
    '1',
  ])
})

test('is read back as the same interactions', () => {
  const interactions = [
    interaction('{"data":[]}'),
    interaction('{"cost":1.0}'),
    interaction('<html>'),
    {
      request: {
        method: 'POST',
        url: 'http://127.0.0.1:8080/',
        headers: [['accept', 'a, b']] as const,
        body: '{"name":"Rex"}',
      },
      response: { status: 204, headers: [['set-cookie', 'a=1'] as const, ['set-cookie', 'b=2'] as const], body: null },
    },
  ]
  const parsed = parseRecording(JSON.parse(formatNock(interactions)), 'a')

  expect(parsed).toEqual(interactions.map((each) => ({ ...each, source: 'a' })))
})

test.each([
  [{}, { notRecorded: ['body'] }],
  [{ notRecorded: ['body', 'headers'] }, {}],
  [{}, { notRecorded: ['headers', 'body'], headers: [] }],
  [{}, { headers: [] }],
] as const)('is read back with what was not recorded: %j %j', (ofRequest, ofResponse) => {
  const { request, response } = interaction(null)
  const written = { request: { ...request, ...ofRequest }, response: { ...response, ...ofResponse } }

  const [parsed] = parseRecording(JSON.parse(formatNock([written])), 'a')

  const toSet = (parts: readonly string[] = []) => new Set(parts)
  expect(toSet(parsed?.request.notRecorded)).toEqual(toSet(written.request.notRecorded))
  expect(toSet(parsed?.response.notRecorded)).toEqual(toSet(written.response.notRecorded))
  expect(parsed?.response.body || null).toBeNull()
})

test.each(['response body', ['body'], [1], { 0: 'response body' }])(
  'refuses %j as a list of what was not recorded',
  (notRecorded) => {
    const [definition] = JSON.parse(formatNock([interaction(null)]))

    expect(() => parseRecording([{ ...definition, notRecorded }], 'a.json')).toThrow(
      /\/0\/notRecorded.*response headers, response body/s,
    )
  },
)

test('is replayed by nock as it was said', async () => {
  const [definition] = JSON.parse(formatNock([interaction('{"data": [{"id": 1}]}')]))
  // nock ignores it.
  definition.notRecorded = ['request headers']
  // Another file of the worker may have restored it.
  if (!nock.isActive()) nock.activate()
  nock.define([definition])
  try {
    const response = await fetch('https://api.example.com/pets?limit=1')

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({ data: [{ id: 1 }] })
  } finally {
    nock.cleanAll()
    nock.restore()
  }
})

test('joins a header that a request has several times (RFC 9110, 5.3), and keeps those of a response apart', () => {
  const headers = [
    ['Accept', 'a'],
    ['X-Id', '1'],
    ['accept', 'b'],
    ['ACCEPT', 'c'],
  ] as const
  const { request, response } = interaction('{}')
  const definition = toNockDefinition({ request: { ...request, headers }, response: { ...response, headers } })

  expect(definition.reqheaders).toEqual({ accept: 'a, b, c', 'x-id': '1' })
  expect(definition.rawHeaders).toEqual(headers.flat())
})
