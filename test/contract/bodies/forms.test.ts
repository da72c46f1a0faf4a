import { describe, expect, test } from 'vitest'
import { createChecker, parseDocument } from '../../../src/contract/index.js'
import { textsOf } from '../one-operation.js'
import { findingsOf } from '../petstore.js'

const checker = createChecker(
  parseDocument(
    `openapi: 3.1.1
info: {title: Forms, version: "1"}
paths:
  /pictures:
    post:
      operationId: addPicture
      requestBody:
        content:
          multipart/form-data:
            schema: &picture
              type: object
              required: [title]
              properties:
                title: {type: string, maxLength: 5}
                width: {type: integer, format: int64}
                tags: {type: array, items: {type: integer}}
                owner: {type: object, required: [name], properties: {name: {type: string}}}
                photo: {}
                icon: {type: string, contentMediaType: image/png}
                any: {}
                one: {anyOf: [{type: integer}, {type: array, minItems: 2, items: {type: integer}}]}
                owners: {type: array, items: {type: object, properties: {name: {type: string}}}}
            encoding:
              icon: {headers: {X-Size: {schema: {type: integer}}}}
              tags: {style: form, contentType: application/json}
              photo:
                contentType: image/png, audio/*
                headers: {X-Size: {$ref: "#/components/headers/Size"}, Content-Type: {schema: {const: x}}}
          application/x-www-form-urlencoded:
            schema:
              <<: *picture
              additionalProperties: false
              properties:
                title: {type: string, maxLength: 5}
                width: {type: integer}
                tags: {type: array, items: {type: integer}}
                owner: {type: object, required: [name], properties: {name: {type: string}}}
                labels: {type: object, additionalProperties: {type: string, maxLength: 3}}
                place: {type: object, required: [x], properties: {x: {type: integer}, y: {type: integer}}}
                more: {type: object, additionalProperties: {type: integer}}
            encoding:
              owner: {contentType: application/json}
              more: {style: form}
              tags: {style: form, explode: false}
              labels: {style: deepObject, explode: true}
              place: {style: form}
      responses:
        "200":
          description: The picture.
          content: {multipart/form-data: {schema: *picture, encoding: {photo: {contentType: image/png}}}}
components:
  headers: {Size: {required: true, schema: {type: integer}}}
`,
    'forms.yaml',
  ),
)

type Part = readonly [head: string, text: string]

const title: Part = ['name="title"', 'a']
const type = 'multipart/form-data; boundary="a b"'
const write = (...parts: Part[]) =>
  [
    ...parts.map(([head, text]) => `--a b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`),
    '--a b--\r\n',
  ].join('')
const photo = (headers: string): Part => [`name="photo"; filename="a.png"${headers}`, '\uFFFDPNG\r\n\r\n--a bc']

const sent = (body: string, contentType = type) =>
  findingsOf(
    {
      request: { method: 'POST', url: 'http://h/pictures', headers: [['content-type', contentType]], body },
      response: { status: 200, headers: [['content-type', type]], body: write(title) },
    },
    checker,
  )

describe('multipart/form-data passes', () => {
  test.each<[string, string, string?]>([
    [
      'with text, numbers, JSON and a list by a name again',
      write(title, ['name=width', '5'], ['name="tags"', '1'], ['name="tags"', '2'], ['name="owner"', '{"name":"b"}']),
    ],
    ['with a list of one', write(title, ['name="tags"', '1'])],
    ['with one of what may be a list', write(title, ['name="one"', '5'])],
    ['with two of what may be a list', write(title, ['name="one"', '5'], ['name="one"', '6'])],
    ['with text that looks percent-encoded', write(['name="title"', '%zz'])],
    ['with text of a JSON type', write(['name="title"\r\nContent-Type: application/json', 'a'])],
    ['with JSON of any schema', write(title, ['name="any"\r\nContent-Type: application/json', '{"a":[1]}'])],
    ['with a list of one object', write(title, ['name="owners"', '{"name":"b"}'])],
    ['with a binary part, whatever is in it', write(title, photo('\r\nContent-Type: image/png\r\nX-Size: 5'))],
    ['with a part of a range of types', write(title, photo('\r\ncontent-type: audio/x\r\nx-size: 5'))],
    [
      'with any string for a part that is text to the schema',
      write(title, ['name="icon"\r\nContent-Type: image/png', '\0\uFFFD']),
    ],
    [
      'with text around the parts and space after a boundary',
      `before\r\n${write(title).replace('--a b\r', '--a b \t\r')}after`,
    ],
    ['with plain line ends, as some recordings have them', write(title, ['name="width"', '5']).replaceAll('\r', '')],
    ['with a folded header', write(['\r\n name="title"', 'a'])],
    ['with a boundary of 70 characters', write(title).replaceAll('a b', 'b'.repeat(70)), 'b'.repeat(70)],
  ])('%s', (_, body, boundary = 'a b') => {
    expect(sent(body, `multipart/form-data; boundary="${boundary}"`)).toEqual([])
  })
})

describe('multipart/form-data is found', () => {
  test.each<[string, string, string[]]>([
    ['without a required part', write(['name="width"', '5']), ['invalid-parameter body required']],
    ['with nothing in it', write(), ['invalid-parameter body required']],
    ['with an undocumented part', write(title, ['name="zz"', '1']), ['undocumented-property? body /zz']],
    ['with a part of another type', write(title, ['name="width"', 'x']), ['invalid-parameter body /width type']],
    [
      'with a number that its format forbids',
      write(title, ['name="width"', '9223372036854775808']),
      ['invalid-parameter body /width format'],
    ],
    ['with text that is too long', write(['name="title"', 'abcdef']), ['invalid-parameter body /title maxLength']],
    ['with a part twice that is no list', write(title, title), ['invalid-parameter body /title type']],
    [
      'with an item of another type',
      write(title, ['name="tags"', '1'], ['name="tags"', 'x']),
      ['invalid-parameter body /tags/1 type'],
    ],
    [
      'with JSON that does not match its schema',
      write(title, ['name="owner"\r\nContent-Type: application/json', '{"name":1}']),
      ['invalid-parameter body /owner/name type'],
    ],
    [
      'with a name twice in JSON',
      write(title, ['name="owner"\r\nContent-Type: application/json', '{"name":"b","name":"b"}']),
      ['invalid-parameter body /owner'],
    ],
    ['with truncated JSON', write(title, ['name="owner"', '{']), ['invalid-parameter body /owner']],
    [
      'with truncated JSON of any schema',
      write(title, ['name="any"\r\nContent-Type: application/json', '{']),
      ['invalid-parameter body /any'],
    ],
    [
      'with text that would be short enough if decoded',
      write(['name="title"', '%41%42']),
      ['invalid-parameter body /title maxLength'],
    ],
    [
      'with an object twice',
      write(title, ['name="owner"', '{"name":"b"}'], ['name="owner"', '{"name":"c"}']),
      ['invalid-parameter body /owner type'],
    ],
    [
      'with an object in a list that does not match its schema',
      write(title, ['name="owners"', '{"name":1}']),
      ['invalid-parameter body /owners/0/name type'],
    ],
    [
      'with a truncated object in a list',
      write(title, ['name="owners"', '{}'], ['name="owners"', '{']),
      ['invalid-parameter body /owners'],
    ],
    [
      'with the second of two parts of an undocumented type',
      write(
        title,
        photo('\r\nContent-Type: image/png\r\nX-Size: 5'),
        photo('\r\nContent-Type: image/gif\r\nX-Size: 5'),
      ),
      ['invalid-parameter body /photo/1'],
    ],
    [
      'with text for an object',
      write(title, ['name="owner"\r\nContent-Type: text/plain', '{}']),
      ['invalid-parameter body /owner type'],
    ],
    [
      'with a part of an undocumented type',
      write(title, photo('\r\nContent-Type: image/gif\r\nX-Size: 5')),
      ['invalid-parameter body /photo'],
    ],
    ['with a part that does not say its type', write(title, photo('\r\nX-Size: 5')), ['invalid-parameter body /photo']],
    [
      'with a part without its header',
      write(title, photo('\r\nContent-Type: image/png')),
      ['invalid-parameter body /photo header x-size'],
    ],
    [
      'with a header of another type',
      write(title, photo('\r\nContent-Type: image/png\r\nX-Size: x')),
      ['invalid-parameter body /photo header x-size type'],
    ],
    ['cut before its end', write(title).slice(0, -4), ['invalid-parameter body']],
    ['with a part that has no name', write(['filename=a', 'a']), ['invalid-parameter body']],
    ['with a part that is no form data', write(title).replace('form-data;', 'attachment;'), ['invalid-parameter body']],
    ['with a part without a head', '--a b\r\n--a b--', ['invalid-parameter body']],
    ['with another boundary', write(title).replaceAll('a b', 'a bc'), ['invalid-parameter body']],
    ['as something else', '{"title":"a"}', ['invalid-parameter body']],
  ])('%s', (_, body, expected) => {
    expect(sent(body)).toEqual(expected)
  })

  test('without a boundary', () => {
    expect(sent(write(title), 'multipart/form-data')).toEqual(['invalid-parameter body'])
  })

  test.each([71, 40_000])('with a boundary of %d characters (RFC 2046, 5.1.1)', (length) => {
    const boundary = 'b'.repeat(length)
    expect(sent(write(title).replaceAll('a b', boundary), `multipart/form-data; boundary=${boundary}`)).toEqual([
      'invalid-parameter body',
    ])
  })

  test.each<[string, string]>([
    ['a header of 300,000 colons and a line separator', `name="title"\r\n${':'.repeat(300_000)}\u2028`],
    ['half a million folded lines', `name="title"\r\nx: y${'\r\n y'.repeat(500_000)}`],
  ])('not with %s', (_, head) => {
    expect(sent(write([head, 'a']))).toEqual([])
  })

  test('with a million boundaries that space follows, and then more', () => {
    expect(sent(`--a b${' '.repeat(1_000_000)}x\r\n`.concat('--a b x'.repeat(1_000_000)))).toEqual([
      'invalid-parameter body',
    ])
  })

  test('with more parts that break a rule than a call takes arguments', () => {
    const part = write(['name="photo"', 'a']).replace('--a b--\r\n', '')
    expect(sent(part.repeat(70_000) + write(title))).toHaveLength(140_000)
  })

  test('in a response', () => {
    const received = (body: string) =>
      findingsOf(
        {
          request: { method: 'POST', url: 'http://h/pictures', headers: [] },
          response: { status: 200, headers: [['content-type', type]], body },
        },
        checker,
      )
    expect(received(write(title))).toEqual([])
    expect(received(write(['name="width"', 'x']))).toEqual([
      'invalid-body (whole) required',
      'invalid-body /width type',
    ])
    expect(received(write(title, photo('\r\nContent-Type: image/gif')))).toEqual(['invalid-body /photo'])
    expect(received(write(title).slice(0, -4))).toEqual(['unreadable-body (whole)'])
  })
})

describe('application/x-www-form-urlencoded', () => {
  const form = 'application/x-www-form-urlencoded'
  test.each([
    'title=a+%C3%BC',
    'title=a&tags=1,2',
    'title=a&tags=1%2C2',
    'title=a&owner=%7B%22name%22%3A%22b%22%7D',
    'title=a&width=5',
    'title=a&labels[en]=b&labels%5Bde%5D=c',
    'title=a&x=1&y=2',
    'title=a&z=1',
  ])('passes %s', (body) => {
    expect(sent(body, form)).toEqual([])
  })

  test.each<[string, string[]]>([
    ['title=abcdef', ['invalid-parameter body /title maxLength']],
    ['title=a&tags=1,x', ['invalid-parameter body /tags/1 type']],
    ['title=a&tags=1&tags=2', ['invalid-parameter body /tags']],
    ['title=a&owner=x', ['invalid-parameter body /owner']],
    ['title=%zz', ['invalid-parameter body /title']],
    ['title=a&labels[en]=%zz', ['invalid-parameter body /labels']],
    ['title=a&labels[en]=abcd', ['invalid-parameter body /labels/en maxLength']],
    ['title=a&labels=b', ['invalid-parameter body /labels']],
    ['title=a&labels[en=b', ['invalid-parameter body /more/labels[en type']],
    ['title=a&y=2', ['invalid-parameter body /place required']],
    ['title=a&zz=a', ['invalid-parameter body /more/zz type']],
    ['title=a&labels=b&labels[en]=c', ['invalid-parameter body /labels']],
  ])('finds what is wrong in %s', (body, expected) => {
    expect(sent(body, form)).toEqual(expected)
  })
})

test('a form whose fields stand for nothing by one branch is read by another', () => {
  const owner = (of: object) => ({ properties: { owner: of } })
  const schema = { anyOf: [owner({ type: 'object' }), owner({ type: 'string', maxLength: 1 })] }
  const type = 'application/x-www-form-urlencoded'
  const found = (body: string) =>
    textsOf({
      operation: { requestBody: { content: { [type]: { schema } } } },
      request: { headers: [['content-type', type]], body },
    })

  expect(found('owner=x')).toEqual([])
  expect(found('owner=xy')).toEqual(['error invalid-parameter body anyOf'])
})
