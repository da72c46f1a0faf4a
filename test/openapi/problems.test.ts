import { describe, expect, test } from 'vitest'
import { countProblems, findDescendant, formatProblem, parseDocument } from '../../src/openapi/index.js'

const head = (version: string) => `openapi: ${version}\ninfo: {title: T, version: "1"}\n`
const withSchema = (version: string, schema: string) =>
  `${head(version)}paths: {}\ncomponents: {schemas: {A: ${schema}}}\n`
const problemsOf = (text: string) => parseDocument(text, 'api.yaml').problems.map(formatProblem)

test('problems are in the order of their lines, whichever rule finds them', () => {
  const text = `${head('3.1.0')}tags: [{name: a}, {name: a}]\ncomponents: {schemas: {A: {minLength: x}}}\npaths: {/a: {get: 7}}\n`
  expect(problemsOf(text).map((line) => /^api\.yaml:(\d+)/.exec(line)?.[1])).toEqual(['3', '4', '5'])
})

test('a list of different items has no item twice', () => {
  expect(problemsOf(withSchema('3.1.0', '{required: [a, b, c], enum: [1, "1"], type: [string, integer]}'))).toEqual([])
})

test('a path parameter that cannot be used may be the one of the path, so it is not said to be missing', () => {
  const parameter = '{in: path, required: true, schema: {}}'
  const paths = `{"/a/{id}": {get: {parameters: [${parameter}], responses: {default: {description: x}}}}}`
  const problems = problemsOf(`${head('3.1.0')}paths: ${paths}\n`)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain('/parameters/0')
})

const response = 'responses: {default: {description: x}}'

test.each<[string, string, readonly string[]]>([
  [
    'a $ref that is no text, in a response',
    `${head('3.1.0')}paths: {/a: {get: {responses: {default: {$ref: [a]}}}}}\n`,
    ['/paths/~1a/get/responses/default/$ref: expected a string'],
  ],
  [
    'a $ref that is no text, in a response of 3.0',
    `${head('3.0.3')}paths: {/a: {get: {responses: {default: {$ref: [a]}}}}}\n`,
    ['/paths/~1a/get/responses/default/$ref: expected a string'],
  ],
  [
    'a $ref that is no text, in a path item',
    `${head('3.1.0')}paths: {/a: {$ref: [a]}}\n`,
    ['/paths/~1a/$ref: expected a string'],
  ],
  ['a $ref that is no text, in a schema', withSchema('3.1.0', '{$ref: 5}'), ['/$ref: expected a string, received 5']],
  [
    'a $ref that is no text, in a schema of 3.0',
    withSchema('3.0.3', '{$ref: 5}'),
    ['/$ref: expected a string, received 5'],
  ],
  ['an $id that is no text', withSchema('3.1.0', '{$id: 5}'), ['/$id: expected a URI reference']],
  ['an unknown type in a list', withSchema('3.1.0', '{type: [string, text]}'), ['/type: expected one of']],
  ['an empty list of types', withSchema('3.1.0', '{type: []}'), ['received an empty array']],
  ['an empty enum', withSchema('3.1.0', '{enum: []}'), ['/components/schemas/A/enum: no value is valid']],
  ['an extension of a schema of 3.0', withSchema('3.0.3', '{x-a: 1}'), []],
  ['an unknown keyword of 3.0', withSchema('3.0.3', '{ax-: 1}'), ['/ax-: "ax-" is not a keyword of OpenAPI 3.0']],
  [
    'an unknown member of a path item',
    `${head('3.1.0')}paths: {/a: {b: 1}}\n`,
    ['"b" is not a member of a Path Item Object'],
  ],
  [
    'an unknown member of an operation',
    `${head('3.1.0')}paths: {/a: {get: {b: 1, ${response}}}}\n`,
    ['"b" is not a member of an Operation Object'],
  ],
])('of %s there is one problem, or none if it is allowed', (_, text, expected) => {
  const problems = problemsOf(text)
  expect(problems).toHaveLength(expected.length)
  for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part)
})

test('a reference to what is no response cannot be used, and a path item is used without the path item that it refers to', () => {
  const paths = `{/a: {get: {responses: {200: {$ref: "#/x-a"}}}}, /b: {$ref: "#/none", get: {${response}}}}`
  const { operations, unusableOperations, problems } = parseDocument(
    `${head('3.1.0')}paths: ${paths}\nx-a: text\n`,
    'api.yaml',
  )
  const { root } = parseDocument(withSchema('3.1.0', '{$ref: "#/none", type: string}'), 'api.yaml')
  expect(operations.map(({ path, responses }) => [path, responses.map(({ isUsable }) => isUsable)])).toEqual([
    ['/a', [false]],
    ['/b', [true]],
  ])
  expect(problems.map(({ pointer }) => pointer)).toContain('/paths/~1b/$ref')
  expect(unusableOperations.map(({ path }) => path)).toEqual(['/b'])
  expect(findDescendant(root, ['components', 'schemas', 'A', 'type'])?.value).toBe('string')
})

test.each([
  ['3.1.0', ['invalid-document', 'dangling-reference']],
  ['3.2.0', []],
])('in version %s, $self is the URI of the document or a member without meaning', (version, codes) => {
  const text = `${head(version)}$self: https://h.example/a\npaths: {}\ncomponents: {schemas: {A: {$ref: "https://h.example/a#/components/schemas/B"}, B: {}}}\n`
  expect(parseDocument(text, 'api.yaml').problems.map(({ code }) => code)).toEqual(codes)
})

test('a keyword that is wrong is left out of its schema', () => {
  const { root } = parseDocument(withSchema('3.1.0', '{minLength: x, maxLength: 5}'), 'api.yaml')
  const keywordOf = (keyword: string) => findDescendant(root, ['components', 'schemas', 'A', keyword])?.value
  expect([keywordOf('minLength'), keywordOf('maxLength')]).toEqual([undefined, 5])
})

test('an operation that refers to another is that other one', () => {
  const text = `${head('3.1.0')}paths: {/a: {get: {$ref: "#/x-a"}}}\nx-a: {${response}}\n`
  const { operations } = parseDocument(text, 'api.yaml')
  expect(operations.map(({ method, path, responses }) => [method, path, responses.length])).toEqual([['GET', '/a', 1]])
})

test.each([
  ['3.0.3', 0],
  ['3.1.0', 1],
])('version %s has %i webhooks', (version, count) => {
  const { webhooks } = parseDocument(`${head(version)}paths: {}\nwebhooks: {a: {post: {${response}}}}\n`, 'api.yaml')
  expect(webhooks).toHaveLength(count)
})

describe('a document is read in spite of', () => {
  test.each<[string, string, string, 'error' | 'warning']>([
    ['a required name twice', withSchema('3.1.0', '{required: [a, b, a]}'), 'received "a" twice', 'error'],
    [
      'a name twice that another property requires',
      withSchema('3.1.0', '{dependentRequired: {x: [a, b, a]}}'),
      'received "a" twice',
      'error',
    ],
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
      `${head('3.1.0')}paths: {/a: {get: {$ref: "#/x-a"}}}\nx-a: {responses: {default: {description: x}}}\n`,
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
      'error',
    ],
  ])('%s', (_, text, message, severity) => {
    const { problems } = parseDocument(text, 'api.yaml')

    expect(problems.map((problem) => problem.severity)).toEqual([severity])
    expect(problems.map(formatProblem)[0]).toContain(message)
  })
})

const withParameter = (version: string, parameter: string) =>
  `${head(version)}paths: {"/a/{id}": {get: {parameters: [${parameter}], responses: {default: {description: x}}}}}\n`

describe('a parameter outside of the query has no', () => {
  test.each<[string, string, 'error' | 'warning']>([
    ['allowEmptyValue', '3.0.3', 'warning'],
    ['allowReserved', '3.0.3', 'warning'],
    ['allowEmptyValue', '3.1.0', 'error'],
    ['allowReserved', '3.1.0', 'error'],
    ['allowEmptyValue', '3.2.0', 'error'],
  ])('%s in %s', (member, version, severity) => {
    const text = withParameter(version, `{name: id, in: path, required: true, schema: {}, ${member}: false}`)
    const { problems } = parseDocument(text, 'api.yaml')

    expect(problems.map((problem) => problem.severity)).toEqual([severity])
    expect(problems[0]?.message).toContain(`"${member}" is only for a Parameter Object whose "in" is query`)
  })

  test('the problem names all places that allow it', () => {
    const text = withParameter('3.2.0', '{name: id, in: header, schema: {}, allowReserved: true}')

    expect(problemsOf(text)[0]).toContain('whose "in" is one of path, cookie, query')
  })

  test('and a parameter in the query may have both', () => {
    const text = `${head('3.0.3')}paths: {/a: {parameters: [{name: a, in: query, schema: {}, allowEmptyValue: true, allowReserved: true}]}}\n`

    expect(problemsOf(text)).toEqual([])
  })
})

describe('the default of a server variable that is not one of its values', () => {
  test.each([
    ['3.0.3', 'warning'],
    ['3.1.0', 'error'],
  ])('is in %s %s', (version, severity) => {
    const { problems } = parseDocument(
      `${head(version)}paths: {}\nservers: [{url: "https://{a}", variables: {a: {enum: [b], default: c}}}]\n`,
      'api.yaml',
    )

    expect(problems.map((problem) => problem.severity)).toEqual([severity])
  })
})

describe('scopes of a security scheme', () => {
  const withScopes = (version: string, scheme: string) =>
    `${head(version)}paths: {}\nsecurity: [{s: [a]}]\ncomponents: {securitySchemes: {s: ${scheme}}}\n`

  test('are a problem in 3.0 if its type has none', () => {
    expect(problemsOf(withScopes('3.0.3', '{type: http, scheme: basic}'))).toEqual([
      expect.stringContaining('security scheme "s" has no scopes, because its type is http; expected an empty array'),
    ])
  })

  test.each([
    ['3.0.3', '{type: openIdConnect, openIdConnectUrl: x}'],
    ['3.1.0', '{type: http, scheme: basic}'],
  ])('are none in %s of %s', (version, scheme) => {
    expect(problemsOf(withScopes(version, scheme))).toEqual([])
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
    ['3.0.3', '{$ref: "#/components/schemas/A/x-a", nullable: true, allOf: [], x-a: {}}'],
    ['3.0.3', '{type: string, nullable: true, enum: [a, null]}'],
    ['3.0.3', '{nullable: true, description: anything}'],
    ['3.0.3', '{additionalProperties: false}'],
    ['3.0.3', '{type: array, items: {}}'],
    ['3.0.3', '{properties: {type: {type: string}, nullable: {type: boolean}, enum: {type: string}}}'],
    ['3.1.0', '{type: array, readOnly: true, writeOnly: true, items: true}'],
    ['3.1.0', '{type: [string, "null"], const: 1, anything: 1}'],
    ['3.2.0', '{type: [string, "null"], xml: {nodeType: text}}'],
  ])('%s has no problem with %s', (version, schema) => {
    expect(problemsOf(withSchema(version, schema))).toEqual([])
  })

  test.each([
    ['3.0.3', '{type: [string]}', 'received "string"; an array of types needs OpenAPI 3.1'],
    ['3.0.3', '{type: [string, "null"]}', 'null is allowed by nullable: true beside another type'],
    ['3.0.3', '{type: "null"}', 'null is allowed by nullable: true beside another type'],
    ['3.0.3', '{type: array}', 'missing items'],
    ['3.0.3', '{readOnly: true, writeOnly: true}', 'expected readOnly or writeOnly, received both'],
    ['3.0.3', '{nullable: true, allOf: [{type: string}]}', '"nullable" has no effect'],
    ['3.0.3', '{type: string, nullable: true, enum: [a]}', 'null is not valid in spite of "nullable"'],
    ['3.0.3', '{properties: {a: true}}', '/properties/a: expected a Schema Object, received true'],
    ['3.0.3', '{required: true}', 'expected an array, received true; the required properties are listed'],
    ['3.1.0', '{exclusiveMaximum: true}', 'received true; a boolean beside maximum belongs to OpenAPI 3.0'],
    [
      '3.1.0',
      '{examples: {a: {}}}',
      'received an object; only those of parameters, headers and media types are objects',
    ],
    ['3.0.3', '{const: 1}', '"const" is not a keyword of OpenAPI 3.0'],
    [
      '3.0.3',
      '{exclusiveMinimum: 1}',
      'expected a boolean, received 1; in OpenAPI 3.0 it makes the bound beside it exclusive',
    ],
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

test.each(['3.0', '3.1', '3.1.0', '3.1.10', '3.2.0', '3.1.0-rc1'])('a document of version %s is read', (version) => {
  const document = parseDocument(`openapi: "${version}"\ninfo: {title: T, version: "1"}\npaths: {}\n`, 'api.yaml')
  expect(document.openapi).toBe(version.slice(0, 3))
})

test.each(['13.1.0', '3.10.0', '3.3.0', '3.1.0x', '3.1.', '4.0.0', 'x3.1.0'])(
  'a document of version %s is refused at its version',
  (version) => {
    expect(() => parseDocument(`info: {}\nopenapi: "${version}"\n`, 'api.yaml')).toThrow(
      `api.yaml:2: /openapi: expected an OpenAPI document of version 3.0, 3.1 or 3.2, received version "${version}"`,
    )
  },
)

test.each<[readonly ('error' | 'warning')[], string]>([
  [[], ''],
  [['error'], '1 error'],
  [['warning', 'warning'], '2 warnings'],
  [['warning', 'error', 'error'], '2 errors and 1 warning'],
])('the problems %j are counted as %j', (severities, text) => {
  const [problem] = parseDocument('openapi: 3.1.0\n', 'api.yaml').problems
  expect(countProblems(severities.flatMap((severity) => (problem ? { ...problem, severity } : [])))).toBe(text)
})

test('Swagger 2.0 is refused with the names of converters', () => {
  expect(() => parseDocument('swagger: "2.0"\n', 'api.yaml')).toThrow(
    'expected an OpenAPI document of version 3.0, 3.1 or 3.2, received Swagger "2.0"; @scalar/openapi-upgrader and swagger2openapi convert it',
  )
})

// Each of these is compared with the first, however many there are.
test.each([
  [
    'operationId',
    'paths: {/a: {get: {operationId: x, responses: {}}, put: {operationId: x, responses: {}}, post: {operationId: x, responses: {}}}}',
    'is also that of GET /a',
  ],
  ['path template', 'paths: {"/{a}": {}, "/{b}": {}, "/{c}": {}}', 'is identical to "/{a}"'],
])('a third %s that is not unique is said to be that of the first', (_, content, message) => {
  const problems = problemsOf(`${head('3.1.0')}${content}\n`).filter((line) => line.includes(message))
  expect(problems).toHaveLength(2)
})

test.each([
  ['{type: string, nullable: true, enum: [a]}', ['null is not valid in spite of "nullable"']],
  ['{nullable: true, enum: [a]}', ['"nullable" has no effect']],
  ['{type: string, nullable: true, enum: [a, null]}', []],
  ['{nullable: true}', []],
])('nullable in %s has at most one problem', (schema, messages) => {
  expect(problemsOf(withSchema('3.0.3', schema))).toEqual(messages.map((message) => expect.stringContaining(message)))
})

test.each([
  ['{}', true],
  ['{x-a: 1}', true],
  ['{x-a: 1, bearer: []}', false],
])('an object that must have a member needs one that is not an extension: %s', (object, isEmpty) => {
  const members = object.replace('bearer: []', 'default: {description: x}')
  const problems = problemsOf(`${head('3.1.0')}paths: {/a: {get: {responses: ${members}}}}\n`)
  expect(problems.some((line) => line.includes('with at least one member'))).toBe(isEmpty)
})
