import type { CoverageEntry } from '../coverage/coverage.js'
import { maskFinding } from '../findings/mask-finding.js'
import { maskSecrets } from '../findings/mask-secrets.js'
import type { MergeData, Report, ReportedFinding } from '../report/report.js'
import { keepResults, mapTexts } from './map-texts.js'

/**
 * Returns the report without secrets. If the name of a place indicates a secret (`query page_token`, `/password`,
 * `header authorization`), the whole received value is masked; other texts go through `maskSecrets`.
 *
 * Only findings, problems, reasons, skipped hosts and rules are masked, because only they can contain received values
 * or examples. Documents and waivers are written by hand. The names of operations and of coverage items come from the
 * document alone, and there may be thousands.
 */
export function maskReport(report: Report): Report {
  const maskText = keepResults(maskSecrets)
  const operations = new Set(report.operations.map(({ operationId }) => operationId))
  const maskReported = (finding: ReportedFinding): ReportedFinding => {
    const { operationId, curl } = finding
    return {
      ...mapTexts(maskFinding(finding), maskText),
      // A finding keeps its operation, even if the name of the operation looks like a secret.
      ...(operationId !== undefined && operations.has(operationId) && { operationId }),
      // The secrets of a command line were replaced when it was written, so that it can still be run.
      ...(curl !== undefined && { curl }),
    }
  }
  return {
    ...report,
    document: mapTexts(report.document, maskText),
    reasons: report.reasons.map(maskText),
    skipped: mapTexts(report.skipped, maskText),
    problems: report.problems.map((problem) => mapTexts(problem, maskText)),
    findings: report.findings.map(maskReported),
    rules: mapTexts(report.rules, maskText),
    ...(report.merge && { merge: maskMergeData(report.merge, maskReported) }),
    ...(report.baseline && { baseline: mapTexts(report.baseline, maskText) }),
    coverage: { ...report.coverage, entries: report.coverage.entries.map(maskWaived) },
  }
}

function maskWaived(entry: CoverageEntry): CoverageEntry {
  return entry.waived === undefined ? entry : { ...entry, waived: maskSecrets(entry.waived) }
}

function maskMergeData(data: MergeData, maskReported: (finding: ReportedFinding) => ReportedFinding): MergeData {
  return {
    ...data,
    ...(data.skipped && { skipped: mapTexts(data.skipped, maskSecrets) }),
    ...(data.suggestions && { suggestions: mapTexts(data.suggestions, maskSecrets) }),
    tallies: data.tallies.map((tally) => ({
      ...tally,
      ...(tally.host !== undefined && { host: maskSecrets(tally.host) }),
      ...(tally.hidden && { hidden: tally.hidden.map((each) => ({ ...each, finding: maskReported(each.finding) })) }),
    })),
  }
}
