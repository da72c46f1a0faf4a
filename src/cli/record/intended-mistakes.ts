import { createChecker, type Document, type Finding, type FindingWaiver } from '../../contract/index.js'
import type { Answered } from './ask.js'
import { toInteractions } from './traffic.js'

/** Whether a finding blames what a request asked. */
const isAboutParameters = ({ code }: Finding) => code.endsWith('-parameter')

/** Whether a finding about a request that is wrong on purpose is our own doing: the service has nothing to do with it. */
const isOwnDoing = (finding: Finding) =>
  isAboutParameters(finding) ||
  // A refusal that nothing in the request explains: some mistakes the document cannot express.
  (finding.code === 'undocumented-status' && finding.severity === 'warning')

/** Waivers of what a check finds about requests that were wrong on purpose; its findings about their responses stay. */
export function waiveOwnDoing(document: Document, answers: readonly Answered[], folder: string): FindingWaiver[] {
  const checker = createChecker(document)
  return answers
    .filter((answered) => answered.case.wrong)
    .flatMap((answered) => toInteractions(answered, folder))
    .flatMap((interaction) =>
      checker
        .check(interaction)
        .findings.filter(isOwnDoing)
        .map(({ code, at, rule }) => ({ source: interaction.source, code, at, rule, ...why })),
    )
}

const why = { reason: 'The request was wrong on purpose.', definedAt: 'check --live' }

/**
 * The same answers, without those to a wrong request that are no refusal: in recordings, which do not tell that it was
 * wrong on purpose, a check would blame the request.
 */
export function withoutBlame(document: Document, answers: readonly Answered[]): Answered[] {
  const checker = createChecker(document)
  return answers.map((answered) => {
    const [first] = answered.interactions
    const isBlamed = first && checker.check(first).findings.some(isAboutParameters)
    if (!isBlamed) return answered
    return { ...answered, interactions: [], missing: `it was answered with ${first.response.status}` }
  })
}
