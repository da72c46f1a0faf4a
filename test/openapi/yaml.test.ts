import { describe, expect, test } from 'vitest'
import { findDescendant, lineOf, parseDocument, parseSourceFile } from '../../src/openapi/index.js'
import { findFault } from '../support/document-fault.js'

const head = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\n'
const valuesOf = (text: string) => parseSourceFile(text, { name: 'a.yaml', uri: 'file:///a.yaml', isMain: true }).root

const errorOf = (text: string) => findFault(() => parseDocument(text, 'api.yaml'))

const words = 'words to say what the service does. '.repeat(35)
const lines = '    some words\n'.repeat(80)

/** Members that take much room, and the lines that they take. */
const long: readonly [name: string, text: string][] = [
  ['a literal block scalar of one long line', `x-a: |\n    ${words}\n`],
  ['a folded block scalar of one long line', `x-a: >-\n    ${words}\n`],
  ['a block scalar of many lines', `x-a: |\n${lines}`],
  ['a block scalar with empty lines and an indentation of its own', `x-a: |2+\n${'\n      some\n'.repeat(100)}`],
  ['a block scalar within lists', `x-a:\n- - |\n    ${words}\n  - >\n    ${words}\n`],
  ['a block scalar that ends with many empty lines', `x-a: |+\n    a\n${'\n'.repeat(1100)}`],
  ['a plain scalar of many lines', `x-a: some\n${lines}`],
  ['a plain scalar of one long line', `x-a: ${words}\n`],
  ['a scalar in double quotes of many lines', `x-a: "some\n${lines}  "\n`],
  ['a scalar in single quotes of many lines', `x-a: 'some\n${lines}  '\n`],
  ['a key of one long line', `? "x-${words}"\n: 1\n`],
  ['many comments', `${'# some words\n'.repeat(80)}x-a: 1 # ${words}\n`],
  ['a comment far to the right', `x-a: 1\n${' '.repeat(1200)}# words\n`],
  ['a line of spaces', `x-a: 1\n${' '.repeat(1200)}\n`],
  ['a line of tabs', `x-a: 1\n${'\t'.repeat(1200)}\n`],
  ['a value far to the right', `x-a:${' '.repeat(1200)}1\n`],
  ['a flow sequence of many lines, far to the right', `x-a: [\n${`${' '.repeat(1200)}1,\n`.repeat(3)}  2]\n`],
]

describe('a long text is no nesting, and its lines count', () => {
  const variants: readonly [name: string, change: (text: string) => string][] = [
    ['', (text) => text],
    [', with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    [', after a byte order mark', (text) => `\uFEFF${text}`],
  ]
  const cases = long.flatMap(([name, text]) =>
    variants.map(([suffix, change]) => [`${name}${suffix}`, change(`${head}${text}`)] as const),
  )

  test.each(cases)('in %s', (_, before) => {
    const document = parseDocument(`${before}paths: {}\n`, 'api.yaml')
    const paths = findDescendant(document.root, ['paths'])
    const line = before.split('\n').length
    const lineOfError = (last: string) => errorOf(`${before}${last}\n`).line
    expect(paths && lineOf(paths)).toBe(line)

    // What the grammar, the reader and the parser refuse.
    expect(lineOfError('paths: []')).toBe(line)
    expect(lineOfError('paths: {}\nopenapi: 3.1.0')).toBe(line + 1)
    expect(lineOfError('paths: *none')).toBe(line)
    expect(lineOfError('paths: }')).toBe(line)
    expect(lineOfError(`paths: ${'['.repeat(501)}`)).toBe(line)
  })
})

describe('anchors and merge keys', () => {
  test('an alias means the anchor of its name that came last', () => {
    expect(valuesOf('[&a 1, *a, &a 2, *a, &k key: &k 3, *k]')).toEqual([1, 1, 2, 2, { key: 3 }, 3])
    expect(valuesOf('&a [&a 1, *a]')).toEqual([1, 1])
    expect(valuesOf('a: &k 1\n&k b: *k')).toEqual({ a: 1, b: 'b' })
  })

  test('a member of the map itself wins over a merged one, and an earlier merged map over a later one', () => {
    const text =
      'a: &a {x: a, y: a, z: a}\nb: &b {w: b, x: b}\nl: &l [*b, *a]\n' +
      'one: {x: own, <<: *a, y: own}\ntwo: {<<: [*b, *a, {v: map}]}\nthree: {<<: *l}\n"four": {"<<": *a}\nfive: {<<: {q: 1}}'
    expect(valuesOf(text)).toMatchObject({
      one: { x: 'own', y: 'own', z: 'a' },
      two: { w: 'b', x: 'b', y: 'a', z: 'a', v: 'map' },
      three: { w: 'b', x: 'b', y: 'a', z: 'a' },
      four: { '<<': { x: 'a' } },
      five: { q: 1 },
    })
  })

  test('a member named __proto__ is a member', () => {
    const root = valuesOf('a: &a {__proto__: {b: 1}}\nc: {<<: *a}')
    expect(JSON.stringify(root)).toBe('{"a":{"__proto__":{"b":1}},"c":{"__proto__":{"b":1}}}')
  })

  test('a place behind an alias or a merge key has the line where it is written', () => {
    const text = `${head}x-a: &a\n  b: &b\n  - 1\n  - 2\nx-c:\n  <<: [{z: 1}, *a]\n  d: *b\npaths: {}\nx-e: {<<: *a}\n`
    const { root } = parseDocument(text, 'api.yaml')
    const lineAt = (...tokens: string[]) => {
      const node = findDescendant(root, tokens)
      return node && lineOf(node)
    }
    expect(lineAt('x-c', 'b')).toBe(4)
    expect(lineAt('x-c', 'b', '1')).toBe(6)
    expect(lineAt('x-c', 'z')).toBe(8)
    expect(lineAt('x-c', 'd', '0')).toBe(5)
    expect(lineAt('x-e', 'b')).toBe(4)
  })

  test.each([
    ['*a', 'an alias before its anchor', '- *a\n- &a 1\n'],
    ['', 'a merge of text', '- {<<: text}\n'],
    ['', 'a merge of nothing', '- {<<: }\n'],
    ['', 'a merge of a list of text', '- {<<: [{}, text]}\n'],
  ])('%s %s is refused', (_, __, text) => {
    expect(errorOf(`${head}x-a:\n${text}`)).toMatchObject({ code: 'invalid-yaml', line: 4 })
  })
})

const list = (length: number, item: (index: number) => string) => Array.from({ length }, (_, index) => item(index))

test.each([
  ['[a, b, *missing]', '/x-a/2'],
  ['[*missing, b]', '/x-a/0'],
  ['{b: *missing}', '/x-a/b'],
])('an alias without an anchor in %s is an error at %s', (text, pointer) => {
  expect(errorOf(`${head}x-a: ${text}\n`)).toMatchObject({ code: 'invalid-yaml', pointer })
})

describe('what aliases multiply is bounded by what it amounts to', () => {
  const flowMap = (length: number) => `{${list(length, (index) => `k${index}: 1`).join(', ')}}`
  const doubling = (item: (index: number) => string) =>
    list(60, (index) => `x-${index + 1}: &a${index + 1} ${item(index)}\n`)

  test.each<[string, string]>([
    ['a long list used many times', `x-a: &a [${'1,'.repeat(20_000)}]\nx-b: [${'*a,'.repeat(9000)}]\n`],
    ['many schemas used many times', `x-a: &a {properties: ${flowMap(1000)}}\nx-b: [${'*a,'.repeat(1000)}]\n`],
    ['lists that double', `x-0: &a0 [1]\n${doubling((index) => `[*a${index}, *a${index}]`).join('')}`],
    ['maps that double', `x-0: &a0 {}\n${doubling((index) => `{a: *a${index}, b: *a${index}}`).join('')}`],
    ['merged maps that double', `x-0: &a0 {a: 1}\n${doubling((index) => `{<<: [*a${index}, *a${index}]}`).join('')}`],
    ['a large map merged many times', `x-a: &a ${flowMap(20_000)}\nx-b: [${'{<<: *a},'.repeat(9000)}]\n`],
    [
      'maps that each merge the one before',
      `x-0: &a0 {a: 1}\n${list(5000, (index) => `x-${index + 1}: &a${index + 1} {<<: *a${index}, k${index}: 1}\n`).join('')}`,
    ],
  ])('%s', (_, text) => {
    const error = errorOf(`${head}${text}paths: {}\n`)
    expect(error.message).toMatch(
      /^api\.yaml:\d+: \/x-.*: expected fewer, or the same as JSON, received more than 250000 values behind aliases/,
    )
    expect(error.code).toBe('too-large')
  })

  test('250,000 values behind aliases are allowed', () => {
    const text = (aliases: number) =>
      `${head}x-a: &a [${'1,'.repeat(499)}]\nx-b: [${'*a,'.repeat(aliases)}]\npaths: {}\n`
    expect(parseDocument(text(500), 'api.yaml').title).toBe('T')
    expect(errorOf(text(501)).code).toBe('too-large')
  })

  test('the same value in many places is no cycle and may be used thousands of times', () => {
    const text = `${head}x-a: &a {b: &b [1, 2, 3]}\nx-c: [${'*a, *b, '.repeat(9000)}]\npaths: {}\n`
    const { root } = parseDocument(text, 'api.yaml')
    expect(findDescendant(root, ['x-c', '17998', 'b', '2'])?.value).toBe(3)
  })

  test('thousands of anchors are found by their names', () => {
    const anchors = list(15_000, (index) => `&a${index} ${index}`).join(', ')
    const aliases = list(15_000, (index) => `*a${index}`).join(', ')
    const { root } = parseDocument(`${head}x-a: [${anchors}]\nx-b: [${aliases}]\npaths: {}\n`, 'api.yaml')
    expect(findDescendant(root, ['x-b', '14999'])?.value).toBe(14_999)
  })

  test('nesting that only aliases make is refused where it is too deep', () => {
    const nested = list(501, (index) => `x-${index + 1}: &a${index + 1} [*a${index}, 1]\n`).join('')
    expect(errorOf(`${head}x-0: &a0 [1]\n${nested}paths: {}\n`)).toMatchObject({
      code: 'nested-too-deeply',
      // Within the document's own object, 499 levels are the most.
      line: 3 + 499,
    })
  })

  test('a chain of merge keys does not nest', () => {
    const merged = list(380, (index) => `x-${index + 1}: &a${index + 1} {<<: *a${index}, b: 1}\n`).join('')
    const nested = `${'['.repeat(150)}${']'.repeat(150)}`
    const { root } = parseDocument(`${head}x-0: &a0 {a: ${nested}}\n${merged}paths: {}\n`, 'api.yaml')
    expect(findDescendant(root, ['x-380', 'a', '0', '0'])?.value).toHaveLength(1)
  })
})

test('a member without a value is null, and a byte order mark within a text stays', () => {
  expect(valuesOf('? a\n? b\nc:\n')).toStrictEqual({ a: null, b: null, c: null })
  expect(valuesOf('a: "x\uFEFF"')).toEqual({ a: 'x\uFEFF' })
})

test('keys are texts, spelled as they are written', () => {
  expect(valuesOf('1.0: a\n0x1F: b\n~: c\nTrue: d\n')).toEqual({ '1.0': 'a', '0x1F': 'b', '~': 'c', True: 'd' })
  expect(errorOf(`${head}? [a]\n: 1\n`)).toMatchObject({ code: 'invalid-yaml', line: 3 })
})

test.each([
  ['1e400', '1e400'],
  ['12E-30', '12E-30'],
  ['1e+2', '1e+2'],
  ['-0.50', '-0.50'],
  ['+7', '7'],
  ['007', '7'],
  ['-.5', '-0.5'],
  ['5.', '5'],
  ['0x1F', undefined],
  ['.inf', undefined],
  ['"1"', undefined],
  ['1a', undefined],
])('the number %s is spelled %s in JSON', (text, expected) => {
  const { numberTextAt } = parseSourceFile(`- ${text}\n`, { name: 'a.yaml', uri: 'file:///a.yaml', isMain: true })
  expect(numberTextAt('/0')).toBe(expected)
})

test('the kind of line ends makes no difference for lines and digests', () => {
  const [unix, windows] = ['a: 1\nb: 2\n', 'a: 1\r\nb: 2\r\n'].map((text) =>
    parseSourceFile(text, { name: 'a.yaml', uri: 'file:///a.yaml', isMain: true }),
  )
  expect(windows?.lines).toEqual(['a: 1', 'b: 2', ''])
  expect(unix?.lines).toEqual(windows?.lines)
  expect(windows?.digest()).toBe(unix?.digest())
  expect(unix?.digest()).toBe('d02b8bb58aa82e872f709035f39b734b9f28dde0c3d305698a95d04aec594cfa')
})

test.each([
  ['YAML', (levels: number) => `# YAML\n${'['.repeat(levels)}1${']'.repeat(levels)}`],
  ['block collections', (levels: number) => `${'- '.repeat(levels)}1`],
  ['JSON', (levels: number) => `{"a":${'['.repeat(levels - 1)}1${']'.repeat(levels - 1)}}`],
])('500 levels of %s are read, and no more', (_, nested) => {
  expect(valuesOf(nested(500))).toBeInstanceOf(Object)
  expect(() => valuesOf(nested(501))).toThrow('received more than 500 levels of nesting')
})

test.each(['', '# YAML\n'])('a place that does not exist has the line of the nearest one around it %#', (start) => {
  const text = `\n${start}{"a":\n{"b":\n[1,\n{"c": 2}]}}\n`
  const { lineOf } = parseSourceFile(text, { name: 'a.yaml', uri: 'file:///a.yaml', isMain: true })
  const first = text.split('\n').indexOf('{"a":') + 1
  const lines = ['', '/a/none', '/a/b/7', '/a/b/1/c/x/y', '/a/b/1/none'].map(lineOf)
  expect(lines).toEqual([1, first, first + 1, first + 3, first + 3])
})

test('at most a hundred duplicate keys are listed', () => {
  const twice = (count: number) => list(count, (index) => `k${index}: 1\nk${index}: 2\n`).join('')
  const duplicatesIn = (text: string) =>
    parseSourceFile(text, { name: 'a.yaml', uri: 'file:///a.yaml', isMain: true }).duplicates
  expect(duplicatesIn(twice(2))).toEqual([2, 4])
  expect(duplicatesIn(twice(105))).toHaveLength(100)
})

test('of a text with thousands of mistakes the first is named', () => {
  const tags = parseDocument(`${head}x-a:\n${'- !unknown a\n'.repeat(2000)}paths: {}\n`, 'api.yaml')
  expect(tags.title).toBe('T')
  expect(errorOf(`${head}x-a:\n${'- a: b: c\n'.repeat(2000)}`)).toMatchObject({ code: 'invalid-yaml', line: 4 })
  expect(errorOf(`${head}x-a:\n${'- ]\n'.repeat(2000)}`)).toMatchObject({ code: 'invalid-yaml', line: 4 })
})
