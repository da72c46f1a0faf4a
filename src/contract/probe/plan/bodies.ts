import { type BodyType, isObject, type Operation } from '../../../openapi/index.js'
import type { Harvest } from './harvest.js'
import type { Planning } from './planning.js'
import { type Body, writeBody } from './write-request.js'

/** A body to send, and what is special about it. */
export interface BodyChoice {
  readonly body: Body
  readonly description: string
  /** True if the body has all properties of its schema. */
  readonly isFull: boolean
}

/**
 * The bodies for an operation's requests. Each is made only when it is taken, because large schemas have many bodies
 * and each takes time.
 */
export interface BodyList {
  /** Returns the first `count` bodies, taking the media types in turn. */
  take(count: number): readonly BodyChoice[]
  /**
   * Returns, for each media type, its first body and a full one. If none of its first bodies is full, both are the
   * same. Media types without bodies are left out.
   */
  ofEachType(): readonly { readonly first: BodyChoice; readonly full: BodyChoice }[]
}

/** Number of first bodies of a media type in which a full one is looked for. */
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

/**
 * Returns a function that returns the item at an index, as a list of one, or `undefined` past the end. The source is
 * read only as far as needed.
 */
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

/** Names such as `author_id`, `AUTHOR-UUID` and `authorId`, but not `paid`. */
const referenceName = /.(?:[_-](?:[Ii][Dd]|[Uu][Uu][Ii][Dd])|(?<=[a-z\d])(?:Id|ID|Uuid|UUID))$/

/** The value, in which references to other items, such as `author_id`, have values from earlier responses. */
function withKnownReferences(value: unknown, harvest: Harvest): unknown {
  if (!isObject(value)) return value
  const members = Object.entries(value).map(([name, each]): [string, unknown] => {
    if (!referenceName.test(name) || (typeof each !== 'string' && typeof each !== 'number')) return [name, each]
    const [text] = harvest.textsOf(name)
    if (text === undefined) return [name, each]
    return [name, typeof each === 'number' ? Number(text) : text]
  })
  return members.some(([name, each]) => each !== value[name]) ? Object.fromEntries(members) : value
}
