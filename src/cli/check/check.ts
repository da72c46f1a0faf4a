import {
  createReporter,
  type Document,
  type FindingWaiver,
  formatProblem,
  type Interaction,
  type Report,
  type Reporter,
} from '../../contract/index.js'
import { countOf } from '../../text/plural.js'
import type { Context, Run } from '../context.js'
import { CliError, type ExitCode, worse } from '../exit.js'
import { findTarget, type TargetOptions } from '../reading/connect.js'
import { waiveIntendedMistakes } from '../record/intended-mistakes.js'
import { findRealValues } from '../record/recordings-folder.js'
import { findMissing, recordTraffic, toInteractions, toOutcome } from '../record/traffic.js'
import { writeMessage } from '../terminal/message.js'
import { readBaseline, updateBaseline } from './baseline-file.js'
import type { CheckOptions } from './check-options.js'
import { findRecordings } from './find-recordings.js'
import { readDocument } from './read-document.js'
import { readInteractions } from './read-interactions.js'
import { readWaivers } from './waivers-file.js'
import { exitCodes, toReportTargets, writeCheckReports } from './write-report.js'

interface Live {
  readonly interactions: readonly Interaction[]
  /** Waivers for the findings about requests that are wrong on purpose. */
  readonly waivers: readonly FindingWaiver[]
  /** Exit code of the recording. */
  readonly outcome: ExitCode
}

/** Records the responses of a space. The folder in their sources is `live` for the service only, never for the sandbox. */
async function readLive(context: Context, document: Document, options: TargetOptions): Promise<Live> {
  const target = findTarget(context.env, options)
  const folder = target.kind === 'sandbox' ? 'sandbox' : 'live'
  const traffic = await recordTraffic(target, context, { document, keepNames: true })
  const { answers, notRequested, stopped } = traffic
  for (const line of findMissing(answers)) await writeMessage(context.stderr, `not checked: ${line}`)
  for (const value of findRealValues(answers, traffic.scrubber))
    await writeMessage(context.stderr, `checked with the real value: ${value}`)
  if (stopped !== undefined) await writeMessage(context.stderr, `${stopped}: ${notRequested.length} not requested`)
  return {
    interactions: answers.flatMap((answered) => toInteractions(answered, folder)),
    waivers: waiveIntendedMistakes(document, answers, folder),
    outcome: toOutcome(traffic),
  }
}

async function reportOn(
  reporter: Reporter,
  interactions: Iterable<Interaction> | AsyncIterable<Interaction>,
): Promise<Report> {
  for await (const interaction of interactions) reporter.add(interaction)
  return reporter.report()
}

function firstOf({ problems }: Document): string {
  const [first] = [...problems.filter(({ severity }) => severity === 'error'), ...problems]
  return first ? formatProblem(first) : ''
}

/** The options that name the document. */
const documentOf = ({ document, allowOutside }: CheckOptions) => ({
  ...(document !== undefined && { document }),
  ...(allowOutside && { allowOutside }),
})

/**
 * Checks recordings, or with `--live` the responses of a space, and writes the report.
 *
 * @throws {CliError} for arguments that do not fit together.
 */
export async function check(run: Run, patterns: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { context } = run
  const { failOn, minCoverage, server: servers } = options
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
  const targets = toReportTargets(options, 'text')
  const document = await readDocument(options)
  const { findings, coverage } = await readWaivers(options.waivers)
  const baseline = await readBaseline(options)
  const { jobs } = options
  const settings = {
    ...{ servers, webhooks: options.webhooks === true },
    ...{ failOn, minCoverage, fullCoverage: options.fullCoverage === true },
  }
  const reporterWith = (more: readonly FindingWaiver[]) =>
    createReporter(document, { ...settings, baseline, waivers: { findings: [...findings, ...more], coverage } })
  // Created before anything is requested or read, because it throws for invalid waivers.
  const reporter = reporterWith([])
  const live = options.live ? await readLive(context, document, options) : undefined
  const recordings = live ? [] : await findRecordings(patterns)
  const checkAll = async (): Promise<Report> => {
    if (live) return await reportOn(reporterWith(live.waivers), live.interactions)
    const { addUnreadable: onUnreadable } = reporter
    if (jobs === 1 || recordings.length === 1)
      return await reportOn(reporter, readInteractions(recordings, context, { onUnreadable }))
    const { checkInThreads } = await import('./threads.js')
    const documentOptions = documentOf(options)
    const part = { ...settings, waivers: { findings, coverage } }
    await checkInThreads(reporter, recordings, context, { jobs, document, documentOptions, options: part })
    return reporter.report()
  }
  const report = await checkAll()

  await writeCheckReports(run, targets, report, recordings)
  if (options.strict && document.problems.length > 0) {
    const count = countOf(document.problems.length, 'problem')
    throw new CliError(`check: --strict is set and the document has ${count}; the first is ${firstOf(document)}`)
  }
  if (baseline === 'update' && options.baseline !== undefined && live?.outcome !== 2)
    await updateBaseline(context, report, options.baseline)
  return worse(exitCodes[report.verdict], live?.outcome ?? 0)
}
