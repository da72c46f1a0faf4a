import { lineOf, nodeAddress, nodeKey } from '../../openapi/index.js'
import type { Checker } from '../checks/checker.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import type { Expectation, Mutant } from './mutant.js'
import type { Mutation, Rule } from './operators/mutation.js'
import type { RuleGroup } from './score/document-rules.js'

/** Finds the mutants among mutations: at most one for each operator and rule. */
export interface Search {
  try(mutations: Iterable<Mutation>): Generator<Mutant>
  /** Yields the best mutant for each operator that never violated its rule alone. */
  rest(): Generator<Mutant>
  isTried(rule: Rule): boolean
  isExercised(rule: Rule): boolean
  /** Returns the rules that were tried without success. */
  withoutMutant(): Rule[]
}

/** How many interactions are tried for one operator and rule, over all recordings. */
const maxTries = 40

/** The state of the search for one operator and rule. */
interface Trial {
  readonly rule: Rule
  tries: number
  isFound: boolean
  amongOthers?: Mutant
  misreported?: Mutant
}

/**
 * Creates a search for mutants. It uses the checker only to learn whether an interaction violates other rules as well.
 *
 * An interaction without any finding becomes a mutant: the check is being tested, and it missed the violation. If findings name
 * other rules of the document, the next interaction is tried; at the end, the search takes one whose findings include the
 * violated rule. If findings name no rule of the document, or the violated rule at another place, the check is wrong, so the
 * interaction becomes a mutant.
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
    { expects }: Mutation,
    findings: readonly Finding[],
  ): 'alone' | 'amongOthers' | 'misreported' | 'hidden' {
    const others = findings.filter((finding) => finding.severity === 'error' && !isExpected(finding, expects))
    if (others.length === 0) return 'alone'
    if (findings.some((finding) => isExpected(finding, expects))) return 'amongOthers'
    const isExplained = others.some(
      (finding) => known.has(`${finding.rule} ${finding.keyword}`) && isOtherViolation(finding, expects),
    )
    return isExplained ? 'hidden' : 'misreported'
  }

  return {
    *try(mutations) {
      for (const mutation of mutations) {
        const key = `${keyOfRule(mutation.rule)} ${mutation.operator}`
        const trial: Trial = trials.get(key) ?? { rule: mutation.rule, tries: 0, isFound: false }
        if (trial.isFound || trial.tries >= maxTries) continue
        for (const interaction of mutation.interactions()) {
          trials.set(key, trial)
          tried.add(keyOfRule(mutation.rule))
          if (++trial.tries > maxTries) break
          const result = judge(mutation, checker.check(interaction).findings)
          const mutant = toMutant(mutation, interaction)
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
    withoutMutant: () => [...trials.values()].map(({ rule }) => rule).filter((rule) => !exercised.has(keyOfRule(rule))),
  }
}

/**
 * True if a finding names another rule, but not if that rule stands beside a violated `type`: then only the type is evaluated.
 */
function isOtherViolation({ rule }: Finding, expects: readonly Expectation[]): boolean {
  const schemaOf = (pointer: string) => pointer.slice(0, pointer.lastIndexOf('/'))
  return !expects.some(
    (each) => each.rule === rule || (each.keyword === 'type' && schemaOf(each.rule) === schemaOf(rule)),
  )
}

/**
 * True if a finding kills a mutant: it names an expected rule at the expected place. For a failed `anyOf` or `oneOf`, the finding
 * may be at a place inside of the value, where the nearest branch fails.
 */
export function isExpected(finding: Finding, expects: readonly Expectation[]): boolean {
  return expects.some(
    ({ code, at, rule, keyword }) =>
      finding.code === code &&
      ((finding.within === rule && finding.at.startsWith(at)) ||
        (finding.at === at && finding.rule === rule && (keyword === undefined || finding.keyword === keyword))),
  )
}

export function keyOfRule({ operation, subject, node, keyword }: Rule): string {
  return JSON.stringify([operation.operationId, subject, nodeKey(node), keyword])
}

function toMutant({ rule, operator, expects }: Mutation, interaction: Interaction): Mutant {
  const { source } = interaction
  const [first] = expects
  return {
    operationId: rule.operation.operationId,
    subject: rule.subject,
    rule: nodeAddress(rule.node),
    line: lineOf(rule.node),
    keyword: rule.keyword,
    description: first?.at.includes('/') ? `${operator} at ${first.at}` : operator,
    interaction,
    ...(source !== undefined && { source }),
    expects,
  }
}
