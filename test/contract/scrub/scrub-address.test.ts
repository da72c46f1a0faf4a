import { describe, expect, test } from 'vitest'
import { type PublicValues, publicWithoutDocument } from '../../../src/contract/scrub/public-values.js'
import { createAddressScrubber, isAddress, toOrigin } from '../../../src/contract/scrub/scrub-address.js'

const create = (values: Partial<PublicValues>, own: Readonly<Record<string, string>> = {}) =>
  createAddressScrubber(
    { ...publicWithoutDocument, isWord: () => false, ...values },
    // A placeholder has the form of its value.
    { text: (text) => text.replace(/[a-z\d]/gi, 'x').replaceAll('ö', 'ä'), host: () => 'h' },
    (origin) => own[origin],
  )

const scrubber = create({ isWord: (text) => text === 'q' })

test.each([
  ['q=a1', 'q=xx'],
  ['q=a&q=b', 'q=x&q=x'],
  ['q=a=b', 'q=x=x'],
  ['q=a/b', 'q=x/x'],
  ['q=a%2Fb', 'q=x%2Fx'],
  ['q=a%26b', 'q=x%26x'],
  ['q=a/b%26', 'q=x/x%26'],
  ['q=%2D%2d', 'q=%2D%2d'],
  ['q=100%25', 'q=xxx%25'],
  ['q=a%2525', 'q=x%25xx'],
  ['q=100%', 'q=xxx%'],
  ['q=a+b', 'q=x%20x'],
  ['q=ab%C3%BC', 'q=xx%C3%BC'],
  ['q=abü', 'q=xxü'],
  ['q=abö', 'q=xxä'],
  ['q=ab%C3%B6', 'q=xx%C3%A4'],
  ['%71=a', '%71=x'],
  ['a%5Bq%5D=1', 'x%5Bq%5D=x'],
  ['a[q][b]=1', 'x[q][x]=x'],
  ['q', 'q'],
  ['a', 'x'],
  ['q=', 'q='],
  ['&q=a&&b&', '&q=x&&x&'],
])('each character of the form %s is written as it was', (form, expected) => {
  expect(scrubber.form(form)).toBe(expected)
})

test.each([
  ['https://host.example/q/a%2Fb?q=1#c%20d', 'https://h/q/x%2Fx?q=x#x%20x'],
  ['//user:word@host.example/q', '//xxxx:xxxx@h/q'],
  ['https://a@b@host.example', 'https://x@h'],
  ['https://@host.example', 'https://@h'],
  ['app:/q', 'xxx:/q'],
  ['app', 'xxx'],
  ['/q/;q=1;b', '/q/;q=x;x'],
  ['/q?', '/q?'],
  ['/q#', '/q#'],
  ['/a\nb?q=1', '/x\nx?q=x'],
])('each part of the URL %j is replaced unless it is public', (url, expected) => {
  expect(scrubber.url(url)).toBe(expected)
})

test.each([
  'http',
  'HTTPS',
  'ws',
  'wss',
  'rtmp',
  'rtmps',
  'rtsp',
  'rtsps',
  'sip',
  'sips',
  'ftp',
  'ftps',
  's3',
  'gs',
  'file',
])('the common scheme %s stays', (scheme) => {
  expect(scrubber.url(`${scheme}://a`)).toBe(`${scheme}://h`)
  expect(scrubber.url(`${scheme}x://a`)).toBe(`${scheme.replace(/./g, 'x')}x://h`)
})

describe('what the document makes public stays:', () => {
  const { url, address, form } = create({
    hosts: new Set(['cdn.example']),
    segments: new Set(['pets']),
    parameters: new Set(['limit', 'sort by', 'page[size]']),
    names: new Set(['status']),
    counts: new Set(['limit', 'sort by']),
    partialSegments: [/^(report-)(.+?)(-)(.+?)(\.csv)$/, /^(report-)(.+?)()$/],
  })

  test.each([
    ['https://CDN.example/pets/rex', 'https://CDN.example/pets/xxx'],
    ['https://cdn.example:8080', 'https://h'],
    ['/pets/report-ann-7.csv', '/pets/report-xxx-x.csv'],
    ['/report-a%2Fb', '/report-x%2Fx'],
    ['/pets?limit=20&status=ill&other=1', '/pets?limit=20&status=xxx&xxxxx=x'],
    ['/pets?limit=1234&limit=12345', '/pets?limit=1234&limit=xxxxx'],
    ['/pets?limit=-20&limit=2a&limit=', '/pets?limit=-20&limit=xx&limit='],
    ['/pets?sort%20by=3', '/pets?sort%20by=3'],
    ['/pets?filter[status]=ill&status[owner]=a', '/pets?xxxxxx[status]=xxx&status[xxxxx]=x'],
    ['/pets?page[size]=3&page[at]=3', '/pets?page[size]=x&xxxx[xx]=x'],
    ['/pets;limit=3', '/xxxx;xxxxx=x'],
    ['/;limit=3', '/;limit=3'],
  ])('%s becomes %s', (real, expected) => {
    expect([url(real), address(real)]).toEqual([expected, expected])
  })

  test('a form is a query', () => {
    expect(form('limit=3&owner=a')).toBe('limit=3&xxxxx=x')
  })
})

test('only in the URL of a request may a segment or a name stay because it looks like a word', () => {
  expect([scrubber.url('/q?q=1'), scrubber.address('/q?q=1')]).toEqual(['/q?q=1'.replace('1', 'x'), '/x?x=x'])
})

test.each([
  ['https://real.example/a', 'https://own.example/v1/x'],
  ['//real.example/a', '//h/x'],
  ['//other.example/a', '//own.example/v1/x'],
  ['http://real.example/a', 'http://h/x'],
])('the origin of requests is replaced by that of the document: %s', (real, expected) => {
  const own = { 'https://real.example': 'https://own.example/v1', '//other.example': 'https://own.example/v1' }
  expect(create({}, own).address(real)).toBe(expected)
})

test.each([
  ['https://a', true],
  ['custom+app://a?b', true],
  ['//a', true],
  ['/a', true],
  ['?a=b', true],
  ['?name=b', true],
  ['/', false],
  ['// a', false],
  ['/a b', false],
  ['mailto:a', false],
  ['a/b', false],
  ['a?b=c', false],
  ['?a', false],
  ['', false],
  ['see https://a', false],
])('%j is an address: %s', (text, expected) => {
  expect(isAddress(text)).toBe(expected)
})

test('the origin of a URL has no path, and a text that is no URL is its own', () => {
  expect(['https://A.example:443/b?c', 'b/c'].map(toOrigin)).toEqual(['https://a.example', 'b/c'])
})
