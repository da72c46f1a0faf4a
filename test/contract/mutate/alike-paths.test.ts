import { expect, test } from 'vitest'
import { parseDocument, scoreMutants } from '../../../src/contract/index.js'

const scoreOf = (servers: string, paths: string, url: string, method = 'GET') =>
  scoreMutants(
    parseDocument(`openapi: 3.1.0\ninfo: {title: T, version: "1"}\n${servers}\npaths: ${paths}\n`, 'alike.yaml'),
    [{ request: { method, url, headers: [] }, response: { status: 204, headers: [], body: null } }],
  )

const responses = '{responses: {"204": {description: Done.}}}'

test.each([
  [
    'templates that differ in names',
    '',
    `{"/p/{a}": {get: ${responses}}, "/p/{b}": {post: ${responses}}}`,
    '/p/1',
    'POST',
  ],
  ['a path with a query', '', `{"/a?x=1": {get: ${responses}}}`, '/a?x=1'],
  ['a path with a fragment', '', `{"/a#one": {get: ${responses}}}`, '/a'],
  [
    'a server whose variable holds the base path',
    'servers: [{url: "https://h.example{base}", variables: {base: {default: /v1}}}]',
    `{/a: {get: ${responses}}}`,
    '/v1/a',
  ],
])('every mutant of %s is one that the check must find', (_, servers, paths, path, method = 'GET') => {
  const { verdict, survived, refused } = scoreOf(servers, paths, `https://h.example${path}`, method)
  expect({ verdict, survived, refused }).toEqual({ verdict: 'passed', survived: 0, refused: 0 })
})
