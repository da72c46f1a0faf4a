import { findChild, type Node, type SchemaIndex } from '../../openapi/index.js'
import type { RequiredProperty } from '../keywords/keyword.js'
import { descriptionOf } from '../keywords/keywords.js'
import { findOneWay, type OneWay } from '../keywords/read-write-only.js'
import type { PatternProperty } from '../pattern/pattern-properties.js'
import { createListMap } from './list-map.js'

/** What several schemas that apply to the same object or array say about its properties and items. */
export interface Layout {
  /** True if unknown properties need no warning: the schemas list none, or allow others explicitly. */
  readonly isOpen: boolean
  /** The properties that the schemas list by name. */
  readonly named: ReadonlyMap<string, ChildSchemas>
  /** Returns `undefined` for a property that the schemas neither list nor describe by a pattern or as additional. */
  findUnnamed(name: string): ChildSchemas | undefined
  /** Returns `undefined` for an item that no schema describes. */
  findItem(index: number): ChildSchemas | undefined
  readonly required: readonly RequiredProperty[]
  /** The first `properties` keyword, otherwise the first schema. */
  readonly rule: Node | undefined
}

/** The schemas that apply to a property or an item. */
export interface ChildSchemas {
  readonly schemas: readonly Node[]
  readonly oneWay: OneWay | undefined
}

interface Part {
  readonly properties: ReadonlyMap<string, Node>
  readonly patterns: readonly PatternProperty[]
  readonly additional: Node | undefined
  readonly unevaluated: Node | undefined
  readonly prefixItems: readonly Node[]
  readonly items: Node | undefined
  readonly unevaluatedItems: Node | undefined
  readonly names: readonly string[]
  readonly required: readonly RequiredProperty[]
}

/** Merges what flattened schemas say. `isOpen`: whether more schemas may apply that are not known. */
export function createLayout(schemas: readonly Node[], index: SchemaIndex, isOpen: boolean): Layout {
  const parts = schemas.map((schema) => toPart(schema, index))
  const toChild = (found: readonly Node[]): ChildSchemas => ({
    schemas: found,
    oneWay: found.map((schema) => findOneWay(schema, index)).find((oneWay) => oneWay !== undefined),
  })
  const names = new Set([
    ...parts.flatMap(({ properties }) => [...properties.keys()]),
    ...parts.flatMap((part) => part.names),
  ])
  const unnamed = createListMap<ChildSchemas>()
  const items = new Map<number, ChildSchemas | undefined>()
  const prefixLength = Math.max(0, ...parts.map(({ prefixItems }) => prefixItems.length))
  const hasProperties = parts.some((part) => part.properties.size > 0 || part.patterns.length > 0)
  return {
    isOpen: isOpen || !hasProperties || parts.some(({ additional, unevaluated }) => additional ?? unevaluated),
    named: new Map([...names].map((name) => [name, toChild(schemasFor(name, parts))])),
    findUnnamed(name) {
      const found = schemasFor(name, parts)
      if (found.length === 0) return undefined
      const child = unnamed.get(found) ?? toChild(found)
      unnamed.set(found, child)
      return child
    },
    findItem(position) {
      // All items after the longest prefix are alike.
      const slot = Math.min(position, prefixLength)
      if (!items.has(slot)) {
        const own = parts.flatMap(({ prefixItems, items: rest }) => prefixItems[slot] ?? rest ?? [])
        const found = own.length > 0 ? own : parts.flatMap(({ unevaluatedItems }) => unevaluatedItems ?? [])
        items.set(slot, found.length > 0 ? toChild(found) : undefined)
      }
      return items.get(slot)
    },
    required: parts
      .flatMap(({ required }) => required)
      .map((property) => ({ ...property, oneWay: property.oneWay ?? findOneWayIn(parts, property.name, index) })),
    rule: schemas.map((schema) => findChild(schema, 'properties')).find((node) => node !== undefined) ?? schemas[0],
  }
}

function toPart(schema: Node, index: SchemaIndex): Part {
  const description = descriptionOf(schema, index)
  return {
    properties: new Map(description.properties),
    patterns: description.patternProperties ?? [],
    additional: description.additionalProperties,
    unevaluated: description.unevaluatedProperties,
    prefixItems: description.prefixItems ?? [],
    items: description.items,
    unevaluatedItems: description.unevaluatedItems,
    names: description.names ?? [],
    required: description.required ?? [],
  }
}

/** One of the schemas may require a property that another one defines as read-only or write-only. */
function findOneWayIn(parts: readonly Part[], name: string, index: SchemaIndex): OneWay | undefined {
  for (const { properties } of parts) {
    const definition = properties.get(name)
    const oneWay = definition && findOneWay(definition, index)
    if (oneWay) return oneWay
  }
  return undefined
}

function schemasFor(name: string, parts: readonly Part[]): Node[] {
  const found = parts.flatMap(({ properties, patterns, additional }) => {
    const named = properties.get(name) ?? []
    // A property that may match is documented: whether it does was not decided.
    const matching = patterns.filter(({ pattern }) => pattern.matches(name) !== false).map(({ schema }) => schema)
    const own = [named, matching].flat()
    return own.length > 0 ? own : (additional ?? [])
  })
  return found.length > 0 ? found : parts.flatMap(({ unevaluated }) => unevaluated ?? [])
}
