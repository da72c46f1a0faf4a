import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../../src/contract/compare/compare-documents.js'
import { createComparisonReport, parseDocument } from '../../../src/contract/index.js'

const start = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\n"
const schemes = `components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://h.example/t', scopes: { a: A, b: B } } } }
`
const response = "{ '299': { description: x } }"

/** What changes in the members of an operation, or in those of the document. */
function changesOf(before: string, after: string) {
  const read = (text: string, name: string) => parseDocument(start + text, name)
  const show = (value: unknown) => (value === undefined ? '-' : JSON.stringify(value))
  return compareDocuments(read(before, 'old'), read(after, 'new')).map((change) =>
    [
      `${change.kind} ${change.keyword ?? change.at}`,
      `${show(change.before)} → ${show(change.after)}`,
      `${change.definedAt.before ?? '-'} → ${change.definedAt.after ?? '-'}`,
    ].join(' | '),
  )
}

const get = (member: string) => `paths:\n  /a:\n    get:\n      responses: ${response}\n      ${member}\n`
const secure = (security: string) => get(`security: ${security}`) + schemes
const respond = (content: string) => `paths:\n  /a:\n    get:\n      responses:\n        '200': ${content}\n`

describe('a change has its kind, what the documents say, and the lines that say it', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'credentials that are required now',
      secure('[]'),
      secure('[{ key: [] }]'),
      ['added security | "no credentials" → "key" | old:7 → new:7'],
    ],
    [
      'credentials that are no longer required',
      secure('[{ key: [] }]'),
      secure('[]'),
      ['removed security | - → "no credentials" | old:7 → new:7'],
    ],
    [
      'other credentials',
      secure('[{ key: [] }]'),
      secure('[{ oauth: [] }]'),
      ['removed security | "key" → "oauth" | old:7 → new:7'],
    ],
    [
      'a scope that is required now',
      secure('[{ oauth: [a] }]'),
      secure('[{ oauth: [a, b] }]'),
      ['changed security | "oauth" → "oauth" | old:7 → new:7'],
    ],
    [
      'a scope that is no longer required',
      secure('[{ oauth: [a, b] }]'),
      secure('[{ oauth: [a] }]'),
      ['changed security | - → "oauth" | old:7 → new:7'],
    ],
    [
      'credentials that are accepted, too',
      secure('[{ key: [] }]'),
      secure('[{ key: [] }, { oauth: [a] }]'),
      ['added security | - → "oauth" | old:7 → new:7'],
    ],
    [
      'another name of a scheme',
      secure('[{ key: [] }]'),
      secure('[{ key: [] }]').replaceAll('key:', 'token:'),
      ['changed security | "key" → "token" | old:10 → new:10'],
    ],
    [
      'another URL of tokens',
      secure('[{ oauth: [] }]'),
      secure('[{ oauth: [] }]').replace('example/t', 'example/u'),
      [
        'changed flows | {"clientCredentials":{"tokenUrl":"https://h.example/t","scopes":{"a":"A","b":"B"}}} → {"clientCredentials":{"tokenUrl":"https://h.example/u","scopes":{"a":"A","b":"B"}}} | old:11 → new:11',
      ],
    ],
    [
      'no flows',
      secure('[{ oauth: [] }]').replace(/, flows: .*/, ' }'),
      secure('[{ oauth: [] }]'),
      [
        'changed flows | - → {"clientCredentials":{"tokenUrl":"https://h.example/t","scopes":{"a":"A","b":"B"}}} | old:11 → new:11',
      ],
    ],
    [
      'servers',
      get('servers: [{ url: /a }]'),
      get('servers: [{ url: /b }]'),
      ['removed server | "/a" → - | old:7 → -', 'added server | - → "/b" | - → new:7'],
    ],
    [
      'another default of a variable',
      get('servers: [{ url: "/a{v}", variables: { v: { default: x } } }]'),
      get('servers: [{ url: "/a{v}", variables: { v: { default: y } } }]'),
      ['changed default | "x" → "y" | old:7 → new:7'],
    ],
    [
      'a new parameter',
      get('x-a: 1'),
      get('parameters: [{ name: p, in: query, schema: {} }]'),
      ['added query p | - → - | - → new:7'],
    ],
    [
      'a removed parameter',
      get('parameters: [{ name: p, in: query, schema: {} }]'),
      get('x-a: 1'),
      ['removed query p | - → - | old:7 → -'],
    ],
    [
      'a parameter that is required now',
      get('parameters: [{ name: p, in: query, schema: {} }]'),
      get('parameters: [{ name: p, in: query, required: true, schema: {} }]'),
      ['changed query p | false → true | old:7 → new:7'],
    ],
    [
      'a header that is required now',
      respond('{ description: x, headers: { A: { schema: {} } } }'),
      respond('{ description: x, headers: { A: { required: true, schema: {} } } }'),
      ['changed 200 header a | false → true | old:7 → new:7'],
    ],
    [
      'a new header',
      respond('{ description: x }'),
      respond('{ description: x, headers: { A: { schema: {} } } }'),
      ['added 200 header a | - → - | old:7 → new:7'],
    ],
    [
      'a removed header',
      respond('{ description: x, headers: { A: { schema: {} } } }'),
      respond('{ description: x }'),
      ['removed 200 header a | - → - | old:7 → new:7'],
    ],
    [
      'a new body',
      respond('{ description: x }'),
      respond('{ description: x, content: { a/b: {} } }'),
      ['added 200 body | - → - | old:7 → new:7'],
    ],
    [
      'a removed body',
      respond('{ description: x, content: { a/b: {} } }'),
      respond('{ description: x }'),
      ['removed 200 body | - → - | old:7 → new:7'],
    ],
    [
      'another media type',
      respond('{ description: x, content: { a/b: {} } }'),
      respond('{ description: x, content: { a/c: {} } }'),
      ['removed 200 a/b body | - → - | old:7 → new:7', 'added 200 a/c body | - → - | old:7 → new:7'],
    ],
    [
      'another status',
      respond('{ description: x }'),
      respond('{ description: x }').replace('200', '201'),
      ['removed 200 | - → - | old:7 → new:5', 'added 201 | - → - | old:5 → new:7'],
    ],
    [
      'a new operation',
      get('x-a: 1').replace('get', 'post'),
      get('x-a: 1'),
      ['removed operation | - → - | old:5 → -', 'added operation | - → - | - → new:5'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(changesOf(before, after)).toEqual(expected)
  })
})

test('texts and examples that differ have their place and what the documents say', () => {
  const read = (text: string, name: string) => parseDocument(start + text, name)
  const { words } = createComparisonReport(
    read(get('summary: one\n      tags: [a]'), 'old.yaml'),
    read(get('summary: two\n      operationId: b').replace('/a:', '/a:\n    x-b: 1'), 'new.yaml'),
    { words: true },
  )
  const place = { operation: 'GET /a', at: 'operation' }
  expect(words).toEqual([
    { ...place, keyword: 'operationId', after: 'b' },
    { ...place, keyword: 'summary', before: 'one', after: 'two' },
    { ...place, keyword: 'tags', before: ['a'] },
  ])
})
