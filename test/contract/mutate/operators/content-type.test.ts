import { describe, expect, test } from 'vitest'
import { type Interaction, mutate, parseDocument } from '../../../../src/contract/index.js'

/** The mutants of the content type of a response, by what is documented and what was received. */
function mutantsOf(
  content: object | undefined,
  { type = 'application/json', body = '{}', ...response }: { type?: string } & Partial<Interaction['response']> = {},
) {
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'A', version: '1' },
      paths: { '/a': { get: { responses: { 200: { description: 'x', ...(content && { content }) } } } } },
    }),
    'a.json',
  )
  const interaction: Interaction = {
    request: { method: 'GET', url: 'https://h.example/a', headers: [] },
    response: { status: 200, headers: content ? [['content-type', type]] : [], body: content ? body : '', ...response },
  }
  return [...mutate(document, [interaction])]
    .filter(({ keyword }) => keyword.startsWith('content type'))
    .map(({ keyword, subject, rule, description, expects, interaction }) => ({
      ...{ keyword, subject, rule, description },
      expects: expects.map(({ code, at }) => `${code} ${at}`),
      sent: interaction.response.headers.filter(([name]) => name === 'content-type').map(([, value]) => value),
      body: interaction.response.body,
    }))
}

const descriptionsOf = (...args: Parameters<typeof mutantsOf>) =>
  mutantsOf(...args).map(({ description }) => description)

describe('the content type of a response', () => {
  test('becomes each that is not documented, an invalid one, two, and none', () => {
    const rule = '/paths/~1a/get/responses/200/content'
    const undocumented = (description: string, ...sent: readonly string[]) => ({
      ...{ keyword: 'content type', subject: '200', rule, description, sent, body: '{}' },
      expects: ['undocumented-content-type header content-type'],
    })
    expect(mutantsOf({ 'application/json': {} })).toEqual([
      ...['text/html; charset=utf-8', 'application/xml', 'text/json', 'text/plain', 'image/png'].map((type) =>
        undocumented(`content type ${type}`, type),
      ),
      undocumented('an invalid content type', 'json'),
      undocumented('two content types', 'application/json', 'application/json'),
      {
        ...{
          keyword: 'content type present',
          subject: '200',
          rule,
          description: 'no content type',
          sent: [],
          body: '{}',
        },
        expects: ['missing-content-type header content-type'],
      },
    ])
  })

  test('does not become one that is documented, in whatever letters and with whatever parameters', () => {
    const descriptions = descriptionsOf({ 'application/json': {}, 'Text/HTML; charset=utf-8': {}, 'image/*': {} })
    expect(descriptions.filter((each) => each.startsWith('content type'))).toEqual(
      ['application/xml', 'text/json', 'text/plain'].map((type) => `content type ${type}`),
    )
  })

  test('becomes no other type if every type is documented', () => {
    expect(descriptionsOf({ '*/*': {} })).toEqual(['an invalid content type', 'two content types', 'no content type'])
  })

  test('is not left out if the recording has no headers', () => {
    expect(descriptionsOf({ 'application/json': {} }, { notRecorded: ['headers'] })).not.toContain('no content type')
  })

  test('is added with a body if no content is documented', () => {
    expect(mutantsOf(undefined)).toEqual([
      {
        ...{ keyword: 'content type', subject: '200', rule: '/paths/~1a/get/responses/200' },
        ...{ description: 'a body although no content is documented', sent: ['application/json'], body: '{}' },
        expects: ['undocumented-content-type header content-type'],
      },
    ])
  })

  test('does not change without a body', () => {
    expect(descriptionsOf({ 'application/json': {} }, { body: null, notRecorded: ['body'] })).toEqual([])
  })
})
