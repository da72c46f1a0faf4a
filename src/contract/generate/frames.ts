import { findChild, isObject, keyOf, type Node, type SchemaIndex } from '../../openapi/index.js'
import {
  type Choice,
  type Discriminator,
  findDiscriminator,
  flatten,
  membersAt,
  staticTypeOf,
} from '../../schema/index.js'

/** Schemas that a value must satisfy together, after one branch of each choice was selected. */
export interface Frame {
  readonly schemas: readonly Node[]
  /** Property values that the selected branches require: those of discriminators. */
  readonly presets: ReadonlyMap<string, unknown>
}

/** How branches and values are selected. */
export interface Preference {
  /** True to apply as few schemas as possible. */
  readonly isMinimal: boolean
  /** Selects the branch that comes first, and the first of listed values and texts. */
  readonly turn: { readonly branch: number; readonly value: number }
}

/** Maximum number of combinations of branches that are tried for one value. */
const maxFrames = 48

/** Generates the combinations of branches of schemas, the preferred ones first. */
export function* findFrames(roots: readonly Node[], index: SchemaIndex, preference: Preference): Generator<Frame> {
  const { schemas, choices } = flatten(roots, index, new Set())
  let count = 0
  for (const frame of expand({ schemas, presets: new Map() }, choices, index, preference)) {
    yield frame
    if (++count >= maxFrames) return
  }
}

function* expand(
  { schemas, presets }: Frame,
  choices: readonly Choice[],
  index: SchemaIndex,
  preference: Preference,
): Generator<Frame> {
  const [choice, ...others] = choices
  if (!choice) {
    yield { schemas, presets }
    return
  }
  for (const option of optionsOf(choice, schemas, index, preference)) {
    const added = flatten(option.schemas, index, new Set(schemas))
    const frame = { schemas: [...schemas, ...added.schemas], presets: new Map([...presets, ...option.presets]) }
    yield* expand(frame, [...others, ...added.choices], index, preference)
  }
}

function optionsOf(
  choice: Choice,
  schemas: readonly Node[],
  index: SchemaIndex,
  { isMinimal, turn }: Preference,
): Frame[] {
  const option = (schemas: readonly Node[], presets: readonly (readonly [string, unknown])[] = []): Frame => ({
    schemas,
    presets: new Map(presets),
  })
  switch (choice.kind) {
    case 'branches': {
      const { branches } = choice
      const discriminator = findDiscriminatorOf(branches, schemas, index)
      const isNull = (branch: Node) => [...staticTypeOf(branch, index).types].every((type) => type === 'null')
      const hasType = (branch: Node) => staticTypeOf(branch, index).types.size > 0
      const later = branches.filter((branch) => hasType(branch) && isNull(branch))
      const ordered = [...branches.filter((branch) => !later.includes(branch)), ...later]
      return rotate(ordered, turn.branch).flatMap((branch) => {
        const tags = discriminator ? tagsOf(discriminator, branches, branches.indexOf(branch), index) : []
        const tagged = rotate(tags, turn.value).slice(0, 1)
        return [...tagged.map((tag) => option([branch], [tag])), option([branch])]
      })
    }
    case 'condition': {
      const { condition, onTrue, onFalse } = choice
      const options = [option([condition, ...(onTrue ? [onTrue] : [])]), option(onFalse ? [onFalse] : []), option([])]
      return rotate(isMinimal ? options.toReversed() : options, turn.branch)
    }
    case 'dependent': {
      const options = [option([choice.schema]), option([])]
      return isMinimal ? options.toReversed() : options
    }
    case 'children': {
      const { children, discriminator } = choice
      const options = children.flatMap((child, position) =>
        tagsOf(discriminator, children, position, index).map((tag) => option([child], [tag])),
      )
      return [...rotate(options, turn.branch), option([])]
    }
  }
}

/** Finds the discriminator that selects between these branches. */
function findDiscriminatorOf(
  branches: readonly Node[],
  schemas: readonly Node[],
  index: SchemaIndex,
): Discriminator | undefined {
  const owner = schemas.find((schema) =>
    ['oneOf', 'anyOf'].some((keyword) => membersAt(schema, keyword)[0]?.[1] === branches[0]),
  )
  return owner && findDiscriminator(owner, branches, index)
}

/** The values of the discriminator's property that select the schema at a position. */
function tagsOf(
  { node, propertyName, meaningOf }: Discriminator,
  choices: readonly Node[],
  position: number,
  index: SchemaIndex,
): (readonly [name: string, tag: string])[] {
  const mapping = findChild(node, 'mapping')?.value
  const names = choices.map((choice) => keyOf(index.targetOf(choice) ?? choice))
  const tags = new Set([...(isObject(mapping) ? Object.keys(mapping) : []), ...names])
  return [...tags]
    .filter((tag) => {
      const meaning = meaningOf({ [propertyName]: tag })
      return meaning?.kind === 'schema' && meaning.position === position
    })
    .map((tag) => [propertyName, tag])
}

/** The list rotated: it starts at another item and keeps its order. */
export function rotate<Item>(list: readonly Item[], turn: number): Item[] {
  const start = list.length === 0 ? 0 : turn % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}
