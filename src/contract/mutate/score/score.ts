import type { Document } from '../../../openapi/index.js'
import { type Checker, createChecker as createOwnChecker } from '../../checks/checker.js'
import type { Finding } from '../../findings/finding.js'
import type { Interaction } from '../../interaction/interaction.js'
import type { TrafficOptions } from '../../locate/locate.js'
import type { Expectation, Mutant, UnexercisedRule, Variant } from '../mutant.js'
import { createMutator } from '../mutate.js'
import { isExpected } from '../search.js'
import { createVariator } from '../variants/conforming.js'

/** A mutant or variant in a result, without its interaction, so that many fit into memory. */
export interface ScoredVariant extends Omit<Variant, 'interaction'> {
  /** Messages of the first three findings, for a survivor or a refused variant. */
  readonly findings?: readonly string[]
}

export interface ScoredMutant extends ScoredVariant {
  readonly outcome: 'killed' | 'survived'
  readonly expects: readonly Expectation[]
}

/**
 * How many mutants a check kills, and how many conforming variants it refuses.
 *
 * `verdict` is `passed` if there are mutants, all are killed, and no conforming variant is refused.
 */
export interface MutationResult {
  readonly document: { readonly source: string; readonly title: string; readonly version: string }
  readonly verdict: 'passed' | 'failed' | 'nothing-mutated'
  /** The share of killed mutants in percent; 0 without mutants. */
  readonly score: number
  readonly killed: number
  readonly survived: number
  /** How many conforming variants have no finding. */
  readonly accepted: number
  /** How many conforming variants have a finding. */
  readonly refused: number
  /** All mutants, in the order of the interactions and then of the document. */
  readonly mutants: readonly ScoredMutant[]
  readonly refusedVariants: readonly ScoredVariant[]
  readonly unexercised: readonly UnexercisedRule[]
}

/** Options of `scoreMutants`. */
export interface ScoreOptions extends TrafficOptions {
  /** Creates the checker under test. @default `createChecker` of this package */
  readonly createChecker?: (document: Document, options: TrafficOptions) => Checker
}

/** Scores interactions one by one, so that they need not all fit into memory. */
export interface Scorer {
  /** Returns an iterator that mutates one more interaction: one step for each mutant and variant, and one at the end. */
  add(interaction: Interaction): Generator<void>
  /** How many mutants and variants have been checked. */
  readonly checked: number
  /** Scores the remaining mutants and returns the result. Call it after the last interaction. */
  result(): MutationResult
}

/** Creates a scorer: it mutates each interaction that it receives, checks the mutants, and counts those that the check kills. */
export function createScorer(document: Document, options: ScoreOptions = {}): Scorer {
  const { createChecker = createOwnChecker, servers } = options
  const checker = createChecker(document, { servers })
  const mutator = createMutator(document, { servers })
  const vary = createVariator(document, { servers })
  const mutants: ScoredMutant[] = []
  const refusedVariants: ScoredVariant[] = []
  let accepted = 0
  const scoreMutant = (mutant: Mutant) => mutants.push(toScoredMutant(mutant, checker))
  const scoreVariant = (variant: Variant) => {
    const findings = checker.check(variant.interaction).findings.filter(({ severity }) => severity !== 'note')
    if (findings.length > 0) refusedVariants.push(toScored(variant, findings))
    else accepted++
  }
  return {
    *add(interaction) {
      for (const mutant of mutator.mutate(interaction)) yield void scoreMutant(mutant)
      for (const variant of vary(interaction)) yield void scoreVariant(variant)
      yield
    },
    get checked() {
      return mutants.length + refusedVariants.length + accepted
    },
    result() {
      const rest = mutator.rest()
      let next = rest.next()
      for (; !next.done; next = rest.next()) scoreMutant(next.value)
      return toResult(document, { mutants, refusedVariants, accepted, unexercised: next.value })
    },
  }
}

/** Mutates recorded interactions, checks all mutants and conforming variants, and returns the score. */
export function scoreMutants(
  document: Document,
  interactions: Iterable<Interaction>,
  options?: ScoreOptions,
): MutationResult {
  const scorer = createScorer(document, options)
  for (const interaction of interactions) Array.from(scorer.add(interaction))
  return scorer.result()
}

type Scored = Pick<MutationResult, 'mutants' | 'refusedVariants' | 'accepted' | 'unexercised'>

function toResult({ source, title, version }: Document, { accepted, ...scored }: Scored): MutationResult {
  const { mutants, refusedVariants } = scored
  const survived = mutants.filter(({ outcome }) => outcome === 'survived').length
  const killed = mutants.length - survived
  const refused = refusedVariants.length
  return {
    document: { source, title, version },
    verdict: mutants.length === 0 ? 'nothing-mutated' : survived + refused > 0 ? 'failed' : 'passed',
    score: mutants.length === 0 ? 0 : (killed / mutants.length) * 100,
    ...{ killed, survived, accepted, refused, ...scored },
  }
}

function toScoredMutant(mutant: Mutant, checker: Checker): ScoredMutant {
  const { findings } = checker.check(mutant.interaction)
  const isKilled = findings.some((finding) => isExpected(finding, mutant.expects))
  return {
    ...toScored(mutant, isKilled ? [] : findings),
    expects: mutant.expects,
    outcome: isKilled ? 'killed' : 'survived',
  }
}

function toScored({ interaction, ...variant }: Variant, findings: readonly Finding[]): ScoredVariant {
  const messages = findings.slice(0, 3).map(({ message }) => message)
  return { ...variant, ...(messages.length > 0 && { findings: messages }) }
}
