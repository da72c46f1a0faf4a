import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { Check } from './check.js'

/** The request has the credentials of one of the operation's security requirements. Whether they are right is not checked. */
export const credentials: Check = ({ request }) => {
  const [first] = request.security
  if (!first || request.security.some(({ missing }) => missing.length === 0)) return []
  return [
    makeFinding('missing-parameter', {
      at: first.missing[0] ?? 'header authorization',
      rule: first.node,
      ...wording.missingCredentials(request.security.map(({ name }) => name)),
    }),
  ]
}
