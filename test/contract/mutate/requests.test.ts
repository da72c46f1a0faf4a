import { beforeAll, describe, expect, test } from 'vitest'
import { type Interaction, parseDocument, scoreMutants } from '../../../src/contract/index.js'
import { loadReplaceableEngine } from '../../support/replaceable-engine.js'

const text = `openapi: 3.1.1
info: {title: Requests, version: "1"}
servers: [{url: "https://h.example/v1"}]
security: [{token: []}]
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
        - {name: limit, in: query, schema: {allOf: [{type: integer}, {maximum: 50}]}}
        - {name: exact, in: query, schema: {type: boolean}}
        - {name: sizes, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: colours, in: query, explode: false, schema: {type: array, items: {enum: [red, 'red,blue']}}}
        - {name: words, in: query, style: pipeDelimited, explode: false, schema: {type: array, maxItems: 3, items: {enum: [a, b]}}}
        - {name: names, in: query, style: spaceDelimited, explode: false, schema: {type: array, maxItems: 3, items: {type: string}}}
        - name: filter
          in: query
          style: deepObject
          schema:
            type: object
            required: [age]
            properties: {age: {type: integer, minimum: 1}, kinds: {type: array, items: {enum: [x, y]}}}
      responses:
        "200": {description: Done., content: {text/plain: {schema: {type: string, minLength: 2}}}}
        "400": &no {description: No., content: {application/json: {schema: {type: object}}}}
        "401": *no
        "422": *no
    post:
      operationId: addThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer, minimum: 1}}
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [name, age]
              properties:
                name: {type: string, minLength: 2}
                age: {type: integer}
                tags: {type: array, items: {enum: [p, q]}}
                sizes: {type: array, items: {type: integer}}
                labels: {type: object, additionalProperties: {type: string, maxLength: 5}}
                place: {type: object, required: [x], properties: {x: {type: integer}, y: {type: integer}}}
            encoding: {sizes: {explode: false}, labels: {style: deepObject}, place: {explode: true}}
          multipart/form-data:
            schema:
              type: object
              required: [title, owner]
              properties:
                title: {type: string, maxLength: 5}
                owner: {type: object, required: [name, born], properties: {name: {type: string}, born: {type: integer}}}
                photo: {}
            encoding: {photo: {contentType: image/png}}
      responses:
        "204": {description: Done.}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
`

const headers = [['Authorization', 'Bearer t']] as const
const form = (type: string, body: string): Interaction => ({
  request: {
    method: 'POST',
    url: 'https://h.example/v1/things/7',
    headers: [...headers, ['Content-Type', type]],
    body,
  },
  response: { status: 204, headers: [], body: null },
})
const query = 'limit=5&sizes=1,2&words=a|b&names=a%20b&filter[age]=3&filter[kinds]=x&filter[kinds]=y'
const get = (search: string): Interaction['request'] => ({
  method: 'GET',
  url: `https://h.example/v1/things/7?${search}`,
  headers,
})
const parts = [
  'Content-Disposition: form-data; name="title"\r\n\r\nabc',
  'Content-Disposition: form-data; name="owner"\r\nContent-Type: application/json\r\n\r\n{"name":"b","born":1}',
  'Content-Disposition: form-data; name="photo"\r\nContent-Type: image/png\r\n\r\nPNG',
]

const recorded: readonly Interaction[] = [
  { request: get(query), response: { status: 200, headers: [['content-type', 'text/plain']], body: 'abc' } },
  ...[400, 401, 422].map((status) => ({
    request: get('limit=x'),
    response: { status, headers: [['content-type', 'application/json']] as const, body: '{}' },
  })),
  form('application/x-www-form-urlencoded', 'name=abc&age=5&tags=p&tags=q&sizes=1,2&labels[en]=a&x=1&y=2'),
  form('multipart/form-data; boundary=b', `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`),
]

describe('mutants of requests', () => {
  const score = scoreMutants(parseDocument(text, 'requests.yaml'), recorded)

  test('are all killed, no conforming variant is refused, and every rule is exercised', () => {
    expect(score.mutants.filter(({ outcome }) => outcome === 'survived')).toEqual([])
    expect(score.refusedVariants).toEqual([])
    expect(score.unexercised).toEqual([])
    expect(score.verdict).toBe('passed')
  })

  test.each([
    ['query limit', 'written "0x10"'],
    ['query exact', 'written "TRUE"'],
    ['query sizes', 'written " 7" at query sizes /0'],
    ['query filter', 'of type string at query filter /age'],
    ['query limit', 'the invalid escape %E0%A4'],
    ['request body', 'without "age"'],
    ['request body', 'of type null at body /owner/name'],
    ['request body', 'not listed at body /tags/0'],
    ['request body', 'of type string at body /sizes/0'],
    ['request body', 'too long at body /labels/en'],
    ['request body', 'a body that is cut off'],
    ['request', 'empty credentials'],
    ['request', 'another base path'],
  ])('break %s: %s', (subject, description) => {
    expect(score.mutants.map((mutant) => [mutant.subject, mutant.description])).toContainEqual([subject, description])
  })
})

type Module = Readonly<Record<string, unknown>>

describe('a fault in the check of requests', () => {
  const files = {
    typedText: 'contract/bodies/typed-text',
    status: 'text/http-status',
    staticType: 'schema/layout/static-type',
    server: 'openapi/objects/server',
  } as const
  let replaceable: Awaited<ReturnType<typeof loadReplaceableEngine>>
  beforeAll(async () => {
    replaceable = await loadReplaceableEngine(Object.values(files))
  })

  const verdictWith = (file: string, replace: (original: Module) => Module) => {
    const { engine, withReplaced } = replaceable
    const score = () => engine.scoreMutants(engine.parseDocument(text, 'requests.yaml'), recorded)
    return withReplaced(file, replace, score).verdict
  }

  test('is all that the engine lacks: without one no mutant survives', () => {
    expect(verdictWith(files.status, (original) => original)).toBe('passed')
  })

  test.each<[string, string, (actual: Module) => Module]>([
    [
      'that takes hexadecimal numbers',
      files.typedText,
      () => ({ toTyped: (each: string) => (Number.isNaN(Number(each)) ? each : Number(each)) }),
    ],
    ...[400, 401, 422].map((forgotten): [string, string, (actual: Module) => Module] => [
      `that does not know ${forgotten} for a refusal`,
      files.status,
      (actual) => ({
        ...actual,
        isClientError: (status: number) => status >= 400 && status < 500 && status !== forgotten,
      }),
    ]),
  ])('%s lets mutants survive', (_, file, change) => {
    expect(verdictWith(file, change)).toBe('failed')
  })

  test('that ignores types in allOf lets mutants survive', () => {
    const verdict = verdictWith(files.staticType, (actual) => ({
      ...actual,
      staticTypeOf: (schema: { value: unknown } | undefined, index: unknown) => {
        const isHidden = JSON.stringify(schema?.value ?? null).startsWith('{"allOf"')
        return (actual.staticTypeOf as (...of: unknown[]) => unknown)(isHidden ? undefined : schema, index)
      },
    }))
    expect(verdict).toBe('failed')
  })

  test('that ignores base paths lets mutants survive', () => {
    const verdict = verdictWith(files.server, (actual) => ({
      ...actual,
      readServers: (...of: unknown[]) => ({
        ...(actual.readServers as (...of: unknown[]) => object)(...of),
        hasBasePath: () => true,
      }),
    }))
    expect(verdict).toBe('failed')
  })
})

describe('mutants of credentials satisfy no other security requirement', () => {
  const document = parseDocument(
    `openapi: 3.1.1
info: {title: Keys, version: "1"}
security: [{key: []}, {token: [], session: []}]
paths: {/things: {get: {operationId: getThings, responses: {"204": {description: Done.}}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: key}
    token: {type: http, scheme: bearer}
    session: {type: apiKey, in: cookie, name: sid}
`,
    'keys.yaml',
  )

  test.each<[string, string, Interaction['request']['headers']]>([
    ['a key, its headers dropped', '?key=1', []],
    ['a token and a session', '', [...headers, ['cookie', 'sid=1']]],
    ['all of them', '?key=1', [...headers, ['cookie', 'a=b; sid=1']]],
  ])('of a request with %s', (_, search, sent) => {
    const request = { method: 'GET', url: `https://h.example/things${search}`, headers: sent }
    const score = scoreMutants(document, [{ request, response: { status: 204, headers: [], body: null } }])
    const mutants = score.mutants.filter(({ keyword }) => keyword === 'credentials')
    expect(mutants.map(({ description, outcome }) => [description, outcome])).toEqual([
      ['no credentials', 'killed'],
      ['empty credentials', 'killed'],
    ])
  })
})

describe('mutants of parameters in every style are killed', () => {
  const schema = '{type: integer, minimum: 1, maximum: 50}'
  const list = '{type: array, minItems: 2, items: {type: integer, minimum: 1}}'
  const at = (style: string, explode: boolean, each: string) =>
    `{name: id, in: path, required: true, style: ${style}, explode: ${explode}, schema: ${each}}`
  const inCookie = (style: string, explode: boolean, each: string) =>
    `{name: id, in: cookie, required: true, style: ${style}, explode: ${explode}, schema: ${each}}`

  test.each<[string, string, string, string | undefined]>([
    ['a scalar in label', at('label', false, schema), '.7', undefined],
    ['a list in label', at('label', false, list), '.7,8', undefined],
    ['a list in label, exploded', at('label', true, list), '.7.8', undefined],
    ['a scalar in matrix', at('matrix', false, schema), ';id=7', undefined],
    ['a list in matrix', at('matrix', false, list), ';id=7,8', undefined],
    ['a list in matrix, exploded', at('matrix', true, list), ';id=7;id=8', undefined],
    ['a cookie', inCookie('form', true, schema), 'x', 'a=b; id=7'],
    ['a cookie with a list', inCookie('form', false, list), 'x', 'id=7,8'],
    ['a cookie with a list, exploded', inCookie('form', true, list), 'x', 'id=7; id=8; a=b'],
    ['a cookie as it is', inCookie('cookie', true, schema), 'x', 'id=7'],
  ])('%s', (_, parameter, segment, cookie) => {
    const path = cookie === undefined ? '/{id}' : '/x'
    const document = parseDocument(
      `openapi: 3.2.0
info: {title: Styles, version: "1"}
paths: {"${path}": {get: {operationId: get, parameters: [${parameter}], responses: {"204": {description: Done.}}}}}
`,
      'styles.yaml',
    )
    const headers = [['accept', '*/*'] as const, ...(cookie === undefined ? [] : [['cookie', cookie] as const])]
    const request = { method: 'GET', url: `https://h.example/${segment}`, headers }
    const { mutants } = scoreMutants(document, [{ request, response: { status: 204, headers: [], body: null } }])
    const ofParameter = mutants.filter(({ subject }) => subject === (cookie === undefined ? 'path id' : 'cookie id'))

    expect(ofParameter.filter(({ outcome }) => outcome !== 'killed')).toEqual([])
    expect(ofParameter.map(({ keyword }) => keyword)).toEqual(expect.arrayContaining(['type', 'minimum']))
  })
})
