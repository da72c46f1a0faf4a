import { describe, expect, test } from 'vitest'
import { basePathsOf, createRouter, parseDocument, parseServers } from '../../src/openapi/index.js'

type Variables = Readonly<Record<string, { readonly default: string; readonly enum?: readonly string[] }>>

/** A router for `/x` behind servers. */
function routerFor(...servers: readonly { readonly url: string; readonly variables?: Variables }[]) {
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    servers,
    paths: { '/x': { get: { responses: { 200: { description: 'Done.' } } } } },
  }
  return createRouter(parseDocument(JSON.stringify(document), 'api.json').operations)
}

const serves = (router: ReturnType<typeof routerFor>, url: string) =>
  router.route('GET', new URL(url)).candidates.length > 0

/** Whether a document with one server also on another host knows a URL. */
function isServed(url: string, server: string, variables: Variables = {}): boolean {
  return serves(routerFor({ url: server, variables }, { url: 'https://other.example/other' }), url)
}

describe('a URL is that of a server', () => {
  test.each<[string, string, string, Variables?]>([
    ['with the default port', 'https://h.example/v1/x', 'https://h.example:443/v1'],
    ['without the default port', 'https://h.example:443/v1/x', 'https://h.example/v1'],
    ['with another port', 'https://h.example:8443/v1/x', 'https://h.example:8443/v1'],
    ['with a host in upper case', 'https://h.example/v1/x', 'HTTPS://H.Example/v1'],
    ['without a scheme', 'https://h.example/v1/x', '//h.example/v1'],
    ['without a scheme, with its port', 'http://h.example/v1/x', '//h.example:80/v1'],
    ['with a host that is not ASCII', 'https://xn--bcher-kva.example/v1/x', 'https://bücher.example/v1'],
    ['with a base path that is not ASCII', 'https://h.example/gr%C3%B6%C3%9Fe/x', 'https://h.example/größe'],
    [
      'with a base path that is encoded otherwise',
      'https://h.example/gr%c3%b6%c3%9fe/x',
      'https://h.example/gr%C3%B6%C3%9Fe',
    ],
    ['with a letter that is encoded', 'https://h.example/%761/x', 'https://h.example/v1'],
    ['with dot segments', 'https://h.example/v1/x', 'https://h.example/a/../v1/.'],
    ['with a slash at the end', 'https://h.example/v1/x', 'https://h.example/v1/'],
    ['with a slash at the end, appended by the letter', 'https://h.example/v1//x', 'https://h.example/v1/'],
    ['with a query', 'https://h.example/v1/x', 'https://h.example/v1?a=b'],
    ['beside the document', 'https://h.example/any/v1/x', 'v1'],
    ['above the document', 'https://h.example/any/v1/x', '../v1'],
    ['far above the document', 'https://h.example/any/v1/x', '../.././v1'],
    ['beside the document, with dot segments', 'https://h.example/any/v2/x', 'v1/../v2'],
    ['in the folder of the document', 'https://h.example/any/x', '.'],
    ['with a colon in a relative URL', 'https://h.example/v1/a:b/x', '/v1/a:b'],
    ['with slashes at the end', 'https://h.example/v1/x', 'https://h.example/v1//'],
    ['of the root', 'https://h.example/x', 'https://h.example'],
    [
      'whose host ends in a variable',
      'https://h.example/sell/v1/x',
      'https://h.example{base}',
      { base: { default: '/sell/v1' } },
    ],
    [
      'whose variable has another text',
      'https://h.example/a/b/x',
      'https://h.example{base}',
      { base: { default: '/sell/v1' } },
    ],
    ['whose variable is empty', 'https://h.example/x', 'https://h.example{base}', { base: { default: '' } }],
    ['whose empty variable has a text', 'https://h.example/v2/x', 'https://h.example{base}', { base: { default: '' } }],
    [
      'whose variable is the port',
      'https://h.example:9000/x',
      'https://h.example:{port}',
      { port: { default: '8443' } },
    ],
    [
      'whose variable is the default port',
      'https://h.example/x',
      'https://h.example:{port}',
      { port: { default: '8443' } },
    ],
    [
      'whose variable is the port, before a path',
      'https://h.example:9000/v1/x',
      'https://h.example:{port}/v1',
      { port: { default: '8443' } },
    ],
    [
      'whose variable is the end of the host, before a port',
      'https://a-us:8080/x',
      'https://a-{r}:8080',
      { r: { default: 'eu' } },
    ],
    [
      'whose empty variable is in the host',
      'https://h-eu.example/v1/x',
      'https://h{r}.example/v1',
      { r: { default: '' } },
    ],
    [
      'whose empty variable has a text, before a path',
      'https://h.example/v2/api/x',
      'https://h.example{base}/api',
      { base: { default: '' } },
    ],
    [
      'whose variable is the scheme, with the port of another',
      'https://h.example/x',
      '{scheme}://h.example:443',
      { scheme: { default: 'http' } },
    ],
    [
      'whose variable is a URL within the path',
      'https://h.example/other/x',
      'https://h.example/{target}',
      { target: { default: 'http://t.example' } },
    ],
    ['whose variable is the scheme', 'http://h.example/x', '{scheme}://h.example', { scheme: { default: 'https' } }],
    [
      'whose variable is one of several hosts',
      'https://b.example/v1/x',
      'https://{h}/v1',
      { h: { default: 'a.example', enum: ['a.example', 'b.example'] } },
    ],
    [
      'whose variable is the whole URL',
      'https://b.example/v2/x',
      '{url}',
      { url: { default: 'https://a.example', enum: ['https://a.example', 'https://b.example/v2'] } },
    ],
    ['whose variable is any URL', 'https://b.example/v2/api/x', '{url}/api', { url: { default: 'https://a.example' } }],
    ['whose variable is not defined', 'https://eu.h.example/x', 'https://{r}.h.example'],
    [
      'whose variable is part of an IDN',
      'https://xn--eu-bcher-95a.example/x',
      'https://{r}-bücher.example',
      { r: { default: 'eu' } },
    ],
    [
      'whose value is not ASCII',
      'https://h.example/%C3%BC/x',
      'https://h.example/{v}',
      { v: { default: 'ü', enum: ['ü'] } },
    ],
  ])('%s: %s of %s', (_, url, server, variables) => {
    expect(isServed(url, server, variables)).toBe(true)
    // A relative URL has no host.
    const isRelative = ['v1', '../v1', '../.././v1', 'v1/../v2', '.', '/v1/a:b', '{url}/api'].includes(server)
    expect(routerFor({ url: server, ...(variables && { variables }) }).hasHost(new URL(url))).toBe(!isRelative)
  })
})

describe('a URL is not that of a server', () => {
  test.each<[string, string, string, Variables?]>([
    ['of another base path on a known host', 'https://h.example/v2/x', 'https://h.example/v1'],
    ['of another server, with the default port', 'https://h.example/other/x', 'https://h.example:443/v1'],
    ['of another server, without a scheme', 'https://h.example/other/x', '//h.example/v1'],
    ['of another server, for an IDN', 'https://xn--bcher-kva.example/other/x', 'https://bücher.example/v1'],
    ['without its base path', 'https://h.example/x', 'https://h.example/v1'],
    ['with half a segment', 'https://h.example/av1/x', 'v1'],
    ['below another folder', 'https://h.example/any/v1/x', '/v1'],
    ['of another path than a relative URL with a colon', 'https://h.example/v2/x', '/v1/a:b'],
    ['with a slash too many behind a base path', 'https://h.example/v1//x', 'https://h.example/v1'],
    ['without the segment of a variable', 'https://h.example/api/x', '{v}/api', { v: { default: 'v1' } }],
    [
      'with a value that is not listed',
      'https://h.example/v3/x',
      'https://h.example/{v}',
      { v: { default: 'v1', enum: ['v1', 'v2'] } },
    ],
    [
      'with values that do not belong together',
      'https://a.example/v2/x',
      '{u}',
      { u: { default: 'https://a.example', enum: ['https://a.example', 'https://b.example/v2'] } },
    ],
    [
      'with two values of one variable',
      'https://a.example/b/x',
      'https://{v}.example/{v}',
      { v: { default: 'a', enum: ['a', 'b'] } },
    ],
    ['with a slash too many', 'https://h.example//x', 'https://h.example'],
  ])('%s: %s of %s', (_, url, server, variables) => {
    expect(isServed(url, server, variables)).toBe(false)
  })
})

test('many variables of many values are matched, whatever their combinations', () => {
  const names = Array.from({ length: 30 }, (_, index) => `v${index}`)
  const values = Array.from({ length: 50 }, (_, index) => `value${index}`)
  const url = `https://${names
    .slice(0, 15)
    .map((name) => `{${name}}`)
    .join('.')}.h.example/${names
    .slice(15)
    .map((name) => `{${name}}`)
    .join('/')}`
  const variables = Object.fromEntries(names.map((name) => [name, { default: 'value0', enum: values }]))
  const router = routerFor({ url, variables }, { url: 'https://other.example/other' })
  const fill = (value: string) => url.replaceAll(/\{\w+\}/g, value)
  expect(serves(router, `${fill('value49')}/x`)).toBe(true)
  expect(serves(router, `${fill('value50')}/x`)).toBe(false)
  expect(serves(router, `${fill('value0')}/x`)).toBe(true)
})

describe('where variables have too many combinations, each is matched on its own', () => {
  const numbers = { default: '0', enum: Array.from({ length: 250 }, (_, index) => String(index)) }

  test.each<[string, string, Variables, readonly string[], readonly string[]]>([
    [
      'as a path with its slash',
      'https://h.example{base}/{n}',
      { base: { default: '/a', enum: ['/b/c', 'd'] } },
      ['https://h.example/a/7/x', 'https://h.example/b/c/249/x'],
      ['https://h.example/c/7/x', 'https://h.example/7/x'],
    ],
    [
      'as a host in any case',
      'https://{r}.h.example/{n}',
      { r: { default: 'EU', enum: ['US'] } },
      ['https://eu.h.example/7/x', 'https://us.h.example/7/x'],
      ['https://us.h.example/250/x'],
    ],
    [
      'beside any text',
      'https://h.example/{a}{b}bcd/{n}',
      { a: { default: 'abc', enum: ['a'] }, b: { default: 'z' } },
      ['https://h.example/abcd/7/x', 'https://h.example/abczzbcd/7/x'],
      ['https://h.example/bcd/7/x', 'https://h.example/abce/7/x'],
    ],
    [
      'as a path that is not ASCII',
      'https://h.example/{v}/{n}',
      { v: { default: 'ü', enum: ['a b'] } },
      ['https://h.example/%c3%bc/7/x', 'https://h.example/a%20b/7/x'],
      ['https://h.example/u/7/x'],
    ],
  ])('%s', (_, server, variables, served, others) => {
    expect(served.filter((url) => !isServed(url, server, { ...variables, n: numbers }))).toEqual([])
    expect(others.filter((url) => isServed(url, server, { ...variables, n: numbers }))).toEqual([])
  })
})

test('thousands of variables are not asked for', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `{v${index}}`)
  const router = routerFor({ url: `https://h.example/${names.join('/')}` })
  expect(serves(router, 'https://h.example/any/x')).toBe(true)
})

test.each(['https://{host}/v1', 'https://{host}:{port}/v1', '{scheme}://{host}.{domain}/v1'])(
  'of %s, no host but the default is known',
  (url) => {
    const variables = Object.fromEntries(
      Object.entries({ host: 'h', port: '8080', scheme: 'https', domain: 'example' }).map(([name, value]) => [
        name,
        { default: value },
      ]),
    )
    const router = routerFor({ url, variables })
    expect(router.hasHost(new URL('https://cdn.example:8443/v1/x'))).toBe(false)
    expect(serves(router, 'https://cdn.example:8443/v1/x')).toBe(true)
    const initial = url.replace(/\{(\w+)\}/g, (_, name: string) => variables[name]?.default ?? '')
    expect(router.hasHost(new URL(initial))).toBe(true)
  },
)

test('a server that is no URL says nothing about hosts and base paths', () => {
  const router = routerFor({ url: 'https://h.example:none/v1' })
  expect(router.hasHost(new URL('https://h.example'))).toBe(false)
  expect(serves(router, 'https://h.example/any/x')).toBe(true)
})

test('the servers of an operation have a host of their own', () => {
  const responses = { 200: { description: 'Done.' } }
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    servers: [{ url: 'https://api.example/v1' }],
    paths: {
      '/x': { get: { responses }, put: { responses, servers: [{ url: 'https://upload.example/up' }] } },
    },
  }
  const { route, hasHost } = createRouter(parseDocument(JSON.stringify(document), 'api.json').operations)
  const methodsOf = (url: string) => route('GET', new URL(url)).methods
  expect(methodsOf('https://api.example/v1/x')).toEqual(['GET'])
  expect(methodsOf('https://upload.example/up/x')).toEqual(['PUT'])
  expect(methodsOf('https://upload.example/v1/x')).toEqual([])
  expect(methodsOf('http://localhost:1/v1/x')).toEqual(['GET'])
  expect(['api', 'upload', 'www'].map((name) => hasHost(new URL(`https://${name}.example`)))).toEqual([
    true,
    true,
    false,
  ])
})

describe('given servers', () => {
  test('replace those of the document', () => {
    const servers = parseServers(['http://localhost:3000', 'https://staging.example/v2/'])
    const { operations } = parseDocument(
      'openapi: 3.1.0\ninfo: {title: T, version: "1"}\nservers: [{url: "https://api.example/v1"}]\npaths: {/x: {get: {}}}\n',
      'api.yaml',
    )
    const router = createRouter(operations, servers)
    expect(serves(router, 'http://localhost:3000/x')).toBe(true)
    expect(serves(router, 'https://staging.example/v2/x')).toBe(true)
    expect(serves(router, 'http://localhost:3000/v2/x')).toBe(false)
    expect(router.hasHost(new URL('https://api.example'))).toBe(false)
  })

  test.each([
    ['localhost:3000', '"localhost:3000"'],
    ['', '""'],
    ['/v1', '"/v1"'],
    ['ftp://h.example', '"ftp://h.example"'],
    ['https://h.example:port', '"https://h.example:port"'],
    ['https://user:secret@h.example', 'a URL with credentials'],
    ['ftp://user:secret@h.example?token=secret', '"h.example"'],
    ['https://h.example/?key=secret', 'a URL with a query or a fragment'],
    ['https://h.example/{v}', 'a URL with variables'],
  ])('%s is an error that shows no secret', (url, received) => {
    expect(() => parseServers([url])).toThrow(
      new TypeError(
        `servers: expected an absolute HTTP or HTTPS URL such as http://localhost:3000/v2, received ${received}`,
      ),
    )
  })
})

test('the base paths of a document are those of its servers with the defaults of their variables, each once', () => {
  const servers = [
    { url: 'https://h.example/{v}/a', variables: { v: { default: 'v1', enum: ['v2', 'v1'] } } },
    { url: '/v1/a/' },
    { url: 'https://{h}.example/{undefined}' },
    { url: 'https://h.example' },
    { url: 'http://[' },
    {},
  ]
  const document = parseDocument(JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, servers }), 'a')
  expect(basePathsOf(document.root)).toEqual(['/v1/a', '/undefined', ''])
})

// Up to 200 combinations of values are written out; beyond, each variable is matched on its own.
test.each([3, 6])('each of %i variables with three values has one of them', (count) => {
  const names = Array.from({ length: count }, (_, index) => `v${index}`)
  const values = { default: 'a', enum: ['a', 'b', 'c'] }
  const variables = Object.fromEntries(names.map((name) => [name, values]))
  const router = routerFor({ url: `https://h.example/${names.map((name) => `{${name}}`).join('-')}`, variables })
  const pathOf = (...texts: readonly string[]) => names.map((_, index) => texts[index] ?? 'b').join('-')

  expect(serves(router, `https://h.example/${pathOf('a', 'c')}/x`)).toBe(true)
  expect(serves(router, `https://h.example/${pathOf('a', 'd')}/x`)).toBe(false)
  expect(serves(router, `https://h.example/${pathOf('')}/x`)).toBe(false)
})
