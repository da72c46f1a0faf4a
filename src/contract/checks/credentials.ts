import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { Check } from './check.js'

/**
 * Checks that the request has the credentials of one of the operation's security requirements, but not whether they are right.
 *
 * Missing credentials are a note: recordings are kept without them, and a response other than a refusal shows that they were sent
 * or not needed. Credentials of another scheme are an error, because those were not removed from the recording.
 */
export const credentials: Check = ({ request: { security } }) => {
  const [first] = security
  if (!first || security.some(({ missing }) => missing.length === 0)) return []
  const other = security.find(({ missing }) => missing.some(({ isOfOtherScheme }) => isOfOtherScheme))
  if (other) {
    const details = { at: 'header authorization', rule: other.node }
    return [
      makeFinding('missing-parameter', { ...details, ...wording.otherCredentials(security.map(({ name }) => name)) }),
    ]
  }
  return first.missing.map(({ scheme, at }) =>
    makeFinding('not-checked', { at, rule: scheme.node, once: 'run', ...wording.missingCredentials(scheme.name) }),
  )
}
