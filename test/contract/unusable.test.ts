import { describe, expect, test } from 'vitest'
import { checkInteractions, type Interaction } from '../../src/contract/index.js'
import { parseDocument } from '../../src/openapi/index.js'

const documentWith = (paths: string) =>
  parseDocument(`openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n${paths.replace(/^/gm, '  ')}\n`, 'api.yaml')

const sent = (path: string, body: string | null = '{"a":1}'): Interaction => ({
  request: { method: 'GET', url: `https://h.example${path}`, headers: [] },
  response: { status: 200, headers: [['content-type', 'application/json']], body },
})

const findingsOf = (paths: string, ...interactions: Interaction[]) =>
  checkInteractions(documentWith(paths), interactions).findings.map(({ severity, code, rule }) => [
    severity,
    code,
    rule,
  ])

describe('what cannot be used costs only itself, and traffic that needs it gets a note', () => {
  test.each([
    ['a response', '/a: {get: {responses: {200: null}}}', '/paths/~1a/get/responses/200'],
    ['all responses', '/a: {get: {responses: []}}', '/paths/~1a/get/responses'],
    ['a reference to a response', '/a: {get: {responses: {200: {$ref: "#/none"}}}}', '/paths/~1a/get/responses/200'],
    [
      'the content of a response',
      '/a: {get: {responses: {200: {description: x, content: null}}}}',
      '/paths/~1a/get/responses/200/content',
    ],
    [
      'a media type',
      '/a: {get: {responses: {200: {description: x, content: {application/json: null}}}}}',
      '/paths/~1a/get/responses/200/content/application~1json',
    ],
    [
      'a parameter',
      '/a: {get: {parameters: [{name: a, in: body}], responses: {200: {description: x, content: {application/json: {}}}}}}',
      '/paths/~1a/get/parameters/0',
    ],
    ['an operation', '/a: {get: {$ref: "other.yaml"}}', '/paths/~1a/get'],
    ['a path', '/a: null', '/paths/~1a'],
    ['a reference to a path item', '/a: {$ref: "#/none"}', '/paths/~1a'],
    [
      'a security requirement',
      '/a: {get: {security: [{none: []}], responses: {200: {description: x, content: {application/json: {}}}}}}',
      '/paths/~1a/get/security/0',
    ],
  ])('%s', (_, paths, rule) => {
    expect(findingsOf(paths, sent('/a'), sent('/a'))).toEqual(expect.arrayContaining([['note', 'not-checked', rule]]))
    expect(findingsOf(paths, sent('/a')).filter(([severity]) => severity !== 'note')).toEqual([])
  })

  test.each([
    ['the body of a request', '1', ''],
    ['the content of the body of a request', '{content: 1}', '/content'],
    ['a media type of the body of a request', '{content: {application/json: 1}}', '/content/application~1json'],
    ['a member of a media type', '{content: {application/json: {encoding: 1}}}', '/content/application~1json/encoding'],
  ])('%s, once', (_, requestBody, pointer) => {
    const paths = `/a: {get: {requestBody: ${requestBody}, responses: {200: {description: x, content: {application/json: {}}}}}}`
    const { request, response } = sent('/a')
    const headers = [['content-type', 'application/json']] as const
    expect(findingsOf(paths, { request: { ...request, headers, body: '{}' }, response })).toEqual([
      ['note', 'not-checked', `/paths/~1a/get/requestBody${pointer}`],
    ])
    const { findings } = checkInteractions(documentWith(paths), [
      { request: { ...request, headers, body: '{}' }, response },
    ])
    expect(findings.map(({ count }) => count)).toEqual([1])
  })

  test('a parameter at the end of a chain of references', () => {
    const toParameter = (name: string) => `{$ref: "#/components/parameters/${name}"}`
    const document = parseDocument(
      `openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /a: {get: {parameters: [${toParameter('A')}], responses: {200: {description: x, content: {application/json: {}}}}}}
components: {parameters: {A: ${toParameter('B')}, B: ${toParameter('C')}, C: {name: a, in: body}}}
`,
      'api.yaml',
    )

    expect(checkInteractions(document, [sent('/a')]).findings).toMatchObject([
      { severity: 'note', code: 'not-checked', rule: '/paths/~1a/get/parameters/0' },
    ])
  })

  test('and other operations are checked as usual', () => {
    const paths = `/a: null
/b: {get: {responses: {200: {description: x, content: {application/json: {schema: {type: array}}}}}}}`

    expect(findingsOf(paths, sent('/b'))).toEqual([
      ['error', 'invalid-body', '/paths/~1b/get/responses/200/content/application~1json/schema/type'],
    ])
  })

  test('and so are those of a path that a template fits which cannot be used', () => {
    const paths = `/{any}: null
/b: {get: {responses: {200: {description: x, content: {application/json: {schema: {type: array}}}}}}}`

    expect(findingsOf(paths, sent('/b'))).toEqual([
      ['error', 'invalid-body', '/paths/~1b/get/responses/200/content/application~1json/schema/type'],
    ])
    expect(findingsOf(paths, sent('/c'))).toEqual([['note', 'not-checked', '/paths/~1{any}']])
  })
})

test('an operation behind a reference is checked, although the specification allows no reference there', () => {
  const responses = '{200: {description: x, content: {application/json: {schema: {type: array}}}}}'

  expect(findingsOf(`/a: {get: {$ref: "#/paths/~1b/put"}}\n/b: {put: {responses: ${responses}}}`, sent('/a'))).toEqual([
    ['error', 'invalid-body', '/paths/~1b/put/responses/200/content/application~1json/schema/type'],
  ])
})

describe('a member of a later version is a problem, and nothing is checked by it', () => {
  const schema = '{type: object, properties: {id: {type: integer}}}'
  const operation = `{responses: {200: {description: x, content: {application/json: {schema: ${schema}}}}}}`
  const documentOf = (version: string, members: string) =>
    parseDocument(`openapi: ${version}\ninfo: {title: T, version: "1"}\n${members}\n`, 'api.yaml')

  test.each([
    [
      'itemSchema',
      'GET',
      `paths: {/a: {get: {responses: {200: {description: x, content: {application/json: {itemSchema: ${schema}}}}}}}}`,
    ],
    ['query', 'QUERY', `paths: {/a: {query: ${operation}}}`],
    ['additionalOperations', 'COPY', `paths: {/a: {additionalOperations: {COPY: ${operation}}}}`],
  ])('%s in 3.1', (member, method, paths) => {
    const document = documentOf('3.1.0', paths)
    const interaction = sent('/a', '{"id":"x"}')
    const { findings } = checkInteractions(document, [{ ...interaction, request: { ...interaction.request, method } }])

    expect(document.problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`"${member}" is not a member`),
    )
    expect(findings.map(({ code }) => code)).not.toContain('invalid-body')
    expect(findings).not.toEqual([])
  })

  test('webhooks in 3.0', () => {
    const document = documentOf('3.0.3', `paths: {}\nwebhooks: {a: {post: ${operation}}}`)
    const interaction = sent('/a', '{"id":"x"}')
    const request = { ...interaction.request, method: 'POST' }
    const { findings } = checkInteractions(document, [{ ...interaction, request }], { webhooks: true })

    expect(findings.map(({ code }) => code)).toEqual(['undocumented-method'])
  })
})
