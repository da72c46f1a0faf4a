import type { Document } from '../../openapi/index.js'
import { createChecker } from '../checker.js'
import type { Finding, FindingCode } from '../finding.js'
import type { Interaction } from '../interaction.js'
import { createLocator } from '../locate.js'
import type { Located } from '../located.js'
import { withQuery } from './edit.js'
import { isRefusal } from './refusal.js'

const ofRequests: ReadonlySet<FindingCode> = new Set([
  'undocumented-parameter',
  'missing-parameter',
  'invalid-parameter',
])

/**
 * Interactions about which a check has no findings worse than these, located. Where it has some about optional query
 * parameters alone, the interaction is taken without them: a check that wrongly refuses a value is then given others.
 */
export function* findKept(
  document: Document,
  interactions: Iterable<Interaction>,
  worst: 'none' | 'warning',
): Generator<Located> {
  const locate = createLocator(document)
  const checker = createChecker(document)
  const judge = (interaction: Interaction) => {
    const { findings } = checker.check(interaction)
    // A refusal keeps the document whatever its request does, even to a check that has forgotten so.
    return findings.filter(({ code }) => !isRefusal(interaction.response.status) || !ofRequests.has(code))
  }
  for (const interaction of interactions) {
    const { located } = locate(interaction)
    if (!located) continue
    const findings = judge(interaction)
    const bare = withoutBroken(located, findings)
    const isKept = (of: readonly Finding[]) => of.every(({ severity }) => severity === worst)
    if (isKept(findings)) yield located
    else if (bare !== interaction && isKept(judge(bare))) yield { ...located, ...locate(bare).located }
  }
}

function withoutBroken({ operation, interaction }: Located, findings: readonly Finding[]): Interaction {
  return operation.parameters
    .filter(({ in: location, required }) => location === 'query' && !required)
    .filter(({ name }) => findings.some(({ at }) => `${at} `.startsWith(`query ${name} `)))
    .reduce((each, { name }) => withQuery(each, name, []), interaction)
}
