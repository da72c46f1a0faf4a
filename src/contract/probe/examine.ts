import type { Operation } from '../../openapi/index.js'
import { checkLocated } from '../checks/checker.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import type { Locator } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import type { MadeRequest } from '../report/reporter.js'
import { type CurlOptions, formatCurl } from './curl.js'
import type { Exchange } from './exchange.js'
import { judgeAnswer } from './judge.js'
import type { Planning } from './plan/planning.js'
import { type PlannedRequest, placeOfPlanned, type Request } from './planned-request.js'
import { reduceRequest } from './reduce.js'

/** What examining uses. */
export interface Examination {
  readonly locate: Locator['locate']
  readonly findProblems: Planning['findProblems']
  readonly exchange: Exchange
  readonly curlOptions: CurlOptions
}

/** Kinds of findings whose requests are made smaller. */
const maxReduced = 60

/**
 * Returns a function that judges the answer to a request. The first request with a finding of each kind is made as small as it
 * can be, by sending smaller ones.
 *
 * `isFailing`: whether the smallest request of the operation led to a server error already.
 */
export function createExaminer({ locate, findProblems, exchange, curlOptions }: Examination) {
  const known = new Set<string>()

  function judge(planned: PlannedRequest, located: Located, isFailing: boolean): readonly Finding[] {
    const at = isFailing ? 'status' : placeOfPlanned(planned)
    return judgeAnswer(checkLocated(located), located, planned, at)
  }

  /** Whether a smaller request leads to a finding of the same kind; `undefined` if it would not be the same kind of request. */
  async function fails(planned: PlannedRequest, smaller: Request, isFailing: boolean, key: string) {
    const { broken, operation } = planned
    const problems = findProblems(operation, smaller)
    const isSameKind = broken
      ? problems?.[0]?.at === broken.at && problems[0].rule === broken.rule
      : problems?.length === 0
    if (!isSameKind) return undefined
    const answer = await exchange.send(smaller)
    if (!answer) return undefined
    const { located } = 'interaction' in answer ? locate(answer.interaction) : {}
    return !!located && judge(planned, located, isFailing).some((each) => keyOf(operation, each) === key)
  }

  async function findSmallest(planned: PlannedRequest, isFailing: boolean, key: string): Promise<Request> {
    const { request, operation } = planned
    if (known.has(key) || known.size >= maxReduced || operation.method === 'DELETE') return request
    known.add(key)
    return await reduceRequest(request, (smaller) => fails(planned, smaller, isFailing, key))
  }

  return async (planned: PlannedRequest, interaction: Interaction, isFailing: boolean): Promise<MadeRequest> => {
    const { located } = locate(interaction)
    const curls = new Map<string, string>()
    for (const finding of located ? judge(planned, located, isFailing) : []) {
      const key = keyOf(planned.operation, finding)
      curls.set(key, formatCurl(await findSmallest(planned, isFailing, key), curlOptions))
    }
    return {
      judge: (_, each) => judge(planned, each, isFailing),
      curlOf: (finding) => curls.get(keyOf(planned.operation, finding)),
    }
  }
}

/** The kind of a finding: of one operation, by one rule, at one kind of place. */
function keyOf({ operationId }: Operation, { code, rule, keyword, at }: Finding): string {
  return JSON.stringify([operationId, code, rule, keyword, at.replace(/\/\d+(?=\/|$)/g, '/0')])
}
