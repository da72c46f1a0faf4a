import { expect, test } from 'vitest'
import { createDocumentUrl } from '../../../src/cli/check/document-url.js'
import { parseDocument } from '../../../src/contract/index.js'

const documentWith = (servers: readonly unknown[], paths: object = {}) =>
  parseDocument(
    JSON.stringify({
      ...{ openapi: '3.1.0', info: { title: 'Books', version: '1' }, servers },
      paths: { '/books/{id}': { get: { responses: { 200: { description: 'A book.' } } } }, ...paths },
    }),
    'books.json',
  )

const v1 = [{ url: 'https://books.example/v1' }]
const variable = [{ url: 'https://books.example/{version}/', variables: { version: { default: 'v2' } } }]

test.each([
  ['a document with a base path, and a target without', v1, '', '/books/1?a=b', '/v1/books/1?a=b'],
  ['a target that serves the base path', v1, '', '/v1/books/1', '/v1/books/1'],
  ['a target with the base path', v1, '/v1', '/v1/books/1', '/v1/books/1'],
  ['a target with another base path', v1, '/api', '/api/books/1', '/v1/books/1'],
  ['a path beside the base path of the target', v1, '/api', '/books/1', '/books/1'],
  ['another path of the same length', v1, '/api', '/old/books/1', '/old/books/1'],
  ['an undocumented path', v1, '', '/authors', '/authors'],
  ['a variable in the base path', variable, '', '/books/1', '/v2/books/1'],
  ['a relative server', [{ url: '/v3' }], '', '/books/1', '/v3/books/1'],
  ['a document without servers', [], '', '/books/1', '/books/1'],
  ['several servers', [{ url: 'https://a.example/a' }, ...v1], '', '/books/1', '/a/books/1'],
  [
    'several servers, one of them without a base path',
    [{ url: 'https://a.example' }, ...v1],
    '',
    '/books/1',
    '/books/1',
  ],
])('%s', (_, servers, basePath, path, expected) => {
  const toDocumentUrl = createDocumentUrl(documentWith(servers), basePath)

  expect(toDocumentUrl(`http://127.0.0.1:3000${path}`)).toBe(`http://127.0.0.1:3000${expected}`)
})

test('a URL of the document is unchanged, though another path of the document fits it without the base path', () => {
  const any = { '/{shop}/books/{id}': { get: { responses: { 200: { description: 'A book.' } } } } }

  const toDocumentUrl = createDocumentUrl(documentWith(v1, any), '')

  expect(['/v1/books/1', '/a/books/1'].map((path) => toDocumentUrl(`http://127.0.0.1${path}`))).toEqual([
    'http://127.0.0.1/v1/books/1',
    'http://127.0.0.1/v1/a/books/1',
  ])
})
