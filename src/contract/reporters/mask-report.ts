import type { Finding } from '../findings/finding.js'
import type { Report } from '../report/report.js'
import { mapTexts } from './map-texts.js'
import { hasSecretName, mask, maskSecrets } from './mask-secrets.js'

/**
 * The same report without secrets: every text and every name in it goes through `maskSecrets`, and what a finding
 * received at a place with a telling name (`query page_token`, `/password`, `header authorization`) is masked whole.
 */
export function maskReport(report: Report): Report {
  return mapTexts({ ...report, findings: report.findings.map(maskFinding) }, maskSecrets)
}

/** A finding without the value it received, when the place tells that the value is a secret. */
export function maskFinding<Found extends Finding>(finding: Found): Found {
  const { at, code, message, received } = finding
  if (code.startsWith('missing-') || !hasSecretName(lastName(at))) return finding
  return { ...finding, received: mask, message: received === '' ? message : message.replaceAll(received, mask) }
}

/** `page_token` of `query page_token` and of `/links/page_token`; an item of a list goes by the list's name. */
function lastName(at: string): string {
  return at.split(/[ /]/).findLast((step) => !/^\d+$/.test(step)) ?? ''
}
