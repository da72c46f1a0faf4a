import { afterEach, describe, expect, test, vi } from 'vitest'
import { findingCodes } from '../../../src/contract/findings/finding.js'
import { wording } from '../../../src/contract/findings/wording.js'
import { createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'

interface Example {
  /** The operation of `POST /things`. */
  readonly operation?: object
  readonly request?: Partial<Interaction['request']>
  readonly response?: Partial<Interaction['response']>
}

const json = (schema: unknown) => ({ 'application/json': { schema } })
const text = { 'text/plain': {} }
const ok = { 200: { description: 'x' } }
const okWith = (content: unknown) => ({ 200: { description: 'x', content } })
const contentType = (name: string) => ({ headers: [['content-type', name]] as const })

/** By entry of `wording`: an interaction with an operation, and the finding: its code, its severity unless it is an error, place and message. */
type Row = readonly [entry: keyof typeof wording | 'bodies and texts' | 'schemas', example: Example, finding: string]

const examples: readonly Row[] = [
  [
    'undocumentedPath',
    { request: { url: 'https://h.example/nothing?token=secret' } },
    'undocumented-path path: path /nothing is not documented',
  ],
  [
    'undocumentedPath',
    { request: { url: 'https://h.example/others/1/' } },
    'undocumented-path path: path /others/1/ is not documented; documented: /others/{id}',
  ],
  [
    'undocumentedPath',
    { request: { url: 'https://h.example/Others/1' } },
    'undocumented-path path: path /Others/1 is not documented; documented: /others/{id}',
  ],
  [
    'undocumentedPath',
    { request: { url: 'https://h.example/Others/1' }, response: { status: 404 } },
    'undocumented-path note path: path /Others/1 is not documented, and status 404 agrees; documented: /others/{id}',
  ],
  [
    'undocumentedMethod',
    { request: { method: 'DELETE', url: 'https://h.example/others/1' }, response: { status: 405 } },
    'undocumented-method note method: method DELETE is not documented, and status 405 agrees; documented: GET, PUT',
  ],
  [
    'undocumentedMethod',
    { request: { method: 'DELETE', url: 'https://h.example/others/1' } },
    'undocumented-method method: method DELETE is not documented; documented: GET, PUT',
  ],
  [
    'undocumentedStatus',
    { response: { status: 500 } },
    'undocumented-status status: status 500 is not documented; documented: 200',
  ],
  [
    'undocumentedStatus',
    { operation: { responses: {} } },
    'undocumented-status status: status 200 is not documented; documented: none',
  ],
  [
    'undocumentedContentType',
    { operation: { responses: okWith(json({})) }, response: { ...contentType('text/html'), body: 'x' } },
    'undocumented-content-type header content-type: content type text/html is not documented; documented: application/json',
  ],
  [
    'undocumentedContentType',
    {
      operation: { responses: okWith(json({})) },
      response: {
        headers: [
          ['content-type', 'text/html'],
          ['content-type', 'text/css'],
        ],
        body: 'x',
      },
    },
    'undocumented-content-type header content-type: several content types: text/html, text/css; expected one',
  ],
  [
    'missingContentType',
    { operation: { responses: okWith(json({})) }, response: { headers: [['x-a', '1']], body: '1' } },
    'missing-content-type header content-type: missing content type, expected application/json',
  ],
  [
    'foreignCharset',
    {
      operation: { responses: okWith(json({})) },
      response: { ...contentType('application/json; charset=latin1'), body: '"\ufffd"' },
    },
    'undocumented-content-type warning header content-type: the body is not in UTF-8, as JSON has to be (RFC 8259, 8.1), but in charset latin1',
  ],
  [
    'otherCharset',
    {
      operation: { responses: okWith({ 'text/plain; charset=utf-8': { schema: {} } }) },
      response: { ...contentType('text/plain; charset=latin1'), body: 'x' },
    },
    'undocumented-content-type warning header content-type: charset latin1 is not documented, expected utf-8',
  ],
  // RFC 7578, 4.4: a part without a content type is text/plain.
  ...['content-type: text/plain\r\n', ''].map(
    (header): Row => [
      'wrongPartType',
      {
        operation: {
          requestBody: {
            content: {
              'multipart/form-data': {
                schema: { properties: { a: {} } },
                encoding: { a: { contentType: 'image/png' } },
              },
            },
          },
        },
        request: {
          headers: [['content-type', 'multipart/form-data; boundary=b']],
          body: `--b\r\ncontent-disposition: form-data; name="a"\r\n${header}\r\nx\r\n--b--\r\n`,
        },
      },
      'invalid-parameter body /a: expected content type image/png, received content type text/plain',
    ],
  ),
  [
    'undocumentedBody',
    { request: { body: 'x', ...contentType('text/plain') } },
    'undocumented-parameter body: no body is documented, received one',
  ],
  [
    'undocumentedBody',
    { response: { body: 'x', ...contentType('text/plain') } },
    'undocumented-content-type header content-type: no body is documented, received one of text/plain',
  ],
  [
    'missingBody',
    { operation: { requestBody: { required: true, content: json({}) } } },
    'missing-parameter body: missing body, expected application/json',
  ],
  [
    'bodyNotRecorded',
    {
      operation: { responses: okWith(json({})) },
      response: { ...contentType('application/json'), body: null, notRecorded: ['body'] },
    },
    'not-checked note : the body of the response was not recorded',
  ],
  [
    'contentTypeNotRecorded',
    { operation: { responses: okWith(text) }, response: { body: 'x', notRecorded: ['headers'] } },
    'not-checked note : the content type was not recorded; documented: text/plain',
  ],
  [
    'missingParameter',
    { operation: { parameters: [{ name: 'limit', in: 'query', required: true, schema: {} }] } },
    'missing-parameter query limit: missing required parameter "limit"',
  ],
  [
    'missingParameter',
    { operation: { parameters: [{ name: 'X-A', in: 'header', required: true, schema: {} }] } },
    'missing-parameter header x-a: missing required header "X-A"',
  ],
  [
    'missingParameter',
    { operation: { parameters: [{ name: 'sid', in: 'cookie', required: true, schema: {} }] } },
    'missing-parameter cookie sid: missing required cookie "sid"',
  ],
  [
    'undocumentedParameter',
    { request: { url: 'https://h.example/things?x=1' } },
    'undocumented-parameter warning query x: query parameter "x" is not documented; documented: none',
  ],
  [
    'missingCredentials',
    { operation: { security: [{ key: [] }] } },
    'not-checked note header x-key: no credentials for key: they were removed from the recording, or the service does not need them',
  ],
  [
    'otherCredentials',
    { operation: { security: [{ login: [] }] }, request: { headers: [['authorization', 'Bearer abc']] } },
    'missing-parameter header authorization: missing credentials, expected login, received another scheme',
  ],
  [
    'undocumentedProperty',
    {
      operation: { responses: okWith(json({ properties: { a: {} } })) },
      response: { ...contentType('application/json'), body: '{"b":1}' },
    },
    'undocumented-property warning /b: property "b" is not documented',
  ],
  [
    'uncomparedBody',
    {
      operation: { responses: okWith({ 'application/xml': { schema: { type: 'object' } } }) },
      response: { ...contentType('application/xml'), body: '<a/>' },
    },
    'not-checked note : the body of application/xml was not compared with its schema',
  ],
  [
    'uncomparedText',
    {
      operation: {
        parameters: [{ name: 'q', in: 'query', content: { 'application/xml': { schema: { type: 'object' } } } }],
      },
      request: { url: 'https://h.example/things?q=%3Ca/%3E' },
    },
    'not-checked note query q: the text of application/xml was not compared with its schema',
  ],
  [
    'ignoredEvents',
    {
      operation: { responses: okWith({ 'text/event-stream': { itemSchema: { required: ['data'] } } }) },
      response: { ...contentType('text/event-stream'), body: 'event: a\n\n' },
    },
    'not-checked note : events without data or without an end were not compared with the schema: clients ignore them',
  ],
  [
    'deprecated',
    { operation: { deprecated: true } },
    'deprecated-operation note method: operation "POST /things" is deprecated',
  ],
  [
    'deprecated',
    {
      operation: { parameters: [{ name: 'q', in: 'query', deprecated: true, schema: {} }] },
      request: { url: 'https://h.example/things?q=1' },
    },
    'deprecated-operation note query q: parameter "q" is deprecated',
  ],
  [
    'unusablePart',
    {
      operation: { responses: okWith({ json: {}, 'application/json': 1 }) },
      response: { ...contentType('application/json'), body: '1' },
    },
    'not-checked note response: nothing was checked by /paths/~1things/post/responses/200/content/application~1json, because it is a problem of the document',
  ],
  [
    'wrongDirection',
    {
      operation: { requestBody: { content: json({ properties: { id: { readOnly: true } } }) } },
      request: { ...contentType('application/json'), body: '{"id":1}' },
    },
    'invalid-parameter warning body /id: property "id" is not allowed in a request (readOnly)',
  ],
  [
    'bodies and texts',
    { operation: { responses: okWith(json({})) }, response: { ...contentType('application/json'), body: '{"a":}' } },
    'unreadable-body : expected JSON: a value, received "}" at offset 5',
  ],
  [
    'bodies and texts',
    {
      operation: { responses: okWith(json({})) },
      response: { ...contentType('application/json'), body: '{"a":1,"a":1}' },
    },
    'unreadable-body /a: a name is repeated in its object',
  ],
  [
    'bodies and texts',
    {
      operation: { responses: okWith(json({})) },
      response: { ...contentType('application/json'), body: `${'['.repeat(600)}${']'.repeat(600)}` },
    },
    'unreadable-body : expected JSON of at most 512 levels, received deeper nesting',
  ],
  [
    'bodies and texts',
    {
      operation: { parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }] },
      request: { url: 'https://h.example/things?q=%FF' },
    },
    'invalid-parameter query q: expected percent-encoded UTF-8 (RFC 3986, 2.5), received %FF',
  ],
  [
    'bodies and texts',
    {
      operation: { parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }] },
      request: { url: 'https://h.example/things?q=1&q=2' },
    },
    'invalid-parameter query q: expected one value, received 2 values',
  ],
  [
    'bodies and texts',
    {
      operation: { parameters: [{ name: 'q', in: 'query', explode: false, schema: { type: 'object' } }] },
      request: { url: 'https://h.example/things?q=a' },
    },
    'invalid-parameter query q: expected an object in style form, received a',
  ],
  [
    'bodies and texts',
    {
      operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } },
      request: { ...contentType('multipart/form-data'), body: 'x' },
    },
    'invalid-parameter body: expected a content type with the boundary of its parts, received no boundary',
  ],
  [
    'bodies and texts',
    {
      operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } },
      request: { ...contentType('multipart/form-data; boundary=b'), body: 'x' },
    },
    'invalid-parameter body: expected parts between lines of --b, received no part',
  ],
  [
    'bodies and texts',
    {
      operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } },
      request: { ...contentType('multipart/form-data; boundary=b'), body: '--b\r\nx' },
    },
    'invalid-parameter body: expected parts between lines of --b, the last ending in --, received a truncated body',
  ],
  [
    'bodies and texts',
    {
      operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } },
      request: { ...contentType('multipart/form-data; boundary=b'), body: '--b\r\nx\r\n--b--' },
    },
    'invalid-parameter body: expected parts of headers, an empty line, and text, received part 1 without an empty line',
  ],
  [
    'bodies and texts',
    {
      operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } },
      request: { ...contentType('multipart/form-data; boundary=b'), body: '--b\r\na: b\r\n\r\nx\r\n--b--' },
    },
    'invalid-parameter body: expected parts with Content-Disposition and a name, received part 1 without a name',
  ],
  [
    'bodies and texts',
    {
      operation: { responses: okWith({ 'application/jsonl': { itemSchema: {} } }) },
      response: { ...contentType('application/jsonl'), body: '{}\nx\n' },
    },
    'unreadable-body /1: expected JSON: a value, received "x" at offset 0',
  ],
  [
    'bodies and texts',
    {
      operation: { responses: okWith({ 'application/json-seq': { itemSchema: {} } }) },
      response: { ...contentType('application/json-seq'), body: 'x\n' },
    },
    'unreadable-body : expected a record separator before each item (RFC 7464), received text before the first record separator',
  ],
  [
    'bodies and texts',
    {
      operation: { responses: okWith({ 'application/json-seq': { itemSchema: {} } }) },
      response: { ...contentType('application/json-seq'), body: '\u001e1' },
    },
    'unreadable-body /0: expected a line feed after each item (RFC 7464), received an item that may be cut off',
  ],
  [
    'schemas',
    {
      operation: { responses: okWith(json({ type: 'string' })) },
      response: { ...contentType('application/json'), body: '1' },
    },
    'invalid-body : expected string, received number 1 (type)',
  ],
  [
    'schemas',
    {
      operation: { responses: { 200: { description: 'x', headers: { 'X-A': { schema: { type: 'integer' } } } } } },
      response: { headers: [['x-a', 'b']] },
    },
    'invalid-header header x-a: expected integer, received string "b" (type)',
  ],
  [
    'missingParameter',
    {
      operation: { responses: { 200: { description: 'x', headers: { 'X-A': { required: true, schema: {} } } } } },
      response: { headers: [['x-b', 'b']] },
    },
    'missing-header header x-a: missing required header "X-A"',
  ],
]

afterEach(() => vi.restoreAllMocks())

/** Findings about requests that a probe makes, by entry of `wording`. test/contract/probe/ shows that they are reported. */
const ofProbes = [
  [
    'serverError',
    'server-error',
    wording.serverError(500, 'a valid request (query limit: 100, the limit)'),
    'status 500 in answer to a valid request (query limit: 100, the limit)',
  ],
  [
    'noResponse',
    'server-error',
    wording.noResponse('the connection was closed', 'a valid request (the example)'),
    'no response to a valid request (the example): the connection was closed',
  ],
  [
    'acceptedInvalidRequest',
    'accepted-invalid-request',
    wording.acceptedInvalidRequest(200, 'must be at least 1, received 0'),
    'status 200 although the request is invalid: must be at least 1, received 0',
  ],
] as const

describe('a finding says what is wrong, without the place', () => {
  test.each(examples)('%s: %j', (entry, example, finding) => {
    const written = entry === 'schemas' || entry === 'bodies and texts' ? undefined : vi.spyOn(wording, entry)

    expect(findingsOf(example)).toEqual([finding])
    if (written) expect(written).toHaveBeenCalled()
  })

  test.each(ofProbes)('%s of a probe', (_entry, _code, { message }, expected) => {
    expect(message).toBe(expected)
  })

  test('with an example for each code', () => {
    const shown = new Set([
      ...examples.map(([, , finding]) => finding.split(' ', 1)[0]),
      ...ofProbes.map(([, code]) => code),
    ])

    expect([...shown].sort()).toEqual([...findingCodes].sort())
  })

  test('with an example for each wording', () => {
    const shown = new Set<string>([...examples, ...ofProbes].map(([entry]) => entry))

    expect(Object.keys(wording).filter((entry) => !shown.has(entry))).toEqual([])
  })
})

function findingsOf({ operation, request, response }: Example): string[] {
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.2.0',
      info: { title: 'Things', version: '1' },
      paths: {
        '/things': { post: { responses: ok, ...operation } },
        '/others/{id}': { get: { responses: ok }, put: { responses: ok } },
      },
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'X-Key' },
          login: { type: 'http', scheme: 'basic' },
        },
      },
    }),
    'things.json',
  )
  const { findings } = createChecker(document).check({
    request: {
      method: 'POST',
      url: 'https://h.example/things',
      headers: [['host', 'h.example']],
      body: '',
      ...request,
    },
    response: { status: 200, headers: [], body: '', ...response },
  })
  return findings.map(
    ({ severity, at, message, code }) => `${code} ${severity === 'error' ? '' : `${severity} `}${at}: ${message}`,
  )
}
