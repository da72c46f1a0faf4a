import { type BodyType, isObject, type Operation } from '../../../openapi/index.js'
import type { Harvest } from './harvest.js'
import type { Planning } from './planning.js'
import { type Body, writeBody } from './write-request.js'

/** A body to send, and what is special about it. */
export interface BodyChoice {
  readonly body: Body
  readonly description: string
  /** Whether it has all properties of its schema. */
  readonly isFull: boolean
}

/** The bodies of an operation's requests, made as far as they are taken: large schemas have many, each of which takes time. */
export interface BodyList {
  /** The first bodies, of each media type in turn. */
  take(count: number): readonly BodyChoice[]
  /** For each media type that bodies can be made of, a first body and the fullest of its first ones. */
  ofEachType(): readonly { readonly first: BodyChoice; readonly full: BodyChoice }[]
}

/** Bodies of a media type among which the fullest is looked for. */
const maxFirst = 8

export function createBodyList(operation: Operation, planning: Planning): BodyList {
  const lists = (operation.requestBody?.content ?? []).map((type) => createList(findBodies(type, planning)))
  return {
    take(count) {
      const taken: BodyChoice[] = []
      for (let index = 0; taken.length < count; index++) {
        const before = taken.length
        for (const at of lists) taken.push(...(at(index) ?? []))
        if (taken.length === before) break
      }
      return taken.slice(0, count)
    },
    ofEachType: () =>
      lists.flatMap((at) => {
        const [first, ...others] = Array.from({ length: maxFirst }, (_, index) => at(index) ?? []).flat()
        return first ? [{ first, full: others.find(({ isFull }) => isFull) ?? first }] : []
      }),
  }
}

/** Returns a function that gives the item at an index in a list of one, and reads the source only so far. */
function createList<Item>(source: Iterator<Item>): (index: number) => readonly [Item] | undefined {
  const known: [Item][] = []
  return (index) => {
    while (known.length <= index) {
      const next = source.next()
      if (next.done) break
      known.push([next.value])
    }
    return known[index]
  }
}

function* findBodies(type: BodyType, { choices, schemas, harvest }: Planning): Generator<BodyChoice> {
  for (const { value, description, isFull = false } of choices.ofBody(type)) {
    const known = withKnownReferences(value, harvest)
    const isKnownValid = known !== value && type.schema && schemas.isValid(type.schema, known, 'request')
    const body = writeBody(isKnownValid ? known : value, type, schemas.index)
    if (body) yield { body, description, isFull }
  }
}

/** The value with references to other items, such as `author_id`, that earlier responses had. */
function withKnownReferences(value: unknown, harvest: Harvest): unknown {
  if (!isObject(value)) return value
  const members = Object.entries(value).map(([name, each]): [string, unknown] => {
    if (!/.(?:_?id|_?uuid)$/i.test(name) || (typeof each !== 'string' && typeof each !== 'number')) return [name, each]
    const [text] = harvest.textsOf(name)
    if (text === undefined) return [name, each]
    return [name, typeof each === 'number' ? Number(text) : text]
  })
  return members.some(([name, each]) => each !== value[name]) ? Object.fromEntries(members) : value
}
