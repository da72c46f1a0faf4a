import { describe, expect, test } from 'vitest'
import { mutate } from '../../../../src/contract/index.js'
import { documentOf, interactionOf } from '../../one-operation.js'

const responses = { 200: { description: 'x' } }
const operations = (...methods: string[]) => Object.fromEntries(methods.map((method) => [method, { responses }]))

/** The mutants of one kind of rule, for `GET` of a path: what is changed to what, and the rule. */
function mutantsOf(keyword: string, document: object, path: string) {
  const interaction = interactionOf({ request: { method: 'GET', url: `https://h.example${path}` } })
  return [...mutate(documentOf({ document }), [interaction])].filter((each) => each.keyword === keyword)
}

describe('a path', () => {
  const pathsOf = (document: object, path: string) =>
    mutantsOf('path', document, path).map((each) => [each.description, new URL(each.interaction.request.url).pathname])
  const extra = (path: string) => [
    ['an extra segment', `${path}/undocumented`],
    ['an extra letter', `${path}x`],
  ]
  const other = ['another path', '/undocumented/undocumented']

  test.each<[servers: string[], paths: string[], path: string, expected: string[][]]>([
    [[], ['/a'], '/a', [...extra('/a'), other, ['another base path', '/undocumented/a']]],
    [
      ['/v1'],
      ['/a'],
      '/v1/a',
      [...extra('/v1/a'), other, ['no base path', '/a'], ['another base path', '/undocumented/a']],
    ],
    [['/v1', '/'], ['/a'], '/v1/a', [...extra('/v1/a'), other, ['another base path', '/undocumented/a']]],
    [
      ['/v1'],
      ['/a/b'],
      '/v1/a/b',
      [...extra('/v1/a/b'), other, ['no base path', '/a/b'], ['another base path', '/undocumented/a/b']],
    ],
    // What looks like another path may be this one below another base path.
    [
      [],
      ['/a/{b}'],
      '/a/1',
      [['an extra segment', '/a/1/undocumented'], other, ['another base path', '/undocumented/a/1']],
    ],
    [
      [],
      ['/a', '/ax'],
      '/a',
      [['an extra segment', '/a/undocumented'], other, ['another base path', '/undocumented/a']],
    ],
    [[], ['/a', '/{b}'], '/a', [['another base path', '/undocumented/a']]],
    [['/{v}'], ['/a'], '/1/a', [...extra('/1/a'), other]],
  ])('with the servers %j and the paths %j: %s', (servers, paths, path, expected) => {
    const document = {
      paths: Object.fromEntries(paths.map((each) => [each, operations('get')])),
      ...(servers.length > 0 && { servers: servers.map((url) => ({ url, variables: { v: { default: '1' } } })) }),
    }

    expect(pathsOf(document, path)).toEqual(expected)
  })
})

test.each<[paths: Record<string, object>, path: string, expected: string[][]]>([
  [{ '/a': operations('get') }, '/a', [['method POST', '/paths/~1a']]],
  [{ '/a': operations('get', 'post', 'put') }, '/a', [['method PATCH', '/paths/~1a']]],
  [{ '/p/{a}': operations('post'), '/p/{b}': operations('get') }, '/p/1', [['method PUT', '/paths/~1p~1{a}']]],
  [{ '/p/b': operations('post'), '/p/{b}': operations('get') }, '/p/1', [['method POST', '/paths/~1p~1{b}']]],
  [{ '/q/p/{a}': operations('post'), '/p/{b}': operations('get') }, '/p/1', [['method POST', '/paths/~1p~1{b}']]],
  [{ '/a': operations('get', 'post', 'put', 'patch', 'delete') }, '/a', [['method OPTIONS', '/paths/~1a']]],
  [{ '/a': operations('get', 'post', 'put', 'patch', 'delete', 'options') }, '/a', [['method TRACE', '/paths/~1a']]],
  [{ '/a': operations('get', 'post', 'put', 'patch', 'delete', 'options', 'trace') }, '/a', []],
])('the method of %j becomes one that no template of the path has: %s', (paths, path, expected) => {
  expect(mutantsOf('method', { paths }, path).map(({ description, rule }) => [description, rule])).toEqual(expected)
})

test.each<[statuses: string[], expected: number[]]>([
  [['200'], [299, 399, 499, 599]],
  [
    ['200', '299', '598'],
    [298, 399, 499, 599],
  ],
  [
    ['200', '4XX'],
    [299, 399, 599],
  ],
  [['2XX'], [399, 499, 599]],
  [
    ['200', '599', '598', '597'],
    [299, 399, 499],
  ],
  [['200', 'default'], []],
])('the status of an operation with %j becomes one that is undocumented', (statuses, expected) => {
  const get = { responses: Object.fromEntries(statuses.map((status) => [status, { description: 'x' }])) }
  const mutants = mutantsOf('status', { paths: { '/a': { get } } }, '/a')

  expect(mutants.map(({ interaction }) => interaction.response.status)).toEqual(expected)
})
