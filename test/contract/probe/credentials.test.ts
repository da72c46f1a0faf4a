import { expect, test } from 'vitest'
import { parseDocument } from '../../../src/contract/index.js'
import { credentialsFor } from '../../../src/contract/probe/credentials.js'

const schemes = {
  query: { type: 'apiKey', in: 'query', name: 'key' },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  session: { type: 'apiKey', in: 'cookie', name: 'session' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  login: { type: 'openIdConnect', openIdConnectUrl: 'https://login.example' },
  digest: { type: 'http', scheme: 'digest' },
  tls: { type: 'mutualTLS' },
}

/** The credentials for an operation with these security requirements, if `secret` is given for all of `known`. */
function credentialsOf(security: readonly object[], known: readonly string[], secret = 'a&b c') {
  const [operation] = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Keys', version: '1' },
      paths: { '/a': { get: { security, responses: { 200: { description: 'x' } } } } },
      components: { securitySchemes: schemes },
    }),
    'keys.json',
  ).operations
  if (!operation) throw new Error('no operation')
  return credentialsFor(operation, new Map(known.map((scheme) => [scheme, { scheme, secret, placeholder: '$KEY' }])))
}

const authorization = (value: string) => ({ headers: [['authorization', value]], query: [] })

test.each([
  ['a key in the query is encoded', ['query'], { headers: [], query: [['key', 'a%26b%20c']] }],
  ['a key in a header', ['header'], { headers: [['X-Key', 'a&b c']], query: [] }],
  ['a key in a cookie', ['session'], { headers: [['cookie', 'session=a&b c']], query: [] }],
  ['HTTP Basic', ['basic'], authorization(`Basic ${btoa('a&b c')}`)],
  ['a bearer token', ['bearer'], authorization('Bearer a&b c')],
  ['a token of OpenID Connect is a bearer token', ['login'], authorization('Bearer a&b c')],
  ['another scheme of HTTP has its own name', ['digest'], authorization('digest a&b c')],
])('%s', (_, [scheme = ''], expected) => {
  expect(credentialsOf([{ [scheme]: [] }], [scheme])).toEqual(expected)
})

test('the first requirement with all of its credentials is used', () => {
  const security = [{ header: [], bearer: [] }, { bearer: [] }, { header: [] }]
  expect(credentialsOf(security, ['header'])).toEqual({ headers: [['X-Key', 'a&b c']], query: [] })
  expect(credentialsOf(security, ['header', 'bearer']).headers).toHaveLength(2)
  expect(credentialsOf([{ header: [], bearer: [] }, { query: [] }], ['header', 'query']).headers).toEqual([])
  expect(credentialsOf(security, [])).toEqual({ headers: [], query: [] })
})

test('a client certificate is not among the credentials', () => {
  expect(credentialsOf([{ tls: [], header: [] }], ['header']).headers).toEqual([['X-Key', 'a&b c']])
  expect(credentialsOf([{ tls: [] }], ['tls'])).toEqual({ headers: [], query: [] })
})
