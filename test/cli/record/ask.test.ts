import { describe, expect, test } from 'vitest'
import { createAsk } from '../../../src/cli/record/ask.js'
import type { Case } from '../../../src/cli/record/case.js'
import { ResponseBodyError } from '../../../src/client/index.js'
import { createScrubber } from '../../../src/contract/index.js'
import { credentials, id } from '../../support/client-world.js'

const toPage = (next: unknown) => Response.json({ data: [], links: { next } })

/** Asks for a case. The answers are those to the requests in turn; the last one is repeated. */
async function ask(requested: Case, answers: readonly (() => Response | Error)[]) {
  const requests: string[] = []
  const users: (string | undefined)[] = []
  const fetch = async (url: string, init: { headers?: HeadersInit }) => {
    const { pathname, search } = new URL(url)
    requests.push(`${pathname.replace('/api/video/', '')}${search}`)
    users.push(new Headers(init.headers).get('authorization') ?? undefined)
    const answer = answers[Math.min(requests.length, answers.length) - 1]?.()
    if (!answer || answer instanceof Error) throw answer
    return answer
  }
  const options = { space: 'example', ...credentials }
  const asked = createAsk(options, fetch, createScrubber())
  const { interactions, missing, cause } = await asked(requested, new AbortController().signal)
  return { requests, users, statuses: interactions.map(({ response }) => response.status), missing, cause }
}

/** A response whose body is an error that is not worth a repeat. */
const unreadable = () => {
  const error = new ResponseBodyError('too-large', 'too large')
  return new Response(new ReadableStream({ start: (controller) => controller.error(error) }))
}

const list: Case = { operationId: 'list_room_sessions', name: 'pages', query: { status: 'completed', page_size: 2 } }

describe('a case', () => {
  test.each<[string, unknown, string]>([
    ['a URL', 'https://example.signalwire.com/api/video/room_sessions?page_number=1&page_token=PA1&page_size=3', '3'],
    ['a path', '/api/video/room_sessions?page_number=1&page_token=PA1', '2'],
    ['another host, which gets no request', 'https://evil.example/?page_token=PA1&page_number=1', '2'],
    ['other parameters, which are not sent', '?page_token=PA1&page_number=1&status=x&a=b', '2'],
  ])('follows the link to the next page with its own query and the paging of the link: %s', async (_, next, size) => {
    const { requests, statuses, missing } = await ask(list, [() => toPage(next), () => toPage(null)])
    expect(requests).toHaveLength(2)
    expect(requests[0]).toBe('room_sessions?status=completed&page_size=2')
    const [path, query] = String(requests[1]).split('?')
    expect([path, Object.fromEntries(new URLSearchParams(query))]).toEqual([
      'room_sessions',
      { status: 'completed', page_size: size, page_token: 'PA1', page_number: '1' },
    ])
    expect([statuses, missing]).toEqual([[200, 200], undefined])
  })

  test.each<[string, () => Response]>([
    ['no link', () => toPage(undefined)],
    ['null', () => toPage(null)],
    ['a number', () => toPage(7)],
    ['what is not a URL', () => toPage('http://[')],
    ['a body that is not JSON', () => new Response('x')],
    ['null as its body', () => Response.json(null)],
    ['a refusal', () => Response.json({ error: 'no' }, { status: 422 })],
  ])('ends with %s', async (_, answer) => {
    const { requests, missing, cause } = await ask(list, [answer])
    expect([requests.length, missing, cause]).toEqual([1, undefined, undefined])
  })

  test('has at most 12 pages, and says that others are missing', async () => {
    const { statuses, missing } = await ask(list, [() => toPage('?page_number=1&page_token=PA1')])
    expect([statuses.length, missing]).toEqual([12, 'the pages after the first 12'])
  })

  test('of one item is sent with its id, and with a wrong token if its credentials are wrong on purpose', async () => {
    const one: Case = { operationId: 'get_room_session', name: 'completed', id }
    const right = await ask(one, [() => Response.json({})])
    const wrong = await ask({ ...one, unauthorized: true }, [() => Response.json({}, { status: 401 })])
    expect([right.requests, wrong.requests]).toEqual([[`room_sessions/${id}`], [`room_sessions/${id}`]])
    expect(wrong.statuses).toEqual([401])
    expect(right.users[0]).toBe(`Basic ${btoa(`${credentials.projectId}:${credentials.apiToken}`)}`)
    expect(wrong.users[0]).toBe(`Basic ${btoa(`${credentials.projectId}:no-such-token`)}`)
  })

  test('without a readable response has a cause, and what is missing', async () => {
    const error = () => new Response(null, { status: 302, headers: { location: 'https://h.example/' } })
    expect(await ask(list, [error])).toMatchObject({ statuses: [302], missing: undefined })
    const { statuses, missing, cause } = await ask(list, [() => toPage('?page_token=PA1'), unreadable])
    expect([statuses, missing]).toEqual([[200], 'the pages after the first 1'])
    expect(cause).toBe('its response cannot be read: too-large')
  })

  test('has the response to the last attempt only', async () => {
    const busy = () => Response.json({}, { status: 503, headers: { 'retry-after': '0' } })
    const { requests, statuses, missing } = await ask(list, [busy, unreadable])
    expect([requests.length, statuses, missing]).toEqual([2, [], 'no response could be read to its end'])
    expect((await ask(list, [busy, () => toPage(null)])).statuses).toEqual([200])
  })
})
