import { expect, test } from 'vitest'
import { isLoopback } from '../../../src/cli/probe/probe-options.js'

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
