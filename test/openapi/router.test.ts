import { expect, test } from 'vitest'
import { createRouter, parseDocument } from '../../src/openapi/index.js'

function routerFor(paths: string, servers = '') {
  return createRouter(
    parseDocument(`openapi: 3.1.0\ninfo: {title: T, version: "1"}\n${servers}paths:\n${paths}`, 'api.yaml').operations,
  )
}

const shared = routerFor(`
  /a/{b}: {get: {operationId: templated}}
  /a/b: {get: {operationId: concrete}}
  /a/{b}/c: {get: {operationId: deeper}}
  /files/{name}.{ext}: {get: {operationId: file}}
  /über/{x}: {get: {operationId: encoded}}
`)

const routed = (router: ReturnType<typeof routerFor>, url: string, method = 'GET') => {
  const { candidates, path } = router.route(method, new URL(url, 'http://host'))
  const [best] = candidates
  return [best?.operation.operationId ?? path, Object.fromEntries(best?.pathParameters ?? [])]
}

test.each<[string, unknown[]]>([
  ['/a/b', ['concrete', {}]],
  ['/a/%62', ['concrete', {}]],
  ['/a/x', ['templated', { b: 'x' }]],
  ['/a/x%2Fy', ['templated', { b: 'x%2Fy' }]],
  ['/a/b/c', ['deeper', { b: 'b' }]],
  ['/files/a.b.txt', ['file', { name: 'a', ext: 'b.txt' }]],
  ['/%C3%BCber/1', ['encoded', { x: '1' }]],
  ['/a/', [undefined, {}]],
  ['/A/b', [undefined, {}]],
  ['/a/b/', [undefined, {}]],
])('%s leads to %j', (url, expected) => {
  expect(routed(shared, url)).toEqual(expected)
})

test.each<[string, string | undefined]>([
  ['/A/x', '/a/{b}'],
  ['/a/b/C', '/a/{b}/c'],
  ['/a/b/C/', '/a/{b}/c'],
  ['/a/b/', '/a/b'],
  ['/FILES/a.txt', '/files/{name}.{ext}'],
  ['/%C3%BCBER/x', '/über/{x}'],
  ['/b', undefined],
  ['/', undefined],
])('the documented path that differs from %s only in case or in the slash at its end is %s', (url, expected) => {
  expect(shared.findNear(new URL(url, 'http://host'))).toBe(expected)
})

test('a path that lacks the slash at the end of a documented one is near, with the base path of any of its operations', () => {
  const router = routerFor(
    '  /a/: {get: {}}\n  /x: {get: {servers: [{url: /own}]}, put: {servers: [{url: /other}]}}\n',
    'servers: [{url: /v1}]\n',
  )
  expect(router.findNear(new URL('http://h/v1/a'))).toBe('/a/')
  expect(router.findNear(new URL('http://h/own/X'))).toBe('/x')
})

test('the base paths with which a path would be documented are found once each', () => {
  const router = routerFor('  /x: {get: {}}\n  /{y}: {get: {}}\n  /y/x: {get: {}}\n', 'servers: [{url: /v1}]\n')
  expect(router.findBasePaths(new URL('http://h/v2/y/x')).sort()).toEqual(['/v2', '/v2/y'])
  expect(router.findBasePaths(new URL('http://h/v2/'))).toEqual([])
})

test('a base path in another case is not near', () => {
  const router = routerFor('  /a: {get: {}}\n', 'servers: [{url: /v1}]\n')

  expect(router.findNear(new URL('http://host/v1/A'))).toBe('/a')
  expect(router.findNear(new URL('http://host/V1/a'))).toBe(undefined)
})

test('a segment that is partly literal is matched before one that is an expression', () => {
  const router = routerFor(
    '  /files/{name}: {get: {operationId: any}}\n  /files/{name}.{ext}: {get: {operationId: withExtension}}\n',
  )

  expect(routed(router, '/files/a.txt')).toEqual(['withExtension', { name: 'a', ext: 'txt' }])
  expect(routed(router, '/files/a')).toEqual(['any', { name: 'a' }])
})

test('of two templates, the one with the first concrete segment is matched, however long the others are', () => {
  const router = routerFor('  /{a}/much-longer: {get: {operationId: later}}\n  /x/{b}: {get: {operationId: first}}\n')

  expect(routed(router, '/x/much-longer')).toEqual(['first', { b: 'much-longer' }])
  expect(routed(router, '/y/much-longer')).toEqual(['later', { a: 'y' }])
})

test.each<[string, string, string, string]>([
  ['/x/{b}', '/{a}/much-longer', '/x/much-longer', 'concrete segments are before all others'],
  ['/a.x/{b}', '/{n}.x/longer', '/a.x/longer', 'concrete segments are before those with literal text'],
  ['/x{b}/{c}', '/{a}/longer', '/xy/longer', 'segments with literal text are before expressions'],
])('%s is before %s for %s: %s', (first, second, url) => {
  const [one, two] = [`  "${first}": {get: {operationId: first}}\n`, `  "${second}": {get: {operationId: second}}\n`]
  expect(routed(routerFor(`${one}${two}`), url)[0]).toBe('first')
  expect(routed(routerFor(`${two}${one}`), url)[0]).toBe('first')
})

test.each<[string, string, Record<string, string> | undefined]>([
  ['/v{a}', '/v1', { a: '1' }],
  ['/v{a}', '/x', undefined],
  ['/{a}v', '/1v', { a: '1' }],
  ['/{a}v', '/v', undefined],
  ['/x{a}y', '/xy', undefined],
  ['/ab{a}ba', '/aba', undefined],
  ['/ab{a}ba', '/ab1ba', { a: '1' }],
  ['//a', '//a', {}],
  ['//a', '/a', undefined],
  ['/', '/', {}],
])('%s and %s give %j', (template, url, values) => {
  const { candidates } = routerFor(`  "${template}": {get: {}}\n`).route('GET', new URL(`http://h${url}`))
  expect(candidates.map(({ pathParameters }) => Object.fromEntries(pathParameters))).toEqual(values ? [values] : [])
})

test('templates whose segments differ in the middle only are distinguished', () => {
  const router = routerFor(`
  "/one/{a}-{b}.x": {get: {operationId: one}}
  "/two/{a}_{b}.x": {get: {operationId: two}}
  "/three/{c}-{d}.x": {get: {operationId: three}}
`)
  expect(routed(router, '/one/p-q.x')).toEqual(['one', { a: 'p', b: 'q' }])
  expect(routed(router, '/two/p_q.x')).toEqual(['two', { a: 'p', b: 'q' }])
  expect(routed(router, '/three/p-q.x')).toEqual(['three', { c: 'p', d: 'q' }])
  expect(routed(router, '/one/p_q.x')[0]).toBeUndefined()
})

test('distinguishes an unknown method from an unknown path', () => {
  expect(routed(shared, '/a/b', 'PUT')).toEqual(['/a/b', {}])
})

test('finds GET for HEAD, unless the document has HEAD', () => {
  const router = routerFor(`
  /a: {get: {operationId: get}}
  /b: {get: {operationId: get_b}, head: {operationId: head}}
  /c: {post: {operationId: post}}
`)
  expect(['/a', '/b', '/c'].map((path) => routed(router, path, 'HEAD')[0])).toEqual(['get', 'head', '/c'])
})

test('asks for the base path of a server, with its variables', () => {
  const router = routerFor(
    '  /x: {get: {operationId: x}}\n',
    'servers: [{url: "https://{r}.h/{v}", variables: {r: {default: a}, v: {default: v1, enum: [v1, v2]}}}]\n',
  )
  expect(routed(router, 'https://eu.h/v2/x')[0]).toBe('x')
  expect(routed(router, 'http://localhost:1/v1/x')[0]).toBe('x')
  expect(routed(router, 'https://eu.h/v3/x')[0]).toBeUndefined()
  expect(routed(router, 'https://eu.h/x')[0]).toBeUndefined()
})

test('takes linear time for many expressions in one segment', () => {
  const router = routerFor(
    `  "/${'{a}-'.repeat(20)}x": {get: {operationId: x}}\n  "/{a}{b}.{c}": {get: {operationId: y}}\n  "/v{a}1{b}": {get: {operationId: z}}\n`,
  )
  expect(routed(router, `/${'b-'.repeat(1000)}`)[0]).toBeUndefined()
  expect(routed(router, `/${'b-'.repeat(20)}x`)[0]).toBe('x')
  expect(routed(router, '/va12')).toEqual(['z', { a: 'a', b: '2' }])
  expect(routed(router, '/abc.d.e')).toEqual(['y', { a: 'a', b: 'bc', c: 'd.e' }])
})

test('takes linear time for many variables in a server', () => {
  const names = Array.from({ length: 20 }, (_, index) => `v${index}`)
  const variables = names.map((name) => `${name}: {default: a}`).join()
  const expressions = names.map((name) => `{${name}}-`).join('')
  const router = routerFor(
    '  /x: {get: {operationId: x}}\n',
    `servers: [{url: "https://${expressions}h/${expressions}v1", variables: {${variables}}}]\n`,
  )
  const [host, path] = ['a-'.repeat(200), 'a-'.repeat(2000)]
  expect(routed(router, `https://${host}i/${path}v2/x`)[0]).toBeUndefined()
  expect(routed(router, `https://${host}h/${path}v1/x`)[0]).toBe('x')
})

test('finds the values of variables wherever they make the URL one of the server', () => {
  const router = routerFor(
    '  /x: {get: {operationId: x}}\n',
    'servers: [{url: "https://{r}.h/{v}{w}", variables: {r: {default: a}, v: {default: a, enum: [a, ab]}, w: {default: c, enum: [c, bd]}}}]\n',
  )
  expect(routed(router, 'https://a.h.H/abd/x')[0]).toBe('x')
  expect(routed(router, 'https://a.h/abc/x')[0]).toBe('x')
  expect(routed(router, 'https://a.h/abbd/x')[0]).toBe('x')
  expect(routed(router, 'https://a.h/ab/x')[0]).toBeUndefined()
})

test('takes steps without a gap for those before a server beside the document', () => {
  const router = routerFor('  /x: {get: {operationId: x}}\n', 'servers: [{url: v1}]\n')
  expect(routed(router, '/some/steps/v1/x')[0]).toBe('x')
  expect(routed(router, '/v1/x')[0]).toBe('x')
  expect(routed(router, '/some//v1/x')[0]).toBeUndefined()
  expect(routed(router, '/some/v1//x')[0]).toBeUndefined()
  expect(routed(router, '/somev1/x')[0]).toBeUndefined()
})

test('takes a base path of several steps for one variable', () => {
  const router = routerFor(
    '  /x: {get: {operationId: x}}\n  /x/{y}: {get: {operationId: deeper}}\n',
    'servers: [{url: "https://h/{base}", variables: {base: {default: base/v2}}}]\n',
  )
  expect(routed(router, 'https://h/base/v2/x')[0]).toBe('x')
  expect(routed(router, 'https://h/v2/x')[0]).toBe('x')
  expect(routed(router, 'https://h/base/v2/x/1')).toEqual(['deeper', { y: '1' }])
  expect(routed(router, 'https://h/x')[0]).toBeUndefined()
})

test('prefers the servers of an operation, then of its path item', () => {
  const router = routerFor(
    '  /x:\n    servers: [{url: /item}]\n    get: {operationId: item}\n    put: {operationId: own, servers: [{url: /own}]}\n    post: {operationId: empty, servers: []}\n',
    'servers: [{url: /all}]\n',
  )
  expect(routed(router, '/item/x')[0]).toBe('item')
  expect(routed(router, '/own/x', 'PUT')[0]).toBe('own')
  expect(routed(router, '/item/x', 'POST')[0]).toBe('empty')
  expect(routed(router, '/all/x')[0]).toBeUndefined()
})

test('a documented host matches only with its own base path', () => {
  const router = routerFor(
    '  /x: {get: {operationId: x}}\n',
    'servers: [{url: "https://a.h/one"}, {url: "https://b.h/two"}]\n',
  )
  expect(routed(router, 'https://a.h/one/x')[0]).toBe('x')
  expect(routed(router, 'https://a.h/two/x')[0]).toBeUndefined()
  expect(routed(router, 'https://c.h/two/x')[0]).toBe('x')
  const ofOperation = routerFor(
    '  /x: {get: {operationId: x}}\n  /y: {get: {servers: [{url: "https://b.h/two"}]}}\n',
    'servers: [{url: "https://a.h/one"}]\n',
  )
  expect(routed(ofOperation, 'https://b.h/one/x')[0]).toBeUndefined()
})

test('of templates that are alike, all operations are candidates in the order of the document', () => {
  const router = routerFor(
    '  /p/{a}: {get: {operationId: a}}\n  /p/{b}: {get: {operationId: b}, post: {operationId: c}}\n  /p/me: {get: {operationId: me}}\n',
  )
  const namesOf = (method: string, url: string) =>
    router.route(method, new URL(url)).candidates.map(({ operation }) => operation.operationId)
  expect(namesOf('GET', 'http://h/p/1')).toEqual(['a', 'b'])
  expect(namesOf('POST', 'http://h/p/1')).toEqual(['c'])
  expect(router.route('PUT', new URL('http://h/p/1'))).toMatchObject({ path: '/p/{a}', methods: ['GET', 'POST'] })
  expect(namesOf('GET', 'http://h/p/me')).toEqual(['me'])
  // A `?` in the name of an expression begins no query.
  const { candidates } = routerFor('  "/{a?x}": {get: {operationId: a}}\n  "/{b}": {get: {operationId: b}}\n').route(
    'GET',
    new URL('http://h/1'),
  )
  expect(candidates.map(({ operation }) => operation.operationId)).toEqual(['a', 'b'])
  expect(namesOf('POST', 'http://h/p/me')).toEqual([])
})

test('of segments that are partly literal, the one with more literal text is first', () => {
  const router = routerFor(
    '  "/{name}.{ext}": {get: {operationId: any}}\n  "/{name}.json": {get: {operationId: json}}\n',
  )
  expect(routed(router, '/a.json')).toEqual(['json', { name: 'a' }])
  expect(routed(router, '/a.txt')).toEqual(['any', { name: 'a', ext: 'txt' }])
})

test('a path ends before a query or a fragment, where documents distinguish operations by them', () => {
  const router = routerFor(
    '  "/{b}?acl": {get: {operationId: acl}}\n  "/{b}": {get: {operationId: get}}\n  "/{b}?v=2#a": {get: {operationId: version}}\n  "/x#b": {get: {operationId: fragment}}\n',
  )
  expect(routed(router, '/1')).toEqual(['get', { b: '1' }])
  expect(routed(router, '/1?acl')).toEqual(['acl', { b: '1' }])
  expect(routed(router, '/1?v=2')).toEqual(['version', { b: '1' }])
  expect(routed(router, '/1?v=3')).toEqual(['get', { b: '1' }])
  expect(routed(router, '/x')).toEqual(['fragment', {}])
})

test.each<[string, string, string]>([
  ['?acl', '/1', 'plain'],
  ['?acl', '/1?acl', 'query'],
  ['?x=1&y=2', '/1?x=1', 'plain'],
  ['?x=1&y=2', '/1?y=2&x=1', 'query'],
  ['?x=1&x=2', '/1?x=1', 'plain'],
  ['?x=1&x=2', '/1?x=2&x=1', 'query'],
])('of a path and the same one with %s, %s is the one with the %s', (query, url, expected) => {
  const [plain, withQuery] = [
    '  "/{b}": {get: {operationId: plain}}\n',
    `  "/{b}${query}": {get: {operationId: query}}\n`,
  ]
  expect(routed(routerFor(`${plain}${withQuery}`), url)[0]).toBe(expected)
  expect(routed(routerFor(`${withQuery}${plain}`), url)[0]).toBe(expected)
})

test('methods are compared in their own case, but for common ones', () => {
  expect(routed(shared, '/a/b', 'get')[0]).toBe('concrete')
  const { operations } = parseDocument(
    'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/x: {get: {operationId: x}}}\n',
    'api.yaml',
  )
  const router = createRouter(operations.map((operation) => ({ ...operation, method: 'Purge' })))
  expect(routed(router, '/x', 'Purge')[0]).toBe('x')
  expect(routed(router, '/x', 'PURGE')[0]).toBe('/x')
})

test('an operation whose id is not its own is known by method and path', () => {
  const item = '{get: {operationId: a}, put: {}}'
  const { operations } = parseDocument(
    `openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/x: {$ref: "#/components/pathItems/i"}}\ncomponents: {pathItems: {i: ${item}}}\n`,
    'api.yaml',
  )
  expect(operations.map(({ operationId }) => operationId)).toEqual(['a', 'PUT /x'])
})

test('the time to find an operation does not depend on how many there are', () => {
  const kinds = ['/r#/{id}/s', '/r/{id}/s#', '/r/x{id}:act#', '/r/v#-{id}/s', '/#']
  const { operations } = parseDocument(
    'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/x: {get: {}}}\n',
    'api.yaml',
  )
  const numbered = Array.from({ length: 6_000 }, (_, index) => kinds.map((kind) => kind.replace('#', String(index))))
  const router = createRouter(
    operations.flatMap((operation) => numbered.flat().map((path) => ({ ...operation, path }))),
  )
  // Were 30,000 templates tried one by one, this would be 900 million comparisons, which take longer than a test may.
  const unknown = numbered
    .flat()
    .map((path) => `http://h${path.replace('{id}', '1')}`)
    .filter((url) => router.route('GET', new URL(url)).path === undefined)
  expect(unknown).toEqual([])
})

test('the path of a route is that of the operation, where templates are alike', () => {
  const router = routerFor('  /p/{a}: {get: {operationId: a}}\n  /p/{b}: {post: {operationId: b}}\n')
  const pathOf = (method: string) => router.route(method, new URL('http://h/p/1')).path
  expect([pathOf('GET'), pathOf('POST'), pathOf('PUT')]).toEqual(['/p/{a}', '/p/{b}', '/p/{a}'])
})
