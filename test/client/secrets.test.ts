import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import { type ClientOptions, createDebugHooks } from '../../src/client/index.js'
import { createWorld, id, page, script } from '../support/client-world.js'
import { startFaultServer } from '../support/fault-server.js'
import { oddTokens, spellings } from '../support/spellings.js'

const projectId = 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3'
const apiToken = 'PTcanary/0123456789+abcdef'
const plainToken = 'PTcanary0123456789abcdef'
const basic = btoa(`${projectId}:${apiToken}`)
const canaries = [apiToken, encodeURIComponent(apiToken), basic]

const never = () => {
  throw new Error('not to be looked at')
}

/** Every way in which an error is likely to be shown. */
function show(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)]
  const shown = [
    String(error),
    error.message,
    error.stack ?? '',
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
  ]
  const inspected = inspect(error, { depth: 20, showHidden: true, getters: true })
  const { headers, body } = error as { headers?: Headers; body?: unknown } // of an ApiError
  return [
    ...shown,
    inspected,
    JSON.stringify([...(headers ?? [])]),
    JSON.stringify(body) ?? '',
    ...(error.cause ? show(error.cause) : []),
  ]
}

/** Everything that is said of a call that fails: by the error and by the hooks. */
async function everythingSaid(
  answer: (request: Request) => Response,
  options: ClientOptions = {},
  read = 'get',
): Promise<string> {
  const said: string[] = []
  const hear = (event: object) => said.push(JSON.stringify(event), inspect(event, { depth: 20, showHidden: true }))
  const { fetch } = script([answer])
  const hooks = { onRequest: hear, onResponse: hear, onRetry: hear, onError: hear }
  const world = createWorld({ hooks: createDebugHooks((line) => said.push(line)) })
  const { roomSessions } = createClientWith(world, { projectId, apiToken, space: 'example', fetch, hooks, ...options })
  const call = read === 'get' ? roomSessions.get(id) : roomSessions.list().toArray()
  const error = await world.run(
    Promise.resolve(call).then(
      () => undefined,
      (error: unknown) => error,
    ),
  )
  expect(error).toBeInstanceOf(Error)
  return [...said, ...show(error)].join('\n')
}

function expectNoCanary(said: string) {
  for (const canary of canaries) expect(said).not.toContain(canary)
}

const echo = (request: Request) => `${apiToken} ${encodeURIComponent(apiToken)} ${request.headers.get('authorization')}`

describe('holds no credential, though the server gives back all it was sent', () => {
  test.each([400, 401, 403, 404, 418, 422, 429, 500, 503])('in the error of a %i', async (status) => {
    const said = await everythingSaid((request) =>
      Response.json(
        { error: echo(request), errors: [{ message: echo(request), code: apiToken }] },
        { status, headers: { 'x-echo': echo(request) } },
      ),
    )
    expectNoCanary(said)
    expect(said).toContain('[redacted]')
  })

  test.each([401, 422])('in the error of a %i whose JSON is written with escapes', async (status) => {
    const toEscapes = (text: string) =>
      [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
    const said = await everythingSaid((request) => {
      const message = toEscapes(echo(request))
      return new Response(`{"errors":[{"message":"${message}","code":"c"}],"${toEscapes(apiToken)}":1}`, { status })
    })
    expectNoCanary(said)
  })

  test('in the error of a 400 that writes the header without its padding, or as a URL does', async () => {
    const bare = basic.replace(/=+$/, '')
    const spellings = [bare, encodeURIComponent(basic), encodeURIComponent(bare)]
    const said = await everythingSaid(() => Response.json({ error: spellings.join(' ') }, { status: 400 }))
    for (const spelling of spellings) expect(said).not.toContain(spelling)
  })

  test('in the error of a 401 that is no whole JSON and escapes more than it has to', async () => {
    const escaped = (text: string) => text.replaceAll('/', String.raw`\/`)
    const said = await everythingSaid(
      () => new Response(`{"error":"${escaped(apiToken)} ${escaped(basic)}`, { status: 401 }),
    )
    for (const canary of canaries) expect(said).not.toContain(escaped(canary))
  })

  test('in the error of a 401 that quotes JSON in JSON', async () => {
    const odd = String.raw`PT"\/%]é😀'`
    const said = await everythingSaid(() => Response.json({ error: JSON.stringify({ token: odd }) }, { status: 401 }), {
      apiToken: odd,
    })
    for (const level of [odd, JSON.stringify(odd), JSON.stringify(JSON.stringify(odd))]) {
      expect(said).not.toContain(level.replace(/^[\\"]+|[\\"]+$/g, ''))
    }
    expect(said).toContain('[redacted]')
  })

  test('in the error of a 401, although the token has only six characters', async () => {
    const said = await everythingSaid(() => Response.json({ error: 'Pt9xZq' }, { status: 401 }), { apiToken: 'Pt9xZq' })
    expect(said).not.toContain('Pt9xZq')
    expect(said).toContain('[redacted]')
  })

  test('in the error of a 400 that makes a header of it', async () => {
    const said = await everythingSaid(() => new Response('{}', { status: 400, headers: { [plainToken]: '1' } }), {
      apiToken: plainToken,
    })
    expect(said.toLowerCase()).not.toContain(plainToken.toLowerCase())
  })

  test('in the error of a fetch that fails with a name of it', async () => {
    expectNoCanary(
      await everythingSaid(() => {
        throw Object.assign(new Error('failed'), { headers: { [apiToken]: 1 } })
      }),
    )
  })

  test('in the error of a call that is given it as a parameter', async () => {
    const { fetch } = script([page([1])])
    const { roomSessions } = createClientWith(createWorld(), { projectId, apiToken, space: 'example', fetch })
    const query = { status: apiToken, [basic]: `${'x'.repeat(70)}${apiToken}` } as never
    for (const call of [
      roomSessions.get(apiToken),
      roomSessions.list(query),
      roomSessions.list({}, { cursor: basic }),
    ]) {
      const error = await Promise.resolve(call).catch((error: unknown) => error)
      expect(error).toMatchObject({ code: 'parameter' })
      expectNoCanary(show(error).join('\n'))
      expect(show(error).join('\n')).not.toContain(apiToken.slice(0, 8))
    }
  })

  test('in the errors of forty calls at once, each with a token of its own', async () => {
    const tokens = Array.from({ length: 40 }, (_, index) => `PT-token-number-${index}!`)
    let given = 0
    const answer = async (request: Request) => {
      await new Promise((resolve) => setImmediate(resolve))
      return Response.json({ error: atob(request.headers.get('authorization')?.slice(6) ?? '') }, { status: 401 })
    }
    const { fetch } = script([answer])
    const options = { projectId, apiToken: () => tokens[given++] as string, space: 'example', fetch } // there are forty
    const { roomSessions } = createClientWith(createWorld(), options)
    const errors = await Promise.all(tokens.map(() => roomSessions.get(id).catch((error: unknown) => error)))
    const said = errors.flatMap(show).join('\n')
    for (const token of tokens) expect(said).not.toContain(token)
  })

  test.each([
    ['a dictionary', Object.assign(Object.create(null), { headers: Object.create(null) })],
    ['a symbol', Symbol('x')],
    ['a getter that throws', Object.defineProperty(new Error('x'), 'config', { get: () => never(), enumerable: true })],
  ])('in the error of a fetch that fails with %s', async (_, cause) => {
    const said = await everythingSaid(() => {
      throw cause
    })
    expectNoCanary(said)
    expect(said).toContain('ConnectionError')
  })

  /** A client, and what its hooks and its debug lines say. */
  function createHeard(answers: Parameters<typeof script>[0], options: ClientOptions = {}) {
    const said: string[] = []
    const hear = (event: object) => said.push(JSON.stringify(event))
    const hooks = { onRequest: hear, onResponse: hear, onRetry: hear, onError: hear }
    const world = createWorld({ hooks: createDebugHooks((line) => said.push(line)) })
    const { fetch } = script(answers)
    const all = { projectId, apiToken, space: 'example', fetch, hooks, ...options }
    return { said, world, ...createClientWith(world, all) }
  }

  test('in the headers and the request id that hooks receive, nor a cookie, nor a header of the caller', async () => {
    const answer = (request: Request) => {
      const echo = `${plainToken} ${request.headers.get('authorization')}`
      const names = ['x-request-id', 'retry-after', 'content-type', `x-ratelimit-${plainToken}`]
      const cookie = { 'set-cookie': 'session=cookie-canary' }
      const headers = { ...Object.fromEntries(names.map((name) => [name, echo])), ...cookie }
      return Response.json({ error: 'x' }, { status: 503, headers })
    }
    const headers = { 'proxy-authorization': 'Basic cHJveHk6Y2FuYXJ5', 'x-key': 'key-canary' }
    const { said, world, roomSessions } = createHeard([answer], { apiToken: plainToken, headers })
    await world.run(roomSessions.get(id).catch(() => {}))
    const all = said.join('\n').toLowerCase()
    const canaries = [plainToken, btoa(`${projectId}:${plainToken}`), 'cHJveHk6Y2FuYXJ5', 'cookie-canary', 'key-canary']
    for (const canary of canaries) expect(all).not.toContain(canary.toLowerCase())
    expect(all).toContain('request id [redacted]')
  })

  test('in the URL that hooks receive, nor another token, nor the name of a room', async () => {
    const { said, api, roomSessions } = createHeard([
      page([1], { next: '?page_number=1&page_token=PAsecret' }),
      page([2]),
    ])
    await roomSessions.list({ room_name: 'board of directors', status: 'completed' }).toArray()
    const query = { page_size: apiToken, key: 'other-secret', [apiToken]: 'x' } as object // types can be got round
    await api.GET('/api/video/room_sessions', { params: { query } })
    expectNoCanary(said.join('\n'))
    expect(said.join('\n')).not.toMatch(/PAsecret|other-secret|board/)
    expect(said.at(-1)).toBe(
      'signalwire #3 list_room_sessions GET https://example.signalwire.com/api/video/room_sessions?page_size=[redacted]&key=[redacted]&[redacted]=[redacted], attempt 1: status 200 in 0 ms',
    )
    expect(said.filter((line) => line.startsWith('signalwire #2'))).toEqual([
      'signalwire #2 list_room_sessions GET https://example.signalwire.com/api/video/room_sessions?room_name=[redacted]&status=completed&page_number=1&page_token=[redacted], attempt 1: status 200 in 0 ms',
    ])
  })

  test('in the error of a redirect', async () => {
    const location = (request: Request) =>
      `https://${apiToken.replace(/\W/g, '')}.example/${encodeURIComponent(echo(request))}`
    expectNoCanary(
      await everythingSaid((request) => new Response('', { status: 302, headers: { location: location(request) } })),
    )
  })

  test('in the error of a refusal that is no JSON', async () => {
    expectNoCanary(await everythingSaid((request) => new Response(`<h1>${echo(request)}</h1>`, { status: 500 })))
  })

  test('in the error of a body that is no JSON, nor of its type', async () => {
    expectNoCanary(
      await everythingSaid(
        (request) => new Response(echo(request), { headers: { 'content-type': `text/${apiToken}` } }),
      ),
    )
  })

  test.each([{}, [], null, 'text', { data: apiToken }])('in the error of the body %j for a list', async (body) => {
    expectNoCanary(await everythingSaid(() => Response.json(body), {}, 'list'))
  })

  test.each([
    `https://${plainToken}.example/?page_token=${basic}`,
    `https://user:${encodeURIComponent(apiToken)}@evil.example`,
    `?page_number=${apiToken}`,
    apiToken,
  ])('in the error of the link %s', async (next) => {
    expectNoCanary(await everythingSaid(() => page([1], { next }), {}, 'list'))
  })

  test('in the error of a fetch that fails with all it was given', async () => {
    const said = await everythingSaid((request) => {
      const inner = Object.assign(new Error(echo(request)), {
        request,
        config: { headers: Object.fromEntries(request.headers) },
      })
      throw Object.assign(new TypeError(`failed: ${echo(request)}`, { cause: inner }), { code: `E_${apiToken}` })
    })
    expectNoCanary(said)
    expect(said).toContain('failed: [redacted]')
  })

  test('in the error of a truncated body with all that was sent', async () => {
    expectNoCanary(
      await everythingSaid((request) => {
        const body = new ReadableStream({
          pull: (controller) => controller.error(Object.assign(new Error(echo(request)), { request })),
        })
        return new Response(body)
      }),
    )
  })

  test('in the error of a token function that fails by telling', async () => {
    const options = { apiToken: () => Promise.reject(Object.assign(new Error('vault'), { response: { status: 500 } })) }
    expectNoCanary(await everythingSaid(() => page([1]), options))
  })

  test('in the error of a token function that gives what cannot be sent', async () => {
    expectNoCanary(await everythingSaid(() => page([1]), { apiToken: () => `${apiToken}\n` }))
  })

  test('in the error of a deadline or of a closed port', async () => {
    const server = await startFaultServer('closed before the headers')
    onTestFinished(() => server.close())
    const { roomSessions } = createClientWith(createWorld(), { projectId, apiToken, baseUrl: server.url })
    const error = await roomSessions.get(id).catch((error: unknown) => error)
    expectNoCanary(show(error).join('\n'))
  })
})

describe.each(Object.entries(oddTokens))(
  'holds no token %s, in whatever spelling the server gives it back',
  (_, odd) => {
    const spelled = [...new Set(Object.values(spellings).map((spell) => spell(odd)))]
    const all = spelled.join(' ')
    const expectNoSpelling = (said: string) => {
      for (const text of spelled) {
        // As it is, as JSON shows it, and as `inspect` does.
        for (const shown of [text, JSON.stringify(text).slice(1, -1), inspect(text).slice(1, -1)]) {
          expect(said).not.toContain(shown)
        }
      }
      expect(said).toContain('[redacted]')
    }
    const ask = (answer: () => Response, options: ClientOptions = {}, read = 'get') =>
      everythingSaid(answer, { apiToken: odd, ...options }, read)
    const escapes = spellings['JSON of escapes']?.(odd)

    test('in the error of a 422: its message, body and headers', async () => {
      const headers = { 'x-echo': encodeURIComponent(odd), 'x-raw': Buffer.from(odd).toString('latin1') }
      const errors = [{ attribute: all, message: all, code: all, [all]: { [all]: [all] } }]
      expectNoSpelling(await ask(() => Response.json({ errors }, { status: 422, headers })))
    })

    test('in the error of a 401 that is JSON in JSON', async () => {
      expectNoSpelling(await ask(() => Response.json({ error: JSON.stringify({ error: all }) }, { status: 401 })))
    })

    test('in the error of a 401 that is cut, and written in escapes', async () => {
      expectNoSpelling(await ask(() => new Response(`{"error":"${escapes} ${all}`, { status: 401 })))
    })

    test('in the error of a 401 that is nested too deep, and written in escapes', async () => {
      const deep = `${'['.repeat(100_000)}"${escapes}"${']'.repeat(100_000)}`
      expectNoSpelling(await ask(() => new Response(deep, { status: 401 })))
    })

    test('in the error of a fetch that fails with it, and in the causes of that', async () => {
      const cause = Object.assign(new Error(all), { config: { [all]: [all] } })
      expectNoSpelling(
        await ask(() => {
          throw Object.assign(new TypeError(all, { cause }), { code: `E_${odd}`, socket: new Map([[odd, odd]]) })
        }),
      )
    })

    test('in the error of a redirect and of a body that is not JSON', async () => {
      expectNoSpelling(await ask(() => new Response(all, { status: 302 })))
      const type = `text/html; a=${encodeURIComponent(odd)}`
      expectNoSpelling(await ask(() => new Response('<p>', { headers: { 'content-type': type } })))
    })
  },
)

test('holds no credential in the client itself', () => {
  const client = createClientWith(createWorld(), { projectId, apiToken, space: 'example' })
  expectNoCanary(inspect(client, { depth: 20, showHidden: true }) + JSON.stringify(client))
})

test('keeps words that only look like a short token', async () => {
  const world = createWorld()
  const { fetch } = script([Response.json({ errors: [{ code: 'page_token_required' }] }, { status: 422 })])
  const { roomSessions } = createClientWith(world, { projectId, apiToken: 'token', space: 'example', fetch })
  await expect(roomSessions.list()).rejects.toMatchObject({ errors: [{ code: 'page_token_required' }] })
})

test('hides bodies and headers from those who print or log an error', async () => {
  const { fetch } = script([
    Response.json({ error: 'Not Found', name: 'Ada' }, { status: 404, headers: { 'set-cookie': 'a=b' } }),
  ])
  const { roomSessions } = createClientWith(createWorld(), { projectId, apiToken, space: 'example', fetch })
  const error = await roomSessions.get(id).catch((error: unknown) => error)
  expect(inspect(error) + JSON.stringify(error)).not.toMatch(/Ada|a=b/)
  expect(error).toMatchObject({ body: { name: 'Ada' } })
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'NotFoundError',
    code: 'not-found',
    message: 'received status 404: Not Found',
    operationId: 'get_room_session',
    attempts: 1,
    status: 404,
  })
})
