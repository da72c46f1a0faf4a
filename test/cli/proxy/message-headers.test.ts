import { expect, test } from 'vitest'
import { toConnectionReason } from '../../../src/cli/proxy/connection-error.js'
import { createBodyCopy, toPath } from '../../../src/cli/proxy/exchange.js'
import {
  groupHeaders,
  toHeaders,
  toTargetHeaders,
  toWebSocketHeaders,
  valuesOf,
  withoutConnection,
} from '../../../src/cli/proxy/message-headers.js'
import type { Header } from '../../../src/contract/index.js'

/** Headers from lines such as `Name: value`. */
const headers = (...lines: readonly string[]) =>
  lines.map((line): Header => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])

test('raw headers are names and values in turn', () => {
  expect(toHeaders(['A', '1', 'a', '2'])).toEqual(headers('A: 1', 'a: 2'))
})

test.each<[string, readonly Header[], readonly Header[]]>([
  [
    'those of the connection are left out, in upper and lower case',
    headers(
      'connection: close',
      'Keep-Alive: 5',
      'proxy-connection: x',
      'TE: trailers',
      'Transfer-Encoding: chunked',
      'Upgrade: h2c',
      'X: 1',
    ),
    headers('X: 1'),
  ],
  [
    'those that Connection names, too',
    headers('Connection: X-A , close', 'x-a: 1', 'Connection: b', 'B: 2', 'c: 3'),
    headers('c: 3'),
  ],
  [
    'others stay, in their order',
    headers('X-Connection: 1', 'Trailer: a', 'A: 1', 'A: 2'),
    headers('X-Connection: 1', 'Trailer: a', 'A: 1', 'A: 2'),
  ],
])('headers of a message: %s', (_, given, expected) => {
  expect(withoutConnection(given)).toEqual(expected)
})

test.each<[string, readonly Header[], readonly Header[]]>([
  [
    'the host of the target, in its place and spelling',
    headers('A: 1', 'HOST: client', 'B: 2'),
    headers('A: 1', 'HOST: target', 'B: 2'),
  ],
  ['a host if there is none', headers('A: 1'), headers('Host: target', 'A: 1')],
  [
    'a chunked body, after other codings',
    headers('Host: a', 'Transfer-Encoding: gzip, Chunked'),
    headers('Host: target', 'Transfer-Encoding: chunked'),
  ],
  ['no chunked body without one', headers('Host: a', 'Transfer-Encoding: gzip'), headers('Host: target')],
  [
    'trailers that the client takes',
    headers('Host: a', 'TE: gzip, trailers'),
    headers('Host: target', 'TE: trailers', 'Connection: TE'),
  ],
  ['no other TE', headers('Host: a', 'TE: gzip'), headers('Host: target')],
])('the target gets %s', (_, given, expected) => {
  expect(toTargetHeaders(given, 'target')).toEqual(expected)
})

test('a request for a WebSocket keeps its headers, with the host of the target', () => {
  expect(toWebSocketHeaders(headers('host: a', 'Connection: Upgrade', 'Upgrade: websocket'), 'target')).toEqual(
    headers('host: target', 'Connection: Upgrade', 'Upgrade: websocket'),
  )
})

test('the values of a list are those of all its headers', () => {
  expect(valuesOf(headers('Via: A, b', 'X-Via: x', 'via:  C ', 'vi: y'), 'via')).toEqual(['a', 'b', 'c'])
})

test('repeated headers are grouped at the first of them, with its spelling', () => {
  expect(groupHeaders(headers('Set-Cookie: a', 'X: 1', 'set-cookie: b', 'x: 2'))).toEqual([
    ['Set-Cookie', ['a', 'b']],
    ['X', ['1', '2']],
  ])
})

test.each([
  ['/a?b=c', '/a?b=c'],
  ['http://h.example/a?b', '/a?b'],
  ['HTTPS://h.example:1', '/'],
  ['http://h.example?a=b', '/?a=b'],
  ['*', '*'],
  ['/http://h.example/a', '/http://h.example/a'],
])('the path of the target %s is %s', (target, expected) => {
  expect(toPath(target)).toBe(expected)
})

test.each<[readonly string[], string | null | undefined]>([
  [[], null],
  [[''], null],
  [['abc', 'd'], 'abcd'],
  [['abc', 'de'], undefined],
  [['abcde'], undefined],
  [['abc', 'de', ''], undefined],
])('of the body %j, up to four bytes are kept: %j', (chunks, expected) => {
  const copy = createBodyCopy(4)
  for (const chunk of chunks) copy.add(Buffer.from(chunk))
  const body = copy.read()
  expect(body instanceof Uint8Array ? Buffer.from(body).toString() : body).toBe(expected)
})

test.each<[unknown, string]>([
  [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'connection refused'],
  [Object.assign(new Error('x'), { code: 'EPROTO' }), 'not a TLS server'],
  [Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }), 'expired certificate; --insecure accepts it'],
  [Object.assign(new Error('secret'), { code: 'HPE_INVALID', reason: 'Bad header' }), 'invalid HTTP: Bad header'],
  [Object.assign(new Error('secret'), { code: 'HPE_INVALID' }), 'HPE_INVALID'],
  [Object.assign(new Error('secret'), { code: 'EOTHER', reason: 'secret' }), 'EOTHER'],
  [Object.assign(new Error('secret'), { code: 'toString' }), 'toString'],
  [new Error('secret'), 'unknown error'],
  ['secret', 'unknown error'],
])('the reason why there is no response quotes nothing that was received: %s', (error, expected) => {
  expect(toConnectionReason(error)).toBe(expected)
})
