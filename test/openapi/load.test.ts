import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { childrenOf, findDescendant, lineOf, loadDocument, type Node, parseDocument } from '../../src/openapi/index.js'
import { toVisibleText } from '../../src/text/visible-text.js'
import { findFault, findFaultIn } from '../support/document-fault.js'

const head = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\n'
const get = (operation: string) => `${head}paths:\n  /x:\n    get:\n${operation.replace(/^/gm, '      ')}\n`
const schema = (text: string) => `${head}components:\n  schemas:\n    A: ${text}\n`

function errorOf(text: string): { code: string; message: string } {
  const fault = findFault(() => parseDocument(text, 'api.yaml'))
  expect(fault.message).not.toContain('\n')
  return fault
}

test.each([
  ['a reference', get('responses: {"200": {$ref: "\\u001b]0;x\\a\\u200b.yaml"}}')],
  ['a name', `${head}paths: {}\n"\\u001b[2J\\n\\u061c": 1\n`],
  ['text that is not YAML', '"\u202e\u200b": [1'],
])('a message shows every character of %s', (_, text) => {
  const { message } = errorOf(text)

  expect(message).toMatch(/\\u20(0b|2e)|\\u001b/)
  expect(message).toBe(toVisibleText(message))
})

describe('what is wrong with a document is one line', () => {
  test.each<[string, string, string, string]>([
    [
      'for Swagger 2.0',
      'swagger: "2.0"\n',
      'unsupported-version',
      'api.yaml:1: /swagger: |received Swagger "2.0"; @scalar/openapi-upgrader and swagger2openapi convert it',
    ],
    ['for OpenAPI 4', head.replace('3.1.0', '4.0.0'), 'unsupported-version', '/openapi: |received version "4.0.0"'],
    [
      'for a version that YAML reads as a number',
      'openapi: 3.1\ninfo: {title: T, version: "1"}\npaths: {}\n',
      'invalid-document',
      'api.yaml:1: /openapi: expected version 3.1.x, received 3.1',
    ],
    ['for text that is no document', 'hello', 'unsupported-version', 'api.yaml:1: |received no OpenAPI version'],
    ['for nothing at all', '', 'unsupported-version', 'api.yaml:1: |received no OpenAPI version'],
    [
      'for text that is not YAML',
      'a: [1',
      'invalid-yaml',
      'api.yaml:1: /a/0: expected YAML 1.2 or JSON, received Flow sequence ',
    ],
    ['for a key twice', `${head}paths:\n  /x: {}\n  /x: {}\n`, 'duplicate-key', 'api.yaml:5: duplicate key in a map'],
    [
      'for a key twice among a hundred thousand',
      `${head}paths: {}\nx-a:\n${Array.from({ length: 100_000 }, (_, index) => `  k${index}: 1\n`).join('')}  k0: 1\n`,
      'duplicate-key',
      'api.yaml:100005: duplicate key',
    ],
    [
      'for an alias inside of its value',
      `${head}x-a: &a {b: *a}\n`,
      'alias-cycle',
      'api.yaml:3: /x-a/b: |received an alias',
    ],
    [
      'for a map merged into itself',
      `${head}x-a: &a {<<: *a}\n`,
      'alias-cycle',
      'api.yaml:3: /x-a/<<: |received an alias inside',
    ],
    [
      'for a number merged into a map',
      `${head}x-a: {<<: 1}\n`,
      'invalid-yaml',
      'api.yaml:3: /x-a/<<: expected a map or a list of maps after <<, received another value',
    ],
    ['for a second document', `${head}paths: {}\n---\na: 1\n`, 'invalid-yaml', 'received a second YAML document'],
    [
      'for an unknown alias',
      `${head}x-a: *b\n`,
      'invalid-yaml',
      'api.yaml:3: /x-a: expected an anchor of it before, received the alias "b"',
    ],
    [
      'for a key twice in JSON',
      '{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {},\n "x-a": "\\"b\\": ", "x-a": 1}',
      'duplicate-key',
      'api.yaml:2: duplicate key',
    ],
    [
      'for JSON that is cut off',
      '{"openapi": "3.1.0",\n "a": [\n',
      'invalid-yaml',
      'api.yaml:2: /a: expected JSON: a value or "]", received the end',
    ],
    [
      'for JSON without a comma',
      '{"openapi": "3.1.0",\n "info": {"title": "T" "version": "1"},\n "paths": {}}',
      'invalid-yaml',
      'api.yaml:2: |expected JSON: "," or "}", received a string',
    ],
    [
      'for JSON with a bracket too many',
      '[{"openapi": "3.1.0"},\n {"a": 1}}]',
      'invalid-yaml',
      'api.yaml:2: |expected JSON: "," or "]", received "}"',
    ],
    ...['\n{"a": 1', '{\n"a": 1', ' [ [1', '{ "a": 1'].map((text): [string, string, string, string] => [
      `for JSON with white space, ${JSON.stringify(text)}`,
      text,
      'invalid-yaml',
      'expected JSON: ',
    ]),
    ['for JSON within YAML', `${head}x-a: {"b": [}`, 'invalid-yaml', 'api.yaml:3: |expected YAML 1.2 or JSON'],
    ['for two anchors of one value', `${head}x-a: &a &b 1\n`, 'invalid-yaml', 'api.yaml:3: '],
    [
      'for pairs in lists that nest too deeply',
      `${head}x-a: ${'[a: '.repeat(300)}1${']'.repeat(300)}\n`,
      'nested-too-deeply',
      'api.yaml:3: ',
    ],
    [
      'for YAML that begins with a brace',
      '{openapi: 3.1.0,\n a: [}',
      'invalid-yaml',
      'api.yaml:2: /a: expected YAML 1.2 or JSON',
    ],
    [
      'for JSON nested too deeply',
      `{"a": ${'['.repeat(500)}${']'.repeat(500)}}`,
      'nested-too-deeply',
      'api.yaml:1: |received more than 500 levels of nesting',
    ],
    [
      'for too long a text',
      ' '.repeat(48 * 2 ** 20 + 1),
      'too-large',
      'expected at most 50331648, received 50331649 characters',
    ],
    [
      'for a million brackets',
      '['.repeat(1_000_000),
      'nested-too-deeply',
      'api.yaml:1: |received more than 500 levels',
    ],
    ['for a million dashes', '- '.repeat(1_000_000), 'nested-too-deeply', 'api.yaml:1: |received more than 500 levels'],
    [
      'for a missing member',
      'openapi: 3.1.0\ninfo:\n  title: T\npaths: {}\n',
      'invalid-document',
      'api.yaml:2: /info: missing required member "version" (OpenAPI 3.1, Info Object)',
    ],
    [
      'for an unknown member',
      get('resposes: {}'),
      'invalid-document',
      'api.yaml:6: /paths/~1x/get/resposes: "resposes" is not a member of an Operation Object',
    ],
    [
      'for an operation without any response',
      get('responses: {}'),
      'invalid-document',
      'expected a Responses Object with at least one member',
    ],
    [
      'for a status that is none',
      get('responses: {OK: {description: x}}'),
      'invalid-document',
      '"OK" is not a member of a Responses Object',
    ],
    [
      'for a path parameter that is not required',
      get('parameters: [{name: a, in: path, schema: {}}]'),
      'invalid-document',
      'missing required member "required"',
    ],
    [
      'for a style of another location',
      get('parameters: [{name: a, in: query, style: matrix, schema: {}}]'),
      'invalid-document',
      'received "matrix"',
    ],
    [
      'for reserved characters outside of the query',
      get('parameters: [{name: a, in: header, allowReserved: true, schema: {}}]'),
      'invalid-document',
      '"allowReserved" is only for a Parameter Object',
    ],
    [
      'for an empty value outside of the query',
      get('parameters: [{name: a, in: header, allowEmptyValue: true, schema: {}}]'),
      'invalid-document',
      '"allowEmptyValue" is only for a Parameter Object',
    ],
    [
      'for both schema and content',
      get('parameters: [{name: a, in: query, schema: {}, content: {}}]'),
      'invalid-document',
      'received schema and content',
    ],
    [
      'for an unknown security scheme',
      get('security: [{key: []}]'),
      'dangling-reference',
      '/paths/~1x/get/security/0/key',
    ],
    [
      'for an operation id twice',
      get('operationId: a').concat('    put: {operationId: a}\n'),
      'invalid-document',
      'operationId "a" is also that of GET /x',
    ],
    [
      'for a reference that leads nowhere',
      schema('{$ref: "#/components/schemas/B"}'),
      'dangling-reference',
      'api.yaml:5: /components/schemas/A/$ref: |received "#/components/schemas/B"',
    ],
    [
      'for a reference to the network',
      schema('{$ref: "https://example.com/a.json"}'),
      'dangling-reference',
      'nothing is loaded from elsewhere',
    ],
    ['for an anchor that is nowhere', schema('{$ref: "#b"}'), 'dangling-reference', 'received "#b"'],
    [
      'for references in a circle',
      `${get('responses: {default: {$ref: "#/components/responses/A"}}')}components: {responses: {A: {$ref: "#/components/responses/A"}}}\n`,
      'circular-reference',
      'lead back here',
    ],
    [
      'for a schema that is only itself',
      schema('{allOf: [{$ref: "#/components/schemas/A"}]}'),
      'circular-reference',
      'api.yaml:5: /components/schemas/A',
    ],
    ...['{not: *}', '{if: *}', '{anyOf: [{}, *]}', '{oneOf: [*]}', '{if: {not: {allOf: [true, *]}}}'].map(
      (text): [string, string, string, string] => [
        `for a schema that is decided by itself, ${text}`,
        schema(text.replace('*', '{$ref: "#/components/schemas/A"}')),
        'circular-reference',
        'lead back here',
      ],
    ),
    [
      'for an unknown type',
      schema('{type: text}'),
      'invalid-document',
      'api.yaml:5: /components/schemas/A/type: |received "text"',
    ],
    [
      'for a bound that is no number',
      schema('{minimum: "1"}'),
      'invalid-document',
      '/components/schemas/A/minimum: expected a number, received "1"',
    ],
    ['for items as a list', schema('{items: [{}]}'), 'invalid-document', 'expected a schema'],
    ['for a pattern that is none', schema('{pattern: "("}'), 'invalid-document', 'a regular expression of ECMA-262'],
    ['for a required name twice', schema('{required: [a, a]}'), 'invalid-document', '"a" twice'],
    [
      'for an older dialect',
      schema('{$schema: "http://json-schema.org/draft-07/schema#"}'),
      'invalid-document',
      'JSON Schema 2020-12',
    ],
  ])('%s', (_, text, code, message) => {
    const error = errorOf(text)
    expect(error.code).toBe(code)
    for (const part of message.split('|')) expect(error.message).toContain(part)
  })

  test('for random bytes', () => {
    const bytes = Array.from({ length: 5000 }, (_, index) => (index * 7919 + 13) % 0xffff)
    expect(errorOf(String.fromCharCode(...bytes)).message).toMatch(/^api\.yaml/)
  })

  test('for prose, by its line and not by a paragraph of it', () => {
    expect(errorOf(`${'word '.repeat(100)}\n${'word '.repeat(100)}:\nmore`).message).toMatch(
      /^api\.yaml:\d+: expected .{0,20}, received .{0,100}$/,
    )
  })

  test.each([
    [199, true],
    [200, false],
  ])('with the place if it is short: a key of %i characters, %s', (length, isShown) => {
    const key = 'k'.repeat(length)
    expect(errorOf(`${key}: [\n`).message.includes(`/${key}: `)).toBe(isShown)
  })

  test('for a file that cannot be read', async () => {
    await expect(loadDocument('nowhere/api.yaml')).rejects.toThrow(
      'nowhere/api.yaml: expected a file that can be read, received no such file',
    )
  })
})

describe('a document is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'document-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('from JSON, by path and by URL, with its lines', async () => {
    const path = join(folder, 'api.json')
    writeFileSync(
      path,
      `\uFEFF${JSON.stringify({ openapi: '3.1.1', info: { title: 'J', version: '2' }, paths: {} }, null, 2)}`,
    )
    const [byPath, byUrl] = [await loadDocument(path), await loadDocument(pathToFileURL(path))]
    const byHref = await loadDocument(pathToFileURL(path).href)
    expect([byPath.title, byPath.version, byUrl.title, byHref.title]).toEqual(['J', '2', 'J', 'J'])
    const version = findDescendant(byPath.root, ['info', 'version'])
    expect(version && lineOf(version)).toBe(5)
  })

  test('from JSON with the same places as from YAML', () => {
    const json = `{"openapi": "3.1.0", "info": {"title": "}{[],:", "version":\n"1"},\r\n
      "paths": {"/a~b/{c}": {"parameters": [{"in": "query", "name": "a",\n "schema": true}, \n {"in":\n"query", "name": "b",
        "schema": {"type":\n[ "null"\n,"string" ], "x-\\u0061\\"": [[], {}, 1, {"__proto__": \n{"a": {}}}]}\n}]}}}\n`
    const [{ root: ofJson }, { root: ofYaml }] = [parseDocument(json, 'a'), parseDocument(`# YAML\n${json}`, 'a')]
    expect(ofJson.value).toStrictEqual(ofYaml.value)
    const linesIn = (node: Node): number[] => [lineOf(node), ...childrenOf(node).flatMap(([, child]) => linesIn(child))]
    expect(linesIn(ofJson)).toHaveLength(26)
    expect(linesIn(ofJson).map((line) => line + 1)).toEqual([2, ...linesIn(ofYaml).slice(1)])
  })

  test('from several files, through path items, parameters, anchors, merge keys and embedded ids', async () => {
    const document = await loadDocument('test/fixtures/split/api.yaml')
    expect(document.operations.map(({ operationId }) => operationId)).toEqual(['listThings', 'GET /things/{id}'])
    expect(document.files.map(({ name }) => name)).toEqual([
      'test/fixtures/split/api.yaml',
      'test/fixtures/split/paths.yaml',
      'test/fixtures/split/schemas/thing.json',
      'test/fixtures/split/schemas/common.yaml',
    ])
    const [, one] = document.operations
    expect(one?.parameters.map(({ name, node }) => [name, node.file.name, lineOf(node)])).toEqual([
      ['id', 'test/fixtures/split/paths.yaml', 2],
    ])
    expect(one?.responses.map(({ status, content }) => [status, content.length])).toEqual([
      ['200', 1],
      ['404', 1],
      ['default', 1],
    ])
  })

  test('refuses a reference to a device, which need not come to an end', async () => {
    const file = join(folder, 'device.yaml')
    writeFileSync(file, schema('{$ref: "file:///dev/zero"}'))
    const fault = await findFaultIn(loadDocument(file, { allowOutside: true }))
    expect(fault.message).toContain('expected a file that can be read (no regular file)')
  })

  test('with a missing file named where it is referred to', () => {
    expect(errorOf(schema('{$ref: "other.yaml#/B"}')).message).toContain(
      'api.yaml:5: /components/schemas/A/$ref: expected a place in this document, which was not loaded from a file',
    )
  })

  test('with the operations of a path item before those of the path item that it refers to', () => {
    const { operations } = parseDocument(
      `${head}paths:
  /x:
    $ref: "#/components/pathItems/X"
    get: {operationId: own}
components:
  pathItems:
    X:
      get: {operationId: replaced}
      put: {operationId: referred}
`,
      'api.yaml',
    )

    expect(operations.map(({ method, operationId }) => [method, operationId])).toEqual([
      ['GET', 'own'],
      ['PUT', 'referred'],
    ])
  })

  test('with a chain of twenty thousand references', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => [
      `r${index}`,
      { $ref: `#/components/responses/r${index + 1}` },
    ])
    const responses = { ...Object.fromEntries(chain), r20000: { description: 'the end' } }
    const paths = { '/x': { get: { responses: { 200: { $ref: '#/components/responses/r0' } } } } }
    const json = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components: { responses } }
    const { operations } = parseDocument(JSON.stringify(json), 'api.json')
    expect(operations[0]?.responses[0]?.node.pointer).toBe('/components/responses/r20000')
  })

  test('with recursive schemas, boolean schemas and unknown keywords', () => {
    const text = `${schema('{properties: {a: {$ref: "#/components/schemas/A"}, b: true, c: false}, nullable: true, x-a: [1]}')}`
    expect(parseDocument(text, 'api.yaml').operations).toEqual([])
  })

  test('with parameters of the path item replaced by those of the operation', () => {
    const parameter = (where: string, type: string) => `{name: a, in: ${where}, schema: {type: ${type}}}`
    const text = get(`parameters: [${parameter('query', 'string')}]`).replace(
      '    get:',
      `    parameters: [${parameter('query', 'integer')}, ${parameter('header', 'integer')}]\n    get:`,
    )
    const [operation] = parseDocument(text, 'api.yaml').operations
    expect(operation?.parameters.map(({ in: where, schema: of }) => [where, of?.value])).toEqual([
      ['query', { type: 'string' }],
      ['header', { type: 'integer' }],
    ])
  })
})
