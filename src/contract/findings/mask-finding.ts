import type { Finding, FindingCode } from './finding.js'
import { hasSecretName, mask } from './mask-secrets.js'

/** The finding without the value it received if a name in its place says that the value is a secret, or part of one. */
export function maskFinding<Found extends Pick<Finding, 'at' | 'code' | 'message' | 'received'>>(
  finding: Found,
  isSecret: (name: string) => boolean = hasSecretName,
): Found {
  const { at, code, message, received } = finding
  if (
    code.startsWith('missing-') ||
    aboutStatus.has(code) ||
    withoutValue.test(received) ||
    !namesIn(at).some(isSecret)
  )
    return finding
  return { ...finding, received: mask, message: received === '' ? message : message.replaceAll(received, mask) }
}

/** What these received is a status. */
const aboutStatus: ReadonlySet<FindingCode> = new Set(['server-error', 'accepted-invalid-request'])

/** A type, a length, or a name that the place contains, too. */
const withoutValue =
  /^(?:null|true|false|an (?:object|empty array|array of \d+ items?)(?:, which matches .*)?|(?:property|parameter) "(?:[^"\\]|\\.)*")$/

/** `page_token` of `query page_token`; `links` and `page_token` of `body /links/page_token`. */
function namesIn(at: string): string[] {
  const [place = '', ...steps] = at.split('/')
  return [place.slice(place.lastIndexOf(' ') + 1), ...steps]
}
