import type { Document } from '../../openapi/index.js'
import { createChecker } from '../checker.js'
import type { FindingCode } from '../finding.js'
import type { Interaction } from '../interaction.js'
import { createLocator } from '../locate.js'
import type { Located } from '../located.js'
import { isRefusal } from './refusal.js'

const ofRequests: ReadonlySet<FindingCode> = new Set([
  'undocumented-parameter',
  'missing-parameter',
  'invalid-parameter',
])

/** Interactions about which a check has no findings worse than these, located. */
export function* findKept(
  document: Document,
  interactions: Iterable<Interaction>,
  worst: 'none' | 'warning',
): Generator<Located> {
  const locate = createLocator(document)
  const checker = createChecker(document)
  for (const interaction of interactions) {
    const { located } = locate(interaction)
    const { findings } = checker.check(interaction)
    // A refusal keeps the document whatever its request does, even to a check that has forgotten so.
    const counted = findings.filter(({ code }) => !isRefusal(interaction.response.status) || !ofRequests.has(code))
    if (located && counted.every(({ severity }) => severity === worst)) yield located
  }
}
