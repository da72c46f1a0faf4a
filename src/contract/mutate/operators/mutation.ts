import { type Node, nodeAddress, type Operation } from '../../../openapi/index.js'
import { toPointer } from '../../../text/json-pointer.js'
import type { FindingCode } from '../../findings/finding.js'
import type { Interaction } from '../../interaction/interaction.js'
import type { GroupContext } from '../groups.js'
import type { Expectation } from '../mutant.js'
import { findValueMutations, undocumentedProperty, type ValueMutation } from './value-mutations.js'

/** A rule of the document, and the part of an operation that it applies to. */
export interface Rule {
  readonly operation: Operation
  /** `200`, `query page_size`, `request`. */
  readonly subject: string
  readonly node: Node
  readonly keyword: string
}

/** One operator applied to one rule. It becomes a mutant if one of its interactions violates that rule alone. */
export interface Mutation {
  readonly rule: Rule
  /** Describes the change of the interaction: `no such header`. */
  readonly operator: string
  readonly expects: readonly Expectation[]
  /** Changed interactions to try in turn. */
  interactions(): Iterable<Interaction>
}

/** Creates a mutation of a rule that is not a keyword of a schema. */
export function mutation(
  rule: Rule,
  code: FindingCode,
  at: string,
  operator: string,
  ...interactions: readonly Interaction[]
): Mutation {
  return { rule, operator, expects: [{ code, at, rule: nodeAddress(rule.node) }], interactions: () => interactions }
}

/** A value in an interaction that a schema applies to. */
export interface SchemaTarget extends GroupContext {
  readonly operation: Operation
  readonly subject: string
  readonly code: FindingCode
  /** Returns the place of a finding for a JSON Pointer in the value. */
  at(pointer: string): string
  /** Returns the interaction with another value; `undefined` if that value cannot be written there. */
  toInteraction(value: unknown): Interaction | undefined
}

/** Yields mutations of every keyword of a schema, for a value that is valid under it. */
export function* mutateSchema(schema: Node, value: unknown, target: SchemaTarget): Generator<Mutation> {
  for (const each of findValueMutations(schema, value, target)) {
    const { rule: node, keyword, operator } = each
    const { operation, subject, toInteraction } = target
    yield {
      rule: { operation, subject, node, keyword },
      operator,
      expects: toExpectations(each, target),
      *interactions() {
        for (const invalid of each.values()) {
          const interaction = toInteraction(invalid)
          if (interaction) yield interaction
        }
      },
    }
  }
}

function toExpectations({ rule, keyword, path, around }: ValueMutation, { code, at }: SchemaTarget): Expectation[] {
  if (keyword === undocumentedProperty)
    return [{ code: 'undocumented-property', at: at(toPointer(path)), rule: nodeAddress(rule) }]
  return [{ rule, keyword, path }, ...around].map((each) => ({
    code,
    at: at(toPointer(each.path)),
    rule: nodeAddress(each.rule),
    keyword: each.keyword,
  }))
}
