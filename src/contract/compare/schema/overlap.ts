import { childrenOf, isObject, type Node } from '../../../openapi/index.js'
import type { Direction } from '../../../schema/index.js'
import type { Side } from './side.js'

/** True if a value is valid, or is only invalid because several branches of a `oneOf` accept an object in it. */
export function isValidOrOverlapping(schema: Node, value: unknown, { engine }: Side, direction: Direction): boolean {
  if (engine.isValid(schema, value, direction)) return true
  const errors = engine.evaluate(schema, value, { direction }).filter(({ severity }) => severity === 'error')
  return errors.every(({ keyword, rule, path }) => {
    const inside = path.reduce<unknown>((around, step) => Object(around)[step], value)
    const accepting = childrenOf(rule).filter(([, branch]) => engine.isValid(branch, inside, direction))
    return keyword === 'oneOf' && isObject(inside) && accepting.length > 1
  })
}
