import { describe, expect, test } from 'vitest'
import { checkInteractions, createChecker, type Interaction, parseDocument } from '../../src/contract/index.js'

const event = (type: string, schema: string) =>
  `{post: {requestBody: {required: true, content: {application/json: {schema: {required: [type], properties: {type: {const: ${type}}, data: ${schema}}}}}}, responses: {"204": {description: x}}}}`

const document = parseDocument(
  `openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /subscriptions:
    post:
      callbacks:
        done: {"{$request.body#/url}": ${event('done', '{type: boolean}')}}
      responses: {"201": {description: x}}
webhooks:
  started: ${event('started', '{type: integer}')}
  ended: ${event('ended', '{type: string}')}
`,
  'hooks.yaml',
)

const delivery = (body: unknown, method = 'POST'): Interaction => ({
  request: {
    method,
    url: 'https://receiver.example/any/path',
    headers: [['content-type', 'application/json']],
    body: JSON.stringify(body),
  },
  response: { status: 204, headers: [], body: null },
})

describe('with webhooks, a request is compared with the webhook or callback of its method that its body fits best', () => {
  const { check } = createChecker(document, { webhooks: true })

  test.each([
    ['a webhook', { type: 'started', data: 1 }, 'POST started', []],
    ['the webhook that it means', { type: 'ended', data: 1 }, 'POST ended', ['invalid-parameter body /data']],
    ['a callback', { type: 'done', data: true }, 'POST done {$request.body#/url}', []],
  ])('%s', (_, body, operationId, findings) => {
    const result = check(delivery(body))

    expect(result.operationId).toBe(operationId)
    expect(result.findings.map(({ code, at }) => `${code} ${at}`)).toEqual(findings)
  })

  test('the one with the right constant, even if another would have fewer errors', () => {
    const hooks = parseDocument(
      `openapi: 3.1.0\ninfo: {title: T, version: "1"}\nwebhooks:\n  any: ${event('any', '{}')}\n  pair: ${event('pair', '{properties: {a: {type: integer}, b: {type: integer}}}')}\n`,
      'hooks.yaml',
    )
    const result = createChecker(hooks, { webhooks: true }).check(delivery({ type: 'pair', data: { a: 'x', b: 'x' } }))

    expect(result.operationId).toBe('POST pair')
    expect(result.findings.map(({ at }) => at)).toEqual(['body /data/a', 'body /data/b'])
  })

  const resultOf = (webhooks: string, body: unknown) =>
    createChecker(
      parseDocument(`openapi: 3.1.0\ninfo: {title: T, version: "1"}\nwebhooks: ${webhooks}\n`, 'hooks.yaml'),
      {
        webhooks: true,
      },
    ).check(delivery(body))
  const hook = (schema: string) =>
    `{post: {requestBody: {content: {application/json: {schema: ${schema}}}}, responses: {"204": {description: x}}}}`

  test.each([
    [
      'the fewest errors, first',
      '{properties: {a: {type: string}, b: {type: string}}}',
      '{minProperties: 9}',
      'POST two',
    ],
    [
      'the fewest errors, last',
      '{minProperties: 9}',
      '{properties: {a: {type: string}, b: {type: string}}}',
      'POST one',
    ],
    ['as many errors', '{minProperties: 9}', '{minProperties: 8}', 'POST one'],
    [
      'a value that is not listed',
      '{properties: {a: {enum: [3]}}}',
      '{minProperties: 9, maxProperties: 0}',
      'POST two',
    ],
    ['a note, which is no error', '{minProperties: 9}', '{properties: {a: {pattern: "("}}}', 'POST two'],
  ])('of two, the one with %s', (_, one, two, operationId) => {
    expect(resultOf(`{one: ${hook(one)}, two: ${hook(two)}}`, { a: 1, b: 2 }).operationId).toBe(operationId)
  })

  test('not one that cannot be used, and where there is no other, nothing is checked', () => {
    const broken = 'broken: {post: {$ref: "other.yaml"}}'

    expect(resultOf(`{${broken}, used: ${hook('{minProperties: 9}')}}`, {}).operationId).toBe('POST used')
    expect(resultOf(`{${broken}}`, {}).findings).toMatchObject([{ code: 'not-checked', rule: '/webhooks/broken/post' }])
  })

  test('a method that no webhook has is not documented', () => {
    expect(check(delivery({}, 'GET')).findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'undocumented-method: method GET is not documented; documented: POST',
    ])
  })

  test('whatever host the receiver has', () => {
    const hosts = ['https://a.example/', 'https://b.example/']
    const sent = hosts.map((url) => {
      const { request, response } = delivery({ type: 'ended', data: 'x' })
      return { request: { ...request, url }, response }
    })

    expect(checkInteractions(document, sent, { webhooks: true }).summary).toMatchObject({ checked: 2, skipped: 0 })
  })

  test('the report lists webhooks and callbacks as its operations', () => {
    const report = checkInteractions(document, [delivery({ type: 'ended', data: 'x' })], { webhooks: true })

    expect(report.verdict).toBe('passed')
    expect(report.operations.map(({ operationId, interactions }) => [operationId, interactions])).toEqual([
      ['POST started', 0],
      ['POST ended', 1],
      ['POST done {$request.body#/url}', 0],
    ])
  })
})

test('without the option, requests to other paths are not compared with webhooks', () => {
  expect(createChecker(document).check(delivery({ type: 'ended' })).operationId).toBeUndefined()
})
