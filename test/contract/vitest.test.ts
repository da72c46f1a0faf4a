import { expect, test } from 'vitest'
import type { Finding } from '../../src/contract/findings/finding.js'
import type { Interaction } from '../../src/contract/interaction/interaction.js'
import '../../src/contract/vitest.js'
import { toVisibleText } from '../../src/text/visible-text.js'

const finding: Finding = {
  code: 'invalid-body',
  severity: 'error',
  at: '/data/0/name',
  rule: '/components/schemas/Pet/properties/name',
  line: 42,
  expected: 'a string',
  received: '12',
  message: 'expected a string, received 12 (type)',
}
/** Finds what the test wants in a body of `invalid`. */
const checkerOf = (found: Finding) => ({
  check: ({ response }: Interaction) => ({ findings: response.body === 'invalid' ? [found] : [] }),
})
const checker = checkerOf(finding)

const interaction = (body: string): Interaction => ({
  request: { method: 'GET', url: 'https://api.example.com/pets?page_token=canary', headers: [] },
  response: { status: 200, headers: [], body },
})

/** A response as `fetch` gives it: with the URL it came from. */
function responseOf(body: string, url: string): Response {
  return Object.defineProperty(new Response(body), 'url', { value: url })
}

async function messageOf(assertion: Promise<void>): Promise<string> {
  const error: unknown = await assertion.catch((reason: unknown) => reason)
  if (!(error instanceof Error)) throw new Error('nothing failed')
  return error.message
}

test('passes an interaction, a fetch and a response that match the document', async () => {
  const response = responseOf('valid', 'https://api.example.com/pets')

  await expect(interaction('valid')).toSatisfyContract(checker)
  await expect({ request: new Request(response.url), response }).toSatisfyContract(checker)
  await expect(response).toSatisfyContract(checker)
  expect(await response.text()).toBe('valid')
})

test('fails with finding, place, expected, received and the line of the document, and no secret', async () => {
  const message = await messageOf(expect(interaction('invalid')).toSatisfyContract(checker))

  expect(message).toBe(
    [
      'expected GET https://api.example.com/pets?page_token=*** (200) to satisfy the contract',
      '',
      '  invalid-body at /data/0/name: expected a string, received 12 (type)',
      '    expected  a string',
      '    received  12',
      '    document  line 42: /components/schemas/Pet/properties/name',
    ].join('\n'),
  )
})

test('shows every character of a finding', async () => {
  const hidden = {
    code: 'invalid-body',
    at: '/id\u200b',
    expected: 'a\u061cb',
    received: '\u001b]0;x\u0007',
    rule: '/\u{e0041}',
  } as const

  const message = await messageOf(
    expect(interaction('invalid')).toSatisfyContract(checkerOf({ ...finding, ...hidden })),
  )

  for (const line of message.split('\n')) expect(line).toBe(toVisibleText(line))
  expect(message).toContain('/id\\u200b')
})

test('takes a response alone for the answer to a GET of its url', async () => {
  const seen: Interaction[] = []
  const check = (each: Interaction) => ({ findings: seen.push(each) > 1 ? [finding] : [] })

  await expect(responseOf('{}', 'https://api.example.com/pets?limit=1')).toSatisfyContract({ check })

  expect(seen[0]?.request).toMatchObject({ method: 'GET', url: 'https://api.example.com/pets?limit=1' })
})

test('fails on warnings only when asked', async () => {
  const lenient = checkerOf({ ...finding, severity: 'warning' })

  await expect(interaction('invalid')).toSatisfyContract(lenient)
  await expect(interaction('invalid')).not.toSatisfyContract(lenient, { failOn: 'warning' })
})

test('with not, passes what does not match the document and fails what does', async () => {
  await expect(interaction('invalid')).not.toSatisfyContract(checker)

  const message = await messageOf(expect(interaction('valid')).not.toSatisfyContract(checker))
  expect(message).toContain('not to satisfy the contract, but it does')
})

test('takes the URL and init of a call in place of its request', async () => {
  const seen: Interaction[] = []
  const check = (each: Interaction) => ({ findings: seen.push(each) > 2 ? [finding] : [] })
  const url = 'https://api.example.com/pets'
  const init = { method: 'POST', body: '{}' }

  await expect({ request: url, init, response: new Response('valid') }).toSatisfyContract({ check })
  await expect({ request: new URL(url), init, response: new Response('valid') }).toSatisfyContract({ check })

  expect(seen.map(({ request: { method, body } }) => [method, body])).toEqual([
    ['POST', '{}'],
    ['POST', '{}'],
  ])
})

test.each([undefined, {}, { headers: { a: 'b' } }, { body: null }])(
  'refuses a request whose body was sent, with %j beside it: it could not be checked',
  async (init) => {
    const request = new Request('https://api.example.com/pets', { method: 'POST', body: '{}' })
    await request.text()
    const call = { request, ...(init && { init }), response: new Response('valid') }

    await expect(expect(call).toSatisfyContract(checker)).rejects.toThrow(
      'received a body that was sent; give a clone made before the call, or the URL and init',
    )
  },
)

test('does not fail on a note', async () => {
  const note = checkerOf({ ...finding, code: 'not-checked', severity: 'note' })

  await expect(interaction('invalid')).toSatisfyContract(note, { failOn: 'warning' })
})

test('refuses what it cannot check', async () => {
  await expect(expect('text').toSatisfyContract(checker)).rejects.toThrow(TypeError)
  await expect(expect({ request: 'https://a.example/', response: {} }).toSatisfyContract(checker)).rejects.toThrow(
    'expected a response of fetch, axios, supertest or Playwright, { request, response } with one, or an Interaction, received an object of request, response',
  )
  await expect(expect(new Response('made by hand')).toSatisfyContract(checker)).rejects.toThrow('without a url')
})

test('fails an interaction that was skipped: it was not checked', async () => {
  const skipping = { check: () => ({ skipped: 'other-host', findings: [] }) }
  expect(await messageOf(expect(interaction('valid')).toSatisfyContract(skipping))).toBe(
    'expected GET https://api.example.com/pets?page_token=*** (200) to satisfy the contract, but it was skipped: other-host',
  )
})
