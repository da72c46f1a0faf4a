import { describe, expect, test } from 'vitest'
import { locate, type OneOperation, textsOf } from '../one-operation.js'

const form = 'application/x-www-form-urlencoded'
const withQuery = (query: string, type: string, schema: unknown, more: object = {}): OneOperation => ({
  operation: {
    parameters: [{ in: 'querystring', name: 'q', content: { [type]: { schema } }, ...more }],
    security: [{ key: [] }, {}],
  },
  document: { components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'my key' } } } },
  request: { url: `https://h.example/a${query}` },
})
const pet = {
  type: 'object',
  properties: { n: { type: 'integer' }, tags: { type: 'array' } },
  additionalProperties: false,
}

describe('the whole query as one parameter', () => {
  test.each<[string, string, string, unknown]>([
    ['a form', '?n=1&tags=a&tags=b%26', form, { n: 1, tags: ['a', 'b&'] }],
    ['a form of a spelled-out type', '?n=1', ' Application/X-WWW-Form-URLencoded ; charset=utf-8', { n: 1 }],
    ['a form with a key', '?n=1&my+key=a&my%20key=b', form, { n: 1 }],
    ['JSON', '?%7B%22n%22%3A1%7D', 'application/json', { n: 1 }],
    ['JSON whose text looks like a key', '?%22my%20key%3D1%22', 'application/json', 'my key=1'],
  ])('is decoded as %s', (_, query, type, value) => {
    const { request } = locate(withQuery(query, type, pet))

    expect(request.query.map(({ at, decoded }) => [at, decoded])).toMatchObject([['querystring q', [{ value }]]])
    expect(request.unknownQueryNames).toEqual([])
  })

  test.each([
    ['?n=x', form, ['error invalid-parameter querystring q /n type']],
    ['?n=1&zz=1', form, ['error invalid-parameter querystring q /zz additionalProperties']],
    ['?n=%zz', form, ['error invalid-parameter querystring q']],
    ['?%7B', 'application/json', ['error invalid-parameter querystring q']],
    ['?%22a%22', 'application/json', ['error invalid-parameter querystring q type']],
  ])('%s, documented as %s, has the findings %j', (query, type, expected) => {
    expect(textsOf(withQuery(query, type, pet))).toEqual(expected)
  })

  test('a property that its schema does not mention is undocumented, as a parameter would be', () => {
    const { additionalProperties, ...open } = pet

    expect(textsOf(withQuery('?n=1&zz=1', form, open))).toEqual(['warning undocumented-property querystring q /zz'])
  })

  test.each<[string, string[], object?]>([
    ['', []],
    ['?my+key=a', []],
    ['', ['error missing-parameter querystring q'], { required: true }],
    ['?my+key=a', ['error missing-parameter querystring q'], { required: true }],
  ])('that is %j is missing: %j', (query, expected, more = {}) => {
    expect(textsOf(withQuery(query, form, pet, more))).toEqual(expected)
  })
})
