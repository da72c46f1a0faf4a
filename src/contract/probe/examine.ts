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

/** What `createExaminer` needs to send and judge requests. */
export interface Examination {
  readonly locate: Locator['locate']
  readonly findProblems: Planning['findProblems']
  readonly exchange: Exchange
  readonly curlOptions: CurlOptions
}

/** Maximum number of kinds of findings whose requests are reduced. */
const maxReduced = 60

/**
 * Returns a function that judges the answer to a request. For each new kind of finding, it reduces the request to the
 * smallest one that still leads to the finding, by sending smaller ones.
 *
 * Its parameter `isFailing` is true if the smallest request of the operation already led to a server error.
 */
export function createExaminer({ locate, findProblems, exchange, curlOptions }: Examination) {
  const known = new Set<string>()

  function judge(planned: PlannedRequest, located: Located, isFailing: boolean): readonly Finding[] {
    const at = isFailing ? 'status' : placeOfPlanned(planned)
    return judgeAnswer(checkLocated(located), located, planned, at)
  }

  /**
   * Sends a smaller request and returns true if it leads to a finding of the same kind; `undefined` if it was not sent
   * or not answered, because it would be another kind of request, for example.
   */
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

/** A key for the kind of a finding: its operation, rule, code, keyword and kind of place. */
function keyOf({ operationId }: Operation, { code, rule, keyword, at }: Finding): string {
  return JSON.stringify([operationId, code, rule, keyword, at.replace(/\/\d+(?=\/|$)/g, '/0')])
}
