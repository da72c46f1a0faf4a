import { expect, test } from 'vitest'
import { createChecker, parseDocument } from '../../src/contract/index.js'
import { findingsOf, listPets } from './petstore.js'

function checkerFor(schema: unknown, schemas: Record<string, unknown> = {}) {
  const content = { 'application/json': { schema } }
  const document = {
    openapi: '3.1.0',
    info: { title: 'Hostile', version: '1' },
    paths: { '/x': { get: { responses: { '200': { description: 'x', content } } } } },
    components: { schemas },
  }
  return createChecker(parseDocument(JSON.stringify(document), 'hostile.json'))
}

const received = (body: string) => ({
  request: { method: 'GET', url: 'http://h/x', headers: [] },
  response: { status: 200, headers: [['content-type', 'application/json']] as const, body },
})

const nested = (levels: number, inside: string) => `${'{"next":'.repeat(levels)}${inside}${'}'.repeat(levels)}`

test('a million levels of nesting are one finding', () => {
  const body = '['.repeat(1_000_000) + ']'.repeat(1_000_000)
  expect(findingsOf(listPets({ response: { body } }))).toEqual(['unreadable-body (whole)'])
})

test('a million levels that never close are one finding', () => {
  expect(findingsOf(listPets({ response: { body: '['.repeat(1_000_000) } }))).toEqual(['unreadable-body (whole)'])
})

test.each(['^(a+)+$', '^(a|a)*$', '(x+x+)+y', `^${'a{0,9}'.repeat(20)}b`, `^${'(a|aa)'.repeat(40)}b`])(
  'the pattern %s is decided on text that it backtracks over forever',
  (pattern) => {
    const body = JSON.stringify(`${'a'.repeat(60)}${'x'.repeat(60)}!`)
    expect(findingsOf(received(body), checkerFor({ type: 'string', pattern }))).toEqual([
      'invalid-body (whole) pattern',
    ])
  },
)

test('a recursive schema that doubles its work with each level ends', () => {
  const next = { $ref: '#/components/schemas/Node' }
  const checker = checkerFor(next, {
    Node: {
      anyOf: [
        { properties: { next }, required: ['a'] },
        { properties: { next }, required: ['b'] },
      ],
    },
  })
  const body = nested(50, '{}')
  expect(findingsOf(received(body), checker)).toEqual(['invalid-body (whole)'])
})

test('a legitimate recursive schema follows its value all the way', () => {
  const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' }, leaf: { type: 'string' } } }
  const checker = checkerFor({ $ref: '#/components/schemas/Node' }, { Node: node })
  const body = nested(400, '{"leaf":1}')
  expect(findingsOf(received(body), checker)).toEqual([`invalid-body ${'/next'.repeat(400)}/leaf type`])
})

test('names of Object.prototype are names like others', () => {
  const checker = checkerFor({
    type: 'object',
    required: ['toString', '__proto__'],
    properties: { toString: { type: 'string' }, constructor: { type: 'number' } },
  })
  expect(findingsOf(received('{}'), checker)).toEqual([
    'invalid-body (whole) required',
    'invalid-body (whole) required',
  ])
  expect(findingsOf(received('{"toString":"a","__proto__":1,"constructor":2}'), checker)).toEqual([])
})

test('a name of a million characters is cut in the message, and whole in the pointer', () => {
  const name = 'n'.repeat(1_000_000)
  const checker = checkerFor({ type: 'object', properties: { a: {} } })
  const [finding] = checker.check(received(JSON.stringify({ [name]: 1 }))).findings
  expect(finding?.at).toBe(`/${name}`)
  expect(finding?.message.length).toBeLessThan(500)
})

test('a value that is to be a regular expression, and is one that takes long to put together, is one finding', () => {
  const characters = Array.from({ length: 130_000 }, (_, index) => String.fromCodePoint(0x10000 + 2 * index))
  const body = JSON.stringify(`[${characters.reverse().join('')}]`)
  expect(findingsOf(received(body), checkerFor({ type: 'string', format: 'regex' }))).toEqual([
    'invalid-body (whole) format',
  ])
})

test.each([
  ['[\\p{L}\\p{Script=Greek}]+\\P{Lu}', []],
  ['\\\\p{L', ['invalid-body (whole) format']],
  ['\\p{Nonsense}', ['invalid-body (whole) format']],
  ['[\\p{L}-z]', ['invalid-body (whole) format']],
  ['a'.repeat(2_000), []],
  ['a'.repeat(2_001), ['invalid-body (whole) format']],
])('whether a text is a regular expression of at most 2000 characters: %#', (value, expected) => {
  const checker = checkerFor({ type: 'string', format: 'regex' })
  expect(findingsOf(received(JSON.stringify(value)), checker)).toEqual(expected)
})

test('of a schema with one branch, failures beyond what a call takes as arguments are told', () => {
  const checker = checkerFor({ anyOf: [{ type: 'array', items: { type: 'integer' } }] })
  const body = JSON.stringify(Array<string>(150_000).fill('a'))
  const { findings } = checker.check(received(body))
  expect(findings).toHaveLength(100)
  expect(findings.at(-1)).toMatchObject({ at: '/99', keyword: 'type', more: 149_900 })
})
