import type { Document } from '../../openapi/index.js'
import { checkLocated } from '../checks/checker.js'
import { type Finding, requestCodes } from '../findings/finding.js'
import { findHeaders, type Interaction } from '../interaction/interaction.js'
import { createLocator, type TrafficOptions } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import { withQuery, withResponse } from './edit.js'
import { isRefusal } from './refusal-status.js'

/**
 * Creates a function that locates valid interactions: those without findings above a severity. The function returns `undefined`
 * for other interactions.
 *
 * If only optional query parameters are invalid, it locates the interaction without them, so that a check which wrongly
 * rejects a recorded value is still tested with other values.
 */
export function createValidLocator(
  document: Document,
  maxSeverity: 'note' | 'warning',
  options: TrafficOptions = {},
): (interaction: Interaction) => Located | undefined {
  const { locate } = createLocator(document, options)
  const judge = (located: Located) => {
    const findings = checkLocated(located)
    // A refusal is valid for any request, even if the check under test does not know that.
    return findings.filter(({ code }) => !isRefusal(located.interaction.response.status) || !requestCodes.has(code))
  }
  const isAccepted = (findings: readonly Finding[]) =>
    findings.every(({ severity }) => severity === 'note' || severity === maxSeverity)
  return (interaction) => {
    const { located } = locate(interaction)
    if (!located) return undefined
    const findings = judge(located)
    if (isAccepted(findings)) return withContentType(located)
    const bare = withoutInvalid(located, findings)
    if (bare === interaction) return undefined
    const again = locate(bare)
    return again.located && isAccepted(judge(again.located)) ? withContentType(again.located) : undefined
  }
}

/** Adds the media type that is assumed for a response without headers, so that its body can be mutated. */
function withContentType(located: Located): Located {
  const { interaction, response } = located
  const { type } = response.body
  const { headers, notRecorded } = interaction.response
  if (!type || !notRecorded || findHeaders(headers, 'content-type').length > 0) return located
  const header = ['content-type', `${type.type}/${type.subtype}`] as const
  return { ...located, interaction: withResponse(interaction, { headers: [...headers, header] }) }
}

function withoutInvalid({ operation, interaction }: Located, findings: readonly Finding[]): Interaction {
  return operation.parameters
    .filter(({ in: location, required }) => location === 'query' && !required)
    .filter(({ name }) => findings.some(({ at }) => `${at} `.startsWith(`query ${name} `)))
    .reduce((each, { name }) => withQuery(each, name, []), interaction)
}
