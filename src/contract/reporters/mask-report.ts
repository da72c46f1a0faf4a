import type { CoverageEntry } from '../coverage/coverage.js'
import type { Finding } from '../findings/finding.js'
import type { Report } from '../report/report.js'
import { mapTexts } from './map-texts.js'
import { hasSecretName, mask, maskSecrets } from './mask-secrets.js'

/**
 * The same report without secrets. What a finding received under a telling name (`query page_token`, `/password`,
 * `header authorization`) is masked whole; other texts go through `maskSecrets`.
 *
 * Only findings, reasons, skipped hosts and rules can hold what was received, or examples of it; documents and waivers are written by
 * hand. The names of operations and of coverage come from the document alone and are left as they are: there may be thousands.
 */
export function maskReport(report: Report): Report {
  const operations = new Set(report.operations.map(({ operationId }) => operationId))
  return {
    ...report,
    document: mapTexts(report.document, maskSecrets),
    reasons: report.reasons.map(maskSecrets),
    skipped: mapTexts(report.skipped, maskSecrets),
    findings: report.findings.map((finding) => {
      const { operationId } = finding
      const masked = mapTexts(maskFinding(finding), maskSecrets)
      // A finding still belongs to its operation if the operation's name looks like a secret.
      return operationId !== undefined && operations.has(operationId) ? { ...masked, operationId } : masked
    }),
    rules: mapTexts(report.rules, maskSecrets),
    coverage: { ...report.coverage, entries: report.coverage.entries.map(maskWaived) },
  }
}

/** The finding without the value it received if the name of its place says that the value is a secret. */
export function maskFinding<Found extends Finding>(finding: Found): Found {
  const { at, code, message, received } = finding
  if (code.startsWith('missing-') || !hasSecretName(lastName(at))) return finding
  return { ...finding, received: mask, message: received === '' ? message : message.replaceAll(received, mask) }
}

function maskWaived(entry: CoverageEntry): CoverageEntry {
  return entry.waived === undefined ? entry : { ...entry, waived: maskSecrets(entry.waived) }
}

/** `page_token` of `query page_token` and of `/links/page_token`; for an item of a list, the list's name. */
function lastName(at: string): string {
  return at.split(/[ /]/).findLast((step) => !/^\d+$/.test(step)) ?? ''
}
