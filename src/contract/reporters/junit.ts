import { groupBy } from '../../text/group-by.js'
import { countOf } from '../../text/plural.js'
import { toVisibleText } from '../../text/visible-text.js'
import { describePlace } from '../findings/make-finding.js'
import { countReported, type OperationSummary, type Report, type ReportedFinding } from '../report/report.js'
import type { SkippedHost } from '../report/traffic/skipped.js'
import { describeSkipped, summarise, verdictWord } from './counts.js'
import { describeRequest, sortOperations } from './groups/finding-group.js'
import { describeOthers, limitProblems, placeOfProblem } from './groups/problem-group.js'
import { formatPlace, parsePlace, placeOfRule } from './place.js'

interface TestCase {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** `type` and `details` are for failures; `message` is for failures and skipped cases. */
  readonly type?: string
  readonly message?: string
  readonly details?: readonly string[]
  readonly output?: readonly string[]
}

interface TestSuite {
  readonly name: string
  readonly cases: readonly TestCase[]
}

/**
 * Formats a report as JUnit XML, by the schema of Jenkins. Each operation has a test suite, failing ones first. In it,
 * each request with findings has a test case, and all other requests share one. Further suites are for the problems of
 * the document and the skipped hosts; the last one is for the verdict.
 *
 * Errors are failures. Warnings, notes, waived findings, those of the baseline and the command lines of a probe are
 * output. Parts that were not checked because of a problem are skipped.
 */
export function formatJunit(report: Report): string {
  const byOperation = groupBy(report.findings, ({ operationId }) => operationId)
  const known = new Set<string | undefined>(report.operations.map(({ operationId }) => operationId))
  const outside = report.findings.filter(({ operationId }) => !known.has(operationId))
  const suites: TestSuite[] = [
    ...sortOperations(report.operations).map((operation) =>
      toSuite(report, operation, byOperation.get(operation.operationId) ?? []),
    ),
    ...(outside.length > 0 ? [{ name: 'Outside the documented operations', cases: toCases(report, outside) }] : []),
    ...(report.problems.length > 0 ? [{ name: 'Document', cases: toProblemCases(report) }] : []),
    ...(report.skipped.length > 0 ? [{ name: 'Skipped', cases: report.skipped.map(toSkippedCase) }] : []),
    { name: 'Verdict', cases: [toVerdict(report)] },
  ]
  const { document } = report
  const cases = suites.flatMap((suite) => suite.cases)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${quote(`${document.title} ${document.version}`)} ${counts(cases)}>`,
    ...suites.flatMap(formatSuite),
    '</testsuites>',
    '',
  ].join('\n')
}

function toSuite(report: Report, operation: OperationSummary, findings: readonly ReportedFinding[]): TestSuite {
  const { operationId, method, path, interactions, withFindings } = operation
  const cases = toCases(report, findings)
  if (interactions === 0 && cases.length === 0) {
    return { name: operationId, cases: [{ name: `${method} ${path}`, outcome: 'skipped', message: 'not covered' }] }
  }
  const others = interactions - Math.max(withFindings, cases.length)
  const rest: TestCase = { name: `${countOf(others, 'interaction')} without findings`, outcome: 'passed' }
  const unlisted = withFindings - cases.length
  const more: TestCase = {
    ...{ name: `${countOf(unlisted, 'other interaction')} with findings`, outcome: 'skipped' },
    message: 'their findings are counted with those of the same kind above',
  }
  return { name: operationId, cases: [...cases, ...(unlisted > 0 ? [more] : []), ...(others > 0 ? [rest] : [])] }
}

const maxProblems = 100

/** One test case for each kind of problem. A problem is not a failure: the part that contains it was not checked. */
function toProblemCases(report: Report): TestCase[] {
  const { listed, more } = limitProblems(report, maxProblems)
  const cases = listed.map((group): TestCase => {
    const { severity, pointer, message } = group.first
    const name = `${formatPlace(placeOfProblem(group.first))} ${pointer}${describeOthers(group)}`
    return { name, outcome: 'skipped', message: `${severity}: ${message}` }
  })
  const rest: TestCase = {
    name: `${countOf(more, 'more kind')} of problems`,
    outcome: 'skipped',
    message: 'not listed',
  }
  return more > 0 ? [...cases, rest] : cases
}

function toSkippedCase(skipped: SkippedHost): TestCase {
  return { name: skipped.host, outcome: 'skipped', message: describeSkipped(skipped) }
}

function toCases(report: Report, findings: readonly ReportedFinding[]): TestCase[] {
  return [...groupBy(findings, keyOf)].map(([, found]) => {
    const failing = found.filter(
      ({ severity, waived, baseline }) => severity === 'error' && waived === undefined && baseline === undefined,
    )
    const others = found.filter((finding) => !failing.includes(finding)).map((finding) => describe(report, finding))
    // Findings of one request of a probe have the same command line, unless the request was reduced.
    const output = [...others, ...new Set(found.flatMap(({ curl }) => curl ?? []))]
    const [first] = failing
    const name = nameOf(found[0])
    if (!first) return { name, outcome: 'passed', output }
    const rest = countReported(failing) - 1
    const more = rest > 0 ? `, and ${countOf(rest, 'more finding')}` : ''
    const message = `${describePlace(first.at)}: ${first.message}${more}`
    return {
      name,
      outcome: 'failed',
      type: first.code,
      message,
      details: failing.map((each) => describe(report, each)),
      output,
    }
  })
}

/**
 * A key that puts findings into one test case. Findings of one interaction have different lines, so equal requests in
 * one file share a case.
 */
function keyOf(finding: ReportedFinding): string {
  return JSON.stringify([finding.request, finding.status, parsePlace(finding.source ?? '').path])
}

/** The name of a test case, with the line of its first finding: `GET /books/99?x=1, status 500, live.har:12`. */
function nameOf(finding: ReportedFinding | undefined): string {
  const parts = finding ? [describeRequest(finding), finding.source].filter((part) => part !== undefined) : []
  return parts.join(', ') || 'an interaction without a source'
}

function toVerdict(report: Report): TestCase {
  const name = 'The interactions match the document'
  if (report.verdict === 'passed') return { name, outcome: 'passed', output: [summarise(report)] }
  const message = `${verdictWord(report)}: ${summarise(report)}`
  return { name, outcome: 'failed', type: report.verdict, message, details: report.reasons }
}

function describe(report: Report, finding: ReportedFinding): string {
  const { severity, code, at, message, waived, baseline, count } = finding
  const place = formatPlace(placeOfRule(report, finding))
  const reason = waived === undefined ? (baseline ? ' (in the baseline)' : '') : ` (waived: ${waived})`
  const others = count === 1 ? '' : `, and ${count - 1} more of this rule`
  return `${severity} ${code} at ${describePlace(at)}: ${message}, documented at ${place}${others}${reason}`
}

function formatSuite({ name, cases }: TestSuite): string[] {
  const skipped = cases.filter(({ outcome }) => outcome === 'skipped').length
  return [
    `  <testsuite name=${quote(name)} ${counts(cases)} skipped="${skipped}">`,
    ...cases.flatMap((each) => formatCase(name, each)),
    '  </testsuite>',
  ]
}

function counts(cases: readonly TestCase[]): string {
  const failures = cases.filter(({ outcome }) => outcome === 'failed').length
  return `tests="${cases.length}" failures="${failures}" errors="0"`
}

function formatCase(
  suite: string,
  { name, outcome, type, message = '', details = [], output = [] }: TestCase,
): string[] {
  const open = `    <testcase classname=${quote(suite)} name=${quote(name)}`
  const children = [
    ...(outcome === 'skipped' ? [`      <skipped message=${quote(message)}/>`] : []),
    ...(outcome === 'failed'
      ? [`      <failure type=${quote(type ?? '')} message=${quote(message)}>${lines(details)}</failure>`]
      : []),
    ...(output.length > 0 ? [`      <system-out>${lines(output)}</system-out>`] : []),
  ]
  return children.length === 0 ? [`${open}/>`] : [`${open}>`, ...children, '    </testcase>']
}

function quote(text: string): string {
  return `"${escapeXml(text)}"`
}

function lines(texts: readonly string[]): string {
  return texts.map(escapeXml).join('\n')
}

/** Escapes character data (XML 1.0, 2.4). `toVisibleText` spells out the characters that section 2.2 forbids. */
function escapeXml(text: string): string {
  return toVisibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
