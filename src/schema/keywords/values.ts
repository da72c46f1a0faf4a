import { describeChoice, describeValue } from '../../text/describe-value.js'
import { ExactNumber } from '../../text/json/exact-number.js'
import { isEqual } from '../evaluate/equal.js'
import { fail } from '../evaluate/evaluation.js'
import { exactValueOf } from '../evaluate/exact-value.js'
import { typeBit, typeBits, typeOf } from '../evaluate/type-bits.js'
import type { Keyword, KeywordContext } from './keyword.js'
import { findFlag } from './openapi-3.0.js'

/** `type`, `const` and `enum` (JSON Schema 2020-12 Validation, 6.1). */
export const values: readonly Keyword[] = [
  {
    name: 'type',
    // A value of another type gets one failure, not one for every keyword.
    stage: 'first',
    isValidation: true,
    fast: 'types',
    types: namedTypes,
    compile(context) {
      const { node } = context
      const names = namedTypes(context)
      const allowed = typeBits(names)
      const expected = names.length === 1 ? names.join('') : `one of ${names.join(', ')}`
      return (value, evaluation) =>
        (typeBit(value) & allowed) !== 0 || fail(evaluation, 'type', node, expected, describeTyped(value))
    },
  },
  {
    name: 'const',
    isValidation: true,
    fast: 'evaluate',
    types: ({ node }) => [typeOf(node.value)],
    compile({ node }) {
      const only = exactValueOf(node)
      const expected = describeChoice([only])
      return (value, evaluation) =>
        isEqual(only, value) || fail(evaluation, 'const', node, expected, describeValue(value))
    },
  },
  {
    name: 'enum',
    isValidation: true,
    fast: 'evaluate',
    types: ({ node }) => [node.value].flat(1).map(typeOf),
    compile({ node }) {
      const allowed = [exactValueOf(node)].flat(1)
      const scalars = new Set(allowed)
      const composite = allowed.filter((item) => typeof item === 'object' && item !== null)
      const expected = describeChoice(allowed)
      return (value, evaluation) =>
        scalars.has(value) ||
        composite.some((item) => isEqual(item, value)) ||
        fail(evaluation, 'enum', node, expected, describeValue(value))
    },
  },
]

/** OAS 3.0.3, Schema Object: `nullable` adds null to the `type` beside it, and does nothing without one. */
function namedTypes(context: KeywordContext): string[] {
  const names = [context.node.value].flat().map(String)
  return findFlag(context, 'nullable') ? [...names, 'null'] : names
}

function describeTyped(value: unknown): string {
  const isScalar = typeof value !== 'object' || value instanceof ExactNumber
  return isScalar ? `${typeOf(value)} ${describeValue(value)}` : describeValue(value)
}
