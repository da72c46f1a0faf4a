import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ReportFormat, Severity } from '../../contract/index.js'
import { findServerUrlProblem, serverUrl } from '../../text/url.js'
import { CliError } from '../exit.js'
import type { TargetOptions } from '../reading/connect.js'
import { pathOption } from '../reading/parameters.js'
import { withTargetOptions } from '../reading/reading-options.js'
import type { ReportOptions, ReportTarget } from './write-report.js'

/** Values of the options of `room-sessions check`. */
export interface CheckOptions extends ReportOptions<ReportFormat>, TargetOptions {
  readonly document?: string
  readonly allowOutside?: true
  readonly failOn: Severity
  readonly minCoverage: number
  readonly waivers?: string
  readonly baseline?: string
  readonly updateBaseline?: true
  readonly server?: readonly string[]
  readonly strict?: true
  readonly webhooks?: true
  readonly fullCoverage?: true
  readonly live?: true
  readonly jobs: number
}

/** The option that names the document. */
export const documentOption = (): Option =>
  pathOption('--document <file>', "Any OpenAPI document, 3.0 to 3.2 (default: the package's own, of the room sessions)")

/** The option that allows references to any file. It is off by default, because a document may be untrusted. */
export const allowOutsideOption = (): Option =>
  new Option('--allow-outside', "Also follow the document's references to files outside its folder")

/** The option that says where the traffic was recorded. */
export const serverOption = (): Option =>
  new Option(
    '--server <url>',
    "Server that the traffic was recorded from, in place of the document's; may be repeated, other hosts are skipped",
  ).argParser((url: string, before: readonly string[] = []) => {
    const problem = findServerUrlProblem(url)
    if (problem === undefined) return [...before, url]
    // An InvalidArgumentError would show the URL, which may hold credentials.
    throw new CliError(`--server: expected ${serverUrl}, received ${problem}`)
  })

/** The option that says which findings make a run fail. `initial` describes a default that is not a severity. */
export const failOnOption = (initial?: string): Option => {
  const option = new Option(
    '--fail-on <severity>',
    `Lowest severity that fails the check${describeDefault(initial)}`,
  ).choices(['error', 'warning', 'note'])
  return initial === undefined ? option.default('error') : option
}

/** The option that lists everything that is not covered. */
export const fullCoverageOption = (): Option =>
  new Option(
    '--full-coverage',
    'Also list each uncovered item of operations without interactions (default: only in documents of up to 50 operations)',
  )

/** The option that names the file with waivers. */
export const waiversOption = (): Option =>
  pathOption(
    '--waivers <file>',
    'File with accepted findings and coverage gaps, with reasons; an unused waiver fails the check',
  )

/**
 * The option for the share of the document that must be covered. `by` says what covers it, for the help; `initial` describes a
 * default that is not a number.
 */
export const minCoverageOption = (by: string, initial?: string): Option => {
  const option = new Option(
    '--min-coverage <percent>',
    `Minimum share of the document that the ${by} must cover${describeDefault(initial)}`,
  ).argParser(parsePercent)
  return initial === undefined ? option.default(0) : option
}

function describeDefault(initial: string | undefined): string {
  return initial === undefined ? '' : ` (default: ${initial})`
}

/** The option that names the file with the accepted findings of an earlier run. */
export const baselineOption = (): Option =>
  pathOption(
    '--baseline <file>',
    'File with the findings of an earlier run, YAML or JSON (.json): only new findings are reported; a finding that is gone fails the check',
  )

/** The option that accepts all findings of a run. Commands have it together with `baselineOption`. */
export const updateBaselineOption = (): Option =>
  new Option('--update-baseline', 'Write all findings of this run to the file of --baseline, and accept them')

/** Adds the options that say which reports a command writes, in these formats. */
export const withReportOptions = (
  command: Command,
  formats: Readonly<Record<string, true>>,
  defaultFormat = 'text',
): Command =>
  command
    .addOption(
      new Option('--format <format>', `Format of the report (default: ${defaultFormat})`).choices(Object.keys(formats)),
    )
    .addOption(pathOption('--output <file>', 'File to write the report to (default: stdout)'))
    .addOption(
      new Option(
        '--report <format[=file]>',
        'Report in a format, to a file or to stdout; may be repeated for several reports of one run',
      ).argParser((text: string, before: readonly ReportTarget<string>[] = []) => [
        ...before,
        parseTarget(text, Object.keys(formats)),
      ]),
    )

function parseTarget(text: string, formats: readonly string[]): ReportTarget<string> {
  const [, format = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? []
  if (!formats.includes(format)) throw new InvalidArgumentError(`Allowed formats are ${formats.join(', ')}.`)
  if (file === '') throw new InvalidArgumentError('Expected a path after "=".')
  return { format, ...(file !== undefined && { file }) }
}

/**
 * The formats of a report. They are listed here as well, so that the help does not load the checker; the compiler compares the
 * two lists.
 */
export const reportFormats: Readonly<Record<ReportFormat, true>> = {
  text: true,
  json: true,
  markdown: true,
  junit: true,
  sarif: true,
  github: true,
  html: true,
}

/** Adds the options of `room-sessions check`. */
export const withCheckOptions = (command: Command): Command =>
  withTargetOptions(
    withReportOptions(command, reportFormats)
      .addOption(documentOption())
      .addOption(allowOutsideOption())
      .addOption(serverOption())
      .addOption(
        new Option(
          '--live',
          'Check the current responses of the SignalWire space: every operation, filter and page, and refusals of invalid requests; not with --document',
        ),
      ),
  )
    .addOption(failOnOption())
    .addOption(fullCoverageOption())
    .addOption(
      new Option(
        '--webhooks',
        'The recordings come from a receiver of webhooks or callbacks: check each request against the one that fits it best',
      ),
    )
    .addOption(new Option('--strict', 'Exit with 2 if the document has any problem'))
    .addOption(waiversOption())
    .addOption(baselineOption())
    .addOption(updateBaselineOption())
    .addOption(minCoverageOption('recordings'))
    .addOption(
      new Option(
        '--jobs <number>',
        'Number of threads that check the recordings; each file is checked by one of them, and the report stays the same',
      )
        .argParser(parseJobs)
        .default(1),
    )

/** Maximum of `--jobs`. More threads would only need more memory. */
const maxJobs = 256

function parseJobs(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= maxJobs) return value
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${maxJobs}.`)
}

function parsePercent(text: string): number {
  const value = Number(text.replace(/%$/, ''))
  if (/^\d+(\.\d+)?%?$/.test(text) && value <= 100) return value
  throw new InvalidArgumentError('Expected a percentage from 0 to 100.')
}
