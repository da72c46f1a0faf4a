import { expect, test } from 'vitest'
import { formatProblem, parseDocument } from '../../src/openapi/index.js'

type Part = 'document' | 'license' | 'server' | 'parameter' | 'header' | 'example' | 'link' | 'scheme' | 'schema'

/** The problems of a document of this version that has the object at its place, without their places. */
function problemsOf(version: string, part: Part, object: object): string[] {
  const at = (name: Part) => (name === part ? object : undefined)
  const response = {
    description: 'x',
    ...(at('header') && { headers: { 'X-A': object } }),
    ...(at('link') && { links: { a: object } }),
  }
  const operation = {
    ...(at('parameter') && { parameters: [object] }),
    responses: { default: response },
  }
  const document = {
    openapi: version,
    info: { title: 'T', version: '1', ...(at('license') && { license: object }) },
    ...(at('server') && { servers: [object] }),
    ...(at('document') ?? { paths: { '/a': { get: operation } } }),
    components: {
      ...(at('example') && { examples: { A: object } }),
      ...(at('scheme') && { securitySchemes: { A: object } }),
      ...(at('schema') && { schemas: { A: object } }),
    },
  }
  return parseDocument(JSON.stringify(document), 'a.json').problems.map((problem) =>
    formatProblem(problem).replace(/^.*?: (?:error|warning)[^:]*: /, ''),
  )
}

const p = { name: 'p', in: 'query' }
const content = { 'application/json': {} }

test.each<[string, Part, object, readonly string[]]>([
  ['3.1.0', 'parameter', { ...p, schema: {} }, []],
  ['3.1.0', 'parameter', { ...p, content }, []],
  ['3.1.0', 'parameter', p, ['one of schema, content']],
  ['3.1.0', 'parameter', { ...p, schema: {}, content }, ['one of schema, content']],
  ['3.1.0', 'parameter', { in: 'query', schema: {} }, ['"name"']],
  ['3.1.0', 'parameter', { name: 'p', schema: {} }, ['"in"']],
  ['3.1.0', 'parameter', { ...p, schema: {}, example: 1, examples: {} }, ['at most one of example, examples']],
  ['3.1.0', 'header', { schema: {} }, []],
  ['3.1.0', 'header', {}, ['one of schema, content']],
  ['3.1.0', 'header', { schema: {}, content }, ['one of schema, content']],
  ['3.1.0', 'license', { name: 'x', url: 'https://h.example' }, []],
  ['3.1.0', 'license', { name: 'x', identifier: 'MIT', url: 'https://h.example' }, ['at most one of identifier, url']],
  ['3.0.3', 'license', { name: 'x', identifier: 'MIT' }, ['"identifier"']],
  ['3.1.0', 'link', { operationId: 'GET /a' }, []],
  ['3.1.0', 'link', {}, ['one of operationRef, operationId']],
  ['3.1.0', 'link', { operationRef: '#/paths/~1a/get', operationId: 'a' }, ['one of operationRef, operationId']],
  ['3.1.0', 'example', { value: 1 }, []],
  ['3.1.0', 'example', { value: 1, externalValue: 'https://h.example/a' }, ['at most one of value, externalValue']],
  ['3.1.0', 'scheme', { type: 'apiKey', name: 'a', in: 'header' }, []],
  ['3.1.0', 'scheme', { type: 'apiKey' }, ['"name"', '"in"']],
  ['3.1.0', 'scheme', { type: 'http' }, ['"scheme"']],
  ['3.1.0', 'scheme', {}, ['"type"']],
  ['3.1.0', 'schema', { discriminator: {} }, ['"propertyName"']],
  ['3.1.0', 'server', {}, ['"url"']],
  [
    '3.1.0',
    'server',
    { url: 'https://{v}.example', variables: { v: { enum: [], default: 'a' } } },
    ['at least one item'],
  ],
  ['3.1.0', 'document', { webhooks: {} }, []],
  ['3.0.3', 'document', {}, ['"paths"', 'with paths']],
  ['3.2.0', 'parameter', { name: 'p', in: 'querystring', content }, []],
  ['3.2.0', 'parameter', { name: 'p', in: 'querystring', schema: {} }, ['"content"', 'without "schema"']],
])('in OpenAPI %s, the %s %j has these problems: %j', (version, part, object, expected) => {
  const problems = problemsOf(version, part, object)
  expect(problems).toEqual(expected.map((text) => expect.stringContaining(text)))
})
