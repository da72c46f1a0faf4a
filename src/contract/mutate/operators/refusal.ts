import type { Operation, Response } from '../../../openapi/index.js'
import type { Located } from '../../locate/located.js'
import { withRequest } from '../edit.js'
import { isRefusal } from '../refusal.js'
import { type Attempt, attempt } from '../score/attempt.js'
import { withCredentials } from './break-credentials.js'

/** Attempts that give a refusal to a request which the same recordings show to be right. */
export function explainNoRefusal(): (located: Located) => Generator<Attempt> {
  const right = new Map<Operation, Located>()
  const refused = new Map<Response, Located>()
  return function* (located) {
    const { operation, response, interaction } = located
    if (!response) return
    if (isRefusal(interaction.response.status)) refused.set(response, refused.get(response) ?? located)
    else if (interaction.response.status < 300 && !right.has(operation)) right.set(operation, located)
    const request = right.get(operation)?.interaction
    if (!request) return
    for (const each of operation.responses) {
      const refusal = refused.get(each)
      if (!refusal) continue
      const headers = withCredentials(request, operation.security[0]?.schemes ?? [])
      const rule = { operation, subject: each.status, node: each.node, keyword: 'refusal' }
      const answered = withRequest(refusal.interaction, { ...request.request, headers })
      yield attempt(rule, 'undocumented-status', 'status', 'a refusal of a request that keeps the document', answered)
    }
  }
}
