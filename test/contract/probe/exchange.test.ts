import { expect, test } from 'vitest'
import { type Answer, createExchange } from '../../../src/contract/probe/exchange.js'
import type { Request } from '../../../src/contract/probe/planned-request.js'

const request = (path: string, method = 'GET'): Request => ({
  ...{ method, url: `http://localhost${path}` },
  ...{ headers: [], body: null },
})

/** Sends requests to a server that does not answer paths that begin with `/silent`. Returns the paths it received. */
function createServer(maxRequests = 100, isUnreachable = false) {
  const received: string[] = []
  const exchange = createExchange(maxRequests, {
    async send(sent): Promise<Answer> {
      const path = sent.url.slice('http://localhost'.length)
      received.push(path)
      if (path.startsWith('/silent')) return { problem: 'no response within 10 s', isUnreachable }
      return { interaction: { request: sent, response: { status: 200, headers: [], body: null } } }
    },
    pause: async () => {},
    isStopped: () => false,
  })
  const sendAll = async (...paths: readonly string[]) => {
    for (const path of paths) await exchange.send(request(path))
  }
  return { exchange, received, sendAll }
}

const silent = (count: number) => Array.from({ length: count }, (_, index) => `/silent/${index}`)

test('requests without a response are counted in a row', async () => {
  const { exchange, received, sendAll } = createServer()
  await sendAll('/a', ...silent(4), '/b', ...silent(4), '/c')
  expect(exchange.stopped()).toBeUndefined()
  expect(received).toHaveLength(11)
})

test('after five in a row, a request that was answered before shows that the server is alive', async () => {
  const { exchange, received, sendAll } = createServer()
  await sendAll('/a', ...silent(5), ...silent(4))
  expect(exchange.stopped()).toBeUndefined()
  expect(received.filter((path) => path === '/a')).toHaveLength(2)
  expect(exchange.sent()).toBe(11)
})

test('sending stops after five in a row if no request was answered before', async () => {
  const { exchange, received, sendAll } = createServer()
  await sendAll(...silent(7))
  expect(exchange.stopped()).toBe('5 requests in a row had no response')
  expect(received).toHaveLength(5)
})

test('a server that is not reached by the first request is a reason to stop, and one that does not answer it is none', async () => {
  const unreachable = createServer(100, true)
  await unreachable.sendAll(...silent(2))
  expect([unreachable.exchange.stopped(), unreachable.received.length]).toEqual(['no response within 10 s', 1])
  const slow = createServer()
  await slow.sendAll(...silent(2))
  expect([slow.exchange.stopped(), slow.received.length]).toEqual([undefined, 2])
})

test('no more than the maximum is sent, with the requests that show whether the server is alive', async () => {
  const { exchange, received, sendAll } = createServer(6)
  await sendAll('/a', ...silent(9))
  expect([exchange.isOver(), exchange.sent(), received.length]).toEqual([true, 6, 6])
})

test.each([
  ['GET', true],
  ['HEAD', true],
  ['POST', false],
  ['DELETE', false],
])('a %s request is sent again to see whether the server is alive: %j', async (method, isSentAgain) => {
  const { exchange, received, sendAll } = createServer()
  await exchange.send(request('/a', method))
  await sendAll(...silent(5))
  expect(received.filter((path) => path === '/a')).toHaveLength(isSentAgain ? 2 : 1)
  expect(exchange.stopped() === undefined).toBe(isSentAgain)
})

test('a server that does not answer the request that it answered before has stopped', async () => {
  let isAlive = true
  const exchange = createExchange(100, {
    async send(sent): Promise<Answer> {
      if (!isAlive) return { problem: 'connection refused', isUnreachable: true }
      return { interaction: { request: sent, response: { status: 200, headers: [], body: null } } }
    },
    pause: async () => {},
    isStopped: () => false,
  })
  await exchange.send(request('/a'))
  isAlive = false
  for (const path of silent(9)) await exchange.send(request(path))
  expect([exchange.stopped(), exchange.sent()]).toEqual(['5 requests in a row had no response', 7])
})

test.each([
  ['while it waits', 'pause', 0],
  ['while a request is sent', 'send', 1],
])('an exchange that is stopped %s has no answer, and sends nothing more', async (_, during, sent) => {
  let isStopped = false
  const stopIn = (place: string) => {
    if (place === during) isStopped = true
  }
  const exchange = createExchange(100, {
    async send(): Promise<Answer> {
      stopIn('send')
      return { problem: 'interrupted', isUnreachable: true }
    },
    pause: async () => stopIn('pause'),
    isStopped: () => isStopped,
  })
  expect(await exchange.send(request('/a'))).toBeUndefined()
  expect(await exchange.send(request('/b'))).toBeUndefined()
  expect([exchange.sent(), exchange.isOver(), exchange.stopped()]).toEqual([sent, true, undefined])
})
