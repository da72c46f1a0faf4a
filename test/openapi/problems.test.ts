import { describe, expect, test } from 'vitest'
import { formatProblem, parseDocument } from '../../src/openapi/index.js'

const head = (version: string) => `openapi: ${version}\ninfo: {title: T, version: "1"}\n`
const withSchema = (version: string, schema: string) =>
  `${head(version)}paths: {}\ncomponents: {schemas: {A: ${schema}}}\n`
const problemsOf = (text: string) => parseDocument(text, 'api.yaml').problems.map(formatProblem)

describe('a document is read in spite of', () => {
  test.each<[string, string, string, 'error' | 'warning']>([
    ['a required name twice', withSchema('3.1.0', '{required: [a, b, a]}'), 'received "a" twice', 'error'],
    ['a boolean bound', withSchema('3.1.0', '{exclusiveMinimum: true}'), 'expected a number, received true', 'error'],
    ['examples as an object', withSchema('3.1.0', '{examples: {a: 1}}'), 'expected an array', 'error'],
    [
      'a description that is null',
      `${head('3.1.0')}paths: {}\nexternalDocs: {url: x, description: null}\n`,
      '/externalDocs/description: expected a string, received null',
      'error',
    ],
    [
      'a version that is a number',
      'openapi: 3.1.0\ninfo: {title: T, version: 1.0}\npaths: {}\n',
      '/info/version: expected a string, received 1',
      'error',
    ],
    [
      'a type that is null',
      withSchema('3.1.0', '{type: null}'),
      '/components/schemas/A/type: expected one of',
      'error',
    ],
    [
      'a pattern of another language',
      withSchema('3.1.0', '{pattern: "(?i)a"}'),
      'expected a regular expression of ECMA-262',
      'warning',
    ],
    [
      'a reference that leads nowhere',
      withSchema('3.1.0', '{$ref: "#/$defs/a"}'),
      'expected a reference that leads somewhere',
      'error',
    ],
    [
      'a reference to the network',
      withSchema('3.1.0', '{$ref: "https://h.example/a"}'),
      'nothing is loaded from elsewhere',
      'warning',
    ],
    [
      'a reference in an operation',
      `${head('3.1.0')}paths: {/a: {get: {$ref: "#/x-a"}}}\n`,
      '"$ref" is not a member of an Operation Object',
      'error',
    ],
    [
      'a template expression without a parameter',
      `${head('3.1.0')}paths: {"/a/{id}": {get: {responses: {default: {description: x}}}}}\n`,
      'no path parameter for the expression {id} of /a/{id}',
      'warning',
    ],
    [
      'a parameter twice in a list',
      `${head('3.1.0')}paths: {/a: {parameters: [{name: a, in: query, schema: {}}, {name: a, in: query, schema: {}}]}}\n`,
      'parameter "a" in query is listed twice',
      'error',
    ],
    ['a tag twice', `${head('3.1.0')}paths: {}\ntags: [{name: a}, {name: a}]\n`, 'tag "a" is defined twice', 'error'],
    [
      'a default of a server variable that is not one of its values',
      `${head('3.1.0')}paths: {}\nservers: [{url: "https://{a}", variables: {a: {enum: [b, c], default: d}}}]\n`,
      '/servers/0/variables/a/default: expected one of b, c, received d',
      'warning',
    ],
  ])('%s', (_, text, message, severity) => {
    const { problems } = parseDocument(text, 'api.yaml')

    expect(problems.map((problem) => problem.severity)).toEqual([severity])
    expect(problems.map(formatProblem)[0]).toContain(message)
  })
})

test('all problems are listed in one run, in the order of the lines, with file, line and pointer', () => {
  const text = `openapi: 3.1.0
info: {title: T, version: 1}
paths:
  /a:
    get:
      consumes: [text/plain]
      responses: {"200": {}}
components: {schemas: {A: {type: text}}}
`

  expect(problemsOf(text)).toEqual([
    'api.yaml:2: /info/version: expected a string, received 1',
    expect.stringMatching(
      /^api\.yaml:6: \/paths\/~1a\/get\/consumes: "consumes" is not a member of an Operation Object/,
    ),
    'api.yaml:7: /paths/~1a/get/responses/200: missing required member "description" (OpenAPI 3.1, Response Object)',
    expect.stringMatching(/^api\.yaml:8: \/components\/schemas\/A\/type: expected one of null, .*, received "text"$/),
  ])
})

describe('each version is read by its own rules', () => {
  test.each([
    ['3.0.3', '{type: string, nullable: true}'],
    ['3.0.3', '{minimum: 1, exclusiveMinimum: true}'],
    ['3.0.3', '{$ref: "#/components/schemas/A/x-a", type: 1, x-a: {}}'],
    ['3.1.0', '{type: [string, "null"], const: 1, anything: 1}'],
    ['3.2.0', '{type: [string, "null"], xml: {nodeType: text}}'],
  ])('%s has no problem with %s', (version, schema) => {
    expect(problemsOf(withSchema(version, schema))).toEqual([])
  })

  test.each([
    ['3.0.3', '{type: [string]}', 'expected one of array, boolean'],
    ['3.0.3', '{const: 1}', '"const" is not a keyword of OpenAPI 3.0'],
    ['3.0.3', '{exclusiveMinimum: 1}', 'expected a boolean'],
    ['3.1.0', '{nullable: true}', '"nullable" is a keyword of OpenAPI 3.0'],
    ['3.1.0', '{xml: {nodeType: text}}', '"nodeType" is not a member of an XML Object'],
  ])('%s has one with %s', (version, schema, message) => {
    expect(problemsOf(withSchema(version, schema))).toEqual([expect.stringContaining(message)])
  })

  test('a 3.2 document has the operations of query and additionalOperations', () => {
    const responses = '{default: {}}'
    const { operations, problems } = parseDocument(
      `${head('3.2.0')}paths:\n  /a:\n    query: {responses: ${responses}}\n    additionalOperations: {Copy: {responses: ${responses}}}\n`,
      'api.yaml',
    )

    expect(problems).toEqual([])
    expect(operations.map(({ method }) => method)).toEqual(['QUERY', 'Copy'])
  })

  test('references of a 3.2 document are relative to its $self', () => {
    const text = (ref: string) =>
      `${head('3.2.0')}$self: https://h.example/api/main.yaml\npaths: {}\ncomponents: {schemas: {A: {$ref: "${ref}"}, B: {}}}\n`

    expect(problemsOf(text('main.yaml#/components/schemas/B'))).toEqual([])
    expect(problemsOf(text('https://h.example/api/main.yaml#/components/schemas/B'))).toEqual([])
    expect(problemsOf(text('other.yaml'))).toHaveLength(1)
  })
})

test('operations that share an operationId are known by method and path', () => {
  const { operations } = parseDocument(
    `${head('3.1.0')}paths: {/a: {get: {operationId: x}}, /b: {get: {operationId: x}, put: {operationId: y}}}\n`,
    'api.yaml',
  )

  expect(operations.map(({ operationId }) => operationId)).toEqual(['GET /a', 'GET /b', 'y'])
})

test('Swagger 2.0 is refused with the names of converters', () => {
  expect(() => parseDocument('swagger: "2.0"\n', 'api.yaml')).toThrow(
    'expected an OpenAPI document of version 3.0, 3.1 or 3.2, received Swagger "2.0"; @scalar/openapi-upgrader and swagger2openapi convert it',
  )
})
