import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { toInteraction } from '../../src/contract/assert/to-interaction.js'
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

  test('with a body that was not read is refused', async () => {
    await expect(toInteraction(axios({ data: { pipe: () => {} } }))).rejects.toThrow('received a stream')
  })

  test('with a form, whose bytes are not known, has a body that is not recorded', async () => {
    const { request } = await toInteraction(axios({ config: { method: 'get', data: new FormData() } }))
    expect(request).toMatchObject({ body: null, notRecorded: ['body'] })
  })

  test('is taken from its error', async () => {
    const error = Object.assign(new Error('404'), { isAxiosError: true, request: {}, response: axios() })
    expect((await toInteraction(error)).request.url).toBe(`${base}/pets`)
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
  ])('with the data %j has a body', async (request, type, body) => {
    expect((await toInteraction(supertest({ request, sent: { 'content-type': type } }))).request.body).toBe(body)
  })

  test.each([{ _formData: {} }, { _data: { a: { b: 1 } } }])(
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
    rmSync(folder, { recursive: true })
  })
})
