import type { Document } from '../../openapi/index.js'
import { checkLocated } from '../checks/checker.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { createLocator, type Location } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import { withQuery } from './edit.js'
import { isRefusal } from './refusal.js'

const ofRequests: ReadonlySet<FindingCode> = new Set([
  'undocumented-parameter',
  'missing-parameter',
  'invalid-parameter',
])

/**
 * Locates interactions about which a check has no findings worse than these; `undefined` for all others. Where it has
 * some about optional query parameters alone, the interaction is taken without them: a check that wrongly refuses a
 * value is then given others.
 */
export function createKeeper(
  document: Document,
  worst: 'none' | 'warning',
): (interaction: Interaction) => Located | undefined {
  const locate = createLocator(document)
  const judge = (located: Located, onTheWay: Location['findings']) => {
    const findings = checkLocated(located, onTheWay)
    // A refusal keeps the document whatever its request does, even to a check that has forgotten so.
    return findings.filter(({ code }) => !isRefusal(located.interaction.response.status) || !ofRequests.has(code))
  }
  const isKept = (findings: readonly Finding[]) => findings.every(({ severity }) => severity === worst)
  return (interaction) => {
    const { located, findings: onTheWay } = locate(interaction)
    if (!located) return undefined
    const findings = judge(located, onTheWay)
    if (isKept(findings)) return located
    const bare = withoutBroken(located, findings)
    if (bare === interaction) return undefined
    const again = locate(bare)
    return again.located && isKept(judge(again.located, again.findings)) ? again.located : undefined
  }
}

function withoutBroken({ operation, interaction }: Located, findings: readonly Finding[]): Interaction {
  return operation.parameters
    .filter(({ in: location, required }) => location === 'query' && !required)
    .filter(({ name }) => findings.some(({ at }) => `${at} `.startsWith(`query ${name} `)))
    .reduce((each, { name }) => withQuery(each, name, []), interaction)
}
