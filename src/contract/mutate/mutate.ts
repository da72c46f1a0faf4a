import type { Document } from '../../openapi/index.js'
import { createChecker } from '../checks/checker.js'
import type { Interaction } from '../interaction/interaction.js'
import type { TrafficOptions } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import type { Mutant, UnexercisedRule } from './mutant.js'
import { mutateAddress } from './operators/address.js'
import type { Mutation } from './operators/mutation.js'
import { mutateRequest } from './operators/request.js'
import { mutateResponse } from './operators/response.js'
import { isRefusal } from './refusal-status.js'
import { listRules } from './score/document-rules.js'
import { createUnexercised } from './score/unexercised.js'
import { createSearch } from './search.js'
import { createValidLocator } from './valid-interactions.js'

/**
 * Yields mutants of recorded interactions: one for each operator and each rule of the document that applies to the recordings.
 * Returns the rules without a mutant.
 *
 * Which rule a mutant violates follows from the document alone, so mutants survive a check that does not enforce the rule. The
 * check only decides whether other rules are violated too, in which case another value is tried. If a rule cannot be violated
 * alone, its mutant violates other rules, too, and the check reports it among these.
 *
 * Interactions with errors are left out. The same interactions give the same mutants.
 */
export function* mutate(
  document: Document,
  interactions: Iterable<Interaction>,
  options: TrafficOptions = {},
): Generator<Mutant, readonly UnexercisedRule[]> {
  const mutator = createMutator(document, options)
  for (const interaction of interactions) yield* mutator.mutate(interaction)
  return yield* mutator.rest()
}

/** Mutates interactions one by one, so that they need not all fit into memory. */
export interface Mutator {
  /** Yields the mutants that one more interaction adds. */
  mutate(interaction: Interaction): Generator<Mutant>
  /** Yields the remaining mutants, after the last interaction. Returns the rules without a mutant. */
  rest(): Generator<Mutant, readonly UnexercisedRule[]>
}

export function createMutator(document: Document, options: TrafficOptions = {}): Mutator {
  const rules = listRules(document)
  const search = createSearch(createChecker(document, options), rules)
  const unexercised = createUnexercised(rules)
  const findMutations = createMutations(document, options)
  const locateValid = createValidLocator(document, 'warning', options)
  return {
    *mutate(interaction) {
      const located = locateValid(interaction)
      if (!located) return
      unexercised.reach(located)
      yield* search.try(findMutations(located))
    },
    *rest() {
      yield* search.rest()
      return unexercised.list(search)
    },
  }
}

function createMutations(document: Document, { servers }: TrafficOptions): (located: Located) => Generator<Mutation> {
  return function* (located) {
    yield* mutateAddress(located, document, servers)
    // An invalid request that was refused has no findings, so it cannot be mutated.
    if (!isRefusal(located.interaction.response.status)) yield* mutateRequest(located)
    yield* mutateResponse(located)
  }
}
