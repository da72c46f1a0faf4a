import { describe, expect, test } from 'vitest'
import { findingsOf, textsOf } from '../one-operation.js'

const securitySchemes = {
  bearer: { type: 'http', scheme: 'Bearer' },
  basic: { type: 'http', scheme: 'basic' },
  digest: { type: 'http', scheme: 'digest' },
  oauth: { type: 'oauth2', flows: {} },
  oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://h.example/' },
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'Key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'Sid' },
  certificate: { type: 'mutualTLS' },
  // `in` and `name` belong to `apiKey` only.
  misplaced: { type: 'http', scheme: 'bearer', in: 'query', name: 'Key' },
}
type Names = readonly (keyof typeof securitySchemes)[]
const requirement = (names: Names) => Object.fromEntries(names.map((name) => [name, []]))
const secured = (alternatives: readonly Names[], headers: [string, string][], query = '') => ({
  operation: { security: alternatives.map(requirement) },
  document: { components: { securitySchemes } },
  request: { url: `https://h.example/a${query}`, headers: headers.length > 0 ? headers : [['accept', '*/*'] as const] },
})
const missing = 'note not-checked header authorization'
const other = 'error missing-parameter header authorization'

describe('an Authorization header', () => {
  test.each<[keyof typeof securitySchemes, string, string[]]>([
    ['bearer', 'Bearer abc', []],
    ['bearer', 'BEARER abc', []],
    ['bearer', '  Bearer   abc  ', []],
    ['oauth', 'Bearer abc', []],
    ['oidc', 'bearer abc', []],
    ['digest', 'Digest username="Ann", realm="a b"', []],
    ['bearer', 'Basic abc', [other]],
    ['oauth', 'Basic abc', [other]],
    ['basic', 'Digest username="Ann", realm="a b"', [other]],
    ['bearer', 'Bearer', [missing]],
    ['bearer', 'Bearer ', [missing]],
    ['bearer', 'removed from the recording', [missing]],
    ['bearer', '<redacted> abc', [missing]],
    ['bearer', 'token: Bearer abc', [missing]],
    ['misplaced', 'Bearer abc', []],
    ['bearer', '', [missing]],
  ])('of an operation with %s that is %j leads to %j', (scheme, value, expected) => {
    expect(textsOf(secured([[scheme]], [['Authorization', value]]))).toEqual(expected)
  })

  test('may stand among others, of which one is right', () => {
    const headers: [string, string][] = [
      ['authorization', 'Basic abc'],
      ['authorization', 'Bearer abc'],
    ]
    expect(textsOf(secured([['bearer']], headers))).toEqual([])
  })
})

describe('a key', () => {
  test.each<[keyof typeof securitySchemes, [string, string][], string, string[]]>([
    ['header', [['x-key', 'k']], '', []],
    ['header', [['x-key', '  ']], '', ['note not-checked header x-key']],
    ['header', [], '?X-Key=k', ['note not-checked header x-key', 'warning undocumented-parameter query X-Key']],
    ['query', [], '?Key=k', []],
    ['query', [], '?Key=&Key=k', []],
    ['query', [], '?Key=', ['note not-checked query Key']],
    ['query', [], '?key=k', ['warning undocumented-parameter query key', 'note not-checked query Key']],
    ['query', [['key', 'k']], '', ['note not-checked query Key']],
    ['cookie', [['cookie', 'a=b; Sid=k']], '', []],
    ['cookie', [['cookie', 'a=b; sid=k']], '', ['note not-checked cookie Sid']],
    ['cookie', [['Sid', 'k']], '', ['note not-checked cookie Sid']],
    ['certificate', [], '', []],
    ['misplaced', [['authorization', 'Bearer k']], '?Key=k', ['warning undocumented-parameter query Key']],
  ])('by %s, of a request with the headers %j and the query %j', (scheme, headers, query, expected) => {
    expect(textsOf(secured([[scheme]], headers, query)).toSorted()).toEqual(expected.toSorted())
  })

  test('in the query is missing even from a recording without headers, and others are not', () => {
    const without = (scheme: keyof typeof securitySchemes) => ({ ...secured([[scheme]], []), request: { headers: [] } })

    expect(textsOf(without('query'))).toEqual(['note not-checked query Key'])
    expect([...textsOf(without('header')), ...textsOf(without('cookie')), ...textsOf(without('bearer'))]).toEqual([])
  })

  test.each([
    ['header', { in: 'header', name: 'x-key' }, []],
    ['query', { in: 'query', name: 'Key' }, []],
    ['cookie', { in: 'cookie', name: 'Sid' }, []],
    ['query', { in: 'query', name: 'key' }, ['error missing-parameter query key']],
    ['header', { in: 'query', name: 'X-Key' }, ['error missing-parameter query X-Key']],
    ['bearer', { in: 'header', name: 'X-Key' }, ['error missing-parameter header x-key']],
    ['misplaced', { in: 'query', name: 'Key' }, ['error missing-parameter query Key']],
  ] as const)('by %s is not missing a second time as the parameter %j', (scheme, parameter, expected) => {
    const { operation, ...rest } = secured([[scheme]], [])
    const parameters = [{ ...parameter, required: true, schema: {} }]

    expect(
      textsOf({ ...rest, operation: { ...operation, parameters } }).filter((text) => !/not-checked/.test(text)),
    ).toEqual(expected)
  })
})

describe('alternatives', () => {
  test.each<[string, readonly Names[], [string, string][], string[]]>([
    ['one of which is met', [['bearer'], ['header']], [['x-key', 'k']], []],
    ['one of which is nothing', [['bearer'], []], [['authorization', 'Basic abc']], []],
    ['one of which is met in part', [['header', 'cookie']], [['x-key', 'k']], ['note not-checked cookie Sid']],
    [
      'of which none is met',
      [['header', 'cookie'], ['bearer']],
      [],
      ['note not-checked header x-key', 'note not-checked cookie Sid'],
    ],
    [
      'beside credentials of another scheme',
      [['header'], ['bearer', 'cookie']],
      [['authorization', 'Basic abc']],
      [other],
    ],
  ])('%s', (_, alternatives, headers, expected) => {
    expect(textsOf(secured(alternatives, headers))).toEqual(expected)
  })

  test('of which one is a key leave the parameter of its name to it', () => {
    const { operation, ...rest } = secured([['bearer'], ['header']], [['authorization', 'Bearer abc']])
    const parameters = [{ in: 'header', name: 'X-Key', required: true, schema: {} }]

    expect(textsOf({ ...rest, operation: { ...operation, parameters } })).toEqual([])
  })

  test('are named in a finding, with the requirement or the scheme as its rule', () => {
    const found = (...headers: [string, string][]) =>
      findingsOf(secured([['header'], ['bearer', 'cookie']], headers)).map(({ rule, expected, once }) => [
        rule,
        expected,
        once,
      ])

    expect(found(['authorization', 'Basic abc'])).toEqual([
      ['/paths/~1a/post/security/1', 'credentials for header or bearer and cookie', undefined],
    ])
    expect(found()).toEqual([['/components/securitySchemes/header', 'credentials for header', 'run']])
  })
})
