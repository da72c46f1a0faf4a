import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../../src/contract/fetch/fetch.js'
import {
  createScrubber,
  type NockDefinition,
  parseDocument,
  parseRecording,
  type RecordingFetchOptions,
  recordingFetch,
} from '../../../src/contract/index.js'

const json = (body: string, init: ResponseInit = {}) =>
  new Response(body, { ...init, headers: { 'content-type': 'application/json', ...init.headers } })

const request = () =>
  new Request('https://shop.example/pets?owner=Bob', { headers: { authorization: 'Bearer secret', cookie: 'a=b' } })

test('gives the caller the response as it was, and the sink a scrubbed definition', async () => {
  const definitions: NockDefinition[] = []
  const fetch = recordingFetch(
    async () => json('{"owner":"Bob"}', { headers: { 'x-vet': 'secret' } }),
    (definition) => {
      definitions.push(definition)
    },
  )

  const response = await fetch(request())

  expect(await response.json()).toEqual({ owner: 'Bob' })
  expect(definitions).toHaveLength(1)
  expect(definitions[0]?.path).toMatch(/^\/pets\?owner=[A-Z][a-z]{2}$/)
  expect(definitions[0]?.rawHeaders).toEqual(['content-type', 'application/json', 'x-vet', expect.any(String)])
  expect(JSON.stringify(definitions)).not.toMatch(/Bob|secret|shop/)
})

test('what it records can be read as a recording', async () => {
  const definitions: NockDefinition[] = []
  const fetch = recordingFetch(
    async () => json('{"a":1}', { status: 404 }),
    (definition) => {
      definitions.push(definition)
    },
  )

  await fetch(request())
  const [interaction] = parseRecording(definitions, 'made.json')

  expect(interaction?.response.status).toBe(404)
  expect(interaction?.request.method).toBe('GET')
})

test('records what was sent, though its receiver has read it', async () => {
  const definitions: NockDefinition[] = []
  const fetch = recordingFetch(
    async (input) => {
      await new Request(input).text()
      return json('{}')
    },
    (definition) => {
      definitions.push(definition)
    },
  )

  await fetch(new Request('https://shop.example/pets', { method: 'POST', body: '{"age":3}' }))

  expect(Object.values(definitions[0]?.body ?? {})).toEqual([3])
})

test('one scrubber gives the same placeholder in every recording', async () => {
  const bodies: unknown[] = []
  const scrubber = createScrubber()
  const recorded = () =>
    recordingFetch(
      async () => json('["Bob Stone"]'),
      ({ response }) => {
        bodies.push(response)
      },
      { scrubber },
    )

  await recorded()(request())
  await recorded()(request())

  expect(bodies[0]).toEqual(bodies[1])
})

test('a body that is cut off is the caller’s error, and no recording, which is reported without the query', async () => {
  let recorded = 0
  const lines: string[] = []
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"a":'))
      controller.error(new TypeError('terminated'))
    },
  })
  const fetch = recordingFetch(
    async () => new Response(body),
    () => {
      recorded += 1
    },
    { onNotRecorded: (line) => lines.push(line) },
  )

  const response = await fetch(request())

  await expect(response.text()).rejects.toThrow('terminated')
  expect(recorded).toBe(0)
  expect(lines).toEqual(['not recorded: GET /pets: response body: expected a complete body, received a truncated body'])
})

test('an error of the fetch is the caller’s, and an error of the sink too', async () => {
  const failing = recordingFetch(
    () => Promise.reject(new TypeError('fetch failed')),
    () => {},
  )
  const full = recordingFetch(
    async () => json('{}'),
    () => {
      throw new Error('disk full')
    },
  )

  await expect(failing(request())).rejects.toThrow('fetch failed')
  await expect(full(request())).rejects.toThrow('disk full')
})

describe('a call that is not recorded', () => {
  const notRecorded = async (options: RecordingFetchOptions, ...call: Parameters<Fetch>) => {
    const lines: string[] = []
    const all = { onNotRecorded: (line: string) => lines.push(line), ...options }
    const fetch = recordingFetch(
      async () => json('{}'),
      () => {},
      all,
    )
    const response = await fetch(...call)
    return [response.status, ...lines]
  }

  test.each<[string, Parameters<Fetch>, string]>([
    ['by its path, without secrets', ['https://shop.example/a/token=canary?b=c'], 'GET /a/token=***'],
    ['by what stands for its path', ['/pets?token=canary#a'], 'GET /pets'],
    ['by its method', ['https://shop.example/', { method: 'PUT' }], 'PUT /'],
  ])('is named %s', async (_, call, name) => {
    expect(await notRecorded({ maxBodyBytes: 1 }, ...call)).toEqual([
      200,
      expect.stringMatching(`^not recorded: ${name.replaceAll('*', '\\*')}: `),
    ])
  })

  test('has a reason for each of its sides', async () => {
    const call: Parameters<Fetch> = ['https://shop.example/', { method: 'POST', body: 'abc' }]
    const reason = (side: string) => `${side} body: expected at most 1 bytes, received a longer body`

    expect(await notRecorded({ maxBodyBytes: 1 }, ...call)).toEqual([
      ...[200, `not recorded: POST /: ${reason('request')}; ${reason('response')}`],
    ])
  })

  const aborted = AbortSignal.abort(new Error('enough'))
  const other = new AbortController().signal
  const request = new Request('https://shop.example/', { signal: aborted })
  test.each<[string, Parameters<Fetch>, boolean]>([
    ['the options are', ['https://shop.example/', { signal: aborted }], true],
    ['the request is', [request], true],
    ['the request is, beside options without a signal', [request, { method: 'GET' }], true],
    ['the request is, whose signal the options replace', [request, { signal: other }], false],
    ['the request is, whose signal the options remove', [request, { signal: null }], false],
    ['nothing is', ['https://shop.example/'], false],
  ])('throws if %s aborted', async (_, call, throws) => {
    const result = notRecorded({ maxBodyBytes: 1 }, ...call)

    await (throws ? expect(result).rejects.toThrow('enough') : expect(result).resolves.toHaveLength(2))
  })
})

test('the sink gets the scrubbed interaction and the document', async () => {
  const document = parseDocument('{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}', 'a.json')
  const calls: unknown[] = []
  const fetch = recordingFetch(
    async () => json('{"a":"Bob Stone"}'),
    (_, interaction, recorded) => {
      calls.push(interaction.response.body?.includes('Bob'), recorded?.document === document)
    },
    { document },
  )

  await fetch(request())

  expect(calls).toEqual([false, true])
})

test('what the document says is public is recorded as it is, and nothing is without a document', async () => {
  const schema = { type: 'object', properties: { kind: { enum: ['greyhound'] } } }
  const responses = { 200: { description: 'x', content: { 'application/json': { schema } } } }
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/pets': { get: { responses } } },
    }),
    'a.json',
  )
  const recorded = async (options: RecordingFetchOptions) => {
    const bodies: unknown[] = []
    const fetch = recordingFetch(
      async () => json('{"kind":"greyhound"}'),
      ({ response }) => {
        bodies.push(response)
      },
      options,
    )
    await fetch(request())
    return JSON.stringify(bodies)
  }

  expect(await recorded({ document })).toContain('greyhound')
  expect(await recorded({})).not.toContain('greyhound')
})

test.each([-1, Number.NaN])('%d is no maximum size', (maxBodyBytes) => {
  expect(() => recordingFetch(fetch, () => {}, { maxBodyBytes })).toThrow(RangeError)
})
