import { expect, test } from 'vitest'
import { type Interaction, loadDocument, scoreMutants } from '../../../src/contract/index.js'

const document = await loadDocument('test/fixtures/recordings/things.yaml')
const json = ['content-type', 'application/json'] as const

const post = (changes: {
  request?: Partial<Interaction['request']>
  response?: Partial<Interaction['response']>
}): Interaction => ({
  request: {
    ...{ method: 'POST', url: 'https://api.example.com/things', headers: [json, ['accept', '*/*']], body: '{"n":1}' },
    ...changes.request,
  },
  response: { status: 201, headers: [json], body: '{"id":"a"}', ...changes.response },
})

test.each<[string, Interaction, boolean]>([
  ['the headers of the response', post({ response: { headers: [], notRecorded: ['headers'] } }), true],
  ['the body of the response', post({ response: { body: null, notRecorded: ['body'] } }), false],
  ['the headers of the request', post({ request: { headers: [json], notRecorded: ['headers'] } }), true],
  ['the body of the request', post({ request: { body: null, notRecorded: ['body'] } }), true],
])('a recording without %s is mutated, and every mutant is killed', (_, interaction, hasBodyMutants) => {
  const { verdict, mutants } = scoreMutants(document, [interaction])

  expect(verdict).toBe('passed')
  expect(mutants.some(({ expects }) => expects.some(({ code }) => code === 'invalid-body'))).toBe(hasBodyMutants)
})
