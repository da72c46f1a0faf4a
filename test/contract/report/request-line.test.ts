import { expect, test } from 'vitest'
import { parseDocument } from '../../../src/contract/index.js'
import { createIsSecret, formatRequest } from '../../../src/contract/report/request-line.js'

const isSecret = (name: string) => ['my key', '%zz'].includes(name)

test.each([
  ['https://h.example/a?x=1', 'GET /a?x=1'],
  ['https://h.example', 'GET /'],
  ['https://user:canary@h.example/a#canary', 'GET /a'],
  ['https://h.example/a?my%20key=canary&my+key=canary&x=2', 'GET /a?my%20key=***&my+key=***&x=2'],
  ['https://h.example/a?x=1&my%20key=canary=b', 'GET /a?x=1&my%20key=***'],
  ['https://h.example/a?my%20key', 'GET /a?my%20key'],
  ['https://h.example/a?%zz=1', 'GET /a?%zz=***'],
  ['/relative?token=canary', 'GET /relative'],
  ['/relative#canary\ncanary', 'GET /relative'],
  ['/relative?token=1\ncanary', 'GET /relative'],
])('the request to %j is named without secrets', (url, expected) => {
  expect(formatRequest({ method: 'GET', url }, isSecret)).toBe(expected)
})

test('a long method and a long path are cut', () => {
  const request = { method: 'M'.repeat(500), url: `https://h.example/${'p'.repeat(500)}` }
  const [method = '', path = ''] = formatRequest(request, isSecret).split(' ')

  expect(method).toMatch(/^M{20,200}…$/)
  expect(path).toMatch(/^\/p{200,300}…$/)
})

test.each([
  ['Ticket', true],
  ['TICKET', true],
  ['x-pass', true],
  ['other', false],
])('a document that keeps API keys in Ticket and X-Pass makes %s secret: %s', (name, expected) => {
  const operation = { security: [{ one: [] }, { two: [] }], responses: { 204: { description: 'x' } } }
  const securitySchemes = {
    one: { type: 'apiKey', in: 'query', name: 'Ticket' },
    two: { type: 'apiKey', in: 'header', name: 'X-Pass' },
  }
  const value = {
    ...{ openapi: '3.1.0', info: { title: 'A', version: '1' } },
    ...{ paths: { '/a': { get: operation } }, components: { securitySchemes } },
  }

  expect(createIsSecret(parseDocument(JSON.stringify(value), 'a.json'))(name)).toBe(expected)
})
