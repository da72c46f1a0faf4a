import nock from 'nock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  createClient,
  NotFoundError,
  ParameterError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnprocessableContentError,
} from '../../src/client/index.js'
import { parseRecording } from '../../src/contract/index.js'
import { makeCall, toCall } from '../support/call.js'
import { readRecordings } from '../support/recordings.js'

const errorClasses: Readonly<Record<number, typeof ApiError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  422: UnprocessableContentError,
  429: RateLimitError,
}
const classOf = (status: number) => errorClasses[status] ?? (status >= 500 ? ServerError : ApiError)

// nock takes its own definitions, a recording in another format it does not.
const recorded = readRecordings()
  .filter(({ text }) => text.startsWith('['))
  .flatMap(({ path, text }) => {
    // A file of nock definitions.
    const definitions = JSON.parse(text) as nock.Definition[]
    return parseRecording(text, path).map((interaction, at) => ({
      name: `${interaction.source}: ${interaction.response.status} for ${new URL(interaction.request.url).pathname}`,
      definition: definitions[at] ?? { scope: '', path: '' },
      url: interaction.request.url,
      status: interaction.response.status,
      body: interaction.response.body ?? '',
    }))
  })

/** Answers the recorded request, and no other, with the recorded response; tells which requests came. */
function replay(definition: nock.Definition, url: string) {
  const requests: { line: string; authorization: unknown }[] = []
  for (const scope of nock.define([definition])) {
    scope.on('request', ({ method, path, headers }) => {
      requests.push({ line: `${method} ${path}`, authorization: headers.authorization })
    })
  }
  const { origin, pathname, search } = new URL(url)
  const projectId = 'd4b3a2c1-6f5e-4987-8dcb-fe0987654321'
  const client = createClient({ baseUrl: origin, projectId, apiToken: 'PTreplay', retry: false })
  const authorization = `Basic ${btoa(`${projectId}:PTreplay`)}`
  return { client, requests, expected: [{ line: `${definition.method} ${pathname}${search}`, authorization }] }
}

const catchError = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (error: unknown) => error,
  )

beforeAll(() => {
  // Another file of the worker may have restored it.
  if (!nock.isActive()) nock.activate()
  nock.disableNetConnect()
})
afterEach(() => nock.cleanAll())
afterAll(() => {
  nock.enableNetConnect()
  nock.restore()
})

test('there are recordings to replay', () => {
  expect(recorded.length).toBeGreaterThan(20)
})

describe('replayed through the client', () => {
  for (const { name, definition, url, status, body } of recorded) {
    test(name, async () => {
      const { client, requests, expected } = replay(definition, url)
      const outcome = await catchError(makeCall(client, toCall(url)))

      if (outcome instanceof ParameterError) {
        expect(requests).toEqual([])
        await expectRefusalOutsideTheClient(url, status, body, requests)
        return
      }
      expect(requests).toEqual(expected)
      if (status === 200) expect(outcome).toEqual(JSON.parse(body))
      else expectRefusal(outcome, status, body)
    })
  }
})

/**
 * The client sends nothing that breaks the document, so a recorded refusal of such a request cannot be reached
 * through it: another request is led there.
 */
async function expectRefusalOutsideTheClient(url: string, status: number, body: string, requests: readonly unknown[]) {
  const fetchRecorded = (_: string, init: RequestInit) => fetch(url, init)
  const client = createClient({ space: 'example', projectId: 'p', apiToken: 't', retry: false, fetch: fetchRecorded })
  const error = await catchError(makeCall(client, validCall(url)))
  expect(requests).toHaveLength(1)
  expect([400, 422]).toContain(status)
  expectRefusal(error, status, body)
}

/** A call of the same operation that keeps the document. */
const validCall = (url: string) => ({ ...toCall(url), id: 'c22d24f6-5a47-4597-9a23-c7d01e696b92', query: {} })

function expectRefusal(error: unknown, status: number, body: string): void {
  expect(error).toBeInstanceOf(classOf(status))
  expect(error).toMatchObject({ status, body: JSON.parse(body) })
}
