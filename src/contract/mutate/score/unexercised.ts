import {
  lineOf,
  type MediaType,
  type Node,
  nodeAddress,
  type Operation,
  type Response,
} from '../../../openapi/index.js'
import type { Located } from '../../locate/located.js'
import type { UnexercisedRule } from '../mutant.js'
import type { Rule } from '../operators/mutation.js'
import { isRefusal } from '../refusal-status.js'
import { keyOfRule, type Search } from '../search.js'
import type { RuleGroup } from './document-rules.js'

/** Collects which parts of the document were recorded, to explain why rules have no mutant. */
export interface Unexercised {
  /** Adds a valid interaction. */
  reach(located: Located): void
  /**
   * Returns the rules without a mutant, in the order of the document. A part without a recording is one entry, not one for each
   * of its rules.
   */
  list(search: Search): readonly UnexercisedRule[]
}

const notRecorded = 'no valid interaction was recorded for it'
const notViolated = 'no recorded value can be changed to violate it'
const hidden = 'every value that was tried violates another rule first'

export function createUnexercised(groups: readonly RuleGroup[]): Unexercised {
  const reached = new Set<Operation | Response | MediaType>()
  const requested = new Set<Operation>()

  function isReached({ kind, operation, response, mediaType }: RuleGroup): boolean {
    if (kind === 'request') return requested.has(operation)
    return reached.has(mediaType ?? response ?? operation)
  }

  return {
    reach(located) {
      const { operation, request, response, interaction } = located
      for (const each of [operation, response.definition, response.body.mediaType]) if (each) reached.add(each)
      if (isRefusal(interaction.response.status)) return
      requested.add(operation)
      if (request.body.mediaType) reached.add(request.body.mediaType)
    },
    list(search) {
      const toEntry = (rule: Rule, reason: string) => ({
        operationId: rule.operation.operationId,
        subject: rule.subject,
        rule: nodeAddress(rule.node),
        line: lineOf(rule.node),
        keyword: rule.keyword,
        reason,
      })
      const entries = new Map<string, UnexercisedRule>()
      const add = (rule: Rule, reason: string) => entries.set(keyOfRule(rule), toEntry(rule, reason))
      for (const group of groups) {
        const outer = outermostNotRecorded(group, reached)
        if (outer) add(outer, notRecorded)
        else if (!isReached(group)) add({ ...group, keyword: group.kind }, notRecorded)
        else
          for (const rule of group.rules)
            if (!search.isExercised(rule)) add(rule, search.isTried(rule) ? hidden : notViolated)
      }
      for (const rule of search.withoutMutant()) add(rule, hidden)
      return [...entries.values()]
    },
  }
}

function outermostNotRecorded(
  { operation, response, subject }: RuleGroup,
  reached: ReadonlySet<Operation | Response | MediaType>,
): Rule | undefined {
  const whole = (node: Node, keyword: string, part: string) => ({ operation, subject: part, node, keyword })
  if (!reached.has(operation)) return whole(operation.node, 'operation', 'request')
  return response && !reached.has(response) ? whole(response.node, 'response', subject) : undefined
}
