import { addressOf, keyOf, lineOf } from '../../openapi/index.js'
import type { Checker } from '../checker.js'
import type { Finding } from '../finding.js'
import type { Interaction } from '../interaction.js'
import type { Attempt, Rule } from './attempt.js'
import type { Expectation, Mutant } from './mutant.js'

/** Turns attempts into mutants, one for each way of breaking a rule. */
export interface Search {
  try(attempts: Iterable<Attempt>): Generator<Mutant>
  /** For ways that never broke one rule alone: a mutant that breaks it among others. */
  rest(): Generator<Mutant>
  /** Rules that were tried, by key. */
  readonly tried: ReadonlyMap<string, Rule>
  isExercised(rule: Rule): boolean
}

/** Values that are tried for one way of breaking a rule, over all interactions. */
const mostTries = 40

export function createSearch(checker: Checker): Search {
  const tries = new Map<string, number>()
  const tried = new Map<string, Rule>()
  const found = new Set<string>()
  const exercised = new Set<string>()
  const spare = new Map<string, { readonly rule: Rule; readonly mutant: Mutant }>()

  return {
    *try(attempts) {
      for (const attempt of attempts) {
        const key = `${keyOfRule(attempt.rule)} ${attempt.way}`
        if (found.has(key)) continue
        for (const interaction of attempt.interactions()) {
          const count = (tries.get(key) ?? 0) + 1
          if (count > mostTries) break
          tries.set(key, count)
          tried.set(keyOfRule(attempt.rule), attempt.rule)
          const result = judge(checker.check(interaction).findings, attempt.expects)
          const mutant = toMutant(attempt, interaction)
          if (result === 'killed among others' && !spare.has(key)) spare.set(key, { rule: attempt.rule, mutant })
          if (result !== 'alone') continue
          found.add(key)
          exercised.add(keyOfRule(attempt.rule))
          yield mutant
          break
        }
      }
    },
    *rest() {
      for (const [key, { rule, mutant }] of spare) {
        if (found.has(key)) continue
        found.add(key)
        exercised.add(keyOfRule(rule))
        yield mutant
      }
    },
    tried,
    isExercised: (rule) => exercised.has(keyOfRule(rule)),
  }
}

/** `alone` when nothing else is found, whether or not the broken rule is: to find it is what the check is tested for. */
function judge(
  findings: readonly Finding[],
  expects: readonly Expectation[],
): 'alone' | 'killed among others' | 'other' {
  const others = findings.filter((finding) => finding.severity === 'error' && !isExpected(finding, expects))
  if (others.length === 0) return 'alone'
  return findings.some((finding) => isExpected(finding, expects)) ? 'killed among others' : 'other'
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

export function keyOfRule({ operation, subject, place, keyword }: Rule): string {
  return JSON.stringify([operation.operationId, subject, keyOf(place), keyword])
}

function toMutant({ rule, way, expects }: Attempt, interaction: Interaction): Mutant {
  const { source } = interaction
  const [first] = expects
  return {
    operationId: rule.operation.operationId,
    subject: rule.subject,
    rule: addressOf(rule.place),
    line: lineOf(rule.place),
    keyword: rule.keyword,
    description: first?.at.includes('/') ? `${way} at ${first.at}` : way,
    interaction,
    ...(source !== undefined && { source }),
    expects,
  }
}
