import { expect, test, vi } from 'vitest'
import { type CheckedFetchOptions, checkedFetch } from '../../../src/contract/fetch/checked-fetch.js'
import type { Fetch } from '../../../src/contract/fetch/fetch.js'
import type { Finding } from '../../../src/contract/findings/finding.js'
import type { Interaction } from '../../../src/contract/interaction/interaction.js'

const finding: Finding = {
  code: 'invalid-body',
  severity: 'error',
  at: '/id',
  rule: '/paths',
  expected: 'an integer',
  received: '"1"',
  message: 'received "1", expected an integer',
}
const checker = {
  check: ({ response }: Interaction) => ({ findings: response.body === '{"id":"1"}' ? [finding] : [] }),
}
const request = () => new Request('https://api.example.com/pets')
const answering = (body: BodyInit | null) => async () => new Response(body)

/** Resolves with what `onFindings` was called with. */
function watch() {
  let resolve: (call: [readonly Finding[], Interaction]) => void = () => undefined
  const promise = new Promise<[readonly Finding[], Interaction]>((done) => {
    resolve = done
  })
  return { found: promise, onFindings: (...args: [readonly Finding[], Interaction]) => resolve(args) }
}

/** Every pending microtask and stream has had its turn. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('hands over the response untouched and then tells what was found', async () => {
  const { found, onFindings } = watch()
  const fetch = checkedFetch(answering('{"id":"1"}'), checker, onFindings)

  const response = await fetch(request())

  expect(await response.text()).toBe('{"id":"1"}')
  const [findings, interaction] = await found
  expect(findings).toEqual([finding])
  expect(interaction).toMatchObject({ request: { url: 'https://api.example.com/pets' }, response: { status: 200 } })
})

test('checks the body of a request that the transport has used up', async () => {
  const { found, onFindings } = watch()
  const transport: Fetch = async (input) => new Response((await new Request(input).text()).replace('x', '{"id":"1"}'))
  const fetch = checkedFetch(transport, checker, onFindings)

  await fetch(new Request('https://api.example.com/pets', { method: 'POST', body: 'x' }))

  expect((await found)[1].request.body).toBe('x')
})

test('reports nothing about an interaction that matches the document', async () => {
  const onFindings = vi.fn()

  await (await checkedFetch(answering('{"id":1}'), checker, onFindings)(request())).text()
  await settled()

  expect(onFindings).not.toHaveBeenCalled()
})

test('does not begin the check before the caller has the response', async () => {
  const order: string[] = []
  const check = () => {
    order.push('check')
    return { findings: [] }
  }

  await checkedFetch(answering('{}'), { check }, () => undefined)(request())
  order.push('response')
  await settled()

  expect(order).toEqual(['response', 'check'])
})

test('no call fails because of the check or of onFindings: their errors go to onError', async () => {
  const broken = () => {
    throw new Error('broken')
  }
  const cutOff = new ReadableStream({ pull: (controller) => controller.error(new Error('cut off')) })
  const errors: unknown[] = []
  const options = { onError: (error: unknown) => errors.push(error) }

  const calls = [
    checkedFetch(answering('{"id":"1"}'), checker, broken, options)(request()),
    checkedFetch(answering('{"id":"1"}'), checker, async () => broken(), options)(request()),
    checkedFetch(answering('{"id":"1"}'), { check: broken }, () => {}, options)(request()),
    checkedFetch(answering(cutOff), checker, broken, options)(request()),
  ]
  const responses = await Promise.all(calls)
  await settled()

  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(errors.map(String)).toEqual(Array(4).fill('Error: broken'))
})

test('a truncated body is a finding that says so', async () => {
  const { found, onFindings } = watch()
  const cutOff = new ReadableStream({ pull: (controller) => controller.error(new Error('cut off')) })

  const response = await checkedFetch(answering(cutOff), checker, onFindings)(request())

  await expect(response.text()).rejects.toThrow('cut off')
  const [findings, interaction] = await found
  expect(findings).toEqual([
    {
      ...{ code: 'not-checked', severity: 'note', at: 'response body', rule: '' },
      ...{ expected: 'a complete body', received: 'a truncated body' },
      message: 'expected a complete body, received a truncated body',
    },
  ])
  expect(interaction).toMatchObject({ request: { method: 'GET' }, response: { status: 200, body: null } })
})

test('lets the error of a call through as it is', async () => {
  const reason = new Error('no network')
  const fetch = checkedFetch(
    () => Promise.reject(reason),
    checker,
    () => undefined,
  )

  await expect(fetch(request())).rejects.toBe(reason)
})

test('checks the share of calls that was asked for, chosen by the given chance', async () => {
  const chances = [0.1, 0.3, 0.2, 0.9]
  const check = vi.fn(() => ({ findings: [] }))
  const options = { sampleRate: 0.25, random: () => chances.shift() ?? 1 }
  const fetch = checkedFetch(answering('{}'), { check }, () => undefined, options)

  for (let call = 0; call < 4; call += 1) await fetch(request())
  await settled()

  expect(check).toHaveBeenCalledTimes(2)
})

test('holds no more of a body than it may, and the caller gets all of it', async () => {
  const check = vi.fn(() => ({ findings: [] }))
  const fetch = checkedFetch(answering('x'.repeat(1001)), { check }, () => undefined, { maxBodyBytes: 1000 })

  const response = await fetch(request())

  expect(await response.text()).toHaveLength(1001)
  await settled()
  expect(check).not.toHaveBeenCalled()
})

test('asks for no more of an endless body than it may hold', async () => {
  let pulled = 0
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(100))
    },
  })
  const fetch = checkedFetch(answering(endless), checker, () => undefined, { maxBodyBytes: 1000 })

  await fetch(request())
  await settled()

  expect(pulled).toBeLessThan(20)
})

test.each([-0.1, 1.1, Number.NaN])('refuses %d as a share', (sampleRate) => {
  expect(() => checkedFetch(answering(null), checker, () => undefined, { sampleRate })).toThrow(RangeError)
})

test.each([-1, Number.NaN])('refuses %d as the length of a body, and takes 0', (maxBodyBytes) => {
  const create = (limit: number) => checkedFetch(answering(null), checker, () => undefined, { maxBodyBytes: limit })
  expect(() => create(maxBodyBytes)).toThrow('maxBodyBytes: expected a number from 0')
  expect(() => create(0)).not.toThrow()
})

/** The finding or the interaction of one call, whichever the check gets. */
async function outcomeOf(call: Parameters<Fetch>, response: Response, options: CheckedFetchOptions = {}) {
  let outcome: unknown
  const check = (interaction: Interaction) => {
    outcome = interaction
    return { findings: [] }
  }
  const fetch = checkedFetch(
    async () => response,
    { check },
    ([first], { request }) => {
      outcome = [`${first?.at}: ${first?.received}`, first?.expected, request.method, request.url]
    },
    options,
  )
  await (await fetch(...call)).text().catch(() => {})
  for (let turn = 0; turn < 20 && outcome === undefined; turn++) await settled()
  return outcome
}

const url = 'https://api.example.com/pets'

test('a body of more than 10 MiB is not checked by default', async () => {
  expect(await outcomeOf([url], new Response('x'.repeat(10 * 1024 * 1024 + 1)))).toEqual([
    ...['response body: a longer body', 'at most 10485760 bytes', 'GET', url],
  ])
})

test.each<[string, Parameters<Fetch>, string, string, string]>([
  ['a relative URL', ['/pets'], 'request: a relative URL', 'GET', '/pets'],
  ['a method that is forbidden', [url, { method: 'TRACE' }], 'request: an invalid request', 'TRACE', url],
  [
    'a method that is forbidden',
    [new URL(`${url}#a`), { method: 'TRACE' }],
    'request: an invalid request',
    'TRACE',
    url,
  ],
])('%s is a finding with its call', async (_, call, received, method, address) => {
  expect(await outcomeOf(call, new Response('{}'))).toEqual([received, expect.any(String), method, address])
})

test('a response that says nothing, or was read before, is a finding', async () => {
  const read = new Response('{}')
  await read.text()

  expect(await outcomeOf([url], Response.error())).toContain('response: an opaque response of another origin')
  expect(await outcomeOf([url], read)).toContain('response body: a body that was read before')
})

test.each([
  [{ method: 'HEAD' }, 200, null],
  [{ method: 'GET' }, 200, ''],
])('with %j and status %i, an empty body is %j', async (init, status, body) => {
  expect(await outcomeOf([url, init], new Response('', { status }))).toMatchObject({ response: { status, body } })
})

test.each([
  [1, 0.999, true],
  [undefined, 0.999, true],
  [0.5, 0.499, true],
  [0.5, 0.5, false],
  [0, 0, false],
])('with the share %d and the chance %d, a call is checked: %s', async (sampleRate, chance, isChecked) => {
  const options = { ...(sampleRate !== undefined && { sampleRate }), random: () => chance }

  expect((await outcomeOf([url], new Response('{}'), options)) !== undefined).toBe(isChecked)
})

test.each([[[url]], [[url, { method: 'PUT', headers: { a: 'b' } }]]] as [Parameters<Fetch>][])(
  'fetch is called with what the caller gave: %j',
  async (call) => {
    for (const sampleRate of [0, 1]) {
      const calls: unknown[][] = []
      const own: Fetch = async (...given) => {
        calls.push(given)
        return new Response('')
      }
      await checkedFetch(own, checker, () => {}, { sampleRate })(...call)

      expect(calls).toEqual([call])
    }
  },
)

test('a stream takes the place of a body that is a stream, and the other options stay as they are', async () => {
  const seen: unknown[] = []
  const own: Fetch = async (_, init) => {
    seen.push(init?.method, Reflect.get(init ?? {}, 'duplex'), Reflect.get(init ?? {}, 'inherited'), init?.body)
    return new Response(`got ${await new Response(init?.body).text()}`)
  }
  const { found, onFindings } = watch()
  const body = new Blob(['ab', 'cd']).stream()
  const init = Object.assign(Object.create({ inherited: 1 }), { method: 'POST', body, duplex: 'half' })
  const all = { check: () => ({ findings: [finding] }) }

  const response = await checkedFetch(own, all, onFindings)(url, init)

  expect(await response.text()).toBe('got abcd')
  expect((await found)[1].request).toMatchObject({ method: 'POST', url, body: 'abcd' })
  expect(seen.slice(0, 3)).toEqual(['POST', 'half', 1])
  expect(seen[3]).not.toBe(body)
})
