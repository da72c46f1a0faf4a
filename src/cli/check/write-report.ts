import { resolve } from 'node:path'
import { formatReport, type Report, type ReportFormat } from '../../contract/check-recordings.js'
import type { Context, Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { writeOutput } from '../files/write-output.js'
import { readVersion } from '../package-files.js'
import { hasColor } from '../terminal/colors.js'
import { writeMessage } from '../terminal/message.js'
import { toCommand } from '../terminal/shell.js'

/** A report to write: its format and its file. Without a file it goes to stdout. */
export interface ReportTarget<Format extends string> {
  readonly format: Format
  readonly file?: string
}

/** Values of the options that say which reports a command writes. */
export interface ReportOptions<Format extends string> {
  readonly report?: readonly ReportTarget<Format>[]
  readonly format?: Format
  readonly output?: string
}

/**
 * The reports to write: one for each `--report`, and one for `--format` and `--output` if either is given or there is no
 * `--report`.
 *
 * @throws {CliError} if two reports would be written to the same file, or to stdout
 */
export function toReportTargets<Format extends string>(
  { report = [], format, output }: ReportOptions<Format>,
  defaultFormat: Format,
): readonly ReportTarget<Format>[] {
  const isShort = format !== undefined || output !== undefined || report.length === 0
  const short = { format: format ?? defaultFormat, ...(output !== undefined && { file: output }) }
  const targets = isShort ? [...report, short] : report
  const places = new Set<string>()
  for (const { file } of targets) {
    const place = file === undefined ? '' : resolve(file)
    if (places.has(place))
      throw new CliError(`expected a different file for each report, received two reports for ${file ?? 'stdout'}`)
    places.add(place)
  }
  return targets
}

/** The exit code of a run with this verdict. */
export const exitCodes: Readonly<Record<Report['verdict'], ExitCode>> = { passed: 0, failed: 1, 'nothing-checked': 2 }

/** Formats a verdict with its reasons: `failed: 2 errors`. */
export const formatVerdict = ({ verdict, reasons }: Pick<Report, 'verdict' | 'reasons'>): string =>
  [verdict, reasons.join(', ')].filter(Boolean).join(': ')

/**
 * Writes the reports of a check, with the date, the command line and the recordings of this run.
 *
 * @throws {CliError} like `writeReports`
 */
export async function writeCheckReports(
  { context, argv }: Run,
  targets: readonly ReportTarget<ReportFormat>[],
  report: Report,
  recordings: readonly string[] = [],
): Promise<void> {
  const run = { date: context.now().toISOString(), command: toCommand(argv), version: readVersion(), recordings }
  await writeReports(context, targets, formatVerdict(report), (format, { color }) =>
    formatReport(report, format, { color, run }),
  )
}

/**
 * Writes each report to its file or to stdout; for a file the verdict goes to stderr.
 *
 * @throws {CliError} if a file cannot be written
 */
export async function writeReports<Format extends string>(
  context: Context,
  targets: readonly ReportTarget<Format>[],
  verdict: string,
  format: (format: Format, options: { color: boolean }) => string | Promise<string>,
): Promise<void> {
  for (const target of targets) {
    const text = await format(target.format, {
      color: target.file === undefined && hasColor(context.stdout, context.env),
    })
    if (target.file === undefined) await context.stdout.write(text)
    else await writeOutput(target.file, text)
  }
  const files = targets.flatMap(({ file }) => file ?? [])
  const where = files.length === 1 ? 'the report is in' : 'the reports are in'
  if (files.length > 0) await writeMessage(context.stderr, `${verdict}; ${where} ${files.join(', ')}`)
}
