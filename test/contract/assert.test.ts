import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { toInteraction } from '../../src/contract/assert/to-interaction.js'
import type { FindingCode, Severity } from '../../src/contract/findings/finding.js'
import {
  assertContract,
  ContractError,
  createChecker,
  interactionFromFetch,
  toSatisfyContract,
} from '../../src/contract/index.js'
import { base, pet, petstore } from './petstore.js'

const checker = createChecker(petstore)
const json = { 'content-type': 'application/json', 'x-total': '1' }

/** The parts of a response of axios 1.21 on Node. */
const axios = ({
  data = [pet] as unknown,
  config = {},
  headers = json as object,
  sent = {} as object | undefined,
} = {}) => ({
  status: 200,
  statusText: 'OK',
  headers,
  config: { method: 'get', url: `${base}/pets`, headers: { accept: 'application/json' }, ...config },
  request: sent,
  data,
})

/** The parts of a response of supertest 7. */
const supertest = ({
  text = JSON.stringify([pet]) as string | null,
  body = [pet] as unknown,
  request = {},
  sent = {},
} = {}) => ({
  ...{ status: 200, statusCode: 200, headers: json, header: json, text, body },
  request: { method: 'GET', url: `${base}/pets?limit=1`, ...request },
  req: { method: 'GET', path: '/v1/pets?limit=1', getHeaders: () => ({ 'x-key': 'k', 'content-length': 7, ...sent }) },
})

/** The parts of a response of Playwright 1.65. */
const playwright = (more: object = {}) => ({
  url: () => `${base}/pets`,
  status: () => 200,
  headersArray: () => Object.entries(json).map(([name, value]) => ({ name, value })),
  body: async () => Buffer.from(JSON.stringify([pet])),
  ...more,
})

describe('a response of axios', () => {
  test('has its request', async () => {
    const sent = {
      method: 'POST',
      res: { responseUrl: 'http://user:secret@eu.petstore.example/v1/pets?a=1' },
      getHeaders: () => ({ 'x-key': 'k', cookie: ['a=1', 'b=2'] }),
    }
    expect(await toInteraction(axios({ config: { method: 'post', data: '{"id":1}' }, sent }))).toEqual({
      request: {
        method: 'POST',
        url: 'http://eu.petstore.example/v1/pets?a=1',
        headers: [
          ['x-key', 'k'],
          ['cookie', 'a=1'],
          ['cookie', 'b=2'],
        ],
        body: '{"id":1}',
      },
      response: { status: 200, headers: Object.entries(json), body: JSON.stringify([pet]) },
    })
  })

  test('of an adapter that says nothing of the request has the URL of its configuration', async () => {
    const config = { baseURL: `${base}/`, url: '/pets', params: { tags: ['a', 'b'], limit: 1, none: undefined } }
    const { request } = await toInteraction(axios({ config, sent: undefined }))

    expect(request.url).toBe(`${base}/pets?tags%5B%5D=a&tags%5B%5D=b&limit=1`)
  })

  test.each([
    [{ url: '/pets' }, '/pets'],
    [{ url: `${base}/pets`, baseURL: 'https://other.example' }, `${base}/pets`],
    [{ url: '//h.example/pets', baseURL: base }, '//h.example/pets'],
    [{ url: 'pets', baseURL: base }, `${base}/pets`],
    [{ url: '//pets', baseURL: undefined }, '//pets'],
    [{ url: '', baseURL: base }, `${base}/`],
    [{ baseURL: `${base}//`, url: '/a' }, `${base}/a`],
    [{ params: new URLSearchParams('a=1&a=2') }, `${base}/pets?a=1&a=2`],
    [{ url: `${base}/pets?a=1#top`, params: { b: 2, c: null, d: true } }, `${base}/pets?a=1&b=2&d=true`],
    [
      { params: { from: new Date(0), where: { a: 1 } } },
      `${base}/pets?from=1970-01-01T00%3A00%3A00.000Z&where=%7B%22a%22%3A1%7D`,
    ],
    [{ params: {} }, `${base}/pets`],
    [{ params: 'a=1' }, `${base}/pets`],
  ])('of an adapter with the configuration %j has the URL %s', async (config, url) => {
    const { request } = await toInteraction(axios({ config, sent: undefined }))

    expect(request.url).toBe(url)
  })

  test.each([
    [{ responseURL: 'https://xhr.example/a' }, 'https://xhr.example/a'],
    [{ url: 'https://fetch.example/a' }, 'https://fetch.example/a'],
    [
      { res: { responseUrl: 'https://node.example/a' }, responseURL: 'https://xhr.example/a' },
      'https://node.example/a',
    ],
    [{ res: { responseUrl: 1 }, url: 'https://fetch.example/a' }, 'https://fetch.example/a'],
  ])('whose request is %j has the URL %s, and the headers of its configuration', async (sent, url) => {
    const { request } = await toInteraction(axios({ sent }))

    expect([request.url, request.method, request.headers]).toEqual([url, 'GET', [['accept', 'application/json']]])
  })

  test('has the body of a request whose method is written in another case, and of none without a method', async () => {
    const ofPut = await toInteraction(axios({ config: { method: 'put', data: 'x' }, sent: { method: 'PUT' } }))
    const ofGet = await toInteraction(axios({ config: { method: undefined, data: new Uint8Array([120]) } }))

    expect([ofPut, ofGet].map(({ request: { method, body, notRecorded } }) => [method, body, notRecorded])).toEqual([
      ['PUT', 'x', undefined],
      ['GET', 'x', undefined],
    ])
  })

  test.each([
    ['text/plain', '12', {}, '12'],
    ['application/json', '12', { responseType: 'text' }, '12'],
    ['application/json', '12', { responseType: 'json' }, '"12"'],
    ['application/problem+json; charset=utf-8', '[1]', {}, '[1]'],
    ['APPLICATION/JSON', 'null', {}, '"null"'],
    ['application/jsonl', '12', {}, '12'],
  ])('of %s with the text %s and the configuration %j has the body %s', async (type, data, config, body) => {
    const { response } = await toInteraction(axios({ data, config, headers: { 'Content-Type': type } }))

    expect(response.body).toBe(body)
  })

  test('that was redirected has the method and no body of the last request', async () => {
    const sent = { method: 'GET', res: { responseUrl: `${base}/pets` } }
    const { request } = await toInteraction(axios({ config: { method: 'post', data: '{}' }, sent }))

    expect([request.method, request.body]).toEqual(['GET', null])
  })

  test.each([
    ['', null],
    [undefined, null],
    [null, 'null'],
    ['text', '"text"'],
    ['{"a": 1}', '{"a": 1}'],
    ['12', '"12"'],
    [{ a: 1 }, '{"a":1}'],
    [Buffer.from('{"é": 1}'), '{"é": 1}'],
    [new TextEncoder().encode('[1]').buffer, '[1]'],
  ])('with the data %j has the body %j', async (data, body) => {
    expect((await toInteraction({ ...axios(), data })).response.body).toBe(body)
  })

  test.each([{ pipe: () => {} }, { getReader: () => {} }])('with a body that was not read is refused', async (data) => {
    await expect(toInteraction(axios({ data }))).rejects.toThrow('received a stream')
  })

  test('with a form, whose bytes are not known, has a body that is not recorded', async () => {
    const { request } = await toInteraction(axios({ config: { method: 'get', data: new FormData() } }))
    expect(request).toMatchObject({ body: null, notRecorded: ['body'] })
  })

  test('is taken from its error, with its own request', async () => {
    const error = Object.assign(new Error('404'), { isAxiosError: true, request: { method: 'PUT' }, response: axios() })
    expect((await toInteraction(error)).request).toMatchObject({ method: 'GET', url: `${base}/pets` })
  })
})

describe('a response of supertest', () => {
  test('has its request, with what was sent', async () => {
    const request = { method: 'POST', _data: { id: 1 } }
    const found = await toInteraction(supertest({ request, sent: { 'content-type': 'application/json' } }))

    expect(found.request).toMatchObject({ method: 'POST', url: `${base}/pets?limit=1`, body: '{"id":1}' })
    expect(found.request.headers).toContainEqual(['content-length', '7'])
    expect(found.response.body).toBe(JSON.stringify([pet]))
  })

  test.each([
    [{ _data: { a: 'b c' } }, 'application/x-www-form-urlencoded', 'a=b+c'],
    [{ _data: 'text' }, 'text/plain', 'text'],
    [{}, 'application/json', null],
    [{ _data: { a: 1 } }, 'application/problem+json', '{"a":1}'],
    [{ _data: [1] }, 'Application/JSON', '[1]'],
    [{ _data: { a: 1, b: true } }, 'application/x-www-form-urlencoded', 'a=1&b=true'],
    [{ _data: Buffer.from('x') }, 'text/plain', 'x'],
    [{ _data: null }, 'application/json', null],
  ])('with the data %j has a body', async (request, type, body) => {
    expect((await toInteraction(supertest({ request, sent: { 'content-type': type } }))).request.body).toBe(body)
  })

  test('whose request has no method is that of a GET', async () => {
    const { request } = await toInteraction(
      supertest({ request: { method: undefined, url: 'http://127.0.0.1:1/a#b' } }),
    )
    expect(request).toMatchObject({ method: 'GET', url: 'http://127.0.0.1:1/a' })
    expect(request).not.toHaveProperty('notRecorded')
  })

  test.each([{ _formData: {} }, { _data: { a: { b: 1 } } }, { _data: { a: null } }, { _data: 5 }])(
    'with %j has a body that is not recorded',
    async (request) => {
      const sent = { 'content-type': 'application/x-www-form-urlencoded' }
      expect((await toInteraction(supertest({ request, sent }))).request.notRecorded).toEqual(['body'])
    },
  )

  test.each([
    [null, {}, null],
    ['', {}, null],
    [null, Buffer.from('x'), 'x'],
    ['[', [], '['],
    [null, [], null],
    [null, [1], '[1]'],
    [null, { a: 1 }, '{"a":1}'],
    [null, new Uint8Array(0), null],
  ])('with the text %j and the body %j has the body %j', async (text, body, expected) => {
    expect((await toInteraction(supertest({ text, body }))).response.body).toBe(expected)
  })
})

describe('a response of Playwright', () => {
  test('alone is that of a GET, whose headers are not known', async () => {
    expect(await toInteraction(playwright())).toEqual({
      request: { method: 'GET', url: `${base}/pets`, headers: [], notRecorded: ['headers'] },
      response: { status: 200, headers: Object.entries(json), body: JSON.stringify([pet]) },
    })
  })

  test('comes with what the test knows of the request', async () => {
    const request = { method: 'post', data: { id: 1 } }
    expect((await toInteraction({ request, response: playwright() })).request).toEqual({
      ...{ method: 'POST', url: `${base}/pets`, headers: [], body: '{"id":1}', notRecorded: ['headers'] },
    })
    const headers = { 'x-key': 'k' }
    expect((await toInteraction({ request: { headers }, response: playwright() })).request).toEqual({
      ...{ method: 'GET', url: `${base}/pets`, headers: [['x-key', 'k']] },
    })
  })

  test.each([
    [{ request: { url: 'https://h.example/a', body: { a: 1 } } }, { url: 'https://h.example/a', body: '{"a":1}' }],
    [{ request: { data: 'x', body: 'y' } }, { body: 'x' }],
    [{ request: { data: new URLSearchParams({ a: '1' }) } }, { body: 'a=1' }],
    [{ request: { data: new TextEncoder().encode('é').buffer } }, { body: 'é' }],
    [
      { request: { headers: [['a', '1'], ['a', 2], ['b']] } },
      {
        headers: [
          ['a', '1'],
          ['a', '2'],
        ],
      },
    ],
    [{ request: { headers: new Headers({ a: '1' }) } }, { headers: [['a', '1']] }],
    [{ request: {} }, { method: 'GET', notRecorded: ['headers'] }],
    [{ request: 'GET' }, { method: 'GET', notRecorded: ['headers'] }],
  ])('with %j has the request %j', async (call, request) => {
    expect((await toInteraction({ ...call, response: playwright() })).request).toMatchObject(request)
  })

  test('without a list of headers has them by name, and no body if it is empty', async () => {
    const response = { headersArray: undefined, headers: () => ({ a: '1' }), body: async () => new Uint8Array(0) }
    expect((await toInteraction(playwright(response))).response).toEqual({
      status: 200,
      headers: [['a', '1']],
      body: null,
    })
  })

  test('of a page has the headers by name and the method of its request, if there are no others', async () => {
    const request = () => ({ postData: () => null, headers: () => ({ a: '1' }) })
    expect((await toInteraction(playwright({ request }))).request).toEqual({
      ...{ method: 'GET', url: `${base}/pets`, headers: [['a', '1']], body: null },
    })
  })

  test('of a page has its request', async () => {
    const request = () => ({
      method: () => 'PUT',
      postData: () => '{}',
      allHeaders: async () => ({ ':method': 'PUT', 'x-key': 'k' }),
    })
    expect((await toInteraction(playwright({ request }))).request).toEqual({
      ...{ method: 'PUT', url: `${base}/pets`, headers: [['x-key', 'k']], body: '{}' },
    })
  })

  test('without a body that can be read is refused', async () => {
    const body = () => Promise.reject(new Error('No resource with given identifier found'))
    await expect(toInteraction(playwright({ body }))).rejects.toThrow('expected a body that can be read')
  })
})

test('a request of a fetch whose body was sent has a body that is not recorded', async () => {
  const request = new Request(`${base}/pets`, { method: 'POST', body: '{}' })
  await request.text()

  expect((await interactionFromFetch(request, Response.json({}))).request.notRecorded).toEqual(['body'])
})

const headers: [string, string][] = []
const interaction = { request: { method: 'GET', url: base, headers }, response: { status: 200, headers, body: null } }

test('an interaction is taken as it is', async () => {
  expect(await toInteraction(interaction)).toBe(interaction)
})

test.each([
  { ...interaction, request: { ...interaction.request, method: 1 } },
  { ...interaction, request: { ...interaction.request, url: new URL(base) } },
  { ...interaction, request: { ...interaction.request, headers: {} } },
  { ...interaction, request: null },
  { ...interaction, response: { ...interaction.response, status: '200' } },
  { ...interaction, response: { ...interaction.response, headers: {} } },
  { ...interaction, response: null },
  { request: interaction.request },
  { request: { url: base, method: 'GET' }, response: new Response('') },
  ...['status', 'headers', 'config'].map((name) => ({ ...axios(), [name]: undefined })),
  ...['status', 'headers', 'header', 'request'].map((name) => ({ ...supertest(), [name]: undefined })),
  ...['url', 'status', 'body'].map((name) => playwright({ [name]: undefined })),
])('%j, which lacks something, cannot be checked', async (received) => {
  await expect(toInteraction(received)).rejects.toThrow(
    /^expected a response of fetch, axios, .*, received an object of/,
  )
})

test.each([
  [undefined, 'a value of type undefined'],
  [null, 'null'],
  ['text', 'a value of type string'],
  [{}, 'an object without members'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, 'an object of a, b, c, d, e'],
])('%j is described in the error', async (received, description) => {
  await expect(toInteraction(received)).rejects.toThrow(new RegExp(`received ${description}$`))
})

test.each([null, 'text', {}, [], { status: 200 }, { request: {}, response: {} }, JSON.parse('{"__proto__": 1}')])(
  '%j cannot be checked',
  async (received) => {
    await expect(toInteraction(received)).rejects.toThrow(
      /^expected a response of fetch, axios, supertest or Playwright/,
    )
  },
)

test('a response of a fetch that was read before is refused with what to do', async () => {
  const response = Response.json([])
  await response.json()

  await expect(toInteraction({ request: `${base}/pets`, response })).rejects.toThrow(
    'received a body that was read; check the response before the test reads its body, or give a clone',
  )
})

test.each([
  ['a promise', Promise.resolve(), 'await it first'],
  ['a response of got or undici', { statusCode: 200, body: '' }, 'response: new Response(body || null, { status'],
  [
    'a request with such a response',
    { request: { method: 'GET', url: '/pets' }, response: { statusCode: 200, body: '' } },
    'response: new Response(body || null, { status',
  ],
  [
    'a relative URL',
    { request: '/pets', response: new Response('[]') },
    'expected an absolute URL, received a relative',
  ],
])('%s is refused with what to do', async (_, received, way) => {
  // In a list, so that nothing awaits it.
  await expect(toInteraction([received][0])).rejects.toThrow(way)
})

describe('assertContract', () => {
  test('says of a response alone that it is taken for that of a GET', async () => {
    const response = Object.defineProperty(Response.json({}, { status: 201 }), 'url', { value: `${base}/pets` })

    await expect(assertContract(checker, response)).rejects.toThrow(
      /undocumented-content-type.*A response alone is taken for that of a GET/s,
    )
  })

  test('resolves for every kind of response that matches the document', async () => {
    for (const response of [axios(), supertest(), playwright()]) await assertContract(checker, response)
  })

  test('throws an error with all findings and no secret', async () => {
    const response = supertest({ text: '[{"id":"x"}]', request: { url: `${base}/pets?access_token=canary` } })
    const error = await assertContract(checker, response).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(ContractError)
    expect(String(error)).toMatch(
      /^ContractError: expected GET .*missing required property "name".*invalid-body at \/0\/id: /s,
    )
    expect(String(error)).not.toContain('canary')
  })

  test.each([
    ['path', 404, 'GET', `${base}/cats`],
    ['method', 405, 'DELETE', `${base}/pets`],
  ])(
    'throws for an undocumented %s even with status %d, because nothing was checked',
    async (what, status, method, url) => {
      const interaction = { request: { method, url, headers: [] }, response: { status, headers: [], body: null } }

      await expect(assertContract(checker, interaction)).rejects.toThrow(`undocumented-${what}`)
    },
  )

  const noteChecker = (code: FindingCode, severity: Severity, more?: number) => ({
    check: () => ({
      findings: [
        {
          code,
          severity,
          at: '',
          rule: '/a',
          expected: 'x',
          received: 'token=canary',
          message: 'got token=canary',
          ...(more && { more }),
        },
      ],
    }),
  })

  test.each([
    ['error', 'error', true],
    ['warning', 'error', false],
    ['warning', 'warning', true],
    ['note', 'warning', false],
    ['note', 'note', true],
  ] as const)('for a finding that is an %s, with failOn %s, throws: %s', async (severity, failOn, throws) => {
    const result = await toSatisfyContract(interaction, noteChecker('invalid-body', severity), { failOn })

    expect(result.pass).toBe(!throws)
  })

  test('says how many findings are left out, and masks what looks like a secret', async () => {
    const { message } = await toSatisfyContract(interaction, noteChecker('invalid-body', 'error', 3))

    expect(message()).toBe(
      [
        `expected GET ${base} (200) to satisfy the contract`,
        '',
        '  invalid-body at the body: got token=***',
        '    expected  x',
        '    received  token=***',
        '    document  /a',
        '    and 3 more of this rule',
      ].join('\n'),
    )
  })

  test('shows every character of the URL', async () => {
    const hidden = { ...interaction, request: { ...interaction.request, url: `${base}/\u200b` } }
    const { message } = await toSatisfyContract(hidden, noteChecker('invalid-body', 'error'))

    expect(message()).toContain(`expected GET ${base}/\\u200b (200)`)
  })

  test('throws an error with a name and a code', async () => {
    await expect(assertContract(noteChecker('invalid-body', 'error'), interaction)).rejects.toMatchObject({
      name: 'ContractError',
      code: 'contract-not-satisfied',
    })
  })

  test.each([null, 'checker', {}, { check: 1 }])('refuses %j as a checker', async (value) => {
    await expect(toSatisfyContract(interaction, JSON.parse(JSON.stringify(value)))).rejects.toThrow(TypeError)
  })

  test('throws for what was skipped', async () => {
    const others = createChecker(petstore, { servers: ['https://elsewhere.example'] })
    await expect(assertContract(others, supertest())).rejects.toThrow('but it was skipped: other-host')
  })

  test('refuses an unknown option, and a checker that is none', async () => {
    await expect(assertContract(checker, axios(), JSON.parse('{"colect": "x"}'))).rejects.toThrow(
      'unknown option "colect"; expected failOn or collect',
    )
    await expect(assertContract(JSON.parse('{}'), axios())).rejects.toThrow(
      'checker: expected the result of createChecker',
    )
  })

  test('writes what it checks to a folder, each case once, without private values', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'collect-'))
    const collect = join(folder, 'deep')
    const response = () => supertest({ text: '[{"id":1,"name":"Canary"}]', sent: { authorization: 'Bearer canary' } })
    await Promise.all([1, 2, 3].map(() => assertContract(checker, response(), { collect })))
    await toSatisfyContract(supertest({ text: '[{}]' }), checker, { collect })

    const written = readdirSync(collect).map((name) => readFileSync(join(collect, name), 'utf8'))
    expect(written).toHaveLength(2)
    expect(written.join()).not.toMatch(/canary/i)

    // The same folder in another spelling has the same placeholders.
    const other = supertest({ text: '[{"id":2,"name":"Wrench","tag":"x"}]' })
    await assertContract(checker, other, { collect: `${collect}/../deep/` })
    const all = readdirSync(collect).map((name) => readFileSync(join(collect, name), 'utf8'))
    const names = new Set(all.flatMap((text) => text.match(/"name": "\w+"/g) ?? []))
    expect([all.length, names.size]).toEqual([3, 2])
    rmSync(folder, { recursive: true })
  })
})
