import { isObject, isUnusable, type Node, type SchemaIndex } from '../../openapi/index.js'
import { compileKeywords } from '../evaluate/compile.js'
import { type Direction, type Evaluate, every } from '../evaluate/evaluation.js'
import { allTypeBits, typeBits } from '../evaluate/type-bits.js'
import { keywordsOf, unusableKeywordsOf } from '../keywords/keywords.js'
import { flatten } from '../layout/flatten.js'
import type { FindLayout } from '../layout/layout-finder.js'
import { createListMap } from '../layout/list-map.js'
import { findUndocumented } from '../layout/undocumented.js'
import { createItemsCheck, createPropertiesCheck } from './children.js'
import { type FastCheck, type FindFastCheck, passes } from './fast-check.js'

/**
 * Returns a function that finds the fast checks for one direction; each is made once.
 *
 * Most schemas list properties and items, and most values are valid. One walk along the layout, which keeps no paths,
 * takes a third of the time of evaluation and the search for undocumented properties. For schemas with other keywords
 * the check runs these two.
 */
export function createFastPath(
  direction: Direction,
  index: SchemaIndex,
  compile: (schema: Node) => Evaluate,
  findLayout: FindLayout,
): FindFastCheck {
  // Most lists are asked for again and again: their identity is quicker to look up than their nodes.
  const byList = new WeakMap<readonly Node[], FastCheck>()
  const byNodes = createListMap<FastCheck>()

  function findCheck(schemas: readonly Node[]): FastCheck {
    const check = byList.get(schemas) ?? findByNodes(schemas)
    byList.set(schemas, check)
    return check
  }

  function findByNodes(schemas: readonly Node[]): FastCheck {
    const found = byNodes.get(schemas)
    if (found) return found
    // What a recursive schema finds while its check is being made.
    byNodes.set(schemas, {
      types: allTypeBits,
      further: (value, evaluation) => passes(findCheck(schemas), value, evaluation),
    })
    const check = createCheck(schemas)
    byNodes.set(schemas, check)
    return check
  }

  function createCheck(roots: readonly Node[]): FastCheck {
    const { schemas } = flatten(roots, index, new Set())
    if (!schemas.every((schema) => isFast(schema, index))) return { types: allTypeBits, further: evaluateFully(roots) }
    const further = schemas.flatMap((schema) =>
      compileKeywords(schema, index, compile, ({ fast }) => fast === 'evaluate'),
    )
    if (schemas.some((schema) => hasLayout(schema, index))) further.push(checkChildren(roots))
    return {
      types: schemas.reduce((bits, schema) => bits & allowedTypes(schema, index), allTypeBits),
      further: further.length > 0 ? every(further) : undefined,
    }
  }

  function checkChildren(roots: readonly Node[]): Evaluate {
    const layout = findLayout(roots, undefined, direction)
    const checkProperties = createPropertiesCheck(layout, direction, findCheck)
    const checkItems = createItemsCheck(layout, findCheck)
    return (value, evaluation) =>
      Array.isArray(value) ? checkItems(value, evaluation) : !isObject(value) || checkProperties(value, evaluation)
  }

  function evaluateFully(schemas: readonly Node[]): Evaluate {
    const evaluate = every(schemas.map(compile))
    return (value, evaluation) =>
      evaluate(value, evaluation, undefined) &&
      (typeof value !== 'object' || findUndocumented(schemas, value, direction, findLayout).length === 0)
  }

  return findCheck
}

/** True if every keyword of the schema can be tested on the fast path. */
function isFast(schema: Node, index: SchemaIndex): boolean {
  if (isUnusable(schema) || unusableKeywordsOf(schema, index).length > 0) return false
  if (!isObject(schema.value)) return typeof schema.value === 'boolean'
  const { validates, dynamicAnchors } = index.resourceOf(schema)
  return (
    validates &&
    dynamicAnchors.size === 0 &&
    keywordsOf(schema, index).every(({ keyword }) => keyword.fast !== undefined)
  )
}

function hasLayout(schema: Node, index: SchemaIndex): boolean {
  return keywordsOf(schema, index).some(({ keyword }) => keyword.fast === 'layout')
}

function allowedTypes(schema: Node, index: SchemaIndex): number {
  if (schema.value === false) return 0
  return keywordsOf(schema, index)
    .filter(({ keyword }) => keyword.fast === 'types')
    .reduce((bits, { keyword, node }) => bits & typeBits(keyword.types?.({ node, schema, index }) ?? []), allTypeBits)
}
