import type { Document } from '../../openapi/index.js'
import { createChecker } from '../checks/checker.js'
import type { Interaction } from '../interaction/interaction.js'
import type { Located } from '../locate/located.js'
import { createKeeper } from './kept.js'
import type { Mutant, UnexercisedRule } from './mutant.js'
import { breakAddress } from './operators/break-address.js'
import { breakRequest } from './operators/break-request.js'
import { breakResponse } from './operators/break-response.js'
import { explainNoRefusal } from './operators/explain-no-refusal.js'
import { isRefusal } from './refusal.js'
import type { Attempt } from './score/attempt.js'
import { listRules } from './score/document-rules.js'
import { createUnexercised } from './score/unexercised.js'
import { createSearch } from './search.js'

/**
 * Mutants of recorded interactions: for every rule of the document that they reach, one in each way of breaking it.
 *
 * What a mutant breaks is known from the document, not asked of the check: a check that forgets a rule lets its mutants
 * survive. The check is asked only whether anything else is broken with it; then another value is tried. Where a rule
 * cannot be broken alone, a mutant that the check reports by that rule among others is taken.
 *
 * Interactions that disagree with the document are left out. The same interactions give the same mutants. Returns, when
 * all are given, the rules that none of them breaks.
 */
export function* mutate(
  document: Document,
  interactions: Iterable<Interaction>,
): Generator<Mutant, readonly UnexercisedRule[]> {
  const mutator = createMutator(document)
  for (const interaction of interactions) yield* mutator.mutate(interaction)
  return yield* mutator.rest()
}

/** Mutates interactions one by one, so that their source may take its time and be longer than memory. */
export interface Mutator {
  /** What one more interaction adds to the mutants. */
  mutate(interaction: Interaction): Generator<Mutant>
  /** When all interactions are given: the mutants that then stand, and the rules that none breaks. */
  rest(): Generator<Mutant, readonly UnexercisedRule[]>
}

export function createMutator(document: Document): Mutator {
  const rules = listRules(document)
  const search = createSearch(createChecker(document), rules)
  const unexercised = createUnexercised(rules)
  const attemptsOn = createAttempts(document)
  const keep = createKeeper(document, 'warning')
  return {
    *mutate(interaction) {
      const located = keep(interaction)
      if (!located) return
      unexercised.reach(located)
      yield* search.try(attemptsOn(located))
    },
    *rest() {
      yield* search.rest()
      return unexercised.list(search)
    },
  }
}

function createAttempts(document: Document): (located: Located) => Generator<Attempt> {
  const onRefusals = explainNoRefusal()
  return function* (located) {
    yield* breakAddress(located, document)
    // After a refusal, what the request did wrong is no finding.
    if (!isRefusal(located.interaction.response.status)) yield* breakRequest(located)
    yield* breakResponse(located)
    yield* onRefusals(located)
  }
}
