import type { Node, SchemaIndex } from '../../openapi/index.js'
import type { Direction, Evaluation } from '../evaluate/evaluation.js'
import { findRequired } from '../keywords/objects.js'
import { isWrongDirection } from '../keywords/read-write-only.js'
import type { ChildSchemas, Layout } from '../layout/layout.js'
import { type FindGlance, type Glance, isKept } from './fast-path.js'

export interface PartsContext {
  readonly direction: Direction
  readonly index: SchemaIndex
  readonly findGlance: FindGlance
}

/** A property that a shape names. */
interface Member {
  readonly name: string
  readonly glance: Glance
  /** 1 when an object must have it: added up, these tell whether any is missing. */
  readonly required: 0 | 1
  /** The one that came after it in the object before: objects of one server mostly have the same order. */
  next: Member | undefined
}

/** A glance at the properties of objects. */
export function glanceAtMembers(
  schemas: readonly Node[],
  shape: Layout,
  { direction, index, findGlance }: PartsContext,
): (object: Record<string, unknown>, evaluation: Evaluation) => boolean {
  const required = new Set(
    schemas.flatMap((schema) =>
      findRequired(schema, index).flatMap(({ name, oneWay }) => (isWrongDirection(oneWay, direction) ? [] : name)),
    ),
  )
  const toGlance = ({ oneWay, schemas: own }: ChildSchemas) =>
    isWrongDirection(oneWay, direction) ? refuse : findGlance(own)
  const members = new Map(
    [...shape.named].map(([name, mention]): [string, Member] => [
      name,
      { name, glance: toGlance(mention), required: required.has(name) ? 1 : 0, next: undefined },
    ]),
  )
  const start: Member = { name: '', glance: refuse, required: 0, next: undefined }
  const glanceAtUnnamed = (name: string, value: unknown, evaluation: Evaluation) => {
    const mention = shape.findUnnamed(name)
    return mention ? isKept(toGlance(mention), value, evaluation) : shape.isOpen
  }

  return (object, evaluation) => {
    let missing = required.size
    let last = start
    for (const name in object) {
      let member = last.next
      if (member === undefined || member.name !== name) {
        member = members.get(name)
        if (member === undefined) {
          if (glanceAtUnnamed(name, object[name], evaluation)) continue
          return false
        }
        last.next = member
      }
      if (!isKept(member.glance, object[name], evaluation)) return false
      missing -= member.required
      last = member
    }
    return missing === 0
  }
}

/** A glance at the items of arrays. */
export function glanceAtItems(
  shape: Layout,
  findGlance: FindGlance,
): (items: readonly unknown[], evaluation: Evaluation) => boolean {
  const glances = new Map<ChildSchemas, Glance>()
  const glanceOf = (mention: ChildSchemas) => {
    const glance = glances.get(mention) ?? findGlance(mention.schemas)
    glances.set(mention, glance)
    return glance
  }
  return (items, evaluation) => {
    for (let position = 0; position < items.length; position++) {
      const mention = shape.findItem(position)
      if (mention && !isKept(glanceOf(mention), items[position], evaluation)) return false
    }
    return true
  }
}

const refuse: Glance = { kinds: 0, further: undefined }
