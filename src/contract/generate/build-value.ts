import { childrenOf, type Node } from '../../openapi/index.js'
import {
  type ChildSchemas,
  createLayout,
  exactValueOf,
  isWrongDirection,
  type Layout,
  membersAt as membersOf,
  toCanonical,
} from '../../schema/index.js'
import { isNumber } from '../../text/json/exact-number.js'
import type { GroupContext } from '../mutate/groups.js'
import { type Frame, findFrames, type Preference, rotate } from './frames.js'
import { findPatternTexts } from './pattern-texts.js'
import { findExamples, findNumbers, findTexts, membersAt, numbersAt } from './scalars.js'

/** A value in an object, or `undefined` if none was found. (JSON has no `undefined`, so a value never is.) */
export type Built = { readonly value: unknown } | undefined

/** The kind of value that is requested. */
export interface Wish extends Preference {
  /** True to use examples of the document for objects and arrays, too. */
  readonly takesExamples: boolean
}

/** How many values may still be built and tried. Mutable: each attempt is subtracted. */
export interface Effort {
  left: number
}

/** The effort for one value. Ordinary schemas need some hundreds. */
export const maxEffort = 20_000

/** Number of characters of a text that cost as much effort as one more value. */
const charactersOfEffort = 100

/** Maximum number of schemas around a value, over all levels of objects and arrays. */
const maxAbove = 100

/** Maximum number of items that are created to reach `minItems`, and of names to reach `minProperties`. */
const maxMembers = 1000

/** Maximum number of values that are tried to find a different one, for `uniqueItems`. */
const maxTurns = 60

/**
 * Builds a value that a schema allows; `undefined` if none is found. Every part of the value has been evaluated.
 *
 * With `isMinimal`, optional properties are left out and arrays are as short as possible; otherwise all properties are
 * there. Another `turn` selects other branches, listed values and texts.
 */
export function buildValue(
  schema: Node,
  context: GroupContext,
  wish: Wish,
  effort: Effort = { left: maxEffort },
): Built {
  const { schemas: engine, direction } = context
  const { index } = engine

  /** @param above the schemas of the values around it. If one of them occurs again, the schema is recursive. */
  function build(roots: readonly Node[], wish: Wish, above: readonly Node[]): Built {
    if (above.length > maxAbove) return undefined
    for (const value of candidates(roots, wish, above)) {
      if (effort.left-- <= 0) return undefined
      if (!roots.every((root) => engine.isValid(root, value, direction))) continue
      // Many long texts together could take all memory.
      if (typeof value === 'string') effort.left -= Math.floor(value.length / charactersOfEffort)
      return { value }
    }
    return undefined
  }

  function* candidates(roots: readonly Node[], wish: Wish, above: readonly Node[]): Generator<unknown> {
    for (const frame of findFrames(roots, index, wish)) {
      if (effort.left-- <= 0) return
      const listed = listedValues(frame)
      if (listed) {
        yield* rotate(listed, wish.turn.value)
        continue
      }
      const examples = wish.turn.value === 0 ? examplesOf(frame, wish) : []
      yield* examples
      const types = rotate(typesOf(frame), wish.turn.value)
      for (const type of types) yield* candidatesOf(type, frame, wish, [...above, ...roots])
    }
  }

  function listedValues({ schemas }: Frame): unknown[] | undefined {
    const constants = membersAt(schemas, 'const', index).map(exactValueOf)
    if (constants.length > 0) return constants
    const [list] = membersAt(schemas, 'enum', index)
    return list && childrenOf(list).map(([, node]) => exactValueOf(node))
  }

  function examplesOf({ schemas }: Frame, { takesExamples }: Wish): unknown[] {
    return findExamples(schemas, index).filter(
      (value) => value !== null && (takesExamples || typeof value !== 'object' || isNumber(value)),
    )
  }

  function typesOf({ schemas }: Frame): string[] {
    const lists = membersAt(schemas, 'type', index).map(({ value }) => [value].flat().map(String))
    const nullable = membersAt(schemas, 'nullable', index).some(({ value }) => value === true) ? ['null'] : []
    const [first, ...others] = lists
    if (!first) return [...inferTypes(schemas), ...nullable]
    const takes = (list: readonly string[], type: string) =>
      list.includes(type) || (type === 'integer' && list.includes('number'))
    const numbers = first.includes('number') ? [...first, 'integer'] : first
    const types = [...new Set(numbers)].filter((type) => others.every((list) => takes(list, type)))
    return [...types.filter((type) => type !== 'null'), ...types.filter((type) => type === 'null'), ...nullable]
  }

  function inferTypes(schemas: readonly Node[]): string[] {
    const layout = createLayout(schemas, index, false)
    const has = (...keywords: readonly string[]) =>
      keywords.some((keyword) => membersAt(schemas, keyword, index).length > 0)
    const isNumeric = has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')
    const likely = [
      ...(layout.named.size > 0 || layout.required.length > 0 || has('additionalProperties', 'minProperties')
        ? ['object']
        : []),
      ...(layout.findItem(0) || has('minItems', 'contains') ? ['array'] : []),
      ...(isNumeric ? ['number'] : []),
    ]
    return [...new Set([...likely, 'string', 'integer', 'boolean', 'object', 'array', 'null'])]
  }

  function* candidatesOf(type: string, frame: Frame, wish: Wish, above: readonly Node[]): Generator<unknown> {
    const { schemas } = frame
    if (type === 'null') yield null
    if (type === 'boolean') yield* rotate([true, false], wish.turn.value)
    if (type === 'string') yield* rotate([...findTexts(schemas, index)], wish.turn.value)
    if (type === 'number' || type === 'integer') yield* rotate(findNumbers(schemas, index), wish.turn.value)
    if (type === 'array') yield* arrays(frame, wish, above)
    if (type === 'object') yield* objects(frame, wish, above)
  }

  /**
   * Builds a part of a value. If a schema recurs inside itself, a required part gets its smallest value, at most twice,
   * and an optional part is left out.
   */
  function buildPart(roots: readonly Node[], wish: Wish, above: readonly Node[], isRequired: boolean): Built {
    const times = Math.max(0, ...roots.map((root) => above.filter((each) => isSame(each, root)).length))
    if (times > 2 || (times > 0 && !isRequired)) return undefined
    return build(roots, times > 0 ? { ...wish, isMinimal: true, takesExamples: false } : wish, above)
  }

  function isSame(one: Node, other: Node): boolean {
    return (index.targetOf(one) ?? one) === (index.targetOf(other) ?? other)
  }

  function* arrays({ schemas }: Frame, wish: Wish, above: readonly Node[]): Generator<unknown[]> {
    const layout = createLayout(schemas, index, false)
    const min = Math.max(0, ...numbersAt(schemas, 'minItems', index))
    const max = Math.min(Number.POSITIVE_INFINITY, ...numbersAt(schemas, 'maxItems', index))
    if (min > Math.min(max, maxMembers)) return
    const isUnique = membersAt(schemas, 'uniqueItems', index).some(({ value }) => value === true)
    const contained = schemas.flatMap((schema) => {
      const [wanted] = membersAt([schema], 'contains', index)
      const [times = 1] = numbersAt([schema], 'minContains', index)
      return wanted ? Array.from({ length: Math.min(times, maxMembers) }, () => wanted) : []
    })
    // Items required by `contains` come first, or after the items that have a fixed position.
    const placed = membersAt(schemas, 'prefixItems', index).map((list) => childrenOf(list).length)
    for (const start of new Set([0, ...(contained.length > 0 ? placed : [])])) {
      const least = contained.length > 0 ? Math.max(min, start + contained.length) : min
      for (const length of new Set(wish.isMinimal ? [least] : [Math.max(least, 1), min])) {
        if (length > Math.min(max, maxMembers)) continue
        const items: unknown[] = []
        const seen = new Set<string>()
        for (let position = 0; position < length; position++) {
          const wanted = contained[position - start]
          const roots = [...(layout.findItem(position)?.schemas ?? []), ...(wanted ? [wanted] : [])]
          const turn = { branch: wish.turn.branch, value: wish.turn.value + position }
          const item = buildItem(roots, { ...wish, turn }, above, position < least, isUnique ? seen : undefined)
          if (!item) break
          items.push(item.value)
        }
        if (items.length === length) yield items
      }
    }
  }

  /** @param seen values that the item must differ from; the new item is added to them */
  function buildItem(
    roots: readonly Node[],
    wish: Wish,
    above: readonly Node[],
    isRequired: boolean,
    seen: Set<string> | undefined,
  ): Built {
    if (!seen) return roots.length === 0 ? { value: 'text' } : buildPart(roots, wish, above, isRequired)
    for (let more = 0; more < maxTurns; more++) {
      const turn = { branch: wish.turn.branch + more, value: wish.turn.value + more }
      const item = roots.length === 0 ? { value: turn.value } : buildPart(roots, { ...wish, turn }, above, isRequired)
      if (!item) return undefined
      const key = toCanonical(item.value)
      if (seen.has(key)) continue
      seen.add(key)
      return item
    }
    return undefined
  }

  function* objects(frame: Frame, wish: Wish, above: readonly Node[]): Generator<unknown> {
    const { schemas, presets } = frame
    const layout = createLayout(schemas, index, false)
    const required = requiredNames(schemas, layout)
    const min = Math.max(0, ...numbersAt(schemas, 'minProperties', index))
    const max = Math.min(Number.POSITIVE_INFINITY, ...numbersAt(schemas, 'maxProperties', index))
    if (min > Math.min(max, maxMembers)) return
    const members = new Map<string, unknown>()
    const add = (name: string, isRequired: boolean): boolean => {
      const child = layout.named.get(name) ?? layout.findUnnamed(name)
      if (isWrongDirection(child?.oneWay, direction)) return isRequired
      const built = presets.has(name) ? { value: presets.get(name) } : buildMember(child, wish, above, isRequired)
      if (built) members.set(name, built.value)
      return built !== undefined
    }
    for (const name of required) if (!add(name, true)) return
    for (const name of presets.keys()) if (!members.has(name)) add(name, false)
    const names = [...layout.named.keys(), ...(wish.isMinimal ? [] : patternNames(schemas))]
    const least = new Map(members)
    const wanted = wish.isMinimal ? min : Math.min(max, maxMembers)
    for (const name of names) if (members.size < wanted && !members.has(name)) add(name, false)
    const mayHaveMore = schemas.some((schema) => membersAt([schema], 'additionalProperties', index).length > 0)
    const filled = wish.isMinimal || !mayHaveMore || members.size > 0 ? min : Math.min(Math.max(min, 1), max)
    for (const name of newNames(schemas)) {
      if (members.size >= filled) break
      if (!members.has(name)) add(name, false)
    }
    yield Object.fromEntries(members)
    if (wish.isMinimal) return
    // `not` or `oneOf` may forbid a combination of optional properties.
    for (const name of [...members.keys()].reverse())
      if (!least.has(name)) yield Object.fromEntries([...members].filter(([each]) => each !== name))
    yield Object.fromEntries(least)
  }

  function buildMember(
    child: ChildSchemas | undefined,
    wish: Wish,
    above: readonly Node[],
    isRequired: boolean,
  ): Built {
    if (!child || child.schemas.length === 0) return { value: 'text' }
    return buildPart(child.schemas, wish, above, isRequired)
  }

  function requiredNames(schemas: readonly Node[], layout: Layout): string[] {
    const names = new Set(
      layout.required.filter(({ oneWay }) => !isWrongDirection(oneWay, direction)).map(({ name }) => name),
    )
    const dependent = schemas.flatMap((schema) => membersOf(schema, 'dependentRequired'))
    // Iterating a set includes values added meanwhile.
    for (const name of names)
      for (const [key, list] of dependent)
        if (key === name) for (const [, { value }] of childrenOf(list)) names.add(String(value))
    return [...names]
  }

  function patternNames(schemas: readonly Node[]): string[] {
    return schemas
      .flatMap((schema) => membersOf(schema, 'patternProperties'))
      .flatMap(([pattern]) => findPatternTexts(pattern).slice(0, 1))
  }

  function* newNames(schemas: readonly Node[]): Generator<string> {
    const rules = membersAt(schemas, 'propertyNames', index)
    const isAllowed = (name: string) => rules.every((rule) => engine.isValid(rule, name, direction))
    for (let turn = 0; turn < maxTurns && rules.length > 0; turn++) {
      const name = build(rules, { isMinimal: true, turn: { branch: 0, value: turn }, takesExamples: false }, [])?.value
      if (typeof name === 'string') yield name
    }
    yield* patternNames(schemas).filter(isAllowed)
    for (let number = 1; number <= maxMembers; number++) if (isAllowed(`name${number}`)) yield `name${number}`
  }

  return build([schema], wish, [])
}
