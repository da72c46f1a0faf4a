import { toVisibleJson, toVisibleText } from '../../text/visible-text.js'
import type { FindingCode, Severity } from '../findings/finding.js'
import { describePlace } from '../findings/make-finding.js'
import type { Report, ReportedFinding } from '../report/report.js'
import { type Place, parsePlace, placeOfRule } from './place.js'

/** What each code means, as SARIF's rules say it. */
const meanings: Readonly<Record<FindingCode, string>> = {
  'undocumented-path': 'The path of a request is not in the document.',
  'undocumented-method': 'The method of a request is not in the document.',
  'undocumented-status': 'The status of a response is not in the document.',
  'undocumented-content-type': 'The content type of a response is not in the document.',
  'undocumented-property': 'A property of a body is not mentioned in the document.',
  'missing-content-type': 'A response has a body but no content type.',
  'missing-header': 'A required response header is missing.',
  'invalid-header': 'A response header does not match the document.',
  'invalid-body': 'A body does not match the document.',
  'unreadable-body': 'A body cannot be read as its content type says.',
  'undocumented-parameter': 'A request has a parameter that is not in the document.',
  'missing-parameter': 'A request lacks a parameter that the document requires.',
  'invalid-parameter': 'A parameter of a request does not match the document.',
  'not-checked': 'Something in the traffic was not compared with the document.',
}

function defaultLevel(code: FindingCode): Severity {
  if (code === 'not-checked') return 'note'
  return code === 'undocumented-property' ? 'warning' : 'error'
}

/**
 * SARIF 2.1.0 (OASIS): a result per finding, located in its recording and related to the line of the document.
 *
 * Relative paths stay relative, so that the reader resolves them against its own checkout. Waived findings are suppressed.
 */
export function formatSarif(report: Report): string {
  const codes = [...new Set(report.findings.map(({ code }) => code))].sort()
  const { document, verdict, summary, reasons } = report
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'contract-check',
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: meanings[code] },
              defaultConfiguration: { level: defaultLevel(code) },
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
        properties: { verdict, summary, reasons },
      },
    ],
  }
  return `${toVisibleJson(log, 2)}\n`
}

function toResult(report: Report, finding: ReportedFinding, ruleIndex: number) {
  const { code, severity, at, rule, keyword, expected, received, source, operationId, waived, more } = finding
  const documented = placeOfRule(report, finding)
  const location = source === undefined ? documented : parsePlace(source)
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    ...(more !== undefined && { occurrenceCount: 1 + more }),
    message: toMessage(`${describePlace(at)}: received ${received}, expected ${expected}`),
    locations: [{ physicalLocation: toPhysicalLocation(location) }],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: toPhysicalLocation(documented),
        message: toMessage(`The document says this at ${rule}`),
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

/** What viewers show to people; `properties` are for programs and stay as they are. */
function toMessage(text: string) {
  return { text: toVisibleText(text) }
}

function toPhysicalLocation({ path, line }: Place) {
  return { artifactLocation: { uri: toUri(path) }, ...(line !== undefined && { region: { startLine: line } }) }
}

/** A URI reference (RFC 3986) of a path; a URL stays what it is. */
function toUri(path: string): string {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(path)) return path
  const uri = path
    .replaceAll('\\', '/')
    .split('/')
    // A half of a surrogate pair has no encoding.
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\uFFFD')))
    .join('/')
  if (uri.startsWith('/')) return `file://${uri}`
  return /^[a-z]%3A\//i.test(uri) ? `file:///${uri.replace('%3A', ':')}` : uri
}
