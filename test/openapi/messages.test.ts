import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../src/openapi/index.js'
import { documentProblemCodes } from '../../src/openapi/problem.js'
import { documentRules } from '../../src/openapi/rules.js'

/** By rule or by part of the grammar: the version and the members of a document, and its only problem. */
const examples: readonly (readonly [kind: string, version: string, members: string, problem: string])[] = [
  [
    'uniqueOperationIds',
    '3.1.0',
    'paths: {/a: {get: {operationId: a, responses: {default: {description: x}}}}, /b: {get: {operationId: a, responses: {default: {description: x}}}}}',
    'error invalid-document: operationId "a" is also that of GET /a; both are known by method and path',
  ],
  [
    'differentTemplates',
    '3.1.0',
    'paths: {"/a/{b}": {}, "/a/{c}": {}}',
    'error invalid-document: path template "/a/{c}" is identical to "/a/{b}"',
  ],
  [
    'pathsWithoutQuery',
    '3.1.0',
    'paths: {"/a?b=1": {}}',
    'warning invalid-document: path "/a?b=1" has a query or a fragment, which no request path has',
  ],
  [
    'templateParameters',
    '3.1.0',
    'paths: {"/a/{b}": {get: {responses: {default: {description: x}}}}}',
    'warning invalid-document: no path parameter for the expression {b} of /a/{b}',
  ],
  [
    'templateParameters',
    '3.1.0',
    'paths: {/a: {get: {parameters: [{name: b, in: path, required: true, schema: {}}], responses: {default: {description: x}}}}}',
    'warning invalid-document: path parameter "b" is not in the path template /a',
  ],
  [
    'parameterLists',
    '3.1.0',
    'paths: {/a: {parameters: [{name: a, in: query, schema: {}}, {name: a, in: query, schema: {}}]}}',
    'error invalid-document: parameter "a" in query is listed twice',
  ],
  [
    'parameterLists',
    '3.2.0',
    'paths: {/a: {parameters: [{name: a, in: query, schema: {}}, {name: b, in: querystring, content: {text/plain: {}}}]}}',
    'error invalid-document: expected one parameter in querystring and none in query, received query, querystring',
  ],
  [
    'knownSchemes',
    '3.1.0',
    'paths: {}\nsecurity: [{key: []}]',
    'warning dangling-reference: "key" is not a usable security scheme of /components/securitySchemes',
  ],
  [
    'scopesOfSchemes',
    '3.0.3',
    'paths: {}\nsecurity: [{key: [a]}]\ncomponents: {securitySchemes: {key: {type: http, scheme: basic}}}',
    'error invalid-document: security scheme "key" has no scopes, because its type is http; expected an empty array',
  ],
  [
    'serverVariables',
    '3.1.0',
    'paths: {}\nservers: [{url: "https://{a}.example"}]',
    'warning invalid-document: server variable {a} is not defined; any text matches it',
  ],
  [
    'serverVariables',
    '3.1.0',
    'paths: {}\nservers: [{url: "https://{a}.example", variables: {a: {enum: [b, c], default: d}}}]',
    'error invalid-document: expected one of b, c, received d',
  ],
  [
    'uniqueTags',
    '3.1.0',
    'paths: {}\ntags: [{name: a}, {name: a}]',
    'error invalid-document: tag "a" is defined twice',
  ],
  ['tagParents', '3.2.0', 'paths: {}\ntags: [{name: a, parent: b}]', 'error dangling-reference: no tag is named "b"'],
  [
    'tagParents',
    '3.2.0',
    'paths: {}\ntags: [{name: a, parent: a}]',
    'error circular-reference: the parents of tag "a" lead back to it',
  ],
  [
    'discriminatorMappings',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {discriminator: {propertyName: a, mapping: {b: B}}}}}',
    'warning dangling-reference: expected the name of a schema in /components/schemas, or a reference to a schema, received "B"',
  ],
  [
    'references',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {$ref: "#/components/schemas/B"}}}',
    'error dangling-reference: expected a reference that leads somewhere, received "#/components/schemas/B"',
  ],
  [
    'references',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {$ref: "https://h.example/a.json"}}}',
    'warning dangling-reference: expected a place in this document or in a file of its folder; nothing is loaded from elsewhere, received "https://h.example/a.json"',
  ],
  [
    'references',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {$ref: "other.yaml"}}}',
    'warning dangling-reference: expected a place in this document, which was not loaded from a file, received "other.yaml"',
  ],
  [
    'references',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {$ref: "http://[/"}}}',
    'error dangling-reference: expected a URI reference, received "http://[/"',
  ],
  [
    'references',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {$ref: "#/components/schemas/A"}}}',
    'error circular-reference: the references lead back here and to nothing else',
  ],
  [
    'references',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {$id: "http://[/"}}}',
    'error invalid-document: expected a URI reference, received "http://[/"',
  ],
  [
    'references',
    '3.1.0',
    'paths: {/a: {get: {$ref: "#/x-a"}}}\nx-a: {responses: {default: {description: x}}}',
    'error invalid-document: "$ref" is not a member of an Operation Object (OpenAPI 3.1, Operation Object); expected one of tags, summary, description, externalDocs, operationId, parameters, requestBody, responses, callbacks, deprecated, security, servers',
  ],
  ['keys', '3.1.0', 'paths: {}\npaths: {}', 'error duplicate-key: duplicate key in a map; the last one counts'],
  [
    'text',
    '3.1.0',
    'paths: {}\nexternalDocs: {url: x, description: null}',
    'error invalid-document: expected a string, received null',
  ],
  [
    'number',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {maximum: "1"}}}',
    'error invalid-document: expected a number, received "1"',
  ],
  [
    'number',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {exclusiveMaximum: true}}}',
    'error invalid-document: expected a number, received true; a boolean beside maximum belongs to OpenAPI 3.0',
  ],
  [
    'number',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {multipleOf: 0}}}',
    'error invalid-document: expected a number above 0, received 0',
  ],
  [
    'boolean',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {uniqueItems: 1}}}',
    'error invalid-document: expected a boolean, received 1',
  ],
  [
    'count',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {minItems: -1}}}',
    'error invalid-document: expected an integer, 0 or more, received -1',
  ],
  [
    'regular expression',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {pattern: "(?i)a"}}}',
    'warning invalid-document: expected a regular expression of ECMA-262, received "(?i)a"',
  ],
  [
    'regular expression',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {patternProperties: {"[": {}}}}}',
    'warning invalid-document: expected a regular expression of ECMA-262, received "["',
  ],
  [
    'array',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {required: true}}}',
    'error invalid-document: expected an array, received true; the required properties are listed in the schema of the object',
  ],
  [
    'array',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {allOf: []}}}',
    'error invalid-document: expected at least one item, received an empty array',
  ],
  [
    'array',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {required: [a, a]}}}',
    'error invalid-document: expected every item once, received "a" twice',
  ],
  [
    'array',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {required: []}}}',
    'error invalid-document: required is empty, which OpenAPI 3.0 does not allow; leave it out',
  ],
  [
    'array',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {enum: []}}}',
    'warning invalid-document: no value is valid, because the enum is empty',
  ],
  ['object', '3.1.0', 'paths: []', 'error invalid-document: expected a Paths Object, received an empty array'],
  ['object', '3.1.0', 'paths: {/a: {get: 1}}', 'error invalid-document: expected an Operation Object, received 1'],
  [
    'name',
    '3.1.0',
    'paths: {a: {}}',
    'error invalid-document: "a" is not a member of a Paths Object (OpenAPI 3.1, Paths Object); expected a path that begins with /',
  ],
  [
    'name',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {"a b": {}}}',
    'error invalid-document: expected a name of letters, digits, ".", "-" and "_", received the name "a b"',
  ],
  [
    'name',
    '3.1.0',
    'paths: {/a: {get: {responses: {"600": {description: x}}}}}',
    'error invalid-document: "600" is not a member of a Responses Object (OpenAPI 3.1, Responses Object); expected one of a status code, a range such as 2XX, default',
  ],
  [
    'value',
    '3.1.0',
    'paths: {/a: {parameters: [{name: a, in: body, schema: {}}]}}',
    'error invalid-document: expected one of query, header, path, cookie, received "body"',
  ],
  [
    'unknown member',
    '3.1.0',
    'paths: {/a: {get: {consumes: [], responses: {default: {description: x}}}}}',
    'error invalid-document: "consumes" is not a member of an Operation Object (OpenAPI 3.1, Operation Object); expected one of tags, summary, description, externalDocs, operationId, parameters, requestBody, responses, callbacks, deprecated, security, servers',
  ],
  [
    'missing member',
    '3.1.0',
    'paths: {/a: {get: {responses: {"200": {}}}}}',
    'error invalid-document: missing required member "description" (OpenAPI 3.1, Response Object)',
  ],
  [
    'conditional member',
    '3.1.0',
    'paths: {/a: {parameters: [{name: a, in: header, allowReserved: true, schema: {}}]}}',
    'error invalid-document: "allowReserved" is only for a Parameter Object whose "in" is query (OpenAPI 3.1, Parameter Object)',
  ],
  [
    'one of members',
    '3.1.0',
    'paths: {/a: {parameters: [{name: a, in: query}]}}',
    'error invalid-document: expected a Parameter Object with one of schema, content, received neither',
  ],
  [
    'one of members',
    '3.1.0',
    'paths: {/a: {parameters: [{name: a, in: query, schema: {}, content: {text/plain: {}}}]}}',
    'error invalid-document: expected a Parameter Object with one of schema, content, received schema and content',
  ],
  [
    'one of members',
    '3.1.0',
    'paths: {/a: {parameters: [{name: a, in: query, content: {}}]}}',
    'error invalid-document: expected exactly one member, received 0',
  ],
  [
    'at least one member',
    '3.1.0',
    '',
    'error invalid-document: expected an OpenAPI Object with one of paths, components, webhooks, received none',
  ],
  [
    'at most one member',
    '3.1.0',
    'paths: {}\ncomponents: {examples: {a: {value: 1, externalValue: x}}}',
    'error invalid-document: expected an Example Object with at most one of value, externalValue, received value and externalValue',
  ],
  [
    'schema',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: 1}}',
    'error invalid-document: expected a schema: an object or a boolean, received 1',
  ],
  [
    'schema',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {properties: {a: true}}}}',
    'error invalid-document: expected a Schema Object, received true',
  ],
  [
    'keyword',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {const: 1}}}',
    'error invalid-document: "const" is not a keyword of OpenAPI 3.0 and is not evaluated',
  ],
  [
    'keyword',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {type: string, nullable: true}}}',
    'warning invalid-document: "nullable" is a keyword of OpenAPI 3.0 and has no effect in 3.1; list "null" in type instead',
  ],
  [
    'keyword',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {nullable: true, allOf: [{type: string}]}}}',
    'warning invalid-document: "nullable" has no effect, because it only adds null to a type in the same schema (OpenAPI 3.0.3); put it into the schema that has the type',
  ],
  [
    'keyword',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {type: string, nullable: true, enum: [a]}}}',
    'warning invalid-document: null is not valid in spite of "nullable", because it is not in the enum; add it there',
  ],
  [
    'keyword',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {type: array}}}',
    'error invalid-document: missing items: a schema of type "array" has them in OpenAPI 3.0; items: {} allows any',
  ],
  [
    'keyword',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {readOnly: true, writeOnly: true}}}',
    'error invalid-document: expected readOnly or writeOnly, received both',
  ],
  [
    'type',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {type: text}}}',
    'error invalid-document: expected one of null, boolean, object, array, number, string, integer, or an array of them, received "text"',
  ],
  [
    'type',
    '3.1.0',
    'paths: {}\ncomponents: {schemas: {A: {type: [string, string]}}}',
    'error invalid-document: expected every type once, received a type twice',
  ],
  [
    'type',
    '3.0.3',
    'paths: {}\ncomponents: {schemas: {A: {type: [string, "null"]}}}',
    'error invalid-document: expected one of array, boolean, integer, number, object, string, received "string", "null"; null is allowed by nullable: true beside another type',
  ],
  [
    'ignoredHeaders',
    '3.1.0',
    'paths: {/a: {parameters: [{name: Accept, in: header, schema: {}}]}}',
    'warning invalid-document: header parameter "Accept" is ignored (Parameter Object); the content of the responses describes this header',
  ],
]

describe('a problem of a document says what is wrong, without the place', () => {
  test.each(examples)('%s in %s: %s', (_, version, members, problem) => {
    const text = `openapi: ${version}\ninfo: {title: T, version: "1"}\n${members}\n`
    const { problems } = parseDocument(text, 'api.yaml')

    expect(problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual([problem])
  })

  test('with an example for each rule', () => {
    const shown = new Set(examples.map(([kind]) => kind))

    expect(Object.keys(documentRules).filter((rule) => !shown.has(rule))).toEqual([])
  })

  test('with an example for each code', () => {
    const shown = new Set(examples.map(([, , , problem]) => problem.split(/[ :]+/)[1]))

    expect([...shown].sort()).toEqual([...documentProblemCodes].sort())
  })
})
