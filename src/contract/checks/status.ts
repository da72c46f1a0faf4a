import { findChild, findMember, isUnusable } from '../../openapi/index.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { Check } from './check.js'

/** Checks that the status of the response is documented. */
export const status: Check = ({ operation, response, interaction }) => {
  if (response.definition) return []
  const responses = findMember(operation.node, 'responses')
  if (responses && isUnusable(responses)) return []
  const documented = operation.responses.map((each) => each.status)
  return [
    makeFinding('undocumented-status', {
      at: 'status',
      rule: findChild(operation.node, 'responses') ?? operation.node,
      ...wording.undocumentedStatus(interaction.response.status, documented),
    }),
  ]
}
