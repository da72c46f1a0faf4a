import type { Log, PhysicalLocation, Result } from 'sarif'
import { toVisibleJson, toVisibleText } from '../../text/visible-text.js'
import type { FindingCode } from '../findings/finding.js'
import { defaultSeverity, describePlace } from '../findings/make-finding.js'
import type { Report, ReportedFinding } from '../report/report.js'
import { type Place, parsePlace, placeOfRule } from './place.js'

/** The descriptions of SARIF's rules: one for each code of a finding. */
const descriptions: Readonly<Record<FindingCode, string>> = {
  'undocumented-path': 'The path of a request is not documented.',
  'undocumented-method': 'The method of a request is not documented for its path.',
  'undocumented-status': 'The status of a response is not documented.',
  'undocumented-content-type': 'The content type of a response is not documented.',
  'undocumented-property': 'A property of a body is not documented.',
  'missing-content-type': 'A response has a body but no content type.',
  'missing-header': 'A required response header is missing.',
  'invalid-header': 'A response header does not match its schema.',
  'invalid-body': 'A body does not match its schema.',
  'unreadable-body': 'A body cannot be parsed as its content type.',
  'undocumented-parameter': 'A request has a parameter that is not documented.',
  'missing-parameter': 'A required parameter of a request is missing.',
  'invalid-parameter': 'A parameter of a request does not match its schema.',
  'not-checked': 'Something in the traffic was not compared with the document.',
  'deprecated-operation': 'Something that the document deprecates was used.',
}

/**
 * SARIF 2.1.0 (OASIS): one result per finding, located in its recording and related to the line of the document.
 *
 * Relative paths stay relative, so that a viewer resolves them against its own checkout. Waived findings are suppressed.
 */
export function formatSarif(report: Report): string {
  const codes = [...new Set(report.findings.map(({ code }) => code))].sort()
  const { document, verdict, summary, reasons, skipped } = report
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'contract-check',
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: descriptions[code] },
              defaultConfiguration: { level: defaultSeverity(code) },
            })),
          },
        },
        artifacts: [
          {
            location: { uri: toUri(document.source) },
            description: toMessage(`${document.title} ${document.version}`),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding) => toResult(report, finding, codes.indexOf(finding.code))),
        properties: { verdict, summary, reasons, skipped },
      },
    ],
  }
  return `${toVisibleJson(log, 2)}\n`
}

function toResult(report: Report, finding: ReportedFinding, ruleIndex: number): Result {
  const { code, severity, at, rule, keyword, expected, received, source, operationId, waived, more } = finding
  const documented = placeOfRule(report, finding)
  const location = source === undefined ? documented : parsePlace(source)
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    ...(more !== undefined && { occurrenceCount: 1 + more }),
    message: toMessage(`${describePlace(at)}: ${finding.message}`),
    locations: [{ physicalLocation: toPhysicalLocation(location) }],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: toPhysicalLocation(documented),
        message: toMessage(`Documented at ${rule}`),
      },
    ],
    ...(waived !== undefined && { suppressions: [{ kind: 'external', justification: toVisibleText(waived) }] }),
    properties: {
      at,
      rule,
      expected,
      received,
      ...(keyword !== undefined && { keyword }),
      ...(operationId !== undefined && { operationId }),
    },
  }
}

/** A text that viewers show; `properties` are read by programs and keep every character. */
function toMessage(text: string) {
  return { text: toVisibleText(text) }
}

function toPhysicalLocation({ path, line }: Place): PhysicalLocation {
  return { artifactLocation: { uri: toUri(path) }, ...(line !== undefined && { region: { startLine: line } }) }
}

/** The URI reference (RFC 3986) of a path; a URL stays as it is. */
function toUri(path: string): string {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(path)) return path
  const uri = path
    .replaceAll('\\', '/')
    .split('/')
    // Half of a surrogate pair cannot be percent-encoded.
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\uFFFD')))
    .join('/')
  if (uri.startsWith('/')) return `file://${uri}`
  return /^[a-z]%3A\//i.test(uri) ? `file:///${uri.replace('%3A', ':')}` : uri
}
