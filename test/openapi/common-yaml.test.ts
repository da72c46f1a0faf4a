import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCommonYaml } from '../../src/openapi/source/common-yaml.js'
import type { Source } from '../../src/openapi/source/source.js'
import { readYamlSource } from '../../src/openapi/source/yaml.js'

const readByLibrary = (text: string) => readYamlSource(text, { file: 'api.yaml', isMain: true }, () => 1)

/** The value, and for each place in it its offset and, for a number, its text. */
function toPlaces({ root, offsetOf, numberTextAt, duplicates }: Source) {
  const places: unknown[] = []
  const visit = (value: unknown, path: readonly string[]): void => {
    places.push([path, offsetOf(path), typeof value === 'number' ? numberTextAt(path) : undefined])
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) visit(child, [...path, key])
  }
  visit(root, [])
  return { root, places, duplicates }
}

/** Expects the values and the offsets of the library, unless the text is left to it. Returns whether the text was read. */
function compare(text: string): boolean {
  const source = readCommonYaml(text)
  if (!source) return false
  expect(toPlaces(source), text).toEqual(toPlaces(readByLibrary(text)))
  return true
}

const common: readonly [name: string, text: string][] = [
  ['maps and lists', 'a:\n  b: 1\n  c:\n  - x\n  - y: 2\n    z:\n      - 3\nd:\n  - - e\n    - f\n  -\n    g: h\n'],
  ['keys in quotes, and keys that are numbers', '"200": a\n\'404\': b\n500: c\n/items/{id}: d\n$ref: e\nx: f\n'],
  ['empty values', 'a:\nb: ~\nc:\n\n  # words\nd: null\ne: ""\nf: \'\'\n'],
  ['comments and empty lines', '# one\n\na: 1 # two\n# three\nb: # four\n  c: x#y\n\n'],
  ['the start of the document', '# one\n---\na: 1\n'],
  ['numbers', 'a: [0, -1, 1.0, 1., .5, 1e3, -2.5E-3, 007, 12345678901234567890]\nb: 1.10\n'],
  ['booleans, null and what only looks like them', 'a: [true, False, NULL, "true", yes, 1.2.3, 2020-01-01, -x, x]\n'],
  ['a plain scalar of several lines', 'a: one\n  two\n\n\n  three\nb:\n  four\n  five\nc:\n- six\n  seven\n'],
  ['scalars in quotes of several lines', "a: \"one\n  two\n\n  three\"\nb: 'it''s\n\n  four '\n"],
  ['escapes', 'a: "\\n\\t\\"\\\\\\/\\u00e9\\x41\\U0001F389"\nb: "one\\\n  two \\\n  three"\n'],
  ['literal scalars', 'a: |\n  one\n    two\n\n  three\n\n\nb: |-\n  four\nc: |+\n  five\n\nd: |\n\n  six\n'],
  [
    'folded scalars',
    'a: >\n  one\n  two\n\n  three\n    - four\n    - five\n  six\nb: >-\n  seven\n\n\nc: >+\n  eight\n\n',
  ],
  ['a literal scalar at the end without a line break', 'a: |\n  one'],
  ['collections in brackets', 'a: []\nb: {}\nc: [x, "y", [1]]\nd: {e: 1, "f": [g], h: {i: j}}\nk: ["l": 1, m: 2]\n'],
  ['spaces that are content', 'a: |\n  one\n     \n  two\nb: "\u00a0 x \u00a0"\nc: x\u00a0\n'],
]

describe('YAML as most documents are written is read as the library reads it:', () => {
  test.each(common)('%s', (_, text) => {
    expect(compare(text)).toBe(true)
  })

  test("the package's own document", () => {
    const path = fileURLToPath(new URL('../../openapi/room-sessions.yaml', import.meta.url))
    expect(compare(readFileSync(path, 'utf8'))).toBe(true)
  })
})

test.each([
  ['an anchor', 'a: &x 1\n'],
  ['an alias', 'a: *x\n'],
  ['a tag', 'a: !!str 1\n'],
  ['a merge key', 'a:\n  <<: {b: 1}\n'],
  ['a key twice', 'a: 1\na: 2\n'],
  ['__proto__', '__proto__: 1\n'],
  ['a tab', 'a:\tb\n'],
  ['CRLF', 'a: 1\r\n'],
  ['a second document', 'a: 1\n---\nb: 2\n'],
  ['a directive', '%YAML 1.2\n---\na: 1\n'],
  ['a list at the top', '- a\n'],
  ['a scalar at the top', 'words\n'],
  ['an empty text', ''],
  ['a key with a question mark', '? a\n: 1\n'],
  ['an indentation that does not fit', 'a:\n    b: 1\n  c: 2\n'],
  ['an indicator of the indentation', 'a: |2\n  b\n'],
  ['a colon in a plain scalar', 'a: b: c\n'],
  ['a quote that is not closed', 'a: "b\nc: 1\n'],
  ['text behind a quote', 'a: "b" c\n'],
  ['brackets on several lines', 'a: [\n  b]\n'],
  ['another base', 'a: 0x1F\n'],
  ['nesting that is too deep', `a: ${'['.repeat(501)}${']'.repeat(501)}\n`],
])('%s is left to the library', (_, text) => {
  expect(readCommonYaml(text)).toBeUndefined()
})

describe('a small change of a text', () => {
  const inserted = [' ', '\n', ':', ': ', ' #', '-', '"', "'", '\\', '[', '}', ',', '|', '  \n']
  test.each(common)('never makes the readers differ: %s', (_, text) => {
    for (let at = 0; at <= text.length; at++) {
      for (const each of inserted) {
        const changed = text.slice(0, at) + each + text.slice(at)
        if (!readCommonYaml(changed)) continue
        expect(compare(changed)).toBe(true)
      }
    }
  })
})
