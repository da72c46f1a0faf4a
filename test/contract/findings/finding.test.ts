import { describe, expect, test } from 'vitest'
import { countFindings, isAtLeast, severities } from '../../../src/contract/findings/finding.js'
import { defaultSeverity, describePlace, makeFinding } from '../../../src/contract/findings/make-finding.js'
import { maskFinding } from '../../../src/contract/findings/mask-finding.js'
import { findDescendant, lineOf } from '../../../src/openapi/index.js'
import { petstore } from '../petstore.js'
import { finding } from '../reporters/reports.js'

test('a severity is at least itself and each lesser one', () => {
  const atLeast = severities.map((severity) => severities.filter((least) => isAtLeast(severity, least)))

  expect(atLeast).toEqual([['note'], ['note', 'warning'], ['note', 'warning', 'error']])
})

test.each([
  ['undocumented-property', 'warning'],
  ['accepted-invalid-request', 'warning'],
  ['not-checked', 'note'],
  ['deprecated-operation', 'note'],
  ['invalid-body', 'error'],
  ['server-error', 'error'],
] as const)('the severity of %s is %s', (code, severity) => {
  expect(defaultSeverity(code)).toBe(severity)
})

test('findings are counted with those that are left out', () => {
  const [plain, last] = [finding({}), { ...finding({}), more: 3 }]

  expect([[], [plain], [plain, last], [last, last]].map(countFindings)).toEqual([0, 1, 5, 8])
})

describe('a finding', () => {
  const rule = findDescendant(petstore.root, ['components', 'schemas', 'Pet', 'required'])
  const within = findDescendant(petstore.root, ['components', 'schemas', 'Shape', 'oneOf'])
  if (!rule || !within) throw new Error('expected two rules')
  const details = { at: '/0', rule, expected: 'a', received: 'b' }

  test('has what its rule says, and nothing that it was not made with', () => {
    expect(makeFinding('invalid-body', details)).toStrictEqual({
      ...{
        code: 'invalid-body',
        severity: 'error',
        at: '/0',
        rule: '/components/schemas/Pet/required',
        line: lineOf(rule),
      },
      ...{ expected: 'a', received: 'b', message: 'expected a, received b' },
    })
  })

  test('has its own severity and message, and the branch that it is about', () => {
    const own = { severity: 'note', message: 'wrong', keyword: 'type', once: 'run', within } as const

    expect(makeFinding('invalid-body', { ...details, ...own })).toMatchObject({
      ...own,
      within: '/components/schemas/Shape/oneOf',
    })
  })
})

test.each([
  ['', 'the body'],
  ['/data/0', '/data/0'],
  [`/${'a'.repeat(101)}/b`, `/${'a'.repeat(100)}…/b`],
  [`query ${'a'.repeat(94)}`, `query ${'a'.repeat(94)}`],
])('the place %s is shown as %s', (at, text) => {
  expect(describePlace(at)).toBe(text)
})

describe('what was received at a place with a secret name', () => {
  const masked = { received: '***', message: 'got ***, not ***' }

  test.each([
    'body /password',
    '/token',
    '/tokens/0',
    '/tokens/0/12',
    '/token/value',
    'body /secrets/db/0',
    'query page_token',
    'header authorization',
    'cookie auth',
  ])('is masked at %s, wherever it is in the message', (at) => {
    expect(maskFinding(finding({ at, received: 'abc', message: 'got abc, not abc' }))).toMatchObject(masked)
  })

  test.each([
    ['a name that the place only begins with', { at: 'cookie theme' }],
    ['another name', { at: 'query limit' }],
    ['no name', { at: '' }],
    ['something that is missing', { code: 'missing-parameter' }],
    ['a status', { code: 'server-error' }],
    ['the status of an accepted request', { code: 'accepted-invalid-request' }],
    ['a boolean', { received: 'true' }],
    ['an object', { received: 'an object' }],
    ['an object of a branch', { received: 'an object, which matches 2 of 2 schemas' }],
    ['an empty list', { received: 'an empty array' }],
    ['a list of one item', { received: 'an array of 1 item' }],
    ['a parameter', { received: 'parameter "max_\\"tokens"' }],
  ] as const)('is shown for %s', (_, details) => {
    const found = finding({ at: '/token', received: 'abc', message: 'got abc', ...details })

    expect(maskFinding(found)).toBe(found)
  })

  test.each(['', 'not null', 'nullable', 'an objector', 'an array of 12 keys', 'a property "a"'])(
    'is masked if it is %j, which may be a value',
    (received) => {
      expect(maskFinding(finding({ at: '/token', received, message: 'as it is' }))).toMatchObject({
        received: '***',
        ...(received === '' && { message: 'as it is' }),
      })
    },
  )

  test('is decided by the names of the caller, if there are any', () => {
    const found = finding({ at: 'query limit', received: '12', message: 'got 12' })

    expect(maskFinding(found, (name) => name === 'limit')).toMatchObject({ received: '***', message: 'got ***' })
  })
})
