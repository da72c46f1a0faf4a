import type { Log, PhysicalLocation, Result } from 'sarif'
import type { DocumentProblemCode } from '../../openapi/index.js'
import { toVisibleJson, toVisibleText } from '../../text/visible-text.js'
import type { FindingCode, Severity } from '../findings/finding.js'
import { defaultSeverity, describePlace } from '../findings/make-finding.js'
import type { Report, ReportedFinding } from '../report/report.js'
import { describeRequest } from './groups/finding-group.js'
import { describeOthers, limitProblems, type ProblemGroup, placeOfProblem } from './groups/problem-group.js'
import { type Place, parsePlace, placeOfRule } from './place.js'

/** The descriptions of SARIF's rules: one for each code of a finding or a problem. */
const descriptions: Readonly<Record<FindingCode | DocumentProblemCode, string>> = {
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
  'server-error': 'The server failed on a request, or gave no response to it.',
  'accepted-invalid-request': 'A request that breaks a rule of the document was answered with success.',
  'invalid-document': 'The document breaks the OpenAPI Specification, or has a probable mistake.',
  'dangling-reference': 'A reference of the document leads nowhere.',
  'circular-reference': 'References of the document form a cycle.',
  'duplicate-key': 'The document has the same key twice in one object.',
}

/**
 * Formats a report as SARIF 2.1.0 (OASIS). Each listed finding is a result, located in its recording and related to its
 * line of the document. Each kind of problem of the document is a result, too.
 *
 * Relative paths stay relative, so that a viewer resolves them against its own checkout. Waived findings and those of
 * the baseline are suppressed.
 */
export function formatSarif(report: Report): string {
  const { listed, more } = limitProblems(report, maxProblems)
  const ofFindings = [...new Set(report.findings.map(({ code }) => code))].sort()
  const ofProblems = [...new Set(listed.map(({ first }) => first.code))].sort()
  const codes = [...ofFindings, ...ofProblems]
  const { document, verdict, summary, reasons, skipped } = report
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'contract-check',
            rules: [
              ...ofFindings.map((code) => toRule(code, defaultSeverity(code))),
              ...ofProblems.map((code) => toRule(code, 'error')),
            ],
          },
        },
        artifacts: [
          {
            location: { uri: toUri(document.source) },
            description: toMessage(`${document.title} ${document.version}`),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: [
          ...report.findings.map((finding) => toResult(report, finding, codes.indexOf(finding.code))),
          ...listed.map((group) => toProblemResult(group, codes.indexOf(group.first.code))),
        ],
        properties: { verdict, summary, reasons, skipped, ...(more > 0 && { otherKindsOfProblems: more }) },
      },
    ],
  }
  return `${toVisibleJson(log, 2)}\n`
}

/** Maximum number of kinds of problems that are results; further ones are counted. */
const maxProblems = 100

/** Maximum number of other places that are listed for one kind of problem. */
const maxPlaces = 20

function toRule(code: keyof typeof descriptions, level: Severity) {
  return { id: code, shortDescription: { text: descriptions[code] }, defaultConfiguration: { level } }
}

/** The result for a kind of problem, at its first place in the document. Its other places are related locations. */
function toProblemResult(group: ProblemGroup, ruleIndex: number): Result {
  const { first, others } = group
  return {
    ruleId: first.code,
    ruleIndex,
    level: first.severity,
    ...(others.length > 0 && { occurrenceCount: 1 + others.length }),
    message: toMessage(`${first.pointer}${describeOthers(group)}: ${first.message}`),
    locations: [{ physicalLocation: toPhysicalLocation(placeOfProblem(first)) }],
    ...(others.length > 0 && {
      relatedLocations: others.slice(0, maxPlaces).map((other, index) => ({
        id: 1 + index,
        physicalLocation: toPhysicalLocation(placeOfProblem(other)),
        message: toMessage(`Also at ${other.pointer}`),
      })),
    }),
    properties: { pointer: first.pointer, expected: first.expected, received: first.received },
  }
}

function toResult(report: Report, finding: ReportedFinding, ruleIndex: number): Result {
  const { code, severity, at, rule, keyword, expected, received, source, operationId, waived, baseline, count } =
    finding
  const { request, status } = finding
  const described = describeRequest(finding)
  const documented = placeOfRule(report, finding)
  const location = source === undefined ? documented : parsePlace(source)
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    ...(count > 1 && { occurrenceCount: count }),
    message: toMessage(`${describePlace(at)}: ${finding.message}${described === undefined ? '' : ` (${described})`}`),
    locations: [{ physicalLocation: toPhysicalLocation(location) }],
    relatedLocations: [
      {
        id: 1,
        physicalLocation: toPhysicalLocation(documented),
        message: toMessage(`Documented at ${rule}`),
      },
    ],
    ...(report.baseline && { baselineState: baseline ? 'unchanged' : 'new' }),
    ...(waived !== undefined && { suppressions: [{ kind: 'external', justification: toVisibleText(waived) }] }),
    ...(baseline && { suppressions: [{ kind: 'external', justification: 'in the baseline' }] }),
    properties: {
      at,
      rule,
      expected,
      received,
      ...(request !== undefined && { request, status }),
      ...(finding.curl !== undefined && { curl: finding.curl }),
      ...(keyword !== undefined && { keyword }),
      ...(operationId !== undefined && { operationId }),
    },
  }
}

/** A text for viewers, without invisible characters. `properties` are read by programs and keep every character. */
function toMessage(text: string) {
  return { text: toVisibleText(text) }
}

function toPhysicalLocation({ path, line }: Place): PhysicalLocation {
  return { artifactLocation: { uri: toUri(path) }, ...(line !== undefined && { region: { startLine: line } }) }
}

/** Converts a path to a URI reference (RFC 3986). A URL stays as it is. */
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
