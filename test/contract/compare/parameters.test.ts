import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../../src/contract/compare/compare-documents.js'
import { parseDocument } from '../../../src/openapi/index.js'

const responses = { 299: { description: 'x' } }

/** What changes if an operation has other parameters. */
function changesOf(before: readonly object[], after: readonly object[], path = '/a') {
  const read = (parameters: readonly object[]) =>
    parseDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'A', version: '1' },
        paths: { [path]: { get: { parameters, responses } } },
      }),
      'a.json',
    )
  return compareDocuments(read(before), read(after))
}

const linesOf = (...sides: Parameters<typeof changesOf>) =>
  changesOf(...sides).map(({ breaking, at, message }) => `${breaking ? 'breaking' : 'compatible'} ${at}: ${message}`)

const query = (fields: object) => ({ name: 'p', in: 'query', ...fields })
const list = (fields: object = {}) => ({ type: 'array', items: { type: 'string' }, ...fields })

test.each([
  ['compatible', {}],
  ['compatible', { title: 'A' }],
  ['breaking', { pattern: '^1' }],
  ['breaking', { format: 'date' }],
  ['breaking', { minLength: 2 }],
  ['breaking', { maxLength: 2 }],
  ['breaking', { not: { pattern: '^1' } }],
  ['breaking', { enum: ['1', '2'] }],
])('an integer that becomes a string is %s if the string has the rules %o', (verdict, rules) => {
  const lines = linesOf([query({ schema: { type: 'integer' } })], [query({ schema: { type: 'string', ...rules } })])
  expect(lines.map((line) => line.split(' ')[0])).toContain(verdict)
  if (verdict === 'compatible') expect(lines).toHaveLength(1)
})

describe('one value that becomes a list', () => {
  const listed = 'compatible query p: several values are allowed now'
  const rewritten = (form: string, next: string) =>
    `breaking query p: the serialization of the value changed: ${form} became ${next}`

  test.each<[string, object, readonly string[]]>([
    ['stays valid', { schema: list() }, [listed]],
    ['stays valid in a list that may be null', { schema: list({ type: ['array', 'null'] }) }, [listed]],
    ['stays valid with commas between the items', { schema: list(), explode: false }, [listed]],
    ['stays valid if one item is enough', { schema: list({ minItems: 1 }) }, [listed]],
    [
      'must follow the schema of the items',
      { schema: list({ items: { type: 'integer' } }) },
      [listed, 'breaking query p: type changed from string to integer'],
    ],
  ])('%s', (_, after, expected) => {
    expect(linesOf([query({ schema: { type: 'string' } })], [query(after)])).toEqual(expected)
  })

  test.each<[string, object, object]>([
    ['two items are needed', { schema: { type: 'string' } }, { schema: list({ minItems: 2 }) }],
    [
      'the value may be an object, too',
      { schema: { type: 'string' } },
      { schema: list({ type: ['array', 'object'] }) },
    ],
    ['the items are not described', { schema: { type: 'string' } }, { schema: { type: 'array' } }],
    ['the value was any', { schema: {} }, { schema: list() }],
    ['the value was an object', { schema: { type: 'object' } }, { schema: list() }],
  ])('is another type if %s', (_, before, after) => {
    const lines = linesOf([query(before)], [query(after)])
    expect(lines).toContainEqual(expect.stringMatching(/^breaking query p: /))
    expect(lines).not.toContain(listed)
  })

  test('changes its serialization if the list is not written like a value', () => {
    expect(
      linesOf(
        [query({ schema: { type: 'string' } })],
        [query({ schema: list(), style: 'pipeDelimited', explode: false })],
      ),
    ).toContain(rewritten('style form with explode true', 'style pipeDelimited with explode false'))
    expect(
      linesOf(
        [query({ schema: { type: 'string' } })],
        [query({ content: { 'application/json': { schema: list() } } })],
      ),
    ).toContain(rewritten('style form with explode true', 'application/json'))
  })
})

describe('a parameter', () => {
  test('in a header is found with other letters, and shown in lower case', () => {
    const header = (name: string, required: boolean) => ({ name, in: 'header', required, schema: {} })
    expect(linesOf([header('X-A', false)], [header('x-a', true)])).toEqual([
      'breaking header x-a: parameter is required now',
    ])
    expect(linesOf([header('X-A', false)], [])).toEqual(['compatible header x-a: header parameter was removed'])
  })

  test('in the query is another one with other letters', () => {
    expect(linesOf([query({ schema: {} })], [{ ...query({ schema: {} }), name: 'P' }])).toEqual([
      'compatible query p: query parameter was removed',
      'compatible query P: new optional query parameter',
    ])
  })

  test('that was required can be left out of what servers accept, and is said to be required', () => {
    expect(linesOf([query({ required: true, schema: {} })], [])).toEqual([
      'compatible query p: required query parameter was removed',
    ])
  })

  test('in the path is compared by its position if its name changes', () => {
    const [before, after] = ['a', 'b'].map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
    const document = (path: string, parameter: object | undefined) =>
      parseDocument(
        JSON.stringify({
          ...{ openapi: '3.1.0', info: { title: 'A', version: '1' } },
          paths: { [path]: { get: { parameters: [parameter], responses } } },
        }),
        'a.json',
      )
    expect(compareDocuments(document('/x/{a}', before), document('/x/{b}', after))).toEqual([])
  })

  test('in the path that is not described any more may be anything, and one that is new may not', () => {
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', enum: ['a', 'b'] } }
    const verdicts = (...sides: readonly [object[], object[]]) =>
      new Set(changesOf(...sides, '/a/{id}').map(({ at, breaking }) => `${at} ${breaking}`))
    expect(verdicts([id], [])).toEqual(new Set(['path id false']))
    expect(verdicts([], [id])).toEqual(new Set(['path id true']))
  })

  test.each([
    [true, 'breaking query p: an empty value is valid only if the schema allows it now'],
    [false, 'compatible query p: an empty value is always valid now'],
  ])('in the query, for which allowEmptyValue was %s, changes it', (allowEmptyValue, expected) => {
    const sides = [allowEmptyValue, !allowEmptyValue].map((each) =>
      query({ schema: { type: 'integer' }, allowEmptyValue: each }),
    )
    expect(linesOf(sides.slice(0, 1), sides.slice(1))).toEqual([expected])
    expect(changesOf(sides.slice(0, 1), sides.slice(1))).toMatchObject([
      { before: allowEmptyValue, after: !allowEmptyValue, kind: 'changed' },
    ])
  })

  test.each([
    [true, 'breaking query p: reserved characters have to be percent-encoded now'],
    [false, 'compatible query p: reserved characters need no percent-encoding now'],
  ])('for which allowReserved was %s changes it', (allowReserved, expected) => {
    const sides = [allowReserved, !allowReserved].map((each) =>
      query({ schema: { type: 'string' }, allowReserved: each }),
    )
    expect(linesOf(sides.slice(0, 1), sides.slice(1))).toEqual([expected])
    expect(changesOf(sides.slice(0, 1), sides.slice(1))).toMatchObject([
      { before: allowReserved, after: !allowReserved, keyword: 'allowReserved' },
    ])
  })

  test.each([
    [false, 'compatible query p: is deprecated now'],
    [true, 'compatible query p: is no longer deprecated'],
  ])('for which deprecated was %s changes it', (deprecated, expected) => {
    const sides = [deprecated, !deprecated].map((each) => query({ schema: {}, deprecated: each }))
    expect(linesOf(sides.slice(0, 1), sides.slice(1))).toEqual([expected])
  })
})

describe('the value of a parameter is written', () => {
  const integers = { type: 'array', items: { type: 'integer' } }
  const object = { type: 'object', properties: { a: { type: 'integer' } } }
  const header = (fields: object) => ({ name: 'X-P', in: 'header', ...fields })
  const path = (fields: object) => ({ name: 'p', in: 'path', required: true, ...fields })

  test.each<[string, object, object]>([
    [
      'a number, in JSON',
      query({ schema: { type: 'integer' } }),
      query({ content: { 'application/json': { schema: { type: 'integer' } } } }),
    ],
    [
      'a scalar, with explode',
      query({ schema: { type: 'string' } }),
      query({ schema: { type: 'string' }, explode: false }),
    ],
    [
      'a list of one item at most, with commas',
      query({ schema: { ...integers, maxItems: 1 } }),
      query({ schema: { ...integers, maxItems: 1 }, explode: false }),
    ],
    [
      'a list of one item at most, with spaces',
      query({ schema: { ...integers, maxItems: 1 } }),
      query({ schema: { ...integers, maxItems: 1 }, style: 'spaceDelimited', explode: false }),
    ],
    ['a list in a header, with explode', header({ schema: integers }), header({ schema: integers, explode: true })],
    [
      'a repeated list, with the style pipeDelimited',
      query({ schema: integers }),
      query({ schema: integers, style: 'pipeDelimited', explode: true }),
    ],
    [
      'an object in brackets, with explode',
      query({ schema: object, style: 'deepObject', explode: true }),
      query({ schema: object, style: 'deepObject', explode: false }),
    ],
    [
      'JSON, with other letters',
      query({ content: { 'application/json': { schema: object } } }),
      query({ content: { 'Application/JSON': { schema: object } } }),
    ],
  ])('in the same way for %s', (_, before, after) => {
    expect(linesOf([before], [after])).toEqual([])
    expect(linesOf([after], [before])).toEqual([])
  })

  test.each<[string, object, object, string, string]>([
    [
      'a list',
      query({ schema: integers }),
      query({ schema: integers, explode: false }),
      'style form with explode true',
      'style form with explode false',
    ],
    [
      'a list of two items',
      query({ schema: { ...integers, maxItems: 2 } }),
      query({ schema: { ...integers, maxItems: 2 }, style: 'pipeDelimited', explode: false }),
      'style form with explode true',
      'style pipeDelimited with explode false',
    ],
    [
      'what may be one item or an object',
      query({ schema: { ...integers, type: ['array', 'object'], maxItems: 1 } }),
      query({ schema: { ...integers, type: ['array', 'object'], maxItems: 1 }, explode: false }),
      'style form with explode true',
      'style form with explode false',
    ],
    [
      'an object',
      query({ schema: object }),
      query({ schema: object, style: 'deepObject' }),
      'style form with explode true',
      'style deepObject',
    ],
    [
      'an object in a header',
      header({ schema: object }),
      header({ schema: object, explode: true }),
      'style simple with explode false',
      'style simple with explode true',
    ],
    [
      'any value in a header',
      header({ schema: {} }),
      header({ schema: {}, explode: true }),
      'style simple with explode false',
      'style simple with explode true',
    ],
    [
      'a text, which JSON quotes',
      query({ schema: { type: 'string' } }),
      query({ content: { 'application/json': { schema: { type: 'string' } } } }),
      'style form with explode true',
      'application/json',
    ],
    [
      'a number that is not in JSON',
      query({ schema: { type: 'integer' } }),
      query({ content: { 'application/xml': { schema: { type: 'integer' } } } }),
      'style form with explode true',
      'application/xml',
    ],
    [
      'a scalar with a label',
      path({ schema: { type: 'string' } }),
      path({ schema: { type: 'string' }, style: 'label' }),
      'style simple',
      'style label with explode false',
    ],
    [
      'a scalar with its name',
      path({ schema: { type: 'string' } }),
      path({ schema: { type: 'string' }, style: 'matrix' }),
      'style simple',
      'style matrix with explode false',
    ],
  ])('in another way for %s', (_, before, after, form, next) => {
    const at = '/a/{p}'
    expect(changesOf([before], [after], at)).toMatchObject([
      {
        ...{ breaking: true, keyword: 'style', before: form, after: next },
        message: `the serialization of the value changed: ${form} became ${next}`,
      },
    ])
  })

  test('as JSON, in which a number is not a text', () => {
    const json = (type: string) => query({ content: { 'application/json': { schema: { type } } } })
    expect(linesOf([json('integer')], [json('string')])).toEqual([
      'breaking query p: type changed from integer to string',
    ])
    expect(linesOf([query({ schema: { type: 'integer' } })], [query({ schema: { type: 'string' } })])).toEqual([
      'compatible query p: type changed from integer to string',
    ])
  })
})
