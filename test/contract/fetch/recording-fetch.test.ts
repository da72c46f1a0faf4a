import { expect, test } from 'vitest'
import { createScrubber, type NockDefinition, parseRecording, recordingFetch } from '../../../src/contract/index.js'

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
  expect(lines).toEqual([
    'not recorded: GET /pets: response body: expected a complete body, received a body that broke off',
  ])
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
