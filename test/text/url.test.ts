import { expect, test } from 'vitest'
import { parseUrl } from '../../src/text/url.js'

test('reads an absolute URL, and one relative to a base', () => {
  expect(parseUrl('https://example.com/a?b#c')?.pathname).toBe('/a')
  expect(parseUrl('../b?c=d', 'https://example.com/a/x/y')?.href).toBe('https://example.com/a/b?c=d')
})

test.each(['', 'a/b', '//', 'https://', 'http://[::1', undefined, null, 7, {}])('%j is no URL', (value) => {
  expect(parseUrl(value)).toBeUndefined()
})
