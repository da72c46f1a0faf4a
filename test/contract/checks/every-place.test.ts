import { describe, expect, test } from 'vitest'
import { createChecker, type Interaction, parseDocument } from '../../../src/contract/index.js'

const places = ['path', 'query', 'header', 'cookie', 'response header'] as const
const schema = { type: 'object', properties: { n: { type: 'integer' } } }
const content = { 'application/json': { schema } }

/** An operation with the value at one place, and an interaction with it. */
function check(place: (typeof places)[number], value: string, described: object) {
  const parameter = { name: 'p', in: place, required: place === 'path', ...described }
  const isInResponse = place === 'response header'
  const headers = isInResponse ? { p: described } : {}
  const get = {
    ...(!isInResponse && { parameters: [parameter] }),
    responses: { 200: { description: 'x', headers } },
  }
  const template = place === 'path' ? '/a/{p}' : '/a'
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { [template]: { get } } }
  const text = encodeURIComponent(value)
  const sent = { query: `?p=${text}`, path: `/${text}` }[place as string] ?? ''
  const header = place === 'header' ? ['p', value] : place === 'cookie' ? ['cookie', `p=${text}`] : ['x', '1']
  const interaction: Interaction = {
    request: { method: 'GET', url: `https://h.example/a${sent}`, headers: [[header[0] ?? '', header[1] ?? '']] },
    response: { status: 200, headers: isInResponse ? [['p', value]] : [['x', '1']], body: null },
  }
  const { findings } = createChecker(parseDocument(JSON.stringify(document), 'a.json')).check(interaction)
  return findings.filter(({ severity }) => severity === 'error').map(({ code, at, keyword }) => ({ code, at, keyword }))
}

describe.each(places)('a value in the %s', (place) => {
  const code = place === 'response header' ? 'invalid-header' : 'invalid-parameter'
  const at = `${place.replace('response ', '')} p`

  test.each([
    ['text', { schema: { type: 'integer' } }, '7', 'x', ''],
    ['JSON', { content }, '{"n":7}', '{"n":"x"}', ' /n'],
  ])('that is %s is compared with its schema', (_, described, valid, invalid, inside) => {
    expect(check(place, valid, described)).toEqual([])
    expect(check(place, invalid, described)).toEqual([{ code, at: `${at}${inside}`, keyword: 'type' }])
  })

  test('that should be JSON and is not has a finding', () => {
    expect(check(place, '{', { content })).toMatchObject([{ at }])
  })
})
