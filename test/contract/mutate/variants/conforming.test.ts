import { describe, expect, test } from 'vitest'
import { conformingVariants } from '../../../../src/contract/index.js'
import { documentOf, interactionOf, type OneOperation } from '../../one-operation.js'

/** The variants of these subjects, and what `show` shows of the changed interaction. */
function variantsOf(
  example: OneOperation,
  isWanted: RegExp,
  show: (interaction: ReturnType<typeof interactionOf>) => string | undefined,
): string[] {
  return [...conformingVariants(documentOf(example), [interactionOf(example)])]
    .filter(({ subject, keyword }) => isWanted.test(`${subject} ${keyword}`))
    .map(({ description, interaction }) => `${description}: ${show(interaction)}`)
}

describe('a query parameter', () => {
  const list = { type: 'array', items: { enum: ['a b', 'c,d'] } }
  test.each<[parameter: object, search: string, variants: string[]]>([
    [{ schema: {} }, '?p=1&q=2', ['no such parameter: ?q=2']],
    [{ schema: {} }, '?q=2', []],
    [{ schema: {}, required: true }, '?p=1', []],
    [{ content: { 'text/plain': {} } }, '?p=1', ['no such parameter: ']],
    [
      { schema: { enum: ['x', 'a b'] }, required: true },
      '?p=x',
      ['"x", as listed: ?p=x', '"a b", as listed: ?p=a%20b'],
    ],
    [
      { schema: { type: 'integer', minimum: 3, maximum: 4 }, required: true },
      '?p=3',
      ['3, the limit: ?p=3', '4, the limit: ?p=4'],
    ],
    [
      { schema: list, explode: false, required: true },
      '?p=c%2Cd',
      ['"a b", as listed: ?p=a%20b', '"c,d", as listed: ?p=c%2Cd'],
    ],
    ...['minItems', 'contains', 'prefixItems', 'not'].map((keyword): [object, string, string[]] => [
      {
        schema: { ...list, [keyword]: { minItems: 0, contains: {}, prefixItems: [{}], not: false }[keyword] },
        required: true,
      },
      '?p=c%2Cd',
      [],
    ]),
    [{ schema: { ...list, items: { oneOf: [{ enum: ['x'] }] } }, required: true }, '?p=x', []],
    [{ schema: { oneOf: [{ enum: ['x'] }] }, required: true }, '?p=x', []],
    [{ in: 'header', schema: { enum: ['x'] } }, '', []],
  ])('%j in %j has the variants %j', (parameter, search, variants) => {
    const operation = {
      parameters: [
        { in: 'query', name: 'p', ...parameter },
        { in: 'query', name: 'q', schema: {} },
      ],
    }
    const example = { operation, request: { url: `https://h.example/a${search}` } }

    expect(variantsOf(example, / p /, ({ request }) => new URL(request.url).search)).toEqual(variants)
  })
})

describe('a response', () => {
  const json = { 'application/json': {} }
  const of = (type: string, body: string | null): OneOperation => ({
    operation: { responses: { 200: { description: 'x', content: { ...json, 'text/plain': {} } } } },
    response: { headers: [['content-type', type]], body },
  })
  const typeIn = ({ response: { headers } }: ReturnType<typeof interactionOf>) => headers[0]?.[1]

  test('keeps the parameters of its content type beside another charset', () => {
    expect(variantsOf(of('application/json; charset=utf-8; profile="a\\"b"', '{}'), /charset/, typeIn)).toEqual([
      'no charset: application/json; profile="a\\"b"',
      'charset=UTF-8 without a space: application/json; profile="a\\"b";charset=UTF-8',
      'a quoted charset, in capitals: APPLICATION/JSON; profile="a\\"b" ; CHARSET="utf-8"',
      'charset=iso-8859-1: application/json; profile="a\\"b"; charset=iso-8859-1',
    ])
  })

  test.each([
    ['text/plain', 'x', ['an extra header', 'names of headers in capitals']],
    ['text/plain', null, []],
  ])('of %s with the body %j has the variants %j', (type, body, variants) => {
    expect(variantsOf(of(type, body), /./, () => '').map((each) => each.replace(': ', ''))).toEqual(variants)
  })

  test('of JSON has its letters escaped, and escapes and other characters as they are', () => {
    const body = '{"a\\u00e9\\n":["b",true,1]}'

    expect(variantsOf(of('application/json', body), /JSON/, ({ response }) => response.body ?? '')).toEqual([
      `white space around: \r\n\t ${body}\n`,
      'letters written as escapes: {"\\u0061\\u00e9\\n":["\\u0062",true,1]}',
    ])
  })

  test('that refuses a request does so with an undocumented parameter, and its parameters stay', () => {
    const example = {
      operation: {
        parameters: [{ in: 'query', name: 'p', schema: { enum: ['x'] } }],
        responses: { 400: { description: 'x' } },
      },
      request: { url: 'https://h.example/a?p=x' },
      response: { status: 400 },
    }

    expect(variantsOf(example, /./, ({ request }) => new URL(request.url).search)).toEqual([
      'in answer to an undocumented parameter: ?p=x&undocumented_property=1',
    ])
  })
})
