import { findChild, isObject, type Place } from '../../openapi/index.js'
import { listAt } from '../schema/flatten.js'
import { createShape } from '../schema/shape.js'
import { findAllowedScalars } from './conforming-value.js'
import { valueAt, withValueAt } from './edit.js'
import { findGroups, type Group, type GroupContext, type Path } from './groups.js'

/** A value changed in one place into another that the schema allows as well. */
export interface Allowed {
  readonly rule: Place
  readonly keyword: string
  readonly way: string
  readonly path: Path
  readonly value: unknown
}

/** Keywords that look at what is inside: a change there may break them, or change what applies. */
const opaqueKeywords = ['if', 'not', 'anyOf', 'oneOf', 'enum', 'const', 'dependentSchemas', 'contains', 'uniqueItems']

/** Keywords that a property less may break. */
const countingKeywords = ['minProperties', 'dependentRequired']

/**
 * Other values that a schema allows, one place changed at a time: null and absent where allowed, each listed value,
 * limits, spellings of formats, an empty list, members in another order.
 *
 * Places below conditions, branches and other keywords that look inside are left as they are.
 */
export function* findAllowed(schema: Place, root: unknown, context: GroupContext): Generator<Allowed> {
  const pending: { path: Path; schemas: readonly Place[] }[] = [{ path: [], schemas: [schema] }]
  for (const { path, schemas } of pending) {
    if (pending.length > 5000) return
    const value = valueAt(root, path)
    const [always, ...others] = findGroups(schemas, value, context)
    if (!always || others.length > 0) continue
    const [rule] = always.schemas
    if (!rule) continue
    const put = (keyword: string, way: string, at: Path, changed: unknown) => ({
      rule,
      keyword,
      way,
      path: at,
      value: withValueAt(root, path, changed),
    })
    for (const allowed of findAllowedScalars(always.schemas)) yield put('value', allowed.way, path, allowed.value)
    if (Array.isArray(value) && !has(always, ['minItems', ...opaqueKeywords]))
      yield put('items', 'an empty list', path, [])
    if (has(always, opaqueKeywords)) continue
    const shape = createShape(always.schemas, context.schemas.index, false)
    if (Array.isArray(value))
      pending.push(
        ...value
          .slice(0, 1)
          .flatMap((_, index) =>
            shape.findItem(index) ? [{ path: [...path, index], schemas: shape.findItem(index)?.schemas ?? [] }] : [],
          ),
      )
    if (!isObject(value)) continue
    const members = Object.entries(value)
    if (members.length > 1)
      yield put('properties', 'members in another order', path, Object.fromEntries(members.toReversed()))
    const required = new Set(always.schemas.flatMap((each) => listAt(each, 'required').map((entry) => entry.value)))
    const isCounted = has(always, countingKeywords)
    for (const [name, mention] of shape.named) {
      if (!Object.hasOwn(value, name)) continue
      pending.push({ path: [...path, name], schemas: mention.schemas })
      if (!required.has(name) && !isCounted)
        yield put('required', 'absent', [...path, name], Object.fromEntries(members.filter(([each]) => each !== name)))
    }
  }
}

function has({ schemas }: Group, keywords: readonly string[]): boolean {
  return schemas.some((schema) => keywords.some((keyword) => findChild(schema, keyword)))
}
