import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../../src/contract/compare/compare-documents.js'
import { parseDocument } from '../../../src/openapi/index.js'

interface Form {
  /** The schema of the only property, `p`. */
  readonly schema?: object
  readonly encoding?: object
}

/** What changes if a form is described in another way. The places are without the media type. */
function changesOf(before: Form, after: Form, { direction = 'request', type = 'multipart/form-data' } = {}) {
  const read = ({ schema = {}, encoding }: Form) => {
    const media = { schema: { type: 'object', properties: { p: schema } }, ...(encoding && { encoding }) }
    const content = { [type]: media }
    return parseDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'A', version: '1' },
        paths: {
          '/a': {
            post: {
              ...(direction === 'request' && { requestBody: { content } }),
              responses: { 200: { description: 'x', ...(direction === 'response' && { content }) } },
            },
          },
        },
      }),
      'a.json',
    )
  }
  return compareDocuments(read(before), read(after)).map(({ at, ...change }) => ({
    ...change,
    at: at.replace(` ${type}`, ''),
  }))
}

const linesOf = (...sides: Parameters<typeof changesOf>) =>
  changesOf(...sides).map(({ breaking, unclear, at, message }) =>
    [breaking ? 'breaking' : unclear ? 'unclear' : 'compatible', at, message].join(' | '),
  )

const typed = (contentType: string, schema = {}): Form => ({ schema, encoding: { p: { contentType } } })

describe('the media types of a property', () => {
  test.each<[string, Form, Form, boolean, boolean]>([
    ['become fewer', typed('image/png, image/gif'), typed('image/png'), true, false],
    ['become more', typed('image/png'), typed('image/png, image/gif'), false, true],
    ['become a range', typed('image/png'), typed('image/*'), false, true],
    ['become one of a range', typed('image/*'), typed('image/png'), true, false],
    ['become others', typed('image/png'), typed('image/gif'), true, true],
  ])('%s', (_, before, after, breaksRequest, breaksResponse) => {
    expect(changesOf(before, after)).toMatchObject([
      { at: 'request body/p', keyword: 'contentType', breaking: breaksRequest },
    ])
    expect(changesOf(before, after, { direction: 'response' })).toMatchObject([
      { at: '200 body/p', keyword: 'contentType', breaking: breaksResponse },
    ])
  })

  test('are shown with both sides, in order', () => {
    expect(changesOf(typed('image/png,IMAGE/GIF'), typed('image/png'))).toMatchObject([
      {
        before: 'image/gif, image/png',
        after: 'image/png',
        message: 'media type of the property changed from image/gif, image/png to image/png',
      },
    ])
  })

  test.each<[string, string, object]>([
    ['text/plain', 'a text', { type: 'string' }],
    ['text/plain', 'a number', { type: 'integer' }],
    ['text/plain', 'a text or null', { type: ['string', 'null'] }],
    ['application/json', 'an object', { type: 'object' }],
    ['application/octet-stream', 'any value', {}],
    ['application/octet-stream', 'a file', { type: 'string', format: 'binary' }],
    ['text/plain', 'a list of texts', { type: 'array', items: { type: 'string' } }],
    ['application/json', 'a list of objects', { type: 'array', items: { type: 'object' } }],
    ['application/octet-stream', 'a list of files', { type: 'array', items: { type: 'string', format: 'binary' } }],
  ])('are %s for %s if none is named', (contentType, _, schema) => {
    const lines = linesOf({ schema }, typed(contentType, schema)).filter((line) => line.includes('media type'))
    expect(lines).toEqual([])
    expect(linesOf({ schema }, typed('image/png', schema))).toContain(
      `breaking | request body/p | media type of the property changed from ${contentType} to image/png`,
    )
  })
})

test('an encoding for no property is ignored', () => {
  expect(linesOf({}, { encoding: { q: { contentType: 'image/png' } } })).toEqual([])
})

describe('how a property of a form is written', () => {
  const form = { type: 'application/x-www-form-urlencoded' }
  const list = { type: 'array', items: { type: 'string' } }
  const object = { type: 'object', properties: { a: { type: 'string' } } }
  const styled = (schema: object, fields: object): Form => ({ schema, encoding: { p: fields } })

  test('changes with the style, in both directions', () => {
    for (const direction of ['request', 'response'])
      expect(changesOf({ schema: list }, styled(list, { explode: false }), { ...form, direction })).toMatchObject([
        {
          ...{ breaking: true, keyword: 'style' },
          before: 'style form with explode true',
          after: 'style form with explode false',
          message:
            'the serialization of the property changed: style form with explode true became style form with explode false',
        },
      ])
  })

  test('does not change for a scalar', () => {
    expect(linesOf({ schema: { type: 'string' } }, styled({ type: 'string' }, { explode: false }), form)).toEqual([])
  })

  test('is the media type for an object without a style', () => {
    expect(linesOf({ schema: object }, styled(object, { style: 'deepObject', explode: true }), form)).toEqual([
      'breaking | request body/p | the serialization of the property changed: application/json became style deepObject with explode true',
    ])
  })

  test('is plain text for what may be an object or a text', () => {
    const either = { type: ['object', 'string'], properties: { a: { type: 'string' } } }
    const after = styled(either, { style: 'deepObject', explode: true })
    const message = 'the serialization of the property changed: plain text became style deepObject with explode true'
    expect(linesOf({ schema: either }, after, form)).toEqual([`compatible | request body/p | ${message}`])
    expect(linesOf({ schema: either }, after, { ...form, direction: 'response' })).toEqual([
      `breaking | 200 body/p | ${message}`,
    ])
    expect(linesOf(after, { schema: either }, form)).toEqual([
      'breaking | request body/p | the serialization of the property changed: style deepObject with explode true became plain text',
    ])
    expect(linesOf(after, { schema: either }, { ...form, direction: 'response' })).toEqual([
      'compatible | 200 body/p | the serialization of the property changed: style deepObject with explode true became plain text',
    ])
  })

  test('is not known without a type and without a style', () => {
    const [change, ...others] = changesOf({}, styled({}, { style: 'form' }), form)
    expect(others).toEqual([])
    expect(change).toMatchObject({
      ...{ breaking: false, unclear: true, after: 'style form with explode true' },
      message: 'the serialization of the property changed; whether this is breaking could not be decided',
    })
    expect(change).not.toHaveProperty('before')
  })
})

describe('the headers of a part', () => {
  const withHeader: Form = { encoding: { p: { headers: { 'X-A': { required: true, schema: {} } } } } }

  test('are compared in a multipart body', () => {
    expect(linesOf({}, withHeader)).toEqual(['breaking | request body/p header x-a | new required header'])
  })

  test('are not compared in another form', () => {
    const lines = linesOf({}, withHeader, { type: 'application/x-www-form-urlencoded' })
    expect(lines.filter((line) => line.includes('header'))).toEqual([])
  })
})
