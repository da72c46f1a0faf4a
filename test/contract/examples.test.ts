import { describe, expect, test } from 'vitest'
import { formatProblem, parseDocument } from '../../src/contract/index.js'

const problemsOf = (text: string, version = '3.1.0') =>
  parseDocument(`openapi: ${version}\ninfo: {title: T, version: "1"}\n${text}\n`, 'api.yaml').problems.map(
    formatProblem,
  )

const withBody = (mediaType: string) =>
  `paths: {/a: {get: {responses: {200: {description: x, content: ${mediaType}}}}}}`

describe('an example that its own schema refuses is a problem of the document', () => {
  test.each([
    [
      'of a body',
      withBody('{application/json: {schema: {required: [n]}, example: {}}}'),
      'missing required property "n"',
    ],
    [
      'of a body, by name',
      withBody('{application/json: {schema: {type: object}, examples: {a: {value: 1}}}}'),
      '/examples/a/value: this example does not match its schema: expected object, received number',
    ],
    ['of a schema', 'components: {schemas: {A: {properties: {a: {type: integer, examples: [1, x]}}}}}', '/examples/1:'],
    [
      'of a parameter',
      'paths: {/a: {get: {parameters: [{name: a, in: query, schema: {maximum: 5}, example: 6}]}}}',
      'expected at most 5',
    ],
    [
      'of a parameter, as another text',
      'paths: {/a: {get: {parameters: [{name: a, in: query, schema: {type: string, enum: [a]}, example: b}]}}}',
      'expected "a", received "b"',
    ],
  ])('%s', (_, text, message) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(message)])
  })

  test.each([
    ['that is valid', withBody('{application/json: {schema: {type: object}, example: {}}}')],
    [
      'that is valid in a request only',
      withBody('{application/json: {schema: {required: [a], properties: {a: {readOnly: true}}}, example: {}}}'),
    ],
    ['of XML', withBody('{application/xml: {schema: {type: object}, example: "<a/>"}}')],
    [
      'of a parameter, as the text that is sent',
      'paths: {/a: {get: {parameters: [{name: a, in: query, explode: false, schema: {type: array}, example: "a,b"}]}}}',
    ],
    [
      'in another file',
      withBody('{application/json: {schema: {type: object}, examples: {a: {externalValue: "https://h/a"}}}}'),
    ],
  ])('but not one %s', (_, text) => {
    expect(problemsOf(text)).toEqual([])
  })
})

test('so is the dataValue of an example in 3.2', () => {
  const text = withBody(
    '{application/json: {schema: {type: object}, examples: {a: {dataValue: {}}, b: {dataValue: 1}}}}',
  )

  expect(problemsOf(text, '3.2.0')).toEqual([expect.stringContaining('/examples/b/dataValue: this example does not')])
})

test('problems of examples are listed among the others, in the order of the lines', () => {
  const text = `paths: {}
components:
  schemas:
    A: {type: text}
    B: {type: integer, example: a}
    C: {type: text}`

  expect(problemsOf(text).map((problem) => problem.split(':')[1])).toEqual(['6', '7', '8'])
})
