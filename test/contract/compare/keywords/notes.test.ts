import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../../../src/contract/compare/compare-documents.js'
import { createComparisonReport } from '../../../../src/contract/index.js'
import { parseDocument } from '../../../../src/openapi/index.js'

/** The documents of which the response has each of the schemas. */
function documentsOf(before: object, after: object, { version = '3.1.0', type = 'application/json' } = {}) {
  const read = (schema: object) =>
    parseDocument(
      JSON.stringify({
        openapi: version,
        info: { title: 'A', version: '1' },
        paths: { '/a': { get: { responses: { 200: { description: 'x', content: { [type]: { schema } } } } } } },
        components: { schemas: { Text: { description: 'shared' } } },
      }),
      'a.json',
    )
  return [read(before), read(after)] as const
}

const messagesOf = (...sides: Parameters<typeof documentsOf>) =>
  compareDocuments(...documentsOf(...sides)).map(
    ({ breaking, message }) => `${breaking ? 'breaking' : 'compatible'}: ${message}`,
  )

/** The texts that differ. */
function wordsOf(...sides: Parameters<typeof documentsOf>) {
  const { words = [] } = createComparisonReport(...documentsOf(...sides), { words: true })
  return words.map(({ at, keyword, before, after }) => [at, keyword, before, after])
}

describe('the texts of a schema', () => {
  test('are compared one by one, whichever of them stay the same', () => {
    const all = {
      title: 't',
      description: 'd',
      summary: 's',
      example: 'e',
      examples: ['e'],
      externalDocs: { url: 'https://h.example' },
      $comment: 'c',
    }
    for (const [keyword, value] of Object.entries(all)) {
      const { [keyword as 'title']: _, ...others } = all
      expect(wordsOf(others, all)).toEqual([['200 body', keyword, undefined, value]])
      const other = typeof value === 'string' ? 'new' : Array.isArray(value) ? ['new'] : { url: 'https://new.example' }
      expect(wordsOf(all, { ...all, [keyword]: other })).toEqual([['200 body', keyword, value, other]])
    }
    expect(wordsOf(all, all)).toEqual([])
  })

  test('are those of the outermost schema, and otherwise of one that always applies', () => {
    const allOf = [{ description: 'inner' }]
    expect(wordsOf({ description: 'outer', allOf }, { allOf })).toEqual([['200 body', 'description', 'outer', 'inner']])
    expect(wordsOf({ allOf: [{ description: 'a' }, {}] }, { allOf: [{}, { description: 'a' }] })).toEqual([])
  })

  test('are those of the only alternative beside null', () => {
    const nullable = (description: string) => ({ anyOf: [{ type: 'null' }, { type: 'string', description }] })
    expect(wordsOf(nullable('a'), nullable('b'))).toEqual([['200 body', 'description', 'a', 'b']])
  })

  test('are not those of one alternative of several', () => {
    const either = (description: string) => ({ anyOf: [{ type: 'integer' }, { type: 'string', description }] })
    expect(wordsOf(either('a'), either('b'))).toEqual([])
  })

  test('beside a $ref are ignored in OpenAPI 3.0', () => {
    const reference = (description: string) => ({ $ref: '#/components/schemas/Text', description })
    expect(wordsOf(reference('a'), reference('b'), { version: '3.0.3' })).toEqual([])
    expect(wordsOf(reference('a'), reference('b'))).toEqual([['200 body', 'description', 'a', 'b']])
  })
})

describe('what does not affect which values are valid is a compatible change', () => {
  test.each<[string, object, object, string]>([
    ['a new default', {}, { default: 1 }, 'default 1 is new'],
    ['a changed default', { default: 1 }, { default: 2 }, 'default changed from 1 to 2'],
    ['a removed default', { default: 1 }, {}, 'default 1 was removed'],
    ['deprecation', {}, { deprecated: true }, 'is deprecated now'],
    ['the end of a deprecation', { deprecated: true }, { deprecated: false }, 'is no longer deprecated'],
    ['an unknown format', { format: 'colour' }, { format: 'color' }, 'format changed from colour to color'],
    ['another encoding', {}, { contentEncoding: 'base32' }, 'contentEncoding base32 is new'],
    [
      'another name of the tag',
      { discriminator: { propertyName: 'a' } },
      { discriminator: { propertyName: 'b' } },
      'discriminator changed; it does not change which values are valid',
    ],
    [
      'a new discriminator',
      {},
      { discriminator: { propertyName: 'a' } },
      'discriminator is new; it does not change which values are valid',
    ],
    [
      'a removed discriminator',
      { discriminator: { propertyName: 'a' } },
      {},
      'discriminator was removed; it does not change which values are valid',
    ],
    [
      'a new tag of a discriminator',
      { discriminator: { propertyName: 'a' } },
      { discriminator: { propertyName: 'a', mapping: { x: '#/components/schemas/Text' } } },
      'discriminator changed; it does not change which values are valid',
    ],
    ['the XML of JSON', {}, { xml: { name: 'a' } }, 'xml is new; it does not change which values are valid'],
  ])('%s', (_, before, after, message) => {
    expect(messagesOf(before, after)).toEqual([`compatible: ${message}`])
  })
})

describe('nothing changes with', () => {
  test.each<[string, object, object]>([
    ['a deprecation that is written out', {}, { deprecated: false }],
    ['a prefix in XML', {}, { xml: { prefix: 'a' } }],
    ['the defaults of XML', {}, { xml: { attribute: false, wrapped: false } }],
    [
      'a mapping that says what holds without it',
      { discriminator: { propertyName: 'a' } },
      { discriminator: { propertyName: 'a', mapping: { Text: '#/components/schemas/Text' } } },
    ],
    [
      'another spelling of the schema of a tag',
      { discriminator: { propertyName: 'a', mapping: { x: 'Text' } } },
      { discriminator: { propertyName: 'a', mapping: { x: '#/components/schemas/Text' } } },
    ],
    ['base64 in place of byte', { type: 'string', format: 'byte' }, { type: 'string', contentEncoding: 'base64' }],
  ])('%s', (_, before, after) => {
    expect(messagesOf(before, after)).toEqual([])
    expect(messagesOf(after, before)).toEqual([])
  })

  test('another name for arbitrary bytes', () => {
    const bytes = { type: 'application/octet-stream' }
    expect(messagesOf({ type: 'string', format: 'binary' }, { type: 'string' }, bytes)).toEqual([])
    expect(messagesOf({}, { contentMediaType: 'application/octet-stream' }, bytes)).toEqual([])
  })
})

describe('how a value is written in XML', () => {
  const xml = { type: 'application/xml' }

  test.each<[string, object, object]>([
    ['with another name', { name: 'a' }, { name: 'b' }],
    ['in a namespace', { name: 'a' }, { name: 'a', namespace: 'https://h.example' }],
    ['as an attribute', { name: 'a' }, { name: 'a', attribute: true }],
    ['in a wrapper', { name: 'a' }, { name: 'a', wrapped: true }],
  ])('%s is a breaking change', (_, before, after) => {
    expect(messagesOf({ xml: before }, { xml: after }, xml)).toEqual([
      'breaking: the serialization of the value in XML changed',
    ])
  })
})
