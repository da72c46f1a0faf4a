import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createChecker, type Document, loadDocument } from '../../src/contract/index.js'
import { createSchemaEngine } from '../../src/schema/engine.js'
import { findJsonFiles, readSuite, type SuiteGroup, type SuiteTest } from '../support/json-schema-suite.js'
import { findSuite } from '../support/suites.js'

type Verdict = 'valid' | 'invalid' | 'not loaded'

/** What the engine says about the data of one test. */
interface Outcome {
  readonly name: string
  readonly verdict: Verdict
  /** True if the fast path calls the data valid although evaluation does not. */
  readonly isMisled: boolean
}

/** Tests on which the engine gives another verdict than the suite, on purpose. */
interface Difference {
  readonly file: string
  includes(test: SuiteTest): boolean
  readonly verdict: Verdict
  readonly reason: string
}

const differences: readonly Difference[] = [
  {
    file: 'format.json',
    includes: ({ name }) => name.endsWith('is only an annotation by default'),
    verdict: 'invalid',
    reason: 'formats are asserted: whoever documents a format expects it to be checked',
  },
  {
    file: 'optional/dependencies-compatibility.json',
    includes: ({ valid }) => !valid,
    verdict: 'valid',
    reason: '`dependencies` is not a keyword of 2020-12',
  },
  {
    file: 'optional/cross-draft.json',
    includes: ({ name }) => name.startsWith('refs to historic drafts'),
    verdict: 'not loaded',
    reason: 'the remote schema is of draft 2019-09, in which `items` may be a list',
  },
]

/** The suite expects its remote schemas here. Nothing is loaded from the network, so they are put into a folder. */
const remoteOrigin = 'http://localhost:1234/'
const dialect = 'draft2020-12'
const suite = findSuite('JSON_SCHEMA_TEST_SUITE', 'json-schema-test-suite')
const files = suite === undefined ? new Map<string, SuiteGroup[]>() : readSuite(join(suite, 'tests', dialect))

describe.skipIf(suite === undefined)('the official JSON Schema Test Suite', () => {
  let folder = ''

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'json-schema-suite-'))
    copyRemotes(join(suite ?? '', 'remotes', dialect), join(folder, dialect))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([...files])('%s', async (file, groups) => {
    const outcomes: Outcome[] = []
    for (const group of groups) outcomes.push(...(await run(group, folder)))
    const expected = groups.flatMap(({ tests }) => tests.map((test) => `${test.name}: ${expectVerdict(file, test)}`))

    expect(outcomes.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual(expected)
    expect(outcomes.filter(({ isMisled }) => isMisled).map(({ name }) => name)).toEqual([])
  })

  test.each(differences.map((difference) => [difference.reason, difference] as const))(
    'a difference names tests that exist: %s',
    (_, { file, includes }) => {
      expect(files.get(file)?.flatMap(({ tests }) => tests.filter(includes)) ?? []).not.toEqual([])
    },
  )
})

function expectVerdict(file: string, test: SuiteTest): Verdict {
  const difference = differences.find((one) => one.file === file && one.includes(test))
  return difference?.verdict ?? (test.valid ? 'valid' : 'invalid')
}

async function run({ schema, tests }: SuiteGroup, folder: string): Promise<Outcome[]> {
  const path = join(folder, 'openapi.json')
  writeFileSync(path, toLocal(toDocument(schema, folder), folder))
  const document = await load(path)
  if (!document) return tests.map(({ name }) => ({ name, verdict: 'not loaded', isMisled: false }))
  const checker = createChecker(document)
  const misleads = createFastPathCheck(document)
  return tests.map(({ name, data }) => {
    const { findings } = checker.check({
      request: { method: 'GET', url: 'https://suite.example/value', headers: [] },
      response: { status: 200, headers: [['content-type', 'application/json']], body: data },
    })
    const isValid = findings.every(({ code }) => code !== 'invalid-body')
    return { name, verdict: isValid ? 'valid' : 'invalid', isMisled: misleads(JSON.parse(data)) }
  })
}

/** The document, unless a part of it cannot be used. */
async function load(path: string): Promise<Document | undefined> {
  const document = await loadDocument(path)
  return document.problems.some(({ severity }) => severity === 'error') ? undefined : document
}

/** A function that is true if the fast path calls a value valid and documented, and the full evaluation does not. */
function createFastPathCheck(document: Document): (value: unknown) => boolean {
  const schema = document.operations[0]?.responses[0]?.content[0]?.schema
  if (!schema) throw new Error('The document has no schema')
  const engine = createSchemaEngine(document.schemas)
  return (value) =>
    engine.isSurelyValid(schema, value, 'response') &&
    (engine.evaluate(schema, value, { direction: 'response' }).length > 0 ||
      engine.findUndocumented(schema, value, 'response').length > 0)
}

/** A document whose only response has the schema, beside the meta-schema that the schema names. */
function toDocument(schema: string, folder: string): string {
  const metaSchema = new RegExp(`"\\$schema":\\s*"${remoteOrigin}([^"]+)"`).exec(schema)?.[1]
  const schemas = metaSchema ? `{ "Meta": ${readFileSync(join(folder, metaSchema), 'utf8')} }` : '{}'
  const content = `{ "application/json": { "schema": ${withId(schema)} } }`
  return `{
    "openapi": "3.1.0",
    "info": { "title": "Suite", "version": "1" },
    "servers": [{ "url": "https://suite.example" }],
    "paths": { "/value": { "get": { "responses": { "200": { "description": "", "content": ${content} } } } } },
    "components": { "schemas": ${schemas} }
  }`
}

/** With an identifier where it has none: `#` would be the OpenAPI document otherwise. */
function withId(schema: string): string {
  const value: unknown = JSON.parse(schema)
  if (typeof value !== 'object' || value === null || Object.hasOwn(value, '$id')) return schema
  return schema.replace(/\{\s*/, `{ "$id": "https://suite.example/schema"${Object.keys(value).length > 0 ? ', ' : ''}`)
}

function copyRemotes(from: string, to: string): void {
  cpSync(from, to, { recursive: true })
  for (const path of findJsonFiles(to)) writeFileSync(path, toLocal(readFileSync(path, 'utf8'), join(to, '..')))
}

function toLocal(text: string, folder: string): string {
  return text.replaceAll(remoteOrigin, `${pathToFileURL(folder).href}/`)
}
