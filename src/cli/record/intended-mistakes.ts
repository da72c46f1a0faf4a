import { createChecker, type Document, type Finding, type FindingWaiver } from '../../contract/index.js'
import type { Answered } from './ask.js'
import { toInteractions } from './traffic.js'

/** True for a finding about the parameters of a request: one that is wrong on purpose says nothing about the service. */
const isAboutParameters = ({ code }: Finding) => code.endsWith('-parameter')

/** Waivers for the findings about requests that are wrong on purpose. Findings about the responses are not waived. */
export function waiveIntendedMistakes(
  document: Document,
  answers: readonly Answered[],
  folder: string,
): FindingWaiver[] {
  const checker = createChecker(document)
  return answers
    .filter((answered) => answered.case.wrong)
    .flatMap((answered) => toInteractions(answered, folder))
    .flatMap((interaction) =>
      checker
        .check(interaction)
        .findings.filter(isAboutParameters)
        .map(({ code, at, rule }) => ({ source: interaction.source, code, at, rule, ...why })),
    )
}

const why = { reason: 'The request was wrong on purpose.', definedAt: 'check --live' }

/**
 * The answers without the interactions in which the service did not refuse a wrong request. A recording does not say that
 * the request was wrong on purpose, so a check of it would report the request.
 */
export function withoutMisleading(document: Document, answers: readonly Answered[]): Answered[] {
  const checker = createChecker(document)
  return answers.map((answered) => {
    const [first] = answered.interactions
    const isMisleading = first && checker.check(first).findings.some(isAboutParameters)
    if (!isMisleading) return answered
    return { ...answered, interactions: [], missing: `the wrong request got status ${first.response.status}` }
  })
}
