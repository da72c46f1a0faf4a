import { childrenAt, findChild, type Node, type SchemaIndex } from '../../openapi/index.js'
import type { Direction } from '../evaluate/evaluation.js'

/** A keyword that allows a value in one direction only. */
export type OneWay = 'readOnly' | 'writeOnly'

/**
 * The keyword `readOnly` or `writeOnly` where a schema sets it to true, itself or through `$ref` and `allOf`
 * (JSON Schema 2020-12 Validation, 9.4).
 */
export function findOneWay(schema: Node, index: SchemaIndex): OneWay | undefined {
  const done = new Set<Node>()
  const pending = [schema]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (done.has(next)) continue
    done.add(next)
    const target = index.targetOf(next)
    if (target) pending.push(target)
    // OAS 3.0.4, Reference Object: keywords beside `$ref` are ignored.
    if (target && index.dialectOf(next) === 'openapi-3.0') continue
    for (const keyword of ['readOnly', 'writeOnly'] as const)
      if (findChild(next, keyword)?.value === true) return keyword
    pending.push(...childrenAt(next, 'allOf').map(([, branch]) => branch))
  }
  return undefined
}

/** True for `readOnly` in a request and `writeOnly` in a response: the value is not allowed, and not required. */
export function isWrongDirection(oneWay: OneWay | undefined, direction: Direction): boolean {
  return oneWay === (direction === 'request' ? 'readOnly' : 'writeOnly')
}

/**
 * True if a value in the wrong direction is an error. OAS 3.0 forbids `readOnly` in a request. From 3.1 on it may be
 * ignored: a value that was read is sent back (JSON Schema 2020-12 Validation, 9.4).
 */
export function isDirectionError(oneWay: OneWay, schema: Node, index: SchemaIndex): boolean {
  return oneWay === 'writeOnly' || index.dialectOf(schema) === 'openapi-3.0'
}
