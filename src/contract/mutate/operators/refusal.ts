import type { Operation, Response } from '../../../openapi/index.js'
import type { Located } from '../../locate/located.js'
import { withRequest } from '../edit.js'
import { isRefusal } from '../refusal-status.js'
import { withCredentials } from './credentials.js'
import { type Mutation, mutation } from './mutation.js'

/** Creates an operator that combines a refusal with a request of the same recordings that was successful. */
export function createRefusalOperator(): (located: Located) => Generator<Mutation> {
  const succeeded = new Map<Operation, Located>()
  const refused = new Map<Response, Located>()
  return function* (located) {
    const { operation, interaction } = located
    const response = located.response.definition
    if (!response) return
    if (isRefusal(interaction.response.status)) refused.set(response, refused.get(response) ?? located)
    else if (interaction.response.status < 300 && !succeeded.has(operation)) succeeded.set(operation, located)
    const request = succeeded.get(operation)?.interaction
    if (!request) return
    for (const each of operation.responses) {
      const refusal = refused.get(each)
      if (!refusal) continue
      const headers = withCredentials(request, operation.security[0]?.schemes ?? [])
      const rule = { operation, subject: each.status, node: each.node, keyword: 'refusal' }
      const answered = withRequest(refusal.interaction, { ...request.request, headers })
      yield mutation(rule, 'undocumented-status', 'status', 'a refusal of a valid request', answered)
    }
  }
}
