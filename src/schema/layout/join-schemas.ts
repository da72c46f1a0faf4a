import type { Node, SchemaIndex } from '../../openapi/index.js'
import type { Evaluate, JoinedSchemas } from '../evaluate/evaluation.js'
import { isWrongDirection } from '../keywords/read-write-only.js'
import { flatten } from './flatten.js'
import { createLayout, type Layout } from './layout.js'

/** Returns an evaluation that knows all schemas which `allOf` and `$ref` join for a value, and for the values inside of it. */
export type Join = (schema: Node, evaluate: Evaluate) => Evaluate

/** A layout is created only if a required property is missing, once for each list of schemas. */
export function createJoin(index: SchemaIndex): Join {
  const layouts = new WeakMap<readonly Node[], Layout>()

  function layoutOf(schemas: readonly Node[]): Layout {
    const layout = layouts.get(schemas) ?? createLayout(flatten(schemas, index, new Set()).schemas, index, false)
    layouts.set(schemas, layout)
    return layout
  }

  const join = (value: unknown, findSchemas: () => readonly Node[]): JoinedSchemas => ({
    value,
    isOtherDirection(name, direction) {
      const property = layoutOf(findSchemas()).required.find((each) => each.name === name)
      return isWrongDirection(property?.oneWay, direction)
    },
    at: (token, child) => join(child, () => childSchemas(layoutOf(findSchemas()), token)),
  })

  return (schema, evaluate) => {
    const roots = [schema]
    return (value, evaluation, seen) => {
      const { joined } = evaluation
      // Otherwise the schema is one of those that are joined already.
      if (joined?.value !== value && typeof value === 'object') evaluation.joined = join(value, () => roots)
      const isValid = evaluate(value, evaluation, seen)
      evaluation.joined = joined
      return isValid
    }
  }
}

const none: readonly Node[] = []

function childSchemas(layout: Layout, token: string | number): readonly Node[] {
  const child =
    typeof token === 'number' ? layout.findItem(token) : (layout.named.get(token) ?? layout.findUnnamed(token))
  return child?.schemas ?? none
}
