import { expect, test } from 'vitest'
import { interactionFromFetch } from '../../../src/contract/fetch/interaction-from-fetch.js'

test('gives request and response as they were said, and leaves both to be read', async () => {
  const request = new Request('https://api.example.com/pets?limit=1#top', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{"name":"Rex"}',
  })
  const response = new Response('{"id":1}', { status: 201, headers: { 'content-type': 'application/json' } })

  const interaction = await interactionFromFetch(request, response)

  expect(interaction).toEqual({
    request: {
      method: 'POST',
      url: 'https://api.example.com/pets?limit=1',
      headers: [
        ['accept', 'application/json'],
        ['content-type', 'application/json'],
      ],
      body: '{"name":"Rex"}',
    },
    response: { status: 201, headers: [['content-type', 'application/json']], body: '{"id":1}' },
  })
  expect(await request.text()).toBe('{"name":"Rex"}')
  expect(await response.text()).toBe('{"id":1}')
})

test('tells no body from an empty one', async () => {
  const request = new Request('https://api.example.com/')

  const none = await interactionFromFetch(request, new Response(null, { status: 204 }))
  const empty = await interactionFromFetch(request, new Response('', { status: 200 }))

  expect(none).toMatchObject({ request: { body: null }, response: { body: null } })
  expect(empty.response.body).toBe('')
})

test('keeps repeated cookies apart and a byte order mark in place', async () => {
  const response = new Response('\uFEFF{}', { headers: { 'content-type': 'application/json' } })
  response.headers.append('set-cookie', 'a=1')
  response.headers.append('set-cookie', 'b=2')

  const interaction = await interactionFromFetch(new Request('https://api.example.com/'), response)

  expect(interaction.response.headers).toContainEqual(['set-cookie', 'a=1'])
  expect(interaction.response.headers).toContainEqual(['set-cookie', 'b=2'])
  expect(interaction.response.body).toBe('\uFEFF{}')
})

test('leaves out the body of a request that was sent already', async () => {
  const request = new Request('https://api.example.com/', { method: 'POST', body: 'x' })
  await request.text()

  const interaction = await interactionFromFetch(request, new Response('{}'))

  expect(interaction.request).toMatchObject({ body: null, notRecorded: ['body'] })
})

test.each<[string, Parameters<typeof interactionFromFetch>[0], RequestInit | undefined, string | null]>([
  ['HEAD of init', 'https://api.example.com/', { method: 'HEAD' }, null],
  ['HEAD of a request', new Request('https://api.example.com/', { method: 'HEAD' }), undefined, null],
  ['HEAD of a request beside init', new Request('https://api.example.com/', { method: 'HEAD' }), {}, null],
  ['GET of init instead of HEAD', new Request('https://api.example.com/', { method: 'HEAD' }), { method: 'GET' }, ''],
  ['GET', 'https://api.example.com/', undefined, ''],
])('an empty body in answer to %s', async (_, request, init, body) => {
  const { response } = await interactionFromFetch(request, new Response(''), init)

  expect(response.body).toBe(body)
})

test('decodes both bodies by their charsets', async () => {
  const latin1 = { 'content-type': 'text/plain; charset=iso-8859-1' }
  const bytes = new Uint8Array([0xe9])
  const request = new Request('https://api.example.com/', { method: 'POST', headers: latin1, body: bytes })
  const interaction = await interactionFromFetch(request, new Response(bytes, { headers: latin1 }))

  expect([interaction.request.body, interaction.response.body]).toEqual(['é', 'é'])
})

test('rejects with the error of a truncated response', async () => {
  const error = new Error('cut off')
  const body = new ReadableStream({ pull: (controller) => controller.error(error) })

  await expect(interactionFromFetch('https://api.example.com/', new Response(body))).rejects.toBe(error)
})

test('rejects when the response was read before', async () => {
  const response = new Response('{}')
  await response.text()

  await expect(interactionFromFetch(new Request('https://api.example.com/'), response)).rejects.toThrow(TypeError)
})

test('takes what fetch was called with, in any form', async () => {
  const url = 'https://api.example.com/pets?limit=1'
  const init = { method: 'POST', body: new URLSearchParams({ name: 'Rex' }) }
  const response = new Response('{}')

  const ofText = await interactionFromFetch(url, response, init)
  const ofUrl = await interactionFromFetch(new URL(url), response, init)
  const ofRequest = await interactionFromFetch(new Request(url, { method: 'PUT', body: 'x' }), response, init)

  expect(ofText.request).toEqual({
    method: 'POST',
    url,
    headers: [['content-type', 'application/x-www-form-urlencoded;charset=UTF-8']],
    body: 'name=Rex',
  })
  expect(ofUrl).toEqual(ofText)
  expect(ofRequest.request).toMatchObject({ method: 'POST', url, body: 'name=Rex' })
})

test('takes the body of init for a request that was sent already', async () => {
  const request = new Request('https://api.example.com/', { method: 'POST', body: 'x' })
  await request.text()

  const interaction = await interactionFromFetch(request, new Response('{}'), { body: 'y' })

  expect(interaction.request).toMatchObject({ method: 'POST', body: 'y' })
  expect(interaction.request.notRecorded).toBeUndefined()
})

test('rejects a relative URL and a stream that was sent', async () => {
  const body = new Blob(['x']).stream()
  await new Response(body).text()

  await expect(interactionFromFetch('/pets', new Response('{}'))).rejects.toThrow(TypeError)
  await expect(
    interactionFromFetch('https://api.example.com/', new Response('{}'), { method: 'POST', body }),
  ).rejects.toThrow(TypeError)
})
