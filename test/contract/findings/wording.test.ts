import { afterEach, describe, expect, test, vi } from 'vitest'
import { createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'
import { findingCodes } from '../../../src/contract/findings/finding.js'
import { wording } from '../../../src/contract/findings/wording.js'

type Request = Partial<Interaction['request']>
type Response = Partial<Interaction['response']>

interface Example {
  /** The operation of `POST /things`. */
  readonly operation?: object
  readonly request?: Request
  readonly response?: Response
  readonly message: string
}

const json = (schema: unknown) => ({ 'application/json': { schema } })
const text = { 'text/plain': {} }
const ok = { 200: { description: 'x' } }
const okWith = (content: unknown) => ({ 200: { description: 'x', content } })
const contentType = (name: string) => ({ headers: [['content-type', name]] as const })

/** By entry of `wording`: interactions with an operation, and the message of the only finding. */
const examples: Readonly<Record<keyof typeof wording, readonly Example[]>> = {
  undocumentedPath: [{ request: { url: 'https://h.example/nothing?token=secret' }, message: 'path: path /nothing is not documented' }],
}

function messagesOf({ operation, request, response }: Omit<Example, 'message'>): string[] {
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'Things', version: '1' },
      paths: { '/things': { post: { responses: ok, ...operation } }, '/others/{id}': { get: { responses: ok }, put: { responses: ok } } },
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' }, login: { type: 'http', scheme: 'basic' } } },
    }),
    'things.json',
  )
  const { findings } = createChecker(document).check({
    request: { method: 'POST', url: 'https://h.example/things', headers: [['host', 'h.example']], body: '', ...request },
    response: { status: 200, headers: [], body: '', ...response },
  })
  return findings.map(({ severity, at, message, code }) => `${code} ${severity === 'error' ? '' : `${severity} `}${at}: ${message}`)
}
const E: [string, Omit<Example, 'message'>][] = [
  ['undocumentedPath', { request: { url: 'https://h.example/nothing?token=secret' } }],
  ['undocumentedMethod', { request: { method: 'DELETE', url: 'https://h.example/others/1' } }],
  ['undocumentedStatus', { response: { status: 500 } }],
  ['undocumentedStatus', { operation: { responses: {} } }],
  ['undocumentedContentType', { operation: { responses: okWith(json({})) }, response: { ...contentType('text/html'), body: 'x' } }],
  ['undocumentedContentType', { operation: { responses: okWith(json({})) }, response: { headers: [['content-type', 'text/html'], ['content-type', 'text/css']], body: 'x' } }],
  ['missingContentType', { operation: { responses: okWith(json({})) }, response: { headers: [['x-a', '1']], body: '1' } }],
  ['foreignCharset', { operation: { responses: okWith(json({})) }, response: { ...contentType('application/json; charset=latin1'), body: '"\ufffd"' } }],
  ['wrongPartType', { operation: { requestBody: { content: { 'multipart/form-data': { schema: { properties: { a: {} } }, encoding: { a: { contentType: 'image/png' } } } } } }, request: { headers: [['content-type', 'multipart/form-data; boundary=b']], body: '--b\r\ncontent-disposition: form-data; name="a"\r\ncontent-type: text/plain\r\n\r\nx\r\n--b--\r\n' } }],
  ['undocumentedBody', { request: { body: 'x', ...contentType('text/plain') } }],
  ['undocumentedBody', { response: { body: 'x', ...contentType('text/plain') } }],
  ['missingBody', { operation: { requestBody: { required: true, content: json({}) } } }],
  ['bodyNotRecorded', { operation: { responses: okWith(json({})) }, response: { ...contentType('application/json'), body: null, notRecorded: ['body'] } }],
  ['contentTypeNotRecorded', { operation: { responses: okWith(text) }, response: { body: 'x', notRecorded: ['headers'] } }],
  ['missingParameter', { operation: { parameters: [{ name: 'limit', in: 'query', required: true, schema: {} }] } }],
  ['missingParameter', { operation: { parameters: [{ name: 'X-A', in: 'header', required: true, schema: {} }] } }],
  ['missingParameter', { operation: { parameters: [{ name: 'sid', in: 'cookie', required: true, schema: {} }] } }],
  ['undocumentedParameter', { request: { url: 'https://h.example/things?x=1' } }],
  ['missingCredentials', { operation: { security: [{ key: [] }] } }],
  ['otherCredentials', { operation: { security: [{ login: [] }] }, request: { headers: [['authorization', 'Bearer abc']] } }],
  ['undocumentedProperty', { operation: { responses: okWith(json({ properties: { a: {} } })) }, response: { ...contentType('application/json'), body: '{"b":1}' } }],
  ['uncomparedBody', { operation: { responses: okWith({ 'application/xml': { schema: { type: 'object' } } }) }, response: { ...contentType('application/xml'), body: '<a/>' } }],
  ['uncomparedText', { operation: { parameters: [{ name: 'q', in: 'query', content: { 'application/xml': { schema: { type: 'object' } } } }] }, request: { url: 'https://h.example/things?q=%3Ca/%3E' } }],
  ['ignoredEvents', { operation: { responses: okWith({ 'text/event-stream': { itemSchema: {}, schema: {} } }) }, response: { ...contentType('text/event-stream'), body: 'event: a\n\n' } }],
  ['deprecated', { operation: { deprecated: true } }],
  ['deprecated', { operation: { parameters: [{ name: 'q', in: 'query', deprecated: true, schema: {} }] }, request: { url: 'https://h.example/things?q=1' } }],
  ['unusablePart', { operation: { responses: okWith({ json: {}, 'application/json': 1 }) }, response: { ...contentType('application/json'), body: '1' } }],
  ['wrongDirection', { operation: { requestBody: { content: json({ properties: { id: { readOnly: true } } }) } }, request: { ...contentType('application/json'), body: '{"id":1}' } }],
  ['-json', { operation: { responses: okWith(json({})) }, response: { ...contentType('application/json'), body: '{"a":}' } }],
  ['-json', { operation: { responses: okWith(json({})) }, response: { ...contentType('application/json'), body: '{"a":1,"a":1}' } }],
  ['-json', { operation: { responses: okWith(json({})) }, response: { ...contentType('application/json'), body: `${'['.repeat(600)}${']'.repeat(600)}` } }],
  ['-style', { operation: { parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }] }, request: { url: 'https://h.example/things?q=%FF' } }],
  ['-style', { operation: { parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }] }, request: { url: 'https://h.example/things?q=1&q=2' } }],
  ['-style', { operation: { parameters: [{ name: 'q', in: 'query', explode: false, schema: { type: 'object' } }] }, request: { url: 'https://h.example/things?q=a' } }],
  ['-mp', { operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } }, request: { ...contentType('multipart/form-data'), body: 'x' } }],
  ['-mp', { operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } }, request: { ...contentType('multipart/form-data; boundary=b'), body: 'x' } }],
  ['-mp', { operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } }, request: { ...contentType('multipart/form-data; boundary=b'), body: '--b\r\nx' } }],
  ['-mp', { operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } }, request: { ...contentType('multipart/form-data; boundary=b'), body: '--b\r\nx\r\n--b--' } }],
  ['-mp', { operation: { requestBody: { content: { 'multipart/form-data': { schema: {} } } } }, request: { ...contentType('multipart/form-data; boundary=b'), body: '--b\r\na: b\r\n\r\nx\r\n--b--' } }],
  ['-jl', { operation: { responses: okWith({ 'application/jsonl': { itemSchema: {} } }) }, response: { ...contentType('application/jsonl'), body: '{}\nx\n' } }],
  ['-seq', { operation: { responses: okWith({ 'application/json-seq': { itemSchema: {} } }) }, response: { ...contentType('application/json-seq'), body: 'x\n' } }],
  ['-seq', { operation: { responses: okWith({ 'application/json-seq': { itemSchema: {} } }) }, response: { ...contentType('application/json-seq'), body: '\u001e1' } }],
]
import { writeFileSync } from 'node:fs'
test('print', () => { const r = E.map(([k, s]) => [k, s, messagesOf(s)]); writeFileSync('/tmp/h-rows2.json', JSON.stringify(r)); for (const x of r) console.log(x[0] + '\n    ' + x[2].join('\n    ')) })
