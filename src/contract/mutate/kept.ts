import type { Document } from '../../openapi/index.js'
import { createChecker } from '../checker.js'
import type { Interaction } from '../interaction.js'
import { createLocator } from '../locate.js'
import type { Located } from '../located.js'

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
    if (located && findings.every(({ severity }) => severity === worst)) yield located
  }
}
