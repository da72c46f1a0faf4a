import { describe, expect, test } from 'vitest'
import type { Interaction } from '../../../src/contract/interaction/interaction.js'
import { type PublicValues, publicWithoutDocument } from '../../../src/contract/scrub/public-values.js'
import { scrubHeader, withRecordedHeaders } from '../../../src/contract/scrub/scrub-header.js'

describe('of the headers of a request', () => {
  const type = ['Content-Type', 'application/json'] as const
  const headers = [['Authorization', 'secret'], type, ['Accept', 'text/plain']] as const
  const recorded = (parts: Partial<Interaction['request']>) => {
    const { headers: left, notRecorded } = withRecordedHeaders({ method: 'POST', url: '/', headers, ...parts })
    return { left, notRecorded }
  }

  test.each<[string, Partial<Interaction['request']>, object]>([
    [
      'the type of a body stays, and the others are not recorded',
      { body: '{}' },
      { left: [type], notRecorded: ['headers'] },
    ],
    [
      'the type of a body that was not recorded stays',
      { notRecorded: ['body'] },
      { left: [type], notRecorded: ['body', 'headers'] },
    ],
    ['"headers" is listed once', { body: '{}', notRecorded: ['headers'] }, { left: [type], notRecorded: ['headers'] }],
    ['none stays without a body', { body: null }, { left: [], notRecorded: undefined }],
    ['none stays with an empty body', { body: '' }, { left: [], notRecorded: undefined }],
    ['none stays without a type', { body: '{}', headers: [['a', 'b']] }, { left: [], notRecorded: undefined }],
  ])('%s', (_, parts, expected) => {
    expect(recorded(parts)).toEqual(expected)
  })
})

describe('a header of a response', () => {
  const scrub = (text: string) => text.replace(/[a-z\d]/gi, 'x')
  const documented = {
    ...publicWithoutDocument,
    headers: new Set(['x-total']),
    mediaTypes: new Set(['application/vnd.shop']),
    isWord: () => false,
  }
  const headerWith = (values: PublicValues, name: string, value: string) => scrubHeader([name, value], values, scrub)

  test.each([
    ['X-Total', '42', [['x-total', 'xx']]],
    ['X-Other', '42', []],
    ['Set-Cookie', 'a=b', []],
    ['Retry-After', '12345', [['retry-after', '12345']]],
    ['Retry-After', '123456', [['retry-after', 'xxxxxx']]],
    ['retry-after', '1 min', [['retry-after', 'x xxx']]],
    ['Content-Type', 'Application/VND.shop', [['content-type', 'Application/VND.shop']]],
    ['content-type', 'application/vnd.ann', [['content-type', 'application/xxx.xxx']]],
    ['Content-Length', '10', []],
  ])('is kept if the document or a check needs it: %s: %s', (name, value, expected) => {
    expect(headerWith(documented, name, value)).toEqual(expected)
  })

  test.each([
    'Connection',
    'date',
    'Keep-Alive',
    'proxy-status',
    'server',
    'Set-Cookie',
    'trailer',
    'upgrade',
    'via',
    'X-Powered-By',
  ])('is not kept without a document if it is about the connection: %s', (name) => {
    expect(headerWith(publicWithoutDocument, name, 'a')).toEqual([])
  })

  test.each(['link', 'x-date', 'dated', 'serverless', 'X-Server', 'proxy', 'etag', 'x-via'])(
    'is kept without a document: %s',
    (name) => {
      expect(headerWith(publicWithoutDocument, name, 'a1')).toEqual([[name.toLowerCase(), 'xx']])
    },
  )

  test('is not kept without a document if its name looks like data', () => {
    expect(headerWith(publicWithoutDocument, 'x-4242', 'a')).toEqual([])
  })
})
