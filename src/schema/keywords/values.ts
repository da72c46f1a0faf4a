import { describeChoice, describeValue } from '../../text/describe-value.js'
import { isEqual } from '../evaluate/equal.js'
import { fail } from '../evaluate/evaluation.js'
import { typeBit, typeBits, typeOf } from '../evaluate/type-bits.js'
import type { Keyword } from './keyword.js'

/** `type`, `const` and `enum` (JSON Schema 2020-12 Validation, 6.1). */
export const values: readonly Keyword[] = [
  {
    name: 'type',
    // A value of another type gets one failure, not one for every keyword.
    stage: 'first',
    isValidation: true,
    fast: 'types',
    types: namedTypes,
    compile({ node }) {
      const names = namedTypes(node)
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
    types: ({ value }) => [typeOf(value)],
    compile({ node }) {
      const expected = describeChoice([node.value])
      return (value, evaluation) =>
        isEqual(node.value, value) || fail(evaluation, 'const', node, expected, describeValue(value))
    },
  },
  {
    name: 'enum',
    isValidation: true,
    fast: 'evaluate',
    types: ({ value }) => [value].flat(1).map(typeOf),
    compile({ node }) {
      const allowed = [node.value].flat(1)
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

function namedTypes({ value }: { readonly value: unknown }): string[] {
  return [value].flat().map(String)
}

function describeTyped(value: unknown): string {
  return value === null || typeof value === 'object' ? describeValue(value) : `${typeof value} ${describeValue(value)}`
}
