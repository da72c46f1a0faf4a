import {
  createReporter,
  type Document,
  formatProblem,
  type Report,
  type Reporter,
  type ReportOptions,
  type Waivers,
} from '../../contract/check-recordings.js'
import { countOf } from '../../text/plural.js'
import type { Context, Run } from '../context.js'
import { CliError, type ExitCode, worse } from '../exit.js'
import { readBaseline, updateBaseline } from './baseline-file.js'
import type { CheckOptions } from './check-options.js'
import { findRecordings } from './find-recordings.js'
import { readDocument } from './read-document.js'
import { readInteractions } from './read-interactions.js'
import { readWaivers } from './waivers-file.js'
import { exitCodes, toReportTargets, writeCheckReports } from './write-report.js'

/** Options of the report of a run. */
type ReportSettings = ReportOptions & { readonly waivers: Waivers }

function firstOf({ problems }: Document): string {
  const [first] = [...problems.filter(({ severity }) => severity === 'error'), ...problems]
  return first ? formatProblem(first) : ''
}

/** @throws {CliError} for arguments that do not fit together */
function requireFittingOptions(patterns: readonly string[], options: CheckOptions): void {
  const { server: servers } = options
  if (options.live ? patterns.length > 0 : patterns.length === 0) {
    throw new CliError(`check: expected recordings or --live, received ${options.live ? 'both' : 'neither'}`)
  }
  if (options.live && options.document !== undefined)
    throw new CliError(
      'check: expected --live or --document, received both: --live sends requests to SignalWire; for another API give recordings',
    )
  if (options.live && options.jobs > 1) throw new CliError('check: expected --live or --jobs, received both')
  if (options.live && servers) throw new CliError('check: expected --live or --server, received both')
  if (options.webhooks && (options.live || servers))
    throw new CliError(`check: expected --webhooks or ${servers ? '--server' : '--live'}, received both`)
}

/** The result of a run. */
interface Checked {
  readonly document: Document
  readonly report: Report
  /** Exit code of the recording, with `--live`. */
  readonly outcome?: ExitCode
  /** Set if no recording could be read. The report then has only notes. */
  readonly unreadable?: CliError
}

async function checkLive(context: Context, options: CheckOptions, reportOptions: ReportSettings): Promise<Checked> {
  const document = await readDocument(options)
  // Created before anything is requested, because it throws for invalid waivers.
  createReporter(document, reportOptions)
  // It loads the client and the sandbox, which recordings do not need.
  const { readLive } = await import('../record/read-live.js')
  const { interactions, waivers: own, outcome } = await readLive(context, document, options)
  const { waivers } = reportOptions
  const reporter = createReporter(document, {
    ...reportOptions,
    waivers: { ...waivers, findings: [...waivers.findings, ...own] },
  })
  for (const interaction of interactions) reporter.add(interaction)
  return { document, report: reporter.report(), outcome }
}

async function checkRecordings(
  context: Context,
  recordings: readonly string[],
  options: CheckOptions,
  reportOptions: ReportSettings,
): Promise<Checked> {
  const otherThreads = Math.min(options.jobs, recordings.length) - 1
  const { baseline, ...optionsOfThread } = reportOptions
  const start = async () =>
    (await import('./threads.js')).startThreads(otherThreads, recordings, {
      document: options,
      options: optionsOfThread,
    })
  // Threads load the document as well, so they are started before this one does.
  const threads = otherThreads > 0 ? await start() : undefined
  try {
    const document = await readDocument(options)
    const reporter = createReporter(document, reportOptions)
    const checked = threads ? threads.check(reporter, context) : checkHere(reporter, recordings, context)
    const unreadable = await checked.catch((error: unknown) => {
      if (error instanceof CliError) return error
      throw error
    })
    return { document, report: reporter.report(), ...(unreadable && { unreadable }) }
  } finally {
    await threads?.stop()
  }
}

async function checkHere(reporter: Reporter, recordings: readonly string[], context: Context): Promise<void> {
  const { addUnreadable: onUnreadable } = reporter
  for await (const interaction of readInteractions(recordings, context, { onUnreadable })) reporter.add(interaction)
}

/**
 * Checks recordings, or with `--live` the responses of a space, and writes the report.
 *
 * @throws {CliError} for arguments that do not fit together, or if no recording can be read. Reports to files are written even
 * then, so that a merge of several has its notes.
 */
export async function check(run: Run, patterns: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { context } = run
  requireFittingOptions(patterns, options)
  const targets = toReportTargets(options, 'text')
  const baseline = await readBaseline(options)
  const reportOptions: ReportSettings = {
    ...{ servers: options.server, webhooks: options.webhooks === true },
    ...{ failOn: options.failOn, minCoverage: options.minCoverage, fullCoverage: options.fullCoverage === true },
    ...{ baseline, waivers: await readWaivers(options.waivers) },
  }
  const recordings = options.live ? [] : await findRecordings(patterns)
  const { document, report, outcome, unreadable } = options.live
    ? await checkLive(context, options, reportOptions)
    : await checkRecordings(context, recordings, options, reportOptions)

  const written = unreadable ? targets.filter(({ file }) => file !== undefined) : targets
  await writeCheckReports(run, written, report, recordings)
  if (unreadable) throw unreadable
  if (options.strict && document.problems.length > 0) {
    const count = countOf(document.problems.length, 'problem')
    throw new CliError(`check: --strict is set and the document has ${count}; the first is ${firstOf(document)}`)
  }
  if (baseline === 'update' && options.baseline !== undefined && outcome !== 2)
    await updateBaseline(context, report, options.baseline)
  return worse(exitCodes[report.verdict], outcome ?? 0)
}
