import { findChild } from '../../openapi/index.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import type { Wording } from '../findings/wording.js'
import type { PlannedRequest } from './planned-request.js'

/** A finding about a request that the server failed on, or gave no response to. */
export function findServerError({ operation }: PlannedRequest, at: string, texts: Wording): Finding {
  const rule = findChild(operation.node, 'responses') ?? operation.node
  return makeFinding('server-error', { at, rule, ...texts })
}
