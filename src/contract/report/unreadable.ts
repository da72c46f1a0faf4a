import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import type { Locator } from '../locate/locate.js'
import type { WaiverMatcher } from '../waivers/waiver-matcher.js'
import type { Candidate } from './listing/listing.js'
import { countInteraction, createTally, type ListingContext, listFindings, type Tally, waive } from './listing/tally.js'
import { formatRequest } from './request-line.js'

/**
 * A recording, or a part of one, that cannot be read, such as a `RecordingError`; or a connection that cannot be read.
 */
export interface UnreadableRecording {
  /** Where it was recorded: `path`, or `path:line`. */
  readonly source?: string
  /** The request, if the traffic was not read from a recording. */
  readonly request?: Pick<Interaction['request'], 'method' | 'url'>
  /** The status of the response, if there was one. */
  readonly status?: number
  /** JSON Pointer into the recording. */
  readonly pointer: string
  readonly expected: string
  readonly received: string
}

/** A request that had no response. */
export interface RequestWithoutResponse {
  readonly operationId: string
  readonly request: Interaction['request']
  readonly curl: string
}

/** Collects findings about unreadable recordings, and about requests without a response. */
export interface UnreadableTraffic {
  readonly tally: Tally
  /** @param number number of the interaction before it in the run */
  addUnreadable(number: number, error: UnreadableRecording): Candidate
  addFinding(number: number, finding: Finding, about: RequestWithoutResponse): void
}

interface Context extends ListingContext {
  readonly locate: Locator['locate']
  readonly waivers: WaiverMatcher
  readonly maxFindings: number
}

/** A number of findings that no interaction reaches. */
const maxFindingsOfInteraction = 1e9

/** A placeholder for an unknown response. */
const unknownResponse: Interaction['response'] = {
  status: 200,
  headers: [],
  body: null,
  notRecorded: ['headers', 'body'],
}

export function createUnreadableTraffic(context: Context): UnreadableTraffic {
  const { locate, waivers, isSecret } = context
  const tally = createTally(context.maxFindings)
  let count = 0
  const list = (number: number, index: number, finding: Candidate) => {
    const found = [{ number, index, finding: waive(finding, waivers, tally.neededWaivers) }]
    listFindings(tally, { found }, context)
    return found
  }
  const findOperation = ({ method, url }: Pick<Interaction['request'], 'method' | 'url'>) => {
    const { located } = locate({ request: { method, url, headers: [], body: null }, response: unknownResponse })
    return located && { operationId: located.operation.operationId }
  }
  return {
    tally,
    addUnreadable(number, { source, request, status, pointer, expected, received }) {
      const message = `cannot be read: expected ${expected}, received ${received}`
      const finding: Candidate = {
        ...{ code: 'not-checked', severity: 'note', at: pointer, rule: '' },
        ...{ expected, received, message, count: 1 },
        ...(source !== undefined && { source }),
        ...(request && { request: formatRequest(request, isSecret), ...findOperation(request) }),
        ...(status !== undefined && { status }),
      }
      // It comes after the findings of the previous interaction.
      list(number, maxFindingsOfInteraction + count++, finding)
      return finding
    },
    addFinding(number, finding, { operationId, request, curl }) {
      const found = list(number, 0, {
        ...finding,
        request: formatRequest(request, isSecret),
        ...{ operationId, curl, count: 1 },
      })
      countInteraction(tally, found, operationId)
    },
  }
}
