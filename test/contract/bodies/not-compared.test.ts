import { describe, expect, test } from 'vitest'
import { checkInteractions, createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'

const thing = '{type: object, required: [n], properties: {n: {type: integer}}}'
const document = parseDocument(
  `openapi: 3.1.0
info: {title: Bodies, version: "1"}
servers: [{url: "https://h.example"}]
paths:
  /things:
    post:
      operationId: addThing
      requestBody: {content: {application/json: {schema: ${thing}}, application/xml: {schema: ${thing}}}}
      responses:
        "200":
          description: Done.
          content:
            application/xml: {schema: ${thing}}
            image/svg+xml: {schema: {type: string}}
            text/csv: {schema: {type: array, items: ${thing}}}
            text/html: {schema: {type: string, minLength: 3}}
            image/png: {schema: {type: string, contentMediaType: image/png}}
            image/gif: {schema: {}}
            image/webp: {}
            multipart/mixed: {schema: {type: array, items: ${thing}}}
            multipart/related: {schema: {type: object, properties: {a: ${thing}}}}
            multipart/byteranges: {schema: {type: string}}
`,
  'bodies.yaml',
)

function received(type: string, body: string, request: Partial<Interaction['request']> = {}): Interaction {
  return {
    request: { method: 'POST', url: 'https://h.example/things', headers: [], ...request },
    response: { status: 200, headers: [['content-type', type]], body },
  }
}

const findingsOf = (interaction: Interaction) =>
  createChecker(document)
    .check(interaction)
    .findings.map(({ code, severity, at, keyword }) =>
      [severity === 'error' ? '' : severity, code, at, keyword].filter(Boolean).join(' '),
    )

test.each([
  ['application/xml', '<n>1</n>', ['note not-checked']],
  ['image/svg+xml', '<svg/>', ['note not-checked']],
  ['text/csv', 'n\n1\n', ['note not-checked']],
  ['text/html', '<p>', []],
  ['text/html', '<p', ['invalid-body minLength']],
  ['image/png', '\u0089PNG', ['note not-checked']],
  ['image/gif', 'GIF', []],
  ['image/webp', 'RIFF', []],
  ['application/xml', '', []],
])('a body of %s %j', (type, body, expected) => {
  expect(findingsOf(received(type, body))).toEqual(expected)
})

const file = '{type: string, format: binary'

test.each([
  ['application/pdf', `${file}, description: A file., x-size: 5}`, []],
  ['application/pdf', `${file}, title: A, example: a, examples: [a], deprecated: true}`, []],
  ['application/pdf', '{$ref: "#/components/schemas/File"}', []],
  ['application/pdf', '{$ref: "#/components/schemas/Thing"}', ['note not-checked']],
  ['application/pdf', `${file}, maxLength: 5}`, ['note not-checked']],
  ['application/pdf', '{type: string, format: byte}', ['note not-checked']],
  ['application/pdf', '{type: object, format: binary}', ['note not-checked']],
  ['application/pdf', '{description: A file.}', ['note not-checked']],
  ['application/pdf', 'true', []],
  ['application/pdf', 'false', ['note not-checked']],
  ['text/plain', '{type: object}', ['invalid-body type']],
  ['text/plain', '{type: string, maxLength: 1}', ['invalid-body maxLength']],
  ['text/csv', '{type: [string, array], maxLength: 1}', ['invalid-body maxLength']],
  ['text/csv', '{maxLength: 1}', ['invalid-body maxLength']],
  ['text/csv', '{type: object}', ['note not-checked']],
])('a body of %s is compared with %s as far as that can be', (type, schema, expected) => {
  const described = parseDocument(
    `openapi: 3.1.0
info: {title: T, version: "1"}
paths: {/things: {post: {responses: {"200": {description: x, content: {${type}: {schema: ${schema}}}}}}}}
components: {schemas: {File: ${file}}, Thing: ${thing}}}
`,
    'described.yaml',
  )
  const { findings } = createChecker(described).check(received(type, 'abc'))
  expect(
    findings.map(({ code, severity, keyword }) =>
      [severity === 'error' ? '' : severity, code, keyword].filter(Boolean).join(' '),
    ),
  ).toEqual(expected)
})

describe('a multipart body that is no form', () => {
  const part = (headers: string, text: string) => `--b\r\n${headers}${headers && '\r\n'}\r\n${text}\r\n`
  const json = 'Content-Type: application/json'

  test('is a list of its parts', () => {
    const body = `${part(json, '{"n":1}')}${part(json, '{"n":"x"}')}${part('', 'text')}${part(json, '{')}--b--`
    expect(findingsOf(received('multipart/mixed; boundary=b', body))).toEqual([
      'unreadable-body /3',
      'invalid-body /1/n type',
      'invalid-body /2 type',
    ])
  })

  test('is an object where the schema describes one and the parts have names', () => {
    const named = (name: string) => `Content-Disposition: attachment; name="${name}"\r\n${json}`
    const type = 'multipart/related; boundary=b'
    expect(findingsOf(received(type, `${part(named('a'), '{"n":"x"}')}--b--`))).toEqual(['invalid-body /a/n type'])
    expect(findingsOf(received(type, `${part(json, '{"n":"x"}')}--b--`))).toEqual(['note not-checked'])
  })

  test.each([
    ['multipart/byteranges; boundary=b', '--b\r\n\r\nx\r\n--b--'],
    ['multipart/byteranges; boundary=b', '--b\r\nContent-Disposition: x; name=a\r\n\r\nx\r\n--b--'],
    ['multipart/byteranges', 'x'],
  ])('is a note where the schema describes no parts: %s %j', (type, body) => {
    expect(findingsOf(received(type, body))).toEqual(['note not-checked'])
  })

  test('has an itemSchema in OAS 3.2, and its texts are not percent-encoded', () => {
    const schema = '{type: object, properties: {a: {maxLength: 3}}}'
    const described = parseDocument(
      `openapi: 3.2.0
info: {title: T, version: "1"}
paths: {/things: {post: {responses: {"200": {description: x, content: {multipart/mixed: {itemSchema: ${thing}}, multipart/related: {schema: ${schema}}}}}}}}
`,
      'items.yaml',
    )
    const found = (type: string, body: string) =>
      createChecker(described)
        .check(received(`${type}; boundary=b`, body))
        .findings.map(({ at, keyword }) => `${at} ${keyword}`)

    expect(found('multipart/mixed', `${part(json, '{"n":"x"}')}--b--`)).toEqual(['/0/n type'])
    expect(found('multipart/related', `${part('Content-Disposition: x; name=a', '%41')}--b--`)).toEqual([])
    expect(found('multipart/related', `${part('Content-Disposition: x; name=a', '%41b')}--b--`)).toEqual([
      '/a maxLength',
    ])
  })

  test.each(['multipart/mixed', 'multipart/mixed; boundary=c'])('without its boundary is unreadable: %s', (type) => {
    expect(findingsOf(received(type, `${part(json, '{"n":1}')}--b--`))).toEqual(['unreadable-body'])
  })
})

test('a request body that was not recorded is a note if headers announce it', () => {
  const sent = (...headers: [string, string][]) => findingsOf(received('image/gif', 'GIF', { headers }))
  expect(sent(['content-type', 'application/json'])).toEqual(['note not-checked body'])
  expect(sent(['content-length', '20'])).toEqual(['note not-checked body'])
  expect(sent(['content-length', '0'])).toEqual([])
  expect(sent(['accept', '*/*'])).toEqual([])
  expect(sent()).toEqual([])
})

test('a run has one note for each operation and reason', () => {
  const xml = received('application/xml', '<n>1</n>')
  const sent = { headers: [['content-type', 'application/xml']] as const, body: '<n/>' }
  const interactions = [xml, xml, received('text/csv', 'n'), received('application/xml', '<n/>', sent)]
  const { findings, summary, verdict } = checkInteractions(document, interactions)
  expect(findings.map(({ at, received }) => `${at}: ${received}`)).toEqual([
    ': application/xml',
    ': text/csv',
    'body: application/xml',
  ])
  expect([summary.notes, verdict]).toEqual([3, 'passed'])
  expect(checkInteractions(document, interactions, { failOn: 'note' }).verdict).toBe('failed')
})

// RFC 2046, 5.2: a part without a media type is plain text.
test.each([
  ['', []],
  ['Content-Type: text/plain', []],
  ['Content-Type: application/json', []],
  ['Content-Type: application/octet-stream', ['invalid-body /0 type']],
])('a part of multipart/mixed with %j is read as its media type says', (header, findings) => {
  const numbers = parseDocument(
    `openapi: 3.1.0
info: {title: T, version: "1"}
paths: {/things: {post: {responses: {"200": {description: x, content: {multipart/mixed: {schema: {type: array, items: {type: integer}}}}}}}}}
`,
    'mixed.yaml',
  )
  const lines = ['--b', ...(header === '' ? [] : [header]), '', '7', '--b--']
  const found = createChecker(numbers).check(received('multipart/mixed; boundary=b', lines.join('\r\n'))).findings
  expect(found.map(({ code, at, keyword }) => `${code} ${at} ${keyword}`)).toEqual(findings)
})
