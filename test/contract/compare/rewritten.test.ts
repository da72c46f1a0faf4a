import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { compareDocuments } from '../../../src/contract/compare/compare-documents.js'
import { parseDocument } from '../../../src/contract/index.js'
import { isObject } from '../../../src/openapi/index.js'

const sources = ['openapi/room-sessions.yaml', 'test/fixtures/petstore.yaml']

/** Parts of a document that are values, not schemas. */
const values = ['example', 'examples', 'default', 'enum', 'const', 'value', 'variables']

/** The value with every object in it replaced, the inner ones first. */
function rewrite(value: unknown, change: (object: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => rewrite(each, change))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [
    key,
    values.includes(key) ? each : rewrite(each, change),
  ])
  return change(Object.fromEntries(entries))
}

function read(path: string): unknown {
  return parse(readFileSync(path, 'utf8'))
}

function changesBetween(before: unknown, after: unknown) {
  const [one, other] = [before, after].map((value) => parseDocument(JSON.stringify(value), 'a.json'))
  if (!one || !other) throw new Error('No documents')
  return compareDocuments(one, other).map(({ at, message }) => `${at}: ${message}`)
}

const rewritings: Readonly<Record<string, (object: Record<string, unknown>) => unknown>> = {
  'in another order': (object) => Object.fromEntries(Object.entries(object).reverse()),
  'with allOf around every property': (object) => {
    const { properties } = object
    if (!isObject(properties) || !Object.values(properties).every(isObject)) return object
    return {
      ...object,
      properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, { allOf: [schema] }])),
    }
  },
  'with anyOf in place of a list of types': ({ type, ...object }) =>
    Array.isArray(type) && !('enum' in object)
      ? { anyOf: type.map((each: unknown) => ({ ...object, type: each })) }
      : { ...object, ...(type !== undefined && { type }) },
}

describe.each(sources)('%s', (source) => {
  test.each(Object.keys(rewritings))('written %s has no changes', (name) => {
    const document = read(source)

    expect(changesBetween(document, rewrite(document, rewritings[name] ?? ((object) => object)))).toEqual([])
  })
})

test('a document without one of its rules has a change', () => {
  const document = read('openapi/room-sessions.yaml')
  const rules = ['enum', 'required', 'type', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', 'items', '$ref']
  let count = 0
  rewrite(document, (object) => {
    count += rules.filter((rule) => rule in object).length
    return object
  })
  expect(count).toBeGreaterThan(20)
  const step = Math.ceil(count / 25)
  for (let chosen = 0; chosen < count; chosen += step) {
    let at = -1
    let removed = ''
    const without = rewrite(document, (object) => {
      const entries = Object.entries(object).filter(([key, value]) => {
        // A path parameter is required without it.
        const isRule = rules.includes(key) && !(key === 'required' && object.in === 'path')
        if (!isRule || ++at !== chosen) return true
        removed = JSON.stringify({ [key]: value, in: object }).slice(0, 300)
        return false
      })
      return Object.fromEntries(entries)
    })

    const changes = changesBetween(document, without)

    expect({ removed, changes: changes.length > 0 }).toEqual({ removed, changes: true })
  }
})
