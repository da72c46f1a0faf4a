import { expect, test } from 'vitest'
import { parseDocument } from '../../../src/contract/index.js'
import { findBasePaths } from '../../../src/contract/mutate/base-paths.js'

const variables = {
  v: { default: '1', enum: ['1', '2'] },
  w: { default: '/1' },
  u: { default: '.test', enum: ['.test', '.test/v2'] },
}
const basePathsOf = (...urls: string[]) =>
  findBasePaths(
    parseDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Bases', version: '1' },
        servers: urls.map((url) => ({ url, variables })),
        paths: {},
      }),
      'bases.json',
    ),
  )

test.each([
  ['/', ''],
  ['/v1', '/v1'],
  ['/v1//', '/v1'],
  ['https://a.example', ''],
  ['https://a.example/', ''],
  ['https://a.example/v1/b/', '/v1/b'],
  ['https://{v}.example/v1', '/v1'],
  ['{v}://a.example/v1', '/v1'],
  ['//a.example/v1', '/v1'],
  ['https://a.example:{v}', ''],
])('the base path of %s is %j', (url, expected) => {
  expect(basePathsOf(url)).toEqual(new Set([expected]))
})

test.each([
  'v1',
  './v1',
  '/{v}',
  'https://a.example/{v}',
  'https://a.example{w}',
  'https://a.example{u}',
  '//a.example{w}/b',
])('that of %s may be several', (url) => {
  expect(basePathsOf('/v1', url)).toBeUndefined()
})

test('without servers it is empty', () => {
  expect(basePathsOf()).toEqual(new Set(['']))
})

test('servers of the document, a path and an operation all count', () => {
  const server = (url: string) => ({ servers: [{ url }] })
  const paths = { '/a': { ...server('/path'), get: { ...server('/operation') }, put: {} } }
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'Bases', version: '1' }, ...server('/all'), paths })

  expect(findBasePaths(parseDocument(text, 'bases.json'))).toEqual(new Set(['/all', '/path', '/operation']))
  expect(findBasePaths(parseDocument(text, 'bases.json'), ['http://h/own'])).toEqual(new Set(['/own']))
})
