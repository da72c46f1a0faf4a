import { describe, expect, test } from 'vitest'
import {
  isLoopback,
  parseAuth,
  parseHost,
  parseMethods,
  parsePair,
  parseRate,
  parseSeconds,
  parseTarget,
} from '../../../src/cli/probe/probe-options.js'

test.each([
  ['localhost', true],
  ['LocalHost:3000', true],
  ['localhost.', true],
  ['api.localhost', true],
  ['127.0.0.1', true],
  ['127.10.20.30:80', true],
  ['[::1]:80', true],
  ['localhost.example', false],
  ['notlocalhost', false],
  ['127.0.0.1.example', false],
  ['a.127.0.0.1.example', false],
  ['0.0.0.0', false],
  ['[::2]', false],
  ['192.168.127.1', false],
])('requests to %s stay on this machine: %j', (host, expected) => {
  expect(isLoopback(`http://${host}/a`)).toBe(expected)
})

test.each([
  ['get', ['GET']],
  ['get,POST, put ', ['GET', 'POST', 'PUT']],
  ['get,post,GET', ['GET', 'POST']],
  [
    'get,head,post,put,patch,delete,options,trace,query',
    ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'],
  ],
])('the methods %j are %j', (text, methods) => {
  expect(parseMethods(text)).toEqual(methods)
})

test.each([
  ['', '""'],
  ['get,', '""'],
  ['get;post', '"GET;POST"'],
  ['get,connect', '"CONNECT"'],
])('%j are not methods', (text, received) => {
  expect(() => parseMethods(text)).toThrow(`received ${received}`)
})

describe('a parameter and its value', () => {
  test.each([
    ['id=42', ['id', '42']],
    ['id=', ['id', '']],
    ['query=a=b=c', ['query', 'a=b=c']],
    ['text=a\nb', ['text', 'a\nb']],
    ['op.id= 1 ', ['op.id', ' 1 ']],
  ])('%j is %j, after those before it', (text, pair) => {
    expect(parsePair(text)).toEqual([pair])
    expect(parsePair(text, [['a', 'b']])).toEqual([['a', 'b'], pair])
  })

  test.each(['secret', '=secret', ''])('are not %j, which is not shown', (text) => {
    expect(() => parsePair(text)).toThrow(/^--param: expected name=value$/)
  })
})

describe('a security scheme and its variable', () => {
  test.each([
    ['basic=API_USER', ['basic', 'API_USER']],
    ['a b=_x1', ['a b', '_x1']],
    ['key=T', ['key', 'T']],
  ])('%j is %j, after those before it', (text, pair) => {
    expect(parseAuth(text)).toEqual([pair])
    expect(parseAuth(text, [['a', 'B']])).toEqual([['a', 'B'], pair])
  })

  test.each(['secret', '=A', 'basic=', 'basic=1A', 'basic=user:secret', 'basic=A=B', 'basic=A-B'])(
    'are not %j, which is not shown',
    (text) => {
      expect(() => parseAuth(text)).toThrow(
        /^--auth: expected SCHEME=VARIABLE with the name of an environment variable, never the credentials$/,
      )
    },
  )
})

test.each([
  ['staging.example.com', 'staging.example.com'],
  ['Staging.Example.com', 'staging.example.com'],
  ['staging.example.com:8080', 'staging.example.com'],
  ['[2001:DB8::1]', '[2001:db8::1]'],
])('the host %j is %j, after those before it', (text, host) => {
  expect(parseHost(text)).toEqual([host])
  expect(parseHost(text, ['a'])).toEqual(['a', host])
})

test.each(['', 'https://a.example', 'a.example/b', 'a.example?b', 'a.example#b', 'user@a.example', 'a b'])(
  '%j is not a host',
  (text) => {
    expect(() => parseHost(text)).toThrow('Expected a host such as staging.example.com.')
  },
)

test.each(['https://api.example/v1', 'http://127.0.0.1:3000'])('%s can be a server', (text) => {
  expect(parseTarget(text)).toBe(text)
})

test.each(['ftp://a.example', 'api.example', 'https://user:secret@a.example'])('%s cannot be a server', (text) => {
  expect(() => parseTarget(text)).toThrow(/^--url: expected (?!.*secret)/)
})

describe.each([
  ['a rate', parseRate, 10_000, 'requests per second'],
  ['a time', parseSeconds, 3600, 'seconds'],
] as const)('%s', (_, parse, maximum, what) => {
  test.each([
    ['1', 1],
    ['0.5', 0.5],
    ['0.001', 0.001],
    [String(maximum), maximum],
    [`${maximum}.0`, maximum],
  ])('may be %j', (text, value) => {
    expect(parse(text)).toBe(value)
  })

  test.each(['0', '0.0', '-1', '1e3', '.5', '5.', ' 1', '1s', '', 'Infinity', `${maximum}.1`, String(maximum + 1)])(
    'cannot be %j',
    (text) => {
      expect(() => parse(text)).toThrow(`Expected a number of ${what}, up to ${maximum}.`)
    },
  )
})
