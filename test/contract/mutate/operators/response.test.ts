import { expect, test } from 'vitest'
import { mutate } from '../../../../src/contract/index.js'
import { documentOf, interactionOf, type OneOperation } from '../../one-operation.js'

/** The mutants of the body or of the headers of a response: the description, and the body or the headers. */
function mutantsOf(part: 'body' | 'headers', response: object, received: OneOperation['response']) {
  const example: OneOperation = {
    operation: { responses: { 200: { description: 'x', ...response } } },
    ...(received && { response: received }),
  }
  return [...mutate(documentOf(example), [interactionOf(example)])]
    .filter(({ subject, keyword }) =>
      part === 'body' ? subject === '200' && !keyword.includes('content') : subject.includes('header'),
    )
    .filter(({ description }) => !description.startsWith('written'))
    .map(({ description, interaction }) => [description, interaction.response[part]])
}

const typed = (type: string) => [['content-type', type]] as const

test.each<[type: string, schema: object, body: string, expected: string[][]]>([
  [
    'text/plain',
    { enum: ['x'] },
    'x',
    [
      ['not listed', 'unlisted'],
      ['in other case', 'X'],
      ['with a space', 'x '],
    ],
  ],
  ['text/plain; charset=utf-8', { type: 'string', maxLength: 1 }, 'x', [['too long', 'xa']]],
  // No text stands for null, and a text of another type is one of this type, too.
  ['text/plain', { type: 'string' }, 'x', []],
  ['image/png', { type: 'string', maxLength: 1 }, 'x', []],
])('the text of a body of %s with the schema %j is changed to violate it', (type, schema, body, expected) => {
  const content = { [type.replace(/;.*/, '')]: { schema } }

  expect(mutantsOf('body', { content }, { headers: typed(type), body })).toEqual(expected)
})

test.each<[header: object, received: (readonly [string, string])[], expected: unknown[]]>([
  [{ required: true, schema: {} }, [['x-a', '1']], [['no such header', []]]],
  [{ required: false, schema: {} }, [['x-a', '1']], []],
  [
    { required: false, schema: { const: '1' } },
    [
      ['x-a', '1'],
      ['b', 'c'],
    ],
    [
      [
        'not listed',
        [
          ['b', 'c'],
          ['X-A', 'unlisted'],
        ],
      ],
    ],
  ],
])('a header documented as %j and received as %j is changed or left out', (header, headers, expected) => {
  expect(mutantsOf('headers', { headers: { 'X-A': header } }, { headers })).toEqual(expected)
})
