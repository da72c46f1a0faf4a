import { describe, expect, test } from 'vitest'
import type { NockDefinition } from '../../../src/contract/recordings/nock-definition.js'
import { createLeakTest, createUnreplacedTest, findPlaces } from '../../../src/contract/scrub/leaks.js'
import { publicWithoutDocument } from '../../../src/contract/scrub/public-values.js'
import { createValueExtractor } from '../../../src/contract/scrub/value-extractor.js'

const base: NockDefinition = {
  scope: 'https://pets.example:443',
  method: 'ann',
  path: '/pets',
  body: '',
  status: 200,
  response: '',
  rawHeaders: [],
}

describe('the places of a value in a definition', () => {
  const extractor = createValueExtractor({
    ...publicWithoutDocument,
    isWord: (text) => text === 'pets' || text === 'x-ann',
  })
  const placesOf = (parts: Partial<NockDefinition>) =>
    findPlaces({ ...base, ...parts }, extractor, (values) => values.some((value) => /ann|424242/.test(value)))

  test.each<[string, Partial<NockDefinition>, readonly string[]]>([
    ['none, because a method and a status are needed', {}, []],
    ['the scope', { scope: 'https://ann.example' }, ['/scope']],
    ['the path', { path: '/pets/ann' }, ['/path']],
    ['the query', { path: '/pets?a=ann' }, ['/path']],
    ['a request header', { reqheaders: { 'x-a/b': 'ann', 'x-c': 'bob' } }, ['/reqheaders/x-a~1b']],
    ['no name of a header', { reqheaders: { 'x-ann': 'bob' }, rawHeaders: ['x-ann', 'bob'] }, []],
    ['every response header', { rawHeaders: ['a', 'ann', 'b', 'bob', 'c', 'ann'] }, ['/rawHeaders/1', '/rawHeaders/5']],
    ['the name of a header that should not be there', { rawHeaders: ['ann', 'bob'] }, ['/rawHeaders/1']],
    ['a text in a body', { response: { a: [{ b: 'ann' }, 'ann'] } }, ['/response/a/1', '/response/a/0/b']],
    ['a number in a body', { response: { a: 424_242, b: 424_243, c: [-424_242] } }, ['/response/a', '/response/c/0']],
    [
      'the name of a member, which the pointer does not show',
      { response: { a: { ann: { b: 'ann' } } } },
      ['/response/a'],
    ],
    ['indexes of lists are no names', { response: [null, true, 'ann'] }, ['/response/2']],
    ['a body that is JSON text', { response: '{"a":"ann"}', body: '["ann"]' }, ['/body/0', '/response/a']],
    ['JSON text of which parsing loses the value', { response: '{"a":"ann","a":1}' }, ['/response']],
    ['a body that is text', { body: 'for ann', response: 'for bob' }, ['/body']],
    ['a body in hexadecimal digits', { response: Buffer.from('for ann').toString('hex') }, ['/response']],
    [
      'a body in pieces of hexadecimal digits',
      { response: [Buffer.from('for a').toString('hex'), Buffer.from('nn').toString('hex').toUpperCase()] },
      ['/response'],
    ],
    ['no body that is only partly hexadecimal', { response: ['616e6e', 'x'] }, []],
    ['no numbers of which the digits could be bytes', { response: [343_234_323_432] }, []],
    ['no body of half a byte', { response: '616e6e6' }, []],
    ['a place is listed once', { response: '616e6e' }, ['/response']],
  ])('%s', (_, parts, expected) => {
    expect(placesOf(parts)).toEqual(expected)
  })

  test.each<[string, Partial<NockDefinition>, readonly string[]]>([
    [
      'of a request',
      { body: '--b\r\n\r\npets ann', reqheaders: { 'content-type': 'multipart/x; boundary=b' } },
      ['/body'],
    ],
    ...[['Content-Type'], ['a', 'b', 'Content-Type'], ['a', 'content-type', 'content-type']].map(
      (headers): [string, Partial<NockDefinition>, readonly string[]] => [
        `of a response, after ${headers.join()}`,
        { response: '--b\r\n\r\npets ann', rawHeaders: [...headers, 'multipart/x; boundary=b'] },
        ['/response'],
      ],
    ),
  ])('are found with the content type %s', (_, parts, expected) => {
    const found: (readonly string[])[] = []
    const places = findPlaces({ ...base, ...parts }, extractor, (values) => {
      found.push(values)
      return values.includes('pets ann')
    })
    expect(places).toEqual(expected)
    expect(found).toContainEqual(['b', 'pets ann'])
  })
})

describe('a real value is found', () => {
  const secret = 'Ann/Möller "1"'
  const isLeak = createLeakTest(
    [secret, 'tom', '1234', '2024-01-01', '424242.50', 'public', '', 'half \ud800 pair'],
    (value) => value === 'public' || value.startsWith('placeholder'),
  )

  test.each([
    ['as it is', secret, true],
    ['in another case', 'ann/mÖLLER "1"', true],
    ['inside another text', `for ${secret}!`, true],
    ['escaped as in JSON', 'Ann/Möller \\"1\\"', true],
    ['percent-encoded', 'x=Ann%2FM%C3%B6ller%20%221%22', true],
    ['encoded as in a form', 'x=ann%2fm%c3%b6ller+%221%22', true],
    ['short, as a whole', 'TOM', true],
    ['short, but not inside another text', 'tomcat', false],
    ['of digits, as a whole', '1234', true],
    ['of digits, but not inside another text', '12345', false],
    ['a time, as a whole', '2024-01-01', true],
    ['a time, but not inside another text', 'on 2024-01-01', false],
    ['in the canonical form of its number', '4242425e-1', true],
    ['half a surrogate pair', 'half \ud800 pair', true],
    ['not if it is public', 'public', false],
    ['not in a placeholder', `placeholder ${secret}`, false],
    ['not if it is another value', 'Ann', false],
    ['not if it is empty', '', false],
  ])('%s: %j', (_, value, expected) => {
    expect(isLeak([value])).toBe(expected)
    expect(isLeak(['other', value, 'others'])).toBe(expected)
    expect(isLeak([value])).toBe(expected)
  })

  test('in no values', () => {
    expect(isLeak([])).toBe(false)
  })
})

describe('a value that was not replaced is found', () => {
  const isFound = createUnreplacedTest(['4242', 'tom', 'Ann Miller', ''])

  test.each([
    ['as it is', '4242', true],
    ['in another spelling', '42.42e2', true],
    ['as a word of a text', 'for 4242, please', true],
    ['in another case', 'for TOM', true],
    ['but not as a part of a word', 'tomcat 14242', false],
    ['long, inside another text', 'for ANN MILLERS', true],
    ['but not if it is another value', 'Ann', false],
    ['but not if it is empty', '(other)', false],
  ])('%s: %j', (_, value, expected) => {
    expect(isFound([value])).toBe(expected)
    expect(isFound(['other', value])).toBe(expected)
  })
})

test.each([
  ['abcde', false],
  ['abcdef', true],
  ['123456789012', false],
  ['1234567890123', true],
  ['12:30:45.67', false],
  ['12 x 4567', true],
  ['x12 4567', true],
  ['-123456789012345e67', false],
  ['123456789012345e-67', false],
  ['123456789012345e6x', true],
  ['x123456789012345e6', true],
])('%s is found inside another text unless it may be there by chance: %s', (value, expected) => {
  expect(createLeakTest([value], () => false)([`for (${value})`])).toBe(expected)
  expect(createLeakTest([value], () => false)([value])).toBe(true)
})

test('a value that was harmless when it was replaced is not searched for', () => {
  expect(createLeakTest(['Ann Miller'], (value) => value === 'Ann Miller')(['for Ann Miller'])).toBe(false)
})
