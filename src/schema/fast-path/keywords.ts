import { isObject, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'
import { compileAssertions, keywordNames, together } from '../evaluate/compile.js'
import type { Direction, Evaluate } from '../evaluate/evaluation.js'
import { anyKind, kindsNamed } from '../evaluate/kind.js'
import { assertions } from '../keywords/assertions.js'
import { flatten } from '../layout/flatten.js'
import type { FindLayout } from '../layout/layout-finder.js'
import { findUndocumented } from '../layout/undocumented.js'
import { type FindGlance, type Glance, isKept } from './fast-path.js'
import { glanceAtItems, glanceAtMembers } from './parts.js'

/** Keywords about a value itself. Not `pattern`: evaluation counts how often one was not decided in time. */
const own = new Set(['type', 'format', ...Object.keys(assertions)])

/** Keywords about the parts of a value that a shape holds, and those that lead to further schemas of the same value. */
const shaping = new Set([
  '$ref',
  'allOf',
  'properties',
  'patternProperties',
  'additionalProperties',
  'required',
  'prefixItems',
  'items',
])

/**
 * A function that finds glances for values that go one way, each compiled once.
 *
 * Most schemas list properties and items, and most values keep them: a single walk beside their shape, which notes no
 * paths, takes a third of the time of two. Where other keywords stand, the glance asks those who know them all.
 */
export function createGlances(
  direction: Direction,
  index: SchemaIndex,
  compile: (schema: Node) => Evaluate,
  findLayout: FindLayout,
): FindGlance {
  const asked = new WeakMap<readonly Node[], Glance>()
  const known = new Map<string, Glance>()

  function findGlance(schemas: readonly Node[]): Glance {
    const glance = asked.get(schemas) ?? findByKey(schemas)
    asked.set(schemas, glance)
    return glance
  }

  function findByKey(schemas: readonly Node[]): Glance {
    const key = schemas.map(nodeKey).join(' ')
    const found = known.get(key)
    if (found) return found
    // What a recursive schema finds of itself while it is being compiled.
    known.set(key, { kinds: anyKind, further: (value, evaluation) => isKept(findGlance(schemas), value, evaluation) })
    const glance = compileGlance(schemas)
    known.set(key, glance)
    return glance
  }

  function compileGlance(roots: readonly Node[]): Glance {
    const { schemas } = flatten(roots, index, new Set())
    if (!schemas.every((schema) => isShape(schema, index))) return { kinds: anyKind, further: lookClosely(roots) }
    const kinds = schemas.reduce((bits, schema) => bits & kindsAllowed(schema), anyKind)
    const assertions = schemas.flatMap((schema) => compileAssertions(schema, index, compile))
    return {
      kinds,
      further: together([...assertions, ...(schemas.some(hasParts) ? [lookInside(roots, schemas)] : [])]),
    }
  }

  function lookInside(roots: readonly Node[], schemas: readonly Node[]): Evaluate {
    const shape = findLayout(roots, undefined, direction)
    const members = glanceAtMembers(schemas, shape, { direction, index, findGlance })
    const items = glanceAtItems(shape, findGlance)
    return (value, evaluation) =>
      Array.isArray(value) ? items(value, evaluation) : !isObject(value) || members(value, evaluation)
  }

  function lookClosely(schemas: readonly Node[]): Evaluate {
    const evaluate = together(schemas.map(compile))
    return (value, evaluation) =>
      (evaluate === undefined || evaluate(value, evaluation, undefined)) &&
      (typeof value !== 'object' || findUndocumented(schemas, value, direction, findLayout).length === 0)
  }

  return findGlance
}

/** Whether a shape and the assertions hold everything that a schema says. */
function isShape(schema: Node, index: SchemaIndex): boolean {
  if (!isObject(schema.value)) return true
  const { validates, dynamicAnchors } = index.resourceOf(schema)
  return (
    validates &&
    dynamicAnchors.size === 0 &&
    Object.keys(schema.value).every((name) => !keywordNames.has(name) || own.has(name) || shaping.has(name))
  )
}

function hasParts({ value }: Node): boolean {
  return isObject(value) && Object.keys(value).some((name) => shaping.has(name))
}

function kindsAllowed({ value }: Node): number {
  if (value === false) return 0
  return isObject(value) && value.type !== undefined ? kindsNamed(value.type) : anyKind
}
