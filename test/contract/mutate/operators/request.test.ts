import { expect, test } from 'vitest'
import { type Interaction, mutate } from '../../../../src/contract/index.js'
import { documentOf, interactionOf, type OneOperation } from '../../one-operation.js'

const integer = { type: 'integer' }
const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer' },
  query: { type: 'apiKey', in: 'query', name: 'k' },
  cookie: { type: 'apiKey', in: 'cookie', name: 's' },
  certificate: { type: 'mutualTLS' },
  header: { type: 'apiKey', in: 'header', name: 'H' },
}
const secured = (security: object[]): OneOperation => ({
  operation: { security },
  document: { components: { securitySchemes } },
  request: {
    url: 'https://h.example/a?k=1',
    headers: [
      ['authorization', 'Bearer x'],
      ['cookie', 's=1'],
      ['h', '1'],
    ],
  },
})
const withParameter = (parameter: object, request: OneOperation['request']): OneOperation => ({
  operation: { parameters: [parameter] },
  ...(request && { request }),
})
const withBody = (type: string, schema: object, body: string): OneOperation => ({
  operation: { requestBody: { required: true, content: { [type.replace(/;.*/, '')]: { schema } } } },
  request: { headers: [['content-type', type]], body },
})

function changesOf(example: OneOperation): string[] {
  const partsOf = ({ request: { url, headers, body } }: Interaction) => [
    url.replace('https://h.example/a', ''),
    headers.map((header) => header.join(': ')).join(', '),
    body ?? '',
  ]
  const interaction = interactionOf(example)
  const before = partsOf(interaction)
  return [...mutate(documentOf(example), [interaction])]
    .filter(({ subject, keyword }) => subject !== '200' && !/^(?:path|method|status)$/.test(keyword))
    .filter(({ description }) => !/^(?:written|a body$|an undocumented query)/.test(description))
    .map((each) => {
      const changed = partsOf(each.interaction).filter((text, index) => text !== before[index])
      return `${each.subject}, ${each.description}: ${changed.join(' | ')}`
    })
}

test.each<[string, OneOperation, string[]]>([
  [
    'credentials of one requirement, without those of others',
    secured([{ bearer: [], query: [] }, { cookie: [] }, { certificate: [], header: [] }]),
    [
      'request, no credentials: ?k=none | accept: */*',
      'request, empty credentials: ?k=none | accept: */*, authorization: bearer ',
      'request, credentials of another scheme: ?k=none | accept: */*, authorization: Unknown bm9uZQ==',
    ],
  ],
  ['no credentials, if they are optional', secured([{ header: [] }, {}]), []],
  ['no credentials, if a certificate is enough', secured([{ header: [] }, { certificate: [] }]), []],
  [
    'the credentials beside a certificate',
    secured([{ certificate: [], cookie: [] }]),
    ['request, no credentials: h: 1, accept: */*', 'request, empty credentials: h: 1, accept: */*, cookie: s='],
  ],
  [
    'an object in brackets',
    withParameter(
      {
        name: 'f',
        in: 'query',
        style: 'deepObject',
        schema: { type: 'object', required: ['n'], properties: { n: integer, l: { type: 'array', items: integer } } },
      },
      { url: 'https://h.example/a?f[n]=1&f[l]=2&x=1' },
    ),
    [
      'request, a name in another case: ?f[n]=1&f[l]=2&x=1&F=1',
      'query f, without "n": ?x=1&f%5Bl%5D=2',
      'query f, an added property at query f /undocumented_property: ?x=1&f%5Bn%5D=1&f%5Bl%5D=2&f%5Bundocumented_property%5D=text',
      'query f, of type string at query f /n: ?x=1&f%5Bn%5D=text&f%5Bl%5D=2',
      'query f, with a fraction at query f /n: ?x=1&f%5Bn%5D=0.5&f%5Bl%5D=2',
      'query f, of type string at query f /l/0: ?x=1&f%5Bn%5D=1&f%5Bl%5D=text',
      'query f, with a fraction at query f /l/0: ?x=1&f%5Bn%5D=1&f%5Bl%5D=0.5',
    ],
  ],
  [
    'no object in more than one bracket',
    withParameter(
      { name: 'f', in: 'query', style: 'deepObject', schema: { type: 'object' } },
      { url: 'https://h.example/a?f[n][m]=1' },
    ),
    ['request, a name in another case: ?f[n][m]=1&F=1'],
  ],
  [
    'a required parameter',
    withParameter(
      { name: 'A', in: 'query', required: true, schema: { enum: ['x', 'y'] } },
      { url: 'https://h.example/a?A=x' },
    ),
    [
      'query A, no such parameter: ',
      'request, a name in another case: ?A=x&a=x',
      'query A, the invalid escape %zz: ?A=%zz',
      'query A, the invalid escape %E0%A4: ?A=%E0%A4',
      'query A, the parameter twice: ?A=x&A=x',
      'query A, not listed: ?A=unlisted',
      'query A, in other case: ?A=X',
      'query A, with a space: ?A=x%20',
    ],
  ],
  [
    'a parameter that was not sent',
    withParameter({ name: '1', in: 'query', schema: { const: 'x' } }, {}),
    [
      'query 1, the invalid escape %zz: ?1=%zz',
      'query 1, the invalid escape %E0%A4: ?1=%E0%A4',
      'query 1, the parameter twice: ?1=1&1=1',
      'query 1, not listed: ?1=unlisted',
      'query 1, in other case: ?1=X',
      'query 1, with a space: ?1=x%20',
    ],
  ],
  [
    'a name that another parameter has in another case',
    {
      operation: { parameters: ['a', 'A'].map((name) => ({ name, in: 'query', content: { 'text/plain': {} } })) },
    },
    ['a', 'A'].flatMap((name) => [
      `query ${name}, the invalid escape %zz: ?${name}=%zz`,
      `query ${name}, the invalid escape %E0%A4: ?${name}=%E0%A4`,
      `query ${name}, the parameter twice: ?${name}=1&${name}=1`,
    ]),
  ],
  [
    'no object under the names of its properties',
    withParameter(
      { name: 'o', in: 'query', schema: { type: 'object', properties: { x: integer } } },
      { url: 'https://h.example/a?x=1' },
    ),
    ['request, a name in another case: ?x=1&O=1'],
  ],
  [
    'a list between spaces',
    withParameter(
      {
        ...{ name: '0', in: 'query', style: 'spaceDelimited', explode: false },
        schema: { type: 'array', minItems: 2, items: integer },
      },
      { url: 'https://h.example/a?0=1%202' },
    ),
    [
      'query 0, the invalid escape %zz: ?0=%zz',
      'query 0, the invalid escape %E0%A4: ?0=%E0%A4',
      'query 0, too few items: ?0=1',
      'query 0, of type string at query 0 /0: ?0=text+2',
      'query 0, with a fraction at query 0 /0: ?0=0.5+2',
    ],
  ],
  [
    'a cookie, whose text has no space',
    withParameter(
      { name: 's', in: 'cookie', style: 'cookie', schema: { enum: ['x'] } },
      { headers: [['cookie', 's=x']] },
    ),
    ['cookie s, not listed: cookie: s=unlisted', 'cookie s, in other case: cookie: s=X'],
  ],
  [
    'a list in one text',
    withParameter(
      { name: 'l', in: 'query', explode: false, schema: { type: 'array', minItems: 2, items: integer } },
      { url: 'https://h.example/a?l=1,2' },
    ),
    [
      'request, a name in another case: ?l=1,2&L=1,2',
      'query l, the invalid escape %zz: ?l=%zz',
      'query l, the invalid escape %E0%A4: ?l=%E0%A4',
      'query l, too few items: ?l=1',
      'query l, of type string at query l /0: ?l=text,2',
      'query l, with a fraction at query l /0: ?l=0.5,2',
    ],
  ],
  [
    'one of several cookies',
    withParameter({ name: 's', in: 'cookie', required: true, schema: integer }, { headers: [['cookie', 's=1; t=2']] }),
    [
      'cookie s, no such cookie: cookie: t=2',
      'cookie s, of type string: cookie: t=2; s=text',
      'cookie s, with a fraction: cookie: t=2; s=0.5',
    ],
  ],
  [
    'the only cookie',
    withParameter(
      { name: 's', in: 'cookie', required: true, schema: integer },
      {
        headers: [
          ['cookie', 's=1'],
          ['a', 'b'],
        ],
      },
    ),
    [
      'cookie s, no such cookie: a: b',
      'cookie s, of type string: a: b, cookie: s=text',
      'cookie s, with a fraction: a: b, cookie: s=0.5',
    ],
  ],
  [
    'no header of a recording without headers',
    withParameter({ name: 's', in: 'header', schema: integer }, { headers: [['s', '1']], notRecorded: ['headers'] }),
    [],
  ],
  [
    'a form',
    withBody(
      'application/x-www-form-urlencoded',
      { type: 'object', required: ['n'], properties: { n: integer, t: { type: 'string', maxLength: 1 } } },
      'n=1&t=a',
    ),
    [
      'request body, no body: ',
      'request body, without "n": t=a',
      'request body, an added property at body /undocumented_property: n=1&t=a&undocumented_property=text',
      'request body, of type string at body /n: n=text&t=a',
      'request body, with a fraction at body /n: n=0.5&t=a',
      'request body, too long at body /t: n=1&t=aa',
    ],
  ],
  [
    'a form whose properties have styles',
    {
      operation: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                properties: {
                  l: { type: 'array', items: integer },
                  d: { type: 'object', properties: { x: integer } },
                },
              },
              encoding: { l: { style: 'form', explode: false }, d: { style: 'deepObject', explode: true } },
            },
          },
        },
      },
      request: { headers: [['content-type', 'application/x-www-form-urlencoded']], body: 'l=1,2&d[x]=1' },
    },
    [
      'request body, an added property at body /undocumented_property: l=1,2&d%5Bx%5D=1&undocumented_property=text',
      'request body, an added property at body /d/undocumented_property: l=1,2&d%5Bx%5D=1&d%5Bundocumented_property%5D=text',
      'request body, of type string at body /l/0: l=text,2&d%5Bx%5D=1',
      'request body, with a fraction at body /l/0: l=0.5,2&d%5Bx%5D=1',
      'request body, of type string at body /d/x: l=1,2&d%5Bx%5D=text',
      'request body, with a fraction at body /d/x: l=1,2&d%5Bx%5D=0.5',
    ],
  ],
  [
    'parts',
    withBody(
      'multipart/form-data; boundary=b',
      { type: 'object', properties: { n: integer } },
      '--b\r\nContent-Disposition: form-data; name="n"\r\nx: y\r\n\r\n1\r\n--b--\r\n',
    ),
    [
      'request body, no body: ',
      'request body, a body that is cut off: --b\r\nContent-Disposition: form-data; name="n"\r\nx: y\r\n\r\n1\r\n--b',
      'request body, an added property at body /undocumented_property: --b\r\nContent-Disposition: form-data; name="n"\r\nx: y\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name="undocumented_property"\r\n\r\ntext\r\n--b--\r\n',
      'request body, of type string at body /n: --b\r\nContent-Disposition: form-data; name="n"\r\nx: y\r\n\r\ntext\r\n--b--\r\n',
      'request body, with a fraction at body /n: --b\r\nContent-Disposition: form-data; name="n"\r\nx: y\r\n\r\n0.5\r\n--b--\r\n',
    ],
  ],
])('of a request, %s: each change breaks one rule', (_, example, expected) => {
  expect(changesOf(example)).toEqual(expected)
})

test('a request without a documented body gets one, unless it has a body', () => {
  const bodiesOf = (body: string) =>
    [...mutate(documentOf({}), [interactionOf({ request: { body } })])]
      .filter(({ keyword }) => keyword === 'no body')
      .map(({ interaction }) => interaction.request.body)

  expect([bodiesOf(''), bodiesOf('x')]).toEqual([['{}'], []])
})
