import { childrenOf, isDeprecated, isObject, type Node, type SchemaIndex } from '../../openapi/index.js'
import type { Direction } from '../evaluate/evaluation.js'
import { flatten } from './flatten.js'
import type { FindLayout } from './layout-finder.js'

/** A property that its schema deprecates, and the first place in the value that has it. */
export interface DeprecatedProperty {
  readonly path: readonly (string | number)[]
  readonly rule: Node
}

/** Finds the deprecated properties of a value and everything in it: one for each `deprecated` of the document. */
export type FindDeprecated = (schemas: readonly Node[], value: unknown, direction: Direction) => DeprecatedProperty[]

/** Creates a function that finds deprecated properties. Schemas that deprecate nothing cost no walk over the value. */
export function createDeprecatedFinder(index: SchemaIndex, findLayout: FindLayout): FindDeprecated {
  const known = new WeakMap<readonly Node[], boolean>()
  const clean = new Set<Node>()
  const rules = new WeakMap<readonly Node[], Node | false>()

  function ruleOf(schemas: readonly Node[]): Node | undefined {
    const rule = rules.get(schemas) ?? findRule(schemas, index) ?? false
    rules.set(schemas, rule)
    return rule || undefined
  }

  return (roots, root, direction) => {
    const mayFind = known.get(roots) ?? deprecatesAnything(roots, index, clean)
    known.set(roots, mayFind)
    if (!mayFind) return []
    const found = new Map<Node, DeprecatedProperty>()
    const path: (string | number)[] = []
    const walk = (schemas: readonly Node[], value: unknown): void => {
      const layout = findLayout(schemas, value, direction)
      if (Array.isArray(value)) {
        for (const [position, item] of value.entries()) descend(layout.findItem(position)?.schemas, position, item)
      } else if (isObject(value)) {
        for (const [name, member] of Object.entries(value)) {
          const child = (layout.named.get(name) ?? layout.findUnnamed(name))?.schemas
          const rule = child && ruleOf(child)
          if (rule && !found.has(rule)) found.set(rule, { path: [...path, name], rule })
          descend(child, name, member)
        }
      }
    }
    const descend = (schemas: readonly Node[] | undefined, token: string | number, value: unknown): void => {
      if (!schemas || typeof value !== 'object' || value === null) return
      path.push(token)
      walk(schemas, value)
      path.pop()
    }
    walk(roots, root)
    return [...found.values()]
  }
}

/** The schema of a property that has `deprecated: true`, itself or through `$ref` and `allOf`. */
function findRule(schemas: readonly Node[], index: SchemaIndex): Node | undefined {
  return flatten(schemas, index, new Set()).schemas.find(isDeprecated)
}

/**
 * False only if nothing in or behind these schemas is deprecated. Then they are added to `clean`, so that no other schema that
 * refers to them needs to search them again.
 */
function deprecatesAnything(roots: readonly Node[], index: SchemaIndex, clean: Set<Node>): boolean {
  const seen = new Set<Node>(roots)
  for (const node of seen) {
    if (clean.has(node)) continue
    if (isDeprecated(node)) return true
    const target = index.targetOf(node)
    if (target) seen.add(target)
    for (const [, child] of childrenOf(node)) if (typeof child.value === 'object') seen.add(child)
  }
  for (const node of seen) clean.add(node)
  return false
}
