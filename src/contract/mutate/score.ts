import type { Document } from '../../openapi/index.js'
import { type Checker, createChecker as createOwnChecker } from '../checker.js'
import type { Finding } from '../finding.js'
import type { Interaction } from '../interaction.js'
import { conformingVariants } from './conforming.js'
import type { Expectation, UnexercisedRule, Variant } from './mutant.js'
import { mutate } from './mutate.js'
import { isExpected } from './search.js'

/** A mutant or variant as a result keeps it: without the interaction, so that many fit. */
export interface ScoredVariant extends Omit<Variant, 'interaction'> {
  /** What the check said, for a survivor or a refused variant: messages of its findings, the first few. */
  readonly findings?: readonly string[]
}

export interface ScoredMutant extends ScoredVariant {
  readonly outcome: 'killed' | 'survived'
  readonly expects: readonly Expectation[]
}

/**
 * How good a check is at finding what is broken, and only that.
 *
 * `verdict` is `passed` when mutants were made, none survived and no conforming variant was refused.
 */
export interface MutationResult {
  readonly document: { readonly source: string; readonly title: string; readonly version: string }
  readonly verdict: 'passed' | 'failed' | 'nothing-mutated'
  /** Killed of all mutants, in percent; 0 without any. */
  readonly score: number
  readonly killed: number
  readonly survived: number
  /** Conforming variants that were rightly accepted. */
  readonly accepted: number
  /** Conforming variants with a finding. */
  readonly refused: number
  /** All mutants, in the order of the interactions and then of the document. */
  readonly mutants: readonly ScoredMutant[]
  readonly refusedVariants: readonly ScoredVariant[]
  readonly unexercised: readonly UnexercisedRule[]
}

/** Which check is put to the test. */
export interface ScoreOptions {
  /** Makes the checker that is tested. @default the engine's own `createChecker` */
  readonly createChecker?: (document: Document) => Checker
}

/** Mutates recorded interactions, checks all mutants and conforming variants, and counts. */
export function scoreMutants(
  document: Document,
  interactions: Iterable<Interaction>,
  { createChecker = createOwnChecker }: ScoreOptions = {},
): MutationResult {
  const checker = createChecker(document)
  // Read twice, once for each kind.
  const recorded = [...interactions]
  const { mutants, unexercised } = scoreAll(mutate(document, recorded), checker)
  const variants = [...conformingVariants(document, recorded)].map((variant) => ({
    variant,
    findings: checker.check(variant.interaction).findings,
  }))
  const refusedVariants = variants
    .filter(({ findings }) => findings.length > 0)
    .map(({ variant, findings }) => toScored(variant, findings))
  const survived = mutants.filter(({ outcome }) => outcome === 'survived').length
  const killed = mutants.length - survived
  const { source, title, version } = document
  return {
    document: { source, title, version },
    verdict: mutants.length === 0 ? 'nothing-mutated' : survived + refusedVariants.length > 0 ? 'failed' : 'passed',
    score: mutants.length === 0 ? 0 : (killed / mutants.length) * 100,
    ...{ killed, survived, accepted: variants.length - refusedVariants.length, refused: refusedVariants.length },
    ...{ mutants, refusedVariants, unexercised },
  }
}

function scoreAll(all: ReturnType<typeof mutate>, checker: Checker) {
  const mutants: ScoredMutant[] = []
  for (;;) {
    const next = all.next()
    if (next.done) return { mutants, unexercised: next.value }
    const { expects } = next.value
    const { findings } = checker.check(next.value.interaction)
    const isKilled = findings.some((finding) => isExpected(finding, expects))
    mutants.push({
      ...toScored(next.value, isKilled ? [] : findings),
      expects,
      outcome: isKilled ? 'killed' : 'survived',
    })
  }
}

function toScored({ interaction, ...variant }: Variant, findings: readonly Finding[]): ScoredVariant {
  const messages = findings.slice(0, 3).map(({ message }) => message)
  return { ...variant, ...(messages.length > 0 && { findings: messages }) }
}
