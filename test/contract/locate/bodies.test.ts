import { describe, expect, test } from 'vitest'
import { findingsOf, type OneOperation, textsOf } from '../one-operation.js'

const json = { 'application/json': { schema: { type: 'object' } } }
const typed = (type: string, ...others: [string, string][]) => ({
  headers: [['content-type', type] as const, ...others],
})

const received = (content: unknown, response: OneOperation['response']): OneOperation => ({
  operation: { responses: { 200: { description: 'x', content }, 204: { description: 'x' } } },
  ...(response && { response }),
})
const sent = (requestBody: unknown, request: OneOperation['request']): OneOperation => ({
  operation: { requestBody },
  ...(request && { request }),
})

describe('the charset of a body', () => {
  test.each<[string, string, string, string[]]>([
    ['application/json', 'application/json; charset=utf8', '{', []],
    ['application/json', 'application/json; charset=UTF-8', '{', []],
    ['application/json', 'application/json; charset=us-ascii', '{', []],
    ['application/json', 'application/json', '{', []],
    ['application/json', 'application/json; charset=latin1', '{}', []],
    ['application/json', 'application/json; charset=latin1', '{', ['content-type']],
    ['application/json', 'application/json; charset=utf-16', '{', ['content-type']],
    ['application/json', 'application/json; charset=utf-8x', '{', ['content-type']],
    ['application/json', 'application/json; charset=x-us-ascii', '{', ['content-type']],
    ['application/json', 'application/json; charset=latin1', '{"a":"\ufffd"}', ['content-type']],
    ['application/jsonl', 'application/jsonl; charset=latin1', '{}\n', []],
    ['text/csv; charset=utf-8', 'text/csv; charset=UTF8', 'a', []],
    ['text/csv; charset=us-ascii', 'text/csv; charset=utf-8', 'a', []],
    ['text/csv; charset=utf-8', 'text/csv; charset=latin1', '\ufffd', ['content-type']],
    ['text/csv; charset=latin1', 'text/csv; charset=utf-8', 'a', ['content-type']],
    ['text/*; charset=utf-8', 'text/csv; charset=latin1', 'a', ['content-type']],
  ])('documented as %s, received as %s with %j, is reported at %j', (documented, type, body, places) => {
    const found = findingsOf(received({ [documented]: {} }, { ...typed(type), body }))
    const ofRequest = findingsOf(sent({ content: { [documented]: {} } }, { ...typed(type), body }))
    const warnings = [found, ofRequest].map((each) => each.filter(({ severity }) => severity === 'warning'))

    expect(warnings.map((each) => each.map(({ at }) => at.replace('header ', '')))).toEqual([places, places])
    expect(warnings.map((each) => each.map(({ code }) => code))).toEqual([
      places.map(() => 'undocumented-content-type'),
      places.map(() => 'invalid-parameter'),
    ])
  })

  test('is reported before what is wrong with its text, with the media type as its rule', () => {
    const found = findingsOf(received(json, { ...typed('application/json; charset=latin1'), body: '{' }))

    expect(found.map(({ code, rule }) => [code, rule])).toEqual([
      ['undocumented-content-type', '/paths/~1a/post/responses/200/content/application~1json'],
      ['unreadable-body', '/paths/~1a/post/responses/200/content/application~1json'],
    ])
  })
})

describe('a response', () => {
  const notChecked = 'note not-checked (whole)'
  const contentType = 'error undocumented-content-type header content-type'
  const misnamed = { json: {}, 'text/plain': {} }
  test.each<[string, unknown, OneOperation['response'], string[]]>([
    ['without content has no body', undefined, { body: '' }, []],
    ['without content has a type, and no body', undefined, { ...typed('text/plain'), body: '' }, []],
    ['without content has a body', undefined, { body: 'x' }, [contentType]],
    [
      'without content has a body that was not recorded',
      undefined,
      { body: null, notRecorded: ['body'] },
      [contentType],
    ],
    ['without content has a body of no bytes', undefined, { status: 204, headers: [['content-length', '0']] }, []],
    ['of 204 announces a body', undefined, { status: 204, headers: [['content-length', '2']] }, [contentType]],
    [
      'with content has none, as its status says',
      json,
      { status: 304, body: '' },
      ['error undocumented-status status'],
    ],
    [
      'without a type has no body',
      json,
      { headers: [['etag', '1']], body: '' },
      ['error missing-content-type header content-type', 'error unreadable-body (whole)'],
    ],
    [
      'without a type has a body',
      json,
      { headers: [['etag', '1']], body: '{}' },
      ['error missing-content-type header content-type'],
    ],
    ['of JSON has no body', json, { ...typed('application/json'), body: '' }, ['error unreadable-body (whole)']],
    ['of text has no body', { 'text/plain': {} }, { ...typed('text/plain'), body: '' }, []],
    ['has a type that is none', json, { ...typed('json'), body: '{}' }, [contentType]],
    [
      'has the same type twice',
      json,
      { ...typed('application/json', ['content-type', 'application/json']), body: '{}' },
      [contentType],
    ],
    ['has another type, and a key is misspelt', misnamed, { ...typed('application/json'), body: '{}' }, [notChecked]],
    ['has a documented type beside a misspelt key', misnamed, { ...typed('text/plain'), body: 'x' }, []],
    [
      'has a body that was not recorded',
      json,
      { ...typed('application/json'), body: null, notRecorded: ['body'] },
      [notChecked],
    ],
  ])('%s', (_, content, response, expected) => {
    expect(textsOf(received(content, response))).toEqual(expected)
  })

  test('of JSON without a body is told which types it may have', () => {
    const found = findingsOf(received({ ...json, 'text/css': {} }, { ...typed('application/json'), body: '' }))

    expect(found.map(({ message }) => message)).toEqual(['missing body, expected application/json or text/css'])
  })

  test('to HEAD has no body, whatever its type, and a body that it has is compared', () => {
    const operation = received(json, {}).operation
    const request = { method: 'HEAD', url: 'https://h.example/b' }
    const paths = { '/b': { get: operation } }

    expect(textsOf({ document: { paths }, request, response: { ...typed('application/json'), body: '' } })).toEqual([])
    expect(
      textsOf({
        document: { paths },
        request: { ...request, method: 'head' },
        response: { ...typed('application/json'), body: null },
      }),
    ).toEqual([])
    expect(textsOf({ document: { paths }, request, response: { ...typed('application/json'), body: '{' } })).toEqual([
      'error unreadable-body (whole)',
    ])
  })
})

describe('a request', () => {
  const notChecked = 'note not-checked body'
  const missing = 'error missing-parameter body'
  const required = { required: true, content: json }
  const optional = { content: json }
  const other = [['a', 'b']] as const
  test.each<[string, unknown, OneOperation['request'], string[]]>([
    ['lacks its body', required, { headers: other, body: '' }, [missing]],
    ['lacks a body that is optional', optional, { headers: other, body: '' }, []],
    ['has neither a body nor a sign of one', required, { headers: other, body: null }, [missing]],
    ['has neither an optional body nor a sign of one', optional, { headers: other, body: null }, []],
    ['announces a body by its length', optional, { headers: [['Content-Length', '2']], body: null }, [notChecked]],
    ['announces a body by its type', optional, { ...typed('application/json'), body: null }, [notChecked]],
    [
      'announces a body by its encoding',
      optional,
      { headers: [['transfer-encoding', 'chunked']], body: null },
      [notChecked],
    ],
    ['announces a body of no bytes', required, { headers: [['content-length', '0']], body: null }, [missing]],
    ['announces a body and has none', required, { headers: [['content-length', '2']], body: '' }, [missing]],
    ['has no headers and no body', required, { headers: [], body: null }, [notChecked]],
    ['has no headers and no optional body', optional, { headers: [], body: null }, []],
    ['has no headers', required, { headers: [], body: '1' }, ['error invalid-parameter body type']],
    [
      'has headers that were not recorded',
      required,
      { headers: other, body: '1', notRecorded: ['headers'] },
      ['error invalid-parameter body type'],
    ],
    ['has no type', required, { headers: other, body: '{}' }, ['error missing-parameter header content-type']],
    [
      'has a type that is none',
      required,
      { ...typed('json'), body: '{}' },
      ['error invalid-parameter header content-type'],
    ],
    [
      'has another type',
      required,
      { ...typed('text/css'), body: '{}' },
      ['error invalid-parameter header content-type'],
    ],
    [
      'has another type, and a key is misspelt',
      { content: { json: {} } },
      { ...typed('text/css'), body: '{}' },
      [notChecked],
    ],
    [
      'has a body that was not recorded',
      required,
      { ...typed('application/json'), body: null, notRecorded: ['body'] },
      [notChecked],
    ],
    [
      'has a body of another type that was not recorded',
      required,
      { ...typed('text/css'), body: null, notRecorded: ['body'] },
      ['error invalid-parameter header content-type'],
    ],
    [
      'has a body without a type that was not recorded',
      required,
      { headers: other, body: null, notRecorded: ['body'] },
      [notChecked],
    ],
    [
      'has a body that is not documented',
      undefined,
      { headers: other, body: 'x' },
      ['error undocumented-parameter body'],
    ],
    [
      'has a body that is neither documented nor recorded',
      undefined,
      { headers: other, body: null, notRecorded: ['body'] },
      ['error undocumented-parameter body'],
    ],
    ['has no body', undefined, { headers: other, body: null }, []],
    ['has a body of no documented type', { content: {} }, { body: 'x' }, ['error undocumented-parameter body']],
    [
      'has a body of no documented type, and no headers',
      { content: {} },
      { headers: [], body: 'x' },
      ['error undocumented-parameter body'],
    ],
    [
      'has a body of no documented type that was not recorded',
      { content: {} },
      { ...typed('text/css'), body: null, notRecorded: ['body'] },
      ['error undocumented-parameter body'],
    ],
    ['has a body, and the document cannot be used', 5, { headers: other, body: 'x' }, ['note not-checked request']],
    [
      'has a body that was not recorded, and the document cannot be used',
      { content: 5, required: true },
      { headers: other, body: null, notRecorded: ['body'] },
      ['note not-checked request'],
    ],
  ])('%s', (_, requestBody, request, expected) => {
    expect([...new Set(textsOf(sent(requestBody, request)))]).toEqual(expected)
  })

  test.each([
    [required, 'missing body, expected application/json'],
    [{ required: true, content: {} }, 'missing body'],
  ])('without the body that %j documents is told which types it may have', (requestBody, message) => {
    expect(findingsOf(sent(requestBody, { headers: other, body: '' })).map((each) => each.message)).toEqual([message])
  })
})
