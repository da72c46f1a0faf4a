import type { Document } from '../../openapi/index.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { createLocator, type Location } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import type { Check } from './check.js'
import { credentials } from './credentials.js'
import { headerParameters } from './header-parameters.js'
import { pathParameters } from './path-parameters.js'
import { queryParameters } from './query-parameters.js'
import { requestBody } from './request-body.js'
import { responseBody } from './response-body.js'
import { responseHeaders } from './response-headers.js'
import { undocumentedProperties } from './undocumented-properties.js'
import { findUnexplainedRefusal, isRefusal } from './unexplained-refusal.js'

/** What the check of one interaction gives. */
export interface InteractionResult {
  /** Absent when path or method are undocumented. */
  readonly operationId?: string
  readonly findings: readonly Finding[]
}

/** Checks interactions against one document; whatever it compiles it keeps. */
export interface Checker {
  /** The operation that an interaction is about, and every disagreement with the document. */
  check(interaction: Interaction): InteractionResult
}

const requestChecks: readonly Check[] = [pathParameters, queryParameters, headerParameters, credentials, requestBody]
const bodyChecks: readonly Check[] = [responseBody, undocumentedProperties]

/** A checker of interactions against a document. Nothing an interaction holds makes it throw. */
export function createChecker(document: Document): Checker {
  const locate = createLocator(document)
  return {
    check(interaction) {
      const { located, findings } = locate(interaction)
      return located
        ? { operationId: located.operation.operationId, findings: checkLocated(located, findings) }
        : { findings }
    },
  }
}

/** Findings about a located interaction: of its request, of the way down the document, of its response. */
export function checkLocated(located: Located, onTheWay: Location['findings']): readonly Finding[] {
  const ofRequest = requestChecks.flatMap((check) => check(located))
  const ofBody = isBodyPlainlyKept(located) ? [] : bodyChecks.flatMap((check) => check(located))
  // A refusal is right to answer a request that breaks the document.
  const answered = isRefusal(located.interaction.response.status)
    ? findUnexplainedRefusal(located, ofRequest)
    : ofRequest
  return [...answered, ...onTheWay, ...responseHeaders(located), ...ofBody]
}

/** Most bodies give nothing to find, and one walk over them tells: the checks then need not look. */
function isBodyPlainlyKept({ mediaType, body, schemas }: Located): boolean {
  return mediaType?.schema !== undefined && body !== undefined
    ? schemas.isSurelyValid(mediaType.schema, body.value, 'response')
    : false
}
