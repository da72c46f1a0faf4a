import { childrenOf, type Node } from '../../openapi/index.js'
import { createLayout, isWrongDirection, type Layout, membersAt as membersOf } from '../../schema/index.js'
import type { GroupContext } from '../mutate/groups.js'
import type { Frame } from './frames.js'
import { findPatternTexts } from './pattern-texts.js'
import { membersAt, numbersAt } from './scalars.js'
import { type BuildPart, maxMembers, maxTurns, type Wish } from './wish.js'

/**
 * Generates objects that the schemas of a frame probably allow together. A minimal object has only properties that it needs, any
 * other has all documented properties; then follow objects with fewer of them.
 */
export function* buildObjects(
  { schemas, presets }: Frame,
  context: GroupContext,
  wish: Wish,
  buildPart: BuildPart,
): Generator<unknown> {
  const { direction } = context
  const { index } = context.schemas
  const layout = createLayout(schemas, index, false)
  const min = Math.max(0, ...numbersAt(schemas, 'minProperties', index))
  const max = Math.min(maxMembers, ...numbersAt(schemas, 'maxProperties', index))
  if (min > max) return
  const members = new Map<string, unknown>()
  /** Adds a property. Returns whether it was added, or must not be there in this direction although it is required. */
  const add = (name: string, isRequired: boolean): boolean => {
    const child = layout.named.get(name) ?? layout.findUnnamed(name)
    if (isWrongDirection(child?.oneWay, direction)) return isRequired
    const part = () => (child?.schemas.length ? buildPart(child.schemas, wish, isRequired) : { value: 'text' })
    const built = presets.has(name) ? { value: presets.get(name) } : part()
    if (built) members.set(name, built.value)
    return built !== undefined
  }
  const addUntil = (count: number, names: Iterable<string>) => {
    for (const name of names) {
      if (members.size >= count) return
      if (!members.has(name)) add(name, false)
    }
  }

  for (const name of findRequired(schemas, layout, context)) if (!add(name, true)) return
  for (const name of presets.keys()) if (!members.has(name)) add(name, false)
  const least = new Map(members)
  const documented = [...layout.named.keys(), ...(wish.isMinimal ? [] : findPatternNames(schemas))]
  addUntil(wish.isMinimal ? min : max, documented)
  const mayHaveMore = membersAt(schemas, 'additionalProperties', index).length > 0
  const wantsOne = !wish.isMinimal && mayHaveMore && members.size === 0
  addUntil(wantsOne ? Math.min(Math.max(min, 1), max) : min, generateNames(schemas, context, buildPart))
  yield Object.fromEntries(members)
  if (wish.isMinimal) return
  // `not` or `oneOf` may forbid a combination of optional properties.
  for (const name of [...members.keys()].reverse())
    if (!least.has(name)) yield Object.fromEntries([...members].filter(([each]) => each !== name))
  yield Object.fromEntries(least)
}

/** The names of the properties that an object needs, by `required` and `dependentRequired`. */
function findRequired(schemas: readonly Node[], layout: Layout, { direction }: GroupContext): string[] {
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

function findPatternNames(schemas: readonly Node[]): string[] {
  return schemas
    .flatMap((schema) => membersOf(schema, 'patternProperties'))
    .flatMap(([pattern]) => findPatternTexts(pattern).slice(0, 1))
}

/** Generates names of undocumented properties that `propertyNames` allows. */
function* generateNames(
  schemas: readonly Node[],
  { schemas: engine, direction }: GroupContext,
  buildPart: BuildPart,
): Generator<string> {
  const rules = membersAt(schemas, 'propertyNames', engine.index)
  const isAllowed = (name: string) => rules.every((rule) => engine.isValid(rule, name, direction))
  for (let turn = 0; turn < maxTurns && rules.length > 0; turn++) {
    const wish = { isMinimal: true, turn: { branch: 0, value: turn }, takesExamples: false }
    const name = buildPart(rules, wish, true)?.value
    if (typeof name === 'string') yield name
  }
  yield* findPatternNames(schemas).filter(isAllowed)
  for (let number = 1; number <= maxMembers; number++) if (isAllowed(`name${number}`)) yield `name${number}`
}
