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
import { isRefusal } from '../refusal.js'
import { keyOfRule, type Search } from '../search.js'
import type { Rule } from './attempt.js'
import type { RuleGroup } from './document-rules.js'

/** Remembers what interactions reach, and so which rules they cannot exercise. */
export interface Unexercised {
  reach(located: Located): void
  /** In the document's order. What no interaction reaches is one entry, not one for each rule inside. */
  list(search: Search): readonly UnexercisedRule[]
}

const unreached = 'nothing recorded reaches it and keeps the document'
const unbreakable = 'no recorded value can be changed to break it'
const hidden = 'whatever was tried breaks something else first'

export function createUnexercised(groups: readonly RuleGroup[]): Unexercised {
  const reached = new Set<Operation | Response | MediaType>()
  const asked = new Set<Operation>()

  function isReached({ kind, operation, response, mediaType }: RuleGroup): boolean {
    if (kind === 'request') return asked.has(operation)
    return reached.has(mediaType ?? response ?? operation)
  }

  return {
    reach(located) {
      const { operation, request, response, interaction } = located
      for (const each of [operation, response.definition, response.body.mediaType]) if (each) reached.add(each)
      if (isRefusal(interaction.response.status)) return
      asked.add(operation)
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
        const outer = outermostUnreached(group, reached)
        if (outer) add(outer, unreached)
        else if (!isReached(group)) add({ ...group, keyword: group.kind }, unreached)
        else
          for (const rule of group.rules)
            if (!search.isExercised(rule)) add(rule, search.isTried(rule) ? hidden : unbreakable)
      }
      for (const rule of search.triedInVain()) add(rule, hidden)
      return [...entries.values()]
    },
  }
}

function outermostUnreached(
  { operation, response, subject }: RuleGroup,
  reached: ReadonlySet<Operation | Response | MediaType>,
): Rule | undefined {
  const whole = (node: Node, keyword: string, of: string) => ({ operation, subject: of, node, keyword })
  if (!reached.has(operation)) return whole(operation.node, 'operation', 'request')
  return response && !reached.has(response) ? whole(response.node, 'response', subject) : undefined
}
