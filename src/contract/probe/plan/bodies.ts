import { isObject, type Operation } from '../../../openapi/index.js'
import type { Harvest } from './harvest.js'
import type { Planning } from './planning.js'
import { type Body, writeBody } from './write-request.js'

/** A body to send, and what is special about it. */
export interface BodyChoice {
  readonly body: Body
  readonly description: string
}

/** The bodies of an operation's requests, made as far as they are taken: large schemas have many, each of which takes time. */
export interface BodyList {
  /** The first bodies, of each media type one after the other. */
  take(count: number): readonly BodyChoice[]
}

export function createBodyList(operation: Operation, planning: Planning): BodyList {
  const source = findBodies(operation, planning)
  const known: BodyChoice[] = []
  return {
    take(count) {
      while (known.length < count) {
        const next = source.next()
        if (next.done) break
        known.push(next.value)
      }
      return known.slice(0, count)
    },
  }
}

function* findBodies({ requestBody }: Operation, { choices, schemas, harvest }: Planning): Generator<BodyChoice> {
  for (const type of requestBody?.content ?? [])
    for (const { value, description } of choices.ofBody(type)) {
      const known = withKnownReferences(value, harvest)
      const isKnownValid = known !== value && type.schema && schemas.isValid(type.schema, known, 'request')
      const body = writeBody(isKnownValid ? known : value, type, schemas.index)
      if (body) yield { body, description }
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
