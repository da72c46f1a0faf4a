import { describe, expect, test } from 'vitest'
import { readEvents } from '../../../src/contract/bodies/event-stream.js'
import { decodeSequence } from '../../../src/contract/bodies/sequence.js'
import { checkInteractions, createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'
import { engineOf } from '../../../src/schema/index.js'

const item = '{type: object, required: [name], properties: {name: {type: string}, size: {type: integer}}}'
const event =
  '{type: object, required: [data], properties: {event: {type: string}, data: {type: object, required: [name], properties: {name: {type: string}}}, id: {type: string}, retry: {type: integer}}}'

const document = parseDocument(
  `openapi: 3.1.0
info: {title: Sequences, version: "1"}
servers: [{url: "https://h.example"}]
paths:
  /things:
    get:
      operationId: streamThings
      responses:
        "200":
          description: Things, one after the other.
          content:
            application/jsonl: {schema: ${item}}
            application/x-ndjson: {schema: {type: array, minItems: 2, items: ${item}}}
            application/json-seq: {schema: ${item}}
            text/event-stream: {schema: ${item}}
            application/stream+json: {schema: ${item}}
            application/ndjson: {}
  /events:
    get: {operationId: streamEvents, responses: {"200": {description: Events., content: {text/event-stream: {schema: ${event}}}}}}
  /texts:
    get: {operationId: streamTexts, responses: {"200": {description: Texts., content: {text/event-stream: {schema: {type: string, maxLength: 5}}}}}}
  /raw:
    get:
      operationId: streamRaw
      responses:
        "200":
          description: Events with text.
          content:
            text/event-stream:
              schema: {oneOf: [{required: [data], properties: {event: {const: a}, data: {type: string, maxLength: 3}}}, {required: [data], properties: {event: {const: b}, data: {type: string, format: uuid}}}]}
`,
  'sequences.yaml',
)

function received(path: string, type: string, body: string): Interaction {
  return {
    request: { method: 'GET', url: `https://h.example${path}`, headers: [] },
    response: { status: 200, headers: [['content-type', type]], body },
  }
}

const checker = createChecker(document)
const findingsOf = (path: string, type: string, body: string) =>
  checker
    .check(received(path, type, body))
    .findings.map(({ code, severity, at, keyword }) =>
      [severity === 'error' ? '' : severity, code, at, keyword].filter(Boolean).join(' '),
    )

describe('JSON Lines', () => {
  test('are compared line by line where the schema describes no list', () => {
    const lines = ['{"name":"a"}', '', '{"name":1}\r', ' {"size":1} ', '{"name":"b","more":1}']
    expect(findingsOf('/things', 'application/jsonl', lines.join('\n'))).toEqual([
      'invalid-body /1/name type',
      'invalid-body /2 required',
      'warning undocumented-property /3/more',
    ])
  })

  test('are compared as a list where the schema describes one', () => {
    expect(findingsOf('/things', 'application/x-ndjson', '{"name":"a"}\n{"name":"b"}\n')).toEqual([])
    expect(findingsOf('/things', 'application/x-ndjson', '{"name":1}\n')).toEqual([
      'invalid-body minItems',
      'invalid-body /0/name type',
    ])
  })

  test('may be empty', () => {
    expect(findingsOf('/things', 'application/jsonl', '')).toEqual([])
  })

  test('that cannot be read are findings, and the others are compared', () => {
    expect(findingsOf('/things', 'application/jsonl', '{"name":"a"}\n{"name":\n{"name":1}')).toEqual([
      'unreadable-body /1',
      'invalid-body /2/name type',
    ])
    expect(findingsOf('/things', 'application/x-ndjson', '{"name":1,"name":2}\n{')).toEqual([
      'unreadable-body /0/name',
      'unreadable-body /1',
      'invalid-body /0/name type',
    ])
  })

  test('have an itemSchema in OAS 3.2, beside the schema of the list', () => {
    const content = document.operations[0]?.responses[0]?.content ?? []
    const [lines, list] = content
    if (!lines?.schema || !list) throw new Error('expected two media types')
    const decode = (text: string) =>
      decodeSequence(
        text,
        'json-lines',
        { ...list, ...(lines.schema && { itemSchema: lines.schema }) },
        {
          ...{ schemas: engineOf(document), direction: 'response' },
          ...{ unreadable: 'unreadable-body', invalid: 'invalid-body', at: (pointer) => pointer },
        },
      ).comparisons?.map(({ schema, path }) => [schema, path])
    expect(decode('{}\n{}')).toEqual([
      [list.schema, []],
      [lines.schema, [0]],
      [lines.schema, [1]],
    ])
    expect(decode('{}\n{')).toEqual([[lines.schema, [0]]])
  })

  test('must be JSON even without a schema', () => {
    expect(findingsOf('/things', 'application/ndjson', '[]\nx')).toEqual(['unreadable-body /1'])
  })

  test('have at most a hundred findings of one rule', () => {
    const { findings } = checker.check(received('/things', 'application/jsonl', '{"name":1}\nx\n'.repeat(1000)))
    expect(findings).toHaveLength(200)
    expect(findings.map(({ more }) => more).filter(Boolean)).toEqual([900, 900])
  })

  test('are covered item by item', () => {
    const { coverage } = checkInteractions(document, [
      received('/things', 'application/jsonl', '{"name":"a"}\n{"name":"b","size":1}'),
    ])
    const covered = coverage.entries.filter(
      (entry) => entry.subject.startsWith('200 application/jsonl') && Object.keys(entry.covered).length > 0,
    )
    expect(covered.map(({ subject, aspect }) => `${subject} ${aspect}`)).toEqual([
      '200 application/jsonl received',
      '200 application/jsonl /name non-null',
      '200 application/jsonl /size non-null',
      '200 application/jsonl /size absent',
    ])
  })
})

describe('a JSON text sequence', () => {
  const sequence = (...items: string[]) => items.map((each) => `\u001e${each}\n`).join('')

  test('is compared item by item', () => {
    const body = sequence('{"name":"a"}', '{\n"name": 1\n}')
    expect(findingsOf('/things', 'application/json-seq', body)).toEqual(['invalid-body /1/name type'])
  })

  test.each([
    ['text before the first separator', '{"name":"a"}\n', ['unreadable-body']],
    ['a truncated item', '\u001e{"name":"a"}\n\u001e{"na', ['unreadable-body /1']],
    ['a number that may have been cut off', '\u001e12', ['unreadable-body /0']],
    ['separators without items', '\u001e\u001e{"name":"a"}\n', []],
  ])('has a finding for %s', (_, body, expected) => {
    expect(findingsOf('/things', 'application/json-seq', body)).toEqual(expected)
  })
})

describe('an event stream', () => {
  const stream = (path: string, body: string) => findingsOf(path, 'text/event-stream; charset=utf-8', body)

  test('has the JSON of its data compared, and [DONE] is no item', () => {
    const body =
      ': hello\n\ndata: {"name":"a"}\n\ndata: {"name":\ndata: 1}\n\nid: 7\ndata:{"size":1}\n\ndata: [DONE]\n\n'
    expect(stream('/things', body)).toEqual(['invalid-body /1/name type', 'invalid-body /2 required'])
  })

  test('has line breaks of three kinds', () => {
    const body = '\ufeffdata: {"name":"a"}\r\n\r\ndata: {"name":1}\r\rretry: 10\n\ndata: x\n\n'
    expect(stream('/things', body)).toEqual(['unreadable-body /2', 'invalid-body /1/name type'])
  })

  test('has its events compared where the schema describes them', () => {
    const body = 'event: a\nid: 1\nretry: 5\ndata: {"name":"a"}\n\nevent: b\ndata: {"name":1}\n\ndata: x\n\n'
    expect(stream('/events', body)).toEqual(['invalid-body /1/data/name type', 'invalid-body /2/data type'])
  })

  test('has the last of several fields of one name, except for data', () => {
    const body = 'event: a\nevent: b\nid: 1\nid: 2\nretry: 5\nretry: 6\ndata: c\ndata: d\n\n'
    expect(readEvents(body)).toEqual({ events: [{ event: 'b', data: 'c\nd', id: '2', retry: 6 }], ignored: 0 })
    expect(readEvents('id: 1\nid: a\0\nretry: 5\nretry: x\ndata: c\n\n').events).toEqual([
      { data: 'c', id: '1', retry: 5 },
    ])
  })

  test.each([
    ['\ufeffdata: a\n\n', 'a'],
    ['data: a\ufeff\n\n', 'a\ufeff'],
    ['data:a b\n\n', 'a b'],
    ['data:  a\n\n', ' a'],
    ['data: a\r\rdata: b\r\n\r\n', 'a b'],
  ])('%j has the data %j', (body, data) => {
    expect(
      readEvents(body)
        .events.map((each) => each.data)
        .join(' '),
    ).toBe(data)
  })

  // Text wins wherever it is valid; otherwise the findings are about what the schema seems to mean.
  test.each([
    ['{type: string, maxLength: 3}', '{"a":1}', '/0/data maxLength'],
    ['{type: [string, object], properties: {a: {type: string}}, maxLength: 3}', '{"a":1}', '/0/data/a type'],
    ['{type: [string, array], maxLength: 3}', '{"a":1}', '/0/data type'],
    ['{type: [string, array], maxLength: 3, maxItems: 1}', '[1,2]', '/0/data maxLength'],
    ['{properties: {a: {type: string}}}', '{"a":1}', ''],
    ['{properties: {a: {type: string}}, maxLength: 3}', '{"a":1}', '/0/data/a type'],
    ['{type: integer, maximum: 3}', '4', '/0/data maximum'],
    ['{type: object}', ' [DONE] ', ''],
    ['{type: object}', '{"a":1,"a":2}', '/0/data/a '],
  ])('with data of %s that is %s: %j', (schema, data, expected) => {
    const described = parseDocument(
      `openapi: 3.1.0
info: {title: T, version: "1"}
paths: {/: {get: {responses: {"200": {description: x, content: {text/event-stream: {schema: {type: object, properties: {data: ${schema}}}}}}}}}}
`,
      'events.yaml',
    )
    const { findings } = createChecker(described).check(received('/', 'text/event-stream', `data: ${data}\n\n`))
    expect(findings.map(({ at, keyword = '' }) => `${at} ${keyword}`).join()).toBe(expected)
  })

  test('has its data compared where the schema describes a string', () => {
    expect(stream('/texts', 'data: 12\n\ndata: [DONE]\n\n')).toEqual(['invalid-body /1 maxLength'])
  })

  test('has events with text where the schema describes text', () => {
    expect(stream('/raw', 'event: a\ndata: 12\n\nevent: b\ndata: 3b9f7d24-65c1-4c23-8f0b-0a8d1d1b6a9e\n\n')).toEqual([])
    expect(stream('/raw', 'event: a\ndata: 1234\n\n')).toEqual(['invalid-body /0/data maxLength'])
  })

  test.each([
    ['without data', 'event: ping\n\ndata: {"name":"a"}\n\n'],
    ['that is truncated', 'data: {"name":"a"}\n\ndata: {"name":1'],
  ])('has a note for an event %s', (_, body) => {
    expect(stream('/things', body)).toEqual(['note not-checked'])
  })

  test('of comments and settings is empty', () => {
    expect(stream('/things', ': a\n\nretry: 5\n\nid: 4\n\n:\n')).toEqual([])
  })

  test('with an event of a million lines is read', () => {
    expect(stream('/texts', `${'data\n'.repeat(1_000_000)}\n`)).toEqual(['invalid-body /0 maxLength'])
  })
})

test('an itemSchema of a document in OAS 3.2 describes each item', () => {
  const text = `openapi: 3.2.0
info: {title: Events, version: "1"}
paths: {/events: {get: {responses: {"200": {description: Events., content: {text/event-stream: {itemSchema: ${event}}}}}}}}
`
  const { findings } = createChecker(parseDocument(text, 'events.yaml')).check(
    received('/events', 'text/event-stream', 'data: {"name":"a"}\n\nevent: b\ndata: {"name":1}\n\n'),
  )
  expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual(['invalid-body /1/data/name'])
})
