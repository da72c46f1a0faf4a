import type { Document } from '../../openapi/index.js'
import { isClientError } from '../../text/http-status.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import { createLocator, selectOperations, type TrafficOptions } from '../locate/locate.js'
import type { Located } from '../locate/located.js'
import type { SkipReason } from '../locate/skip.js'
import { requestBody, responseBody, responseMediaType } from './bodies.js'
import type { Check } from './check.js'
import { credentials } from './credentials.js'
import { deprecated } from './deprecated.js'
import { headerParameters, pathParameters, queryParameters, responseHeaders } from './parameters.js'
import { status } from './status.js'
import { unusableParts } from './unusable-parts.js'

/** The result of checking one interaction. */
export interface InteractionResult {
  /** The operation that the interaction is about; absent if the path or the method is undocumented. */
  readonly operationId?: string
  /** Why the interaction was not checked: it is not about this API. A skipped interaction has no findings. */
  readonly skipped?: SkipReason
  readonly findings: readonly Finding[]
}

/** Checks interactions against one document. Schemas are compiled once. */
export interface Checker {
  /** The document that interactions are checked against. A checker created by `createChecker` has it. */
  readonly document?: Document
  /** Returns the operation that an interaction is about, and every disagreement with the document. Never throws. */
  check(interaction: Interaction): InteractionResult
}

const requestChecks: readonly Check[] = [pathParameters, queryParameters, headerParameters, credentials, requestBody]
const otherChecks: readonly Check[] = [
  deprecated,
  unusableParts,
  status,
  responseMediaType,
  responseHeaders,
  responseBody,
]

/**
 * Creates a checker of interactions against a document.
 *
 * Without `servers`, it also checks interactions with hosts that no server of the document has: they may come from a test server.
 *
 * @throws {TypeError} if a server is not an absolute HTTP or HTTPS URL.
 */
export function createChecker(document: Document, options: TrafficOptions = {}): Checker {
  const { locate } = createLocator(selectOperations(document, options), options)
  return {
    document,
    check(interaction) {
      const location = locate(interaction)
      const { located, finding, skipped } = location
      if (skipped !== undefined) return { skipped, findings: [] }
      if (!located) return { findings: [finding] }
      return { operationId: located.operation.operationId, findings: checkLocated(located) }
    },
  }
}

/** Returns the findings about a located interaction: first about the request, then about the response and its body. */
export function checkLocated(located: Located): readonly Finding[] {
  // A 4xx for a request that does not match the document is right, so a refused request has no findings.
  const isRefused = isClientError(located.interaction.response.status)
  return [...(isRefused ? [] : requestChecks), ...otherChecks].flatMap((check) => check(located))
}
