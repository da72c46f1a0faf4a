import { type Node, nodeAddress, type Operation } from '../../../openapi/index.js'
import { toPointer } from '../../../text/json-pointer.js'
import type { FindingCode } from '../../findings/finding.js'
import type { Interaction } from '../../interaction/interaction.js'
import type { GroupContext } from '../groups.js'
import type { Expectation } from '../mutant.js'
import { type Break, findBreaks, unmentioned } from '../operators/broken-body.js'

/** A rule of the document in the part of an operation that it is about. */
export interface Rule {
  readonly operation: Operation
  /** `200`, `query page_size`, `request`. */
  readonly subject: string
  readonly node: Node
  readonly keyword: string
}

/** One way to break a rule, and interactions broken like this, to be tried in turn. */
export interface Attempt {
  readonly rule: Rule
  /** In words, the same wherever the rule is broken like this. */
  readonly way: string
  readonly expects: readonly Expectation[]
  interactions(): Iterable<Interaction>
}

/** A rule that no schema keyword is, broken in a way that leaves no choice. */
export function attempt(
  rule: Rule,
  code: FindingCode,
  at: string,
  way: string,
  ...interactions: readonly Interaction[]
): Attempt {
  return { rule, way, expects: [{ code, at, rule: nodeAddress(rule.node) }], interactions: () => interactions }
}

export interface Breaking extends GroupContext {
  readonly operation: Operation
  readonly subject: string
  readonly code: FindingCode
  /** Gives the place of a finding from the JSON Pointer in the value. */
  at(pointer: string): string
  /** `undefined` for a value that cannot be written there. */
  toInteraction(value: unknown): Interaction | undefined
}

/** Attempts to break every keyword of a schema in a value that keeps it. */
export function* breakSchema(schema: Node, value: unknown, breaking: Breaking): Generator<Attempt> {
  for (const each of findBreaks(schema, value, breaking)) {
    const { rule: node, keyword, way } = each
    const { operation, subject, toInteraction } = breaking
    yield {
      rule: { operation, subject, node, keyword },
      way,
      expects: toExpectations(each, breaking),
      *interactions() {
        for (const broken of each.values()) {
          const interaction = toInteraction(broken)
          if (interaction) yield interaction
        }
      },
    }
  }
}

function toExpectations({ rule, keyword, path, around }: Break, { code, at }: Breaking): Expectation[] {
  if (keyword === unmentioned)
    return [{ code: 'undocumented-property', at: at(toPointer(path)), rule: nodeAddress(rule) }]
  return [{ rule, keyword, path }, ...around].map((each) => ({
    code,
    at: at(toPointer(each.path)),
    rule: nodeAddress(each.rule),
    keyword: each.keyword,
  }))
}
