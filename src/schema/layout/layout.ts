import { findChild, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'
import { findOneWay, type OneWay } from '../keywords/read-write-only.js'
import { createPattern, type Matches } from '../pattern/pattern.js'
import { listAt, membersAt } from './flatten.js'

/** A property or an item as the schemas around it mention it. */
export interface ChildSchemas {
  /** All that apply to it. */
  readonly schemas: readonly Node[]
  readonly oneWay: OneWay | undefined
}

/** What schemas that apply together mention of an object or an array. */
export interface Layout {
  /** Whether properties that are not mentioned are no news: none is described, or what the others may be is said. */
  readonly isOpen: boolean
  /** By the names that the schemas list. */
  readonly named: ReadonlyMap<string, ChildSchemas>
  /** Of a property that no schema lists by name; `undefined` when none mentions it otherwise. */
  findUnnamed(name: string): ChildSchemas | undefined
  /** Of an item; `undefined` when no schema speaks of it. */
  findItem(index: number): ChildSchemas | undefined
  /** Where the properties are listed. */
  readonly rule: Node | undefined
}

interface Part {
  readonly properties: ReadonlyMap<string, Node>
  readonly patterns: readonly { readonly matches: Matches; readonly schema: Node }[]
  readonly additional: Node | undefined
  readonly unevaluated: Node | undefined
  readonly prefix: readonly Node[]
  readonly items: Node | undefined
}

/** Reads what flattened schemas say together. `isOpen`: whether more applies that cannot be seen. */
export function createLayout(schemas: readonly Node[], index: SchemaIndex, isOpen: boolean): Layout {
  const parts = schemas.map(toPart)
  const toMention = (found: readonly Node[]): ChildSchemas => ({
    schemas: found,
    oneWay: found.map((schema) => findOneWay(schema, index)).find((oneWay) => oneWay !== undefined),
  })
  const names = new Set([
    ...parts.flatMap(({ properties }) => [...properties.keys()]),
    ...schemas.flatMap(namesMentioned),
  ])
  const patterns = new Map<string, ChildSchemas>()
  const items = new Map<number, ChildSchemas | undefined>()
  const prefixLength = Math.max(0, ...parts.map(({ prefix }) => prefix.length))
  const describes = parts.some((part) => part.properties.size > 0 || part.patterns.length > 0)
  return {
    isOpen: isOpen || !describes || parts.some(({ additional, unevaluated }) => additional ?? unevaluated),
    named: new Map([...names].map((name) => [name, toMention(schemasFor(name, parts))])),
    findUnnamed(name) {
      const found = schemasFor(name, parts)
      if (found.length === 0) return undefined
      const key = found.map(nodeKey).join(' ')
      const mention = patterns.get(key) ?? toMention(found)
      patterns.set(key, mention)
      return mention
    },
    findItem(position) {
      const slot = Math.min(position, prefixLength)
      if (!items.has(slot)) {
        const found = parts.flatMap(({ prefix, items: rest }) => prefix[slot] ?? rest ?? [])
        items.set(slot, found.length > 0 ? toMention(found) : undefined)
      }
      return items.get(slot)
    },
    rule: schemas.map((schema) => findChild(schema, 'properties')).find((node) => node !== undefined) ?? schemas[0],
  }
}

function toPart(schema: Node): Part {
  return {
    properties: new Map(membersAt(schema, 'properties')),
    patterns: membersAt(schema, 'patternProperties').map(([source, target]) => ({
      matches: createPattern(source),
      schema: target,
    })),
    additional: findChild(schema, 'additionalProperties'),
    unevaluated: findChild(schema, 'unevaluatedProperties'),
    prefix: listAt(schema, 'prefixItems'),
    items: findChild(schema, 'items') ?? findChild(schema, 'unevaluatedItems'),
  }
}

function schemasFor(name: string, parts: readonly Part[]): Node[] {
  const found = parts.flatMap(({ properties, patterns, additional }) => {
    const named = properties.get(name) ?? []
    const matching = patterns.filter(({ matches }) => matches(name)).map(({ schema }) => schema)
    const own = [named, matching].flat()
    return own.length > 0 ? own : (additional ?? [])
  })
  return found.length > 0 ? found : parts.flatMap(({ unevaluated }) => unevaluated ?? [])
}

/** Names that a schema speaks of without describing their values. */
function namesMentioned(schema: Node): string[] {
  const condition = findChild(schema, 'if')
  return [
    ...listAt(schema, 'required').map(({ value }) => String(value)),
    ...membersAt(schema, 'dependentRequired').map(([name]) => name),
    ...membersAt(schema, 'dependentSchemas').map(([name]) => name),
    ...(condition ? membersAt(condition, 'properties').map(([name]) => name) : []),
  ]
}
