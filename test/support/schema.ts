import { type Dialect, findDescendant, type Node, nodeAddress, parseDocument } from '../../src/openapi/index.js'
import { markUnusable } from '../../src/openapi/node.js'
import { createSchemaEngine, type SchemaEngine } from '../../src/schema/engine.js'
import type { Direction } from '../../src/schema/index.js'
import { withExactNumbers } from '../../src/text/json/exact.js'

export interface SchemaSetup {
  readonly schemas?: Readonly<Record<string, unknown>>
  readonly dialect?: Dialect
  /** Paths below the schema of what is marked as unusable. */
  readonly unusable?: readonly (readonly string[])[]
  /** @default 'response' */
  readonly direction?: Direction
}

/** The engine of a document with one schema, written as JSON text or as a value. */
export function engineFor(schema: unknown, setup: SchemaSetup = {}): { engine: SchemaEngine; node: Node } {
  const texts = Object.entries({ ...setup.schemas, Root: schema }).map(
    ([name, each]) => `${JSON.stringify(name)}:${typeof each === 'string' ? each : JSON.stringify(each)}`,
  )
  const text = `{"openapi":"3.1.0","info":{"title":"S","version":"1"},"components":{"schemas":{${texts.join()}}}}`
  const { root, schemas } = parseDocument(text, 's.json')
  const node = findDescendant(root, ['components', 'schemas', 'Root'])
  if (!node) throw new Error('No schema')
  for (const path of setup.unusable ?? []) {
    const part = findDescendant(node, path)
    if (!part) throw new Error(`Nothing at ${path.join('/')}`)
    markUnusable(part)
  }
  const { dialect } = setup
  return { engine: createSchemaEngine(dialect ? { ...schemas, dialectOf: () => dialect } : schemas), node }
}

/**
 * What the engine says about a value under a schema: `path keyword rule`, with the severity before it unless it is `error`.
 *
 * @param json the text of the value
 * @throws if the fast path calls the value valid although the engine has something to say
 */
export function resultsOf(schema: unknown, json: string, setup: SchemaSetup = {}): string[] {
  const { engine, node } = engineFor(schema, setup)
  const { direction = 'response' } = setup
  const value = withExactNumbers(json, JSON.parse(json))
  const results = engine.evaluate(node, value, { direction })
  const isSure = engine.isSurelyValid(node, value, direction)
  if (isSure && results.length > 0) throw new Error('The fast path accepts the value')
  if (engine.isValid(node, value, direction) !== results.every(({ severity }) => severity !== 'error'))
    throw new Error('isValid and evaluate disagree')
  return results.map(({ severity, path, keyword, rule }) =>
    [
      severity === 'error' ? [] : severity,
      path.join('/'),
      keyword ?? '',
      nodeAddress(rule).replace('/components/schemas/Root', ''),
    ]
      .flat()
      .join(' '),
  )
}
