import {
  type ComparisonFormat,
  type ComparisonReport,
  createComparisonReport,
  formatComparison,
  parseDecisions,
} from '../../contract/index.js'
import { countProblems, type Document } from '../../openapi/index.js'
import { type ReportOptions, toReportTargets, writeReports } from '../check/write-report.js'
import type { Run } from '../context.js'
import type { ExitCode } from '../exit.js'
import { readText } from '../files/files.js'
import { writeMessage } from '../terminal/message.js'
import { readVersion } from './read-version.js'

/** Values of the options of `room-sessions diff`. */
export interface DiffOptions extends ReportOptions<ComparisonFormat> {
  readonly allowOutside?: true
  readonly failOn: 'breaking' | 'any'
  readonly decisions?: string
  readonly path?: readonly string[]
  readonly words?: true
}

const exitCodes: Record<ComparisonReport['verdict'], ExitCode> = { passed: 0, failed: 1, 'nothing-compared': 2 }

/** Compares two versions of a document and writes the report. */
export async function diff(
  { context }: Run,
  [before, after]: readonly [before: string, after: string],
  options: DiffOptions,
): Promise<ExitCode> {
  const targets = toReportTargets(options, 'text')
  const decisions =
    options.decisions === undefined ? [] : parseDecisions(await readText(options.decisions), options.decisions)
  const read = (source: string) => readVersion(source, options, process.cwd())
  const documents = [await read(before), await read(after)] as const
  for (const document of documents) await tellProblems(document, (line) => writeMessage(context.stderr, line))
  const report = createComparisonReport(...documents, {
    failOn: options.failOn,
    decisions,
    words: options.words === true,
    ...(options.path && { paths: options.path }),
  })
  const verdict = [report.verdict, report.reasons.join(', ')].filter(Boolean).join(': ')
  await writeReports(context, targets, verdict, (format, { color }) => formatComparison(report, format, { color }))
  return exitCodes[report.verdict]
}

/** Writes how many problems a document has: the parts with problems may not have been compared. */
async function tellProblems({ source, problems }: Document, write: (line: string) => Promise<void>): Promise<void> {
  if (problems.length > 0) await write(`${source}: ${countProblems(problems)}, listed by check`)
}
