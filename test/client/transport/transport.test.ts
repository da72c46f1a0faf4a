import { expect, test } from 'vitest'
import type { Reply } from '../../../src/client/transport/send.js'
import { createTransport } from '../../../src/client/transport/transport.js'
import { createWorld } from '../../support/client-world.js'

const origin = 'https://example.signalwire.com'
const limits = {
  timeoutMs: 1000,
  totalTimeoutMs: 1000,
  maxResponseBytes: 1000,
  retry: { maxRetries: 0, baseDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0 },
}

test('redacts nothing for a call that succeeds, because only errors show what is redacted', async () => {
  const redacted: string[] = []
  const redact = (text: string) => {
    redacted.push(text)
    return text
  }
  const refuse = () => {
    throw new Error('there is no error')
  }
  const reply: Reply = { status: 200, headers: new Headers(), text: '{}' }
  const send = async () => reply
  const authorize = async () => 'Basic x'
  const transport = createTransport({
    clock: createWorld(),
    send,
    hooks: [],
    toShown: { url: refuse, requestId: refuse, headers: refuse },
    base: origin,
    authorize,
    toError: refuse,
    redact,
    redactCause: () => {},
  })
  const call = transport({ operationId: 'list', path: '/list', cursor: 'page_number=1' }, undefined)
  expect(await call.send(`${origin}/list`, {}, limits)).toEqual({ reply })
  expect(redacted).toEqual([])
  expect(call.details()).toMatchObject({ attempts: 1, cursor: 'page_number=1' })
  expect(redacted).toEqual(['page_number=1'])
})
