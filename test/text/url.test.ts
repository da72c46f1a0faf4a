import { describe, expect, test } from 'vitest'
import { basePathOf, findServerUrlProblem, parseUrl } from '../../src/text/url.js'

test('reads an absolute URL, and one relative to a base', () => {
  expect(parseUrl('https://example.com/a?b#c')?.pathname).toBe('/a')
  expect(parseUrl('../b?c=d', 'https://example.com/a/x/y')?.href).toBe('https://example.com/a/b?c=d')
})

test.each(['', 'a/b', '//', 'https://', 'http://[::1', undefined, null, 7, {}])('%j is no URL', (value) => {
  expect(parseUrl(value)).toBeUndefined()
})

test.each([
  ['https://example.com', ''],
  ['https://example.com/', ''],
  ['https://example.com/v1', '/v1'],
  ['https://example.com/a//b//?c/', '/a//b'],
  [undefined, ''],
])('the base path of %s is "%s"', (text, path) => {
  expect(basePathOf(parseUrl(text))).toBe(path)
})

describe('the URL of a server', () => {
  test.each(['http://localhost:3000', 'https://example.com/v2', 'HTTPS://example.com/', 'http://[::1]:80/a@b'])(
    'may be %s',
    (text) => {
      expect(findServerUrlProblem(text)).toBeUndefined()
    },
  )

  test.each([
    ['localhost:3000', '"localhost:3000"'],
    ['/v2', '"/v2"'],
    ['http://', '"http://"'],
    ['ftp://example.com', '"ftp://example.com"'],
    ['my https://example.com', '"my https://example.com"'],
    ['view-source:https://example.com', '"view-source:https://example.com"'],
    ['', '""'],
    ['https://ana@example.com', 'a URL with credentials'],
    ['https://:s3cret@example.com', 'a URL with credentials'],
    ['https://example.com/v2?', 'a URL with a query or a fragment'],
    ['https://example.com/v2#', 'a URL with a query or a fragment'],
    ['https://example.com/{version}', 'a URL with variables'],
    ['https://example.com/version}', 'a URL with variables'],
  ])('is not %s', (text, problem) => {
    expect(findServerUrlProblem(text)).toBe(problem)
  })

  test.each([
    ['ana:s3cret@example.com:80/v2', '"example.com:80/v2"'],
    ['ana:s3@cret@example.com', '"example.com"'],
    ['ana:s3\ncret@example.com', '"example.com"'],
    ['example.com/v2?token=s3cret', '"example.com/v2"'],
    ['example.com/v2#token=s3\ncret', '"example.com/v2"'],
  ])('is shown without what may be secret: %j', (text, problem) => {
    expect(findServerUrlProblem(text)).toBe(problem)
  })

  test('is cut if it is long', () => {
    expect(findServerUrlProblem('x'.repeat(101))).toBe(`"${'x'.repeat(100)}…"`)
  })
})
