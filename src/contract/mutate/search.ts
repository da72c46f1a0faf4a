import { lineOf, nodeAddress, nodeKey } from '../../openapi/index.js'
import type { Checker } from '../checks/checker.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import type { Expectation, Mutant } from './mutant.js'
import type { Attempt, Rule } from './score/attempt.js'
import type { RuleGroup } from './score/document-rules.js'

/** Turns attempts into mutants, one for each way of breaking a rule. */
export interface Search {
  try(attempts: Iterable<Attempt>): Generator<Mutant>
  /** For ways that never broke one rule alone: the best that was found. */
  rest(): Generator<Mutant>
  isTried(rule: Rule): boolean
  isExercised(rule: Rule): boolean
  triedInVain(): Rule[]
}

/** Values that are tried for one way of breaking a rule, over all interactions. */
const mostTries = 40

/** What is known of one way of breaking a rule. */
interface Trial {
  readonly rule: Rule
  tries: number
  isFound: boolean
  amongOthers?: Mutant
  misreported?: Mutant
}

/**
 * A search that asks the checker only whether something else is broken as well.
 *
 * When nothing is found at all, the mutant stands: to find what is broken is what the check is tested for. When other
 * rules of the document are found broken, another value is tried, and at last one is taken of which the broken rule is
 * reported among them. A finding that is of no rule of the document, or of the broken one but of another place, is a
 * wrong report and no excuse: that mutant stands as well.
 */
export function createSearch(checker: Checker, groups: readonly RuleGroup[]): Search {
  const known = new Set(
    groups.flatMap(({ rules }) => rules.map(({ node, keyword }) => `${nodeAddress(node)} ${keyword}`)),
  )
  const trials = new Map<string, Trial>()
  const tried = new Set<string>()
  const exercised = new Set<string>()

  function take(trial: Trial, mutant: Mutant): Mutant {
    trial.isFound = true
    exercised.add(keyOfRule(trial.rule))
    return mutant
  }

  function judge(
    { expects }: Attempt,
    findings: readonly Finding[],
  ): 'alone' | 'amongOthers' | 'misreported' | 'hidden' {
    const others = findings.filter((finding) => finding.severity === 'error' && !isExpected(finding, expects))
    if (others.length === 0) return 'alone'
    if (findings.some((finding) => isExpected(finding, expects))) return 'amongOthers'
    const excuses = others.some(
      (finding) => known.has(`${finding.rule} ${finding.keyword}`) && isExcuse(finding, expects),
    )
    return excuses ? 'hidden' : 'misreported'
  }

  return {
    *try(attempts) {
      for (const attempt of attempts) {
        const key = `${keyOfRule(attempt.rule)} ${attempt.way}`
        const trial: Trial = trials.get(key) ?? { rule: attempt.rule, tries: 0, isFound: false }
        if (trial.isFound || trial.tries >= mostTries) continue
        for (const interaction of attempt.interactions()) {
          trials.set(key, trial)
          tried.add(keyOfRule(attempt.rule))
          if (++trial.tries > mostTries) break
          const result = judge(attempt, checker.check(interaction).findings)
          const mutant = toMutant(attempt, interaction)
          if (result === 'amongOthers' || result === 'misreported') trial[result] ??= mutant
          if (result !== 'alone') continue
          yield take(trial, mutant)
          break
        }
      }
    },
    *rest() {
      for (const trial of trials.values()) {
        const mutant = trial.amongOthers ?? trial.misreported
        if (!trial.isFound && mutant) yield take(trial, mutant)
      }
    },
    isTried: (rule) => tried.has(keyOfRule(rule)),
    isExercised: (rule) => exercised.has(keyOfRule(rule)),
    triedInVain: () => [...trials.values()].map(({ rule }) => rule).filter((rule) => !exercised.has(keyOfRule(rule))),
  }
}

/** Not when it is of the broken rule itself, or stands beside a broken `type`, after which nothing else is asked. */
function isExcuse({ rule }: Finding, expects: readonly Expectation[]): boolean {
  const schemaOf = (pointer: string) => pointer.slice(0, pointer.lastIndexOf('/'))
  return !expects.some(
    (each) => each.rule === rule || (each.keyword === 'type' && schemaOf(each.rule) === schemaOf(rule)),
  )
}

/** Whether a finding is the one that a mutant is to be killed by: the same rule at the same place. */
export function isExpected(finding: Finding, expects: readonly Expectation[]): boolean {
  return expects.some(
    ({ code, at, rule, keyword }) =>
      finding.code === code &&
      finding.at === at &&
      finding.rule === rule &&
      (keyword === undefined || finding.keyword === keyword),
  )
}

export function keyOfRule({ operation, subject, node, keyword }: Rule): string {
  return JSON.stringify([operation.operationId, subject, nodeKey(node), keyword])
}

function toMutant({ rule, way, expects }: Attempt, interaction: Interaction): Mutant {
  const { source } = interaction
  const [first] = expects
  return {
    operationId: rule.operation.operationId,
    subject: rule.subject,
    rule: nodeAddress(rule.node),
    line: lineOf(rule.node),
    keyword: rule.keyword,
    description: first?.at.includes('/') ? `${way} at ${first.at}` : way,
    interaction,
    ...(source !== undefined && { source }),
    expects,
  }
}
