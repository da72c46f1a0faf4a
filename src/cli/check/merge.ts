import { resolve } from 'node:path'
import { mergeReports, type NamedReport, parseReport, type ReportFormat, type Severity } from '../../contract/index.js'
import type { Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { readText } from '../files/files.js'
import { writeMessage } from '../terminal/message.js'
import { type BaselineOptions, readBaseline, updateBaseline } from './baseline-file.js'
import { findReports } from './find-recordings.js'
import { exitCodes, type ReportOptions, toReportTargets, writeCheckReports } from './write-report.js'

/** Values of the options of `room-sessions merge`. */
export interface MergeOptions extends ReportOptions<ReportFormat>, BaselineOptions {
  readonly failOn?: Severity
  readonly minCoverage?: number
}

/**
 * Merges JSON reports of `room-sessions check`, and writes the report on all of them.
 *
 * @throws {CliError | MergeError} if a report cannot be read or merged
 */
export async function merge(run: Run, patterns: readonly string[], options: MergeOptions): Promise<ExitCode> {
  const { failOn, minCoverage } = options
  const targets = toReportTargets(options, 'text')
  const baseline = await readBaseline(options)
  const paths = await findReports(patterns)
  const reports: NamedReport[] = []
  const texts = new Map<string, string>()
  for (const path of paths) {
    const text = await readText(path)
    const same = texts.get(text)
    if (same !== undefined)
      await writeMessage(run.context.stderr, `${path}: is the same report as ${same}; its interactions count twice`)
    texts.set(text, path)
    reports.push({ source: path, report: parseReport(text, path) })
  }
  for (const { file } of targets)
    if (file !== undefined && paths.some((path) => resolve(path) === resolve(file)))
      throw new CliError(`${file}: cannot be written, because it is one of the reports to merge; choose another file`)
  const report = mergeReports(reports, { failOn, minCoverage, baseline })
  await writeCheckReports(run, targets, report, paths)
  if (baseline === 'update' && options.baseline !== undefined)
    await updateBaseline(run.context, report, options.baseline)
  return exitCodes[report.verdict]
}
