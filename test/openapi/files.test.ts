import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRouter, loadDocument, loadStoredDocument, parseDocument } from '../../src/openapi/index.js'
import { findFaultIn } from '../support/document-fault.js'

const withSchema = (schema: string) =>
  `openapi: 3.1.0\ninfo: {title: T, version: "1"}\ncomponents:\n  schemas:\n    A: ${schema}\n`

const secret = 'hunter2'

let parent: string
let folder: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'files-'))
  folder = join(parent, 'api')
  mkdirSync(folder)
})
afterEach(() => rmSync(parent, { recursive: true }))

/** Writes files below the parent of the document's folder. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(parent, name)), { recursive: true })
    writeFileSync(join(parent, name), text)
  }
}

const load = (options?: { allowOutside: boolean }) => loadDocument(join(folder, 'api.yaml'), options)

const errorOf = findFaultIn

describe('references stay in the folder of the document', () => {
  test('and reach files of the folder and of folders in it, from wherever in it', async () => {
    write({
      'api/api.yaml': withSchema('{$ref: "schemas/b.yaml#/B"}'),
      'api/schemas/b.yaml': 'B: {$ref: "../c.yaml"}\n',
      'api/c.yaml': 'type: string\n',
    })
    const { files } = await load()
    expect(files.map(({ name }) => name)).toEqual(
      ['api.yaml', 'schemas/b.yaml', 'c.yaml'].map((name) => join(folder, name)),
    )
  })

  test('and reach a map of schemas whose names are keywords', async () => {
    write({
      'api/api.yaml': withSchema('{$ref: "b.yaml#/type"}'),
      'api/b.yaml': 'type: {type: string}\nrequired: {type: integer}\nitems: [{}]\n',
    })
    expect((await load()).problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('and reach a file whose name begins with dots', async () => {
    write({ 'api/api.yaml': withSchema('{$ref: "..b.yaml"}'), 'api/..b.yaml': 'type: string\n' })
    const { files, problems } = await load()
    expect(files.map(({ name }) => name)).toEqual([join(folder, 'api.yaml'), join(folder, '..b.yaml')])
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test.each([
    ['an absolute path', '/proc/self/environ'],
    ['a file URI', 'file:///etc/passwd'],
    ['a file URI in capitals', 'FILE:///etc/passwd'],
    ['a way up', '../outside.yaml'],
    ['the folder around', '..'],
    ['an encoded way up', '%2e%2e/outside.yaml'],
    ['a long way up', `${'../'.repeat(40)}etc/passwd`],
    ['a way up of backslashes', '..\\\\outside.yaml'],
    ['a folder with the same beginning', '../api-2/b.yaml'],
    ['a symbolic link to a file outside', 'link.yaml'],
    ['a symbolic link to a folder outside', 'folder/b.yaml'],
  ])('not %s', async (_, reference) => {
    write({
      'api/api.yaml': withSchema(`{$ref: "${reference}"}`),
      'outside.yaml': `${secret}: [\n`,
      'api-2/b.yaml': `- ${secret}\n`,
    })
    symlinkSync(join(parent, 'outside.yaml'), join(folder, 'link.yaml'))
    symlinkSync(join(parent, 'api-2'), join(folder, 'folder'))
    const error = await errorOf(load())
    expect(error).toMatchObject({ code: 'dangling-reference', line: 5, pointer: '/components/schemas/A/$ref' })
    expect(error.message).toContain('expected a file in the folder of the document; others only with --allow-outside')
    expect(inspect(error)).not.toContain(secret)
  })

  test('unless others are allowed', async () => {
    write({
      'api/api.yaml': withSchema('{allOf: [{$ref: "../outside.yaml"}, {$ref: "link.yaml"}]}'),
      'outside.yaml': 'type: string\n',
    })
    symlinkSync(join(parent, 'outside.yaml'), join(folder, 'link.yaml'))
    const { files } = await load({ allowOutside: true })
    expect(files.map(({ name }) => name)).toEqual([join(folder, 'api.yaml'), join(parent, 'outside.yaml')])
  })

  test('from a file that was referred to, too', async () => {
    write({
      'api/api.yaml': withSchema('{$ref: "schemas/b.yaml"}'),
      'api/schemas/b.yaml': 'type: object\n$ref: ../../outside.yaml\n',
      'outside.yaml': 'type: string\n',
    })
    expect((await errorOf(load())).message).toBe(
      `${join(folder, 'schemas/b.yaml')}:2: expected a file in the folder of the document; others only with --allow-outside or allowOutside`,
    )
  })

  test('and the error is the same if the file does not exist', async () => {
    write({ 'api/api.yaml': withSchema('{$ref: "../none.yaml"}') })
    expect((await errorOf(load())).message).toContain('expected a file in the folder of the document')
  })

  test('whether or not the document itself is a symbolic link', async () => {
    write({ 'other/api.yaml': withSchema('{$ref: "b.yaml"}'), 'api/b.yaml': 'type: string\n' })
    symlinkSync(join(parent, 'other/api.yaml'), join(folder, 'api.yaml'))
    expect((await load()).files).toHaveLength(2)
  })
})

describe('an error in another file does not show its content', () => {
  test.each([
    ['that is no schema', `${secret}=1`, 1, 'a schema: an object or a boolean'],
    ['that is no YAML', `a: 1\n${secret}: [`, 2, 'YAML 1.2 or JSON'],
    [
      'with a key of a secret',
      `type: string\n${secret}: 1\nproperties: {${secret}: {type: ${secret}}}`,
      3,
      'one of null',
    ],
    ['with a key twice', `${secret}: 1\n${secret}: 2`, 2, 'every key once'],
    ['with an unknown alias', `a: 1\nb: *${secret}`, 2, 'an anchor of it before'],
    ['with a second document', `a: 1\n---\n${secret}: 1`, 2, 'one in a file'],
    ['with a reference that leads nowhere', `type: string\n$ref: "#/${secret}"`, 2, 'a reference that leads somewhere'],
    ['with a reference to no file', `$ref: "${secret}.yaml"`, 1, 'a file that can be read (no such file)'],
    ['with a reference to the network', `$ref: "https://${secret}/"`, 1, 'nothing is loaded from elsewhere'],
    ['with an id that is no URI', `$id: "http://[${secret}"`, 1, 'a URI reference'],
  ])('%s', async (_, text, line, expected) => {
    write({ 'api/api.yaml': withSchema('{$ref: "b.yaml"}'), 'api/b.yaml': text })
    const error = await errorOf(load())
    expect(error.message).toContain(`${join(folder, 'b.yaml')}:${line}: `)
    expect(error.message).toContain(expected)
    expect(`${inspect(error)} ${error.pointer}`).not.toContain(secret)
  })

  test('such as an operation of the same id as one of the document', async () => {
    write({
      'api/api.yaml':
        'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n  /a: {$ref: "b.yaml"}\n  /b: {$ref: "b.yaml"}\n',
      'api/b.yaml': `get: {operationId: ${secret}, responses: {default: {description: x}}}\n`,
    })
    const error = await errorOf(load())
    expect(error.message).toContain('b.yaml:1: expected every operationId once')
    expect(inspect(error)).not.toContain(secret)
  })
})

describe('each file is read once', () => {
  test('however often its path is spelled differently', async () => {
    write({
      'api/api.yaml': withSchema('{$ref: "b.yaml#/B"}'),
      'api/b.yaml': 'B: {$ref: ".//b.yaml#/C"}\nC: {$ref: "x/..//%62.yaml#/D"}\nD: {$ref: "//localhost/none"}\n',
    })
    expect((await errorOf(load())).message).toContain('b.yaml:3: ')
  })

  test('when it refers to itself through an ever longer path', async () => {
    write({
      'api/api.yaml': withSchema('{$ref: "b.yaml#/B"}'),
      'api/b.yaml':
        'B: {properties: {a: {$ref: ".//b.yaml#/B"}, b: {$ref: "up/b.yaml#/B"}, c: {$ref: "up/up/b.yaml#/B"}}}\n',
    })
    symlinkSync('.', join(folder, 'up'))
    expect((await load()).files).toHaveLength(2)
  })

  test('the document itself, too', async () => {
    write({
      'api/api.yaml': withSchema(
        '{properties: {a: {$ref: "up/api.yaml#/components/schemas/A"}, b: {$ref: "./api.yaml"}}}',
      ),
    })
    symlinkSync('.', join(folder, 'up'))
    expect((await load()).files).toHaveLength(1)
  })
})

describe('a reference that is not a path is an error at the reference', () => {
  const references = [
    '//x',
    '//x/y.yaml',
    '%zz',
    'file:///a%2fb',
    'a%2fb.yaml',
    'a%00b',
    '?x',
    '?',
    'api.yaml?x',
    '#%zz',
    '#/%zz',
  ]

  test.each(references.flatMap((reference) => ['$ref', '$dynamicRef'].map((keyword) => [keyword, reference] as const)))(
    '%s: %s',
    async (keyword, reference) => {
      const text = withSchema(`{${keyword}: "${reference}"}`)
      write({ 'api/api.yaml': text })
      const details = { code: 'dangling-reference', line: 5, pointer: `/components/schemas/A/${keyword}` }
      expect(await errorOf(load())).toMatchObject(details)
      expect(await errorOf(load({ allowOutside: true }))).toMatchObject(details)
      expect(await errorOf(Promise.resolve().then(() => parseDocument(text, 'api.yaml')))).toMatchObject(details)
    },
  )

  test.each(['//x', '%zz', '?x', 'file:///a%2fb', 'urn:x', 'http://h/%zz?q'])('as an $id, %s is only a name', (id) => {
    expect(parseDocument(withSchema(`{$id: "${id}"}`), 'api.yaml').title).toBe('T')
  })

  test('other URIs of a document are not read', () => {
    const uris = ['//x', '%zz', '?x', 'http://[', 'file:///a%2fb']
    const documents = uris.map((uri) =>
      parseDocument(
        JSON.stringify({
          openapi: '3.1.0',
          info: {
            title: 'T',
            version: '1',
            termsOfService: uri,
            contact: { url: uri },
            license: { name: 'L', url: uri },
          },
          jsonSchemaDialect: uri,
          externalDocs: { url: uri },
          servers: [{ url: uri }],
          paths: {
            '/a': {
              get: {
                responses: { default: { description: 'x', links: { l: { operationRef: uri } } } },
                externalDocs: { url: uri },
              },
            },
          },
          components: {
            schemas: { A: { $schema: uri, discriminator: { propertyName: 'a', mapping: { a: uri } } } },
            examples: { e: { externalValue: uri } },
            securitySchemes: { s: { type: 'openIdConnect', openIdConnectUrl: uri } },
          },
        }),
        'api.json',
      ),
    )
    const routes = documents.map(({ operations }) => createRouter(operations).route('GET', new URL('http://h/a')))
    expect(routes).toHaveLength(uris.length)
  })
})

describe('a file that cannot be read is refused in one line', () => {
  test.each([
    ['a folder', '{$ref: "schemas"}', '(no regular file)'],
    ['a file that is not there', '{$ref: "none.yaml"}', '(no such file)'],
    ['a path that is too long', `{$ref: "${'a'.repeat(5000)}.yaml"}`, '(ENAMETOOLONG)'],
    ['a symbolic link to itself', '{$ref: "loop.yaml"}', '(ELOOP)'],
  ])('%s', async (_, schema, reason) => {
    write({ 'api/api.yaml': withSchema(schema), 'api/schemas/x': '' })
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'))
    const error = await errorOf(load())
    expect(error.message).toContain(`expected a file that can be read ${reason}`)
  })

  test.each(['file:///a%2fb', 'file://host/a', new URL('http://h/a')])('%s as the document', async (path) => {
    const error = await errorOf(loadDocument(path))
    expect(error.code).toBe('unreadable-document')
    expect(error.message).toContain(`${path}: expected a file that can be read`)
  })

  test('a file that is no YAML costs only the references to it', async () => {
    write({ 'api/api.yaml': withSchema('{$ref: "b.yaml"}'), 'api/b.yaml': 'a: [' })
    const { title, problems } = await load()
    expect([title, ...problems.map(({ code }) => code)]).toEqual(['T', 'dangling-reference'])
  })
})

describe('a file that exceeds a limit is an error of the document', () => {
  test('such as nesting', async () => {
    write({ 'api/api.yaml': withSchema('{$ref: "b.yaml"}'), 'api/b.yaml': `${'['.repeat(501)}${']'.repeat(501)}` })
    await expect(load()).rejects.toMatchObject({ code: 'nested-too-deeply', file: join(folder, 'b.yaml') })
  })

  test('such as its size, before it is read', async () => {
    write({ 'api/api.yaml': withSchema('{$ref: "b.yaml"}'), 'api/b.yaml': '' })
    truncateSync(join(folder, 'b.yaml'), 3 * 48 * 2 ** 20 + 1)
    await expect(load()).rejects.toMatchObject({
      code: 'too-large',
      message: `${join(folder, 'b.yaml')}: expected at most 50331648 characters, received 150994945 bytes`,
    })
  })
})

describe('a document in a store of files', () => {
  const texts: Record<string, string> = {
    '/r/api/api.yaml': withSchema('{properties: {b: {$ref: "b.yaml"}, own: {$ref: "%61pi.yaml#/components"}}}'),
    '/r/api/b.yaml': 'properties: {c: {$ref: "../c.yaml"}}\n',
    '/r/c.yaml': 'type: string\n',
    '/r/api/missing.yaml': withSchema('{$ref: "none.yaml"}'),
    '/r/api/secret.yaml': withSchema('{$ref: "d.yaml"}'),
    '/r/api/d.yaml': `${secret}: [`,
    '/r/api/twice.yaml': withSchema('{allOf: [{$ref: "e.yaml"}, {$ref: "e.yaml#/properties"}]}'),
    '/r/api/e.yaml': 'properties: {}\n',
  }
  const reads: string[] = []
  const store = (path: string) => ({
    name: `rev:${path}`,
    path,
    nameOf: (other: string) => `rev:${other}`,
    read(other: string) {
      reads.push(other)
      const text = texts[other]
      return text === undefined ? undefined : Buffer.from(text)
    },
  })

  test('is read with the files in its folder, each once', () => {
    const { files, problems } = loadStoredDocument(store('/r/api/api.yaml'))
    expect(files.map(({ name, isMain }) => [name, isMain])).toEqual([
      ['rev:/r/api/api.yaml', true],
      ['rev:/r/api/b.yaml', false],
    ])
    expect(problems.map(({ file, severity, code }) => [file, severity, code])).toContainEqual([
      'rev:/r/api/b.yaml',
      'warning',
      'dangling-reference',
    ])
    reads.length = 0
    expect(loadStoredDocument(store('/r/api/twice.yaml')).files).toHaveLength(2)
    expect(reads).toEqual(['/r/api/twice.yaml', '/r/api/e.yaml'])
  })

  test('is read with other files if they are allowed', () => {
    const { files } = loadStoredDocument(store('/r/api/api.yaml'), { allowOutside: true })
    expect(files.map(({ name }) => name)).toContain('rev:/r/c.yaml')
  })

  test.each([
    ['none', 'unreadable-document', 'rev:/r/api/none.yaml: expected a file that can be read, received no such file'],
    ['missing', 'dangling-reference', 'expected a file that can be read (no such file)'],
    ['secret', 'dangling-reference', 'expected a file of YAML or JSON'],
  ])('%s.yaml is %s: %s', async (name, code, message) => {
    const error = await errorOf(Promise.resolve().then(() => loadStoredDocument(store(`/r/api/${name}.yaml`))))
    expect(error.code).toBe(code)
    expect(error.message).toContain(message)
    expect(inspect(error)).not.toContain(secret)
  })
})

test.each(['utf-16le', 'utf-16be'])('a document in %s is read', async (encoding) => {
  const bytes = Buffer.from(`\uFEFF${withSchema('{title: "é"}')}`, 'utf16le')
  writeFileSync(join(folder, 'api.yaml'), encoding === 'utf-16le' ? bytes : bytes.swap16())
  expect((await load()).title).toBe('T')
})

test.each([
  ['FF', [0xff]],
  ['FE', [0xfe]],
  ['x FE', [0x78, 0xfe]],
  ['x FF', [0x78, 0xff]],
])('%s is no byte order mark, so the document is read as UTF-8', async (_, bytes) => {
  writeFileSync(join(folder, 'api.yaml'), Buffer.concat([Buffer.from(bytes), Buffer.from(`a: 1\n${withSchema('{}')}`)]))
  expect((await load()).title).toBe('T')
})

test('a reference to an anchor finds it wherever in the document the schema with the anchor is referred to', async () => {
  write({
    'api/api.yaml': withSchema('{properties: {a: {$ref: "b.yaml#name"}, b: {$ref: "b.yaml#/parts/B"}}}'),
    'api/b.yaml': 'parts: {B: {properties: {c: {$anchor: name, type: string}}}}\n',
  })
  const { problems } = await load()

  expect(problems).toEqual([])
})

test.each<[string, string, string]>([
  ['an anchor of a schema', 'b.yaml#name', 'properties: {c: {$anchor: name, type: string}}\n'],
  [
    'an anchor of another OpenAPI document',
    'b.yaml#name',
    'openapi: 3.1.0\ninfo: {title: B, version: "1"}\ncomponents: {schemas: {C: {$anchor: name}}}\n',
  ],
  [
    'a schema that refers to the $id of its file',
    'b.yaml#/$defs/c',
    '$id: "https://e.example/b"\n$defs: {c: {$ref: "/b#/$defs/d"}, d: {type: string}}\n',
  ],
  [
    'a schema that refers to an $id in its file',
    'b.yaml#/$defs/c',
    '$schema: "https://json-schema.org/draft/2020-12/schema"\n$defs: {c: {$ref: "https://e.example/d"}, d: {$id: "https://e.example/d"}}\n',
  ],
])('a reference to %s finds it in a file that is used for nothing else', async (_, reference, text) => {
  write({ 'api/api.yaml': withSchema(`{$ref: "${reference}"}`), 'api/b.yaml': text })
  expect((await load()).problems).toEqual([])
})

test('problems are listed by file, then by line', async () => {
  write({
    'api/api.yaml': `${withSchema('{$ref: "b.yaml"}')}    B: {$ref: "c.yaml"}\n    C: {minLength: x}\n`,
    'api/b.yaml': '\n\nmaxLength: x\n',
    'api/c.yaml': '\nmaxLength: x\nmaxLength: x\n',
  })
  const { problems } = await load()
  expect(problems.filter(({ severity }) => severity === 'error').map(({ file, line }) => [file, line])).toEqual([
    [join(folder, 'api.yaml'), 7],
    [join(folder, 'b.yaml'), 3],
    [join(folder, 'c.yaml'), 3],
    [join(folder, 'c.yaml'), 3],
  ])
})
