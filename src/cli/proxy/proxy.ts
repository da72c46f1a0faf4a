import { isatty } from 'node:tty'
import {
  createRecordingFolder,
  createReporter,
  type Reporter,
  type ReportFormat,
  type Severity,
} from '../../contract/index.js'
import { countOf, pluralOf } from '../../text/plural.js'
import { type BaselineOptions, readBaseline, updateBaseline } from '../check/baseline-file.js'
import { readDocument } from '../check/read-document.js'
import { readWaivers } from '../check/waivers-file.js'
import {
  exitCodes,
  type ReportOptions,
  type ReportTarget,
  toReportTargets,
  writeCheckReports,
} from '../check/write-report.js'
import type { Context, Run } from '../context.js'
import { CliError, worse } from '../exit.js'
import { toMessage } from '../failure.js'
import { cannotWrite, isClosedPipe, requireWritableFolder, toReason } from '../files/files.js'
import { writeMessage } from '../terminal/message.js'
import { createProgress, toCount } from '../terminal/progress.js'
import { type CheckedTraffic, createCheckedTraffic, type TrafficCounts } from './checked-traffic.js'
import { runCommand } from './run-command.js'
import { createProxy } from './server.js'

/** Values of the options of `room-sessions proxy`. */
export interface ProxyCommandOptions extends ReportOptions<ReportFormat>, BaselineOptions {
  readonly target: URL
  readonly port: number
  readonly host: string
  readonly record?: string
  readonly maxBody: number
  readonly insecure?: true
  readonly keepHost?: true
  readonly document?: string
  readonly allowOutside?: true
  readonly failOn: Severity
  readonly minCoverage: number
  readonly waivers?: string
}

/** Time to write the reports after an interruption. */
const graceMs = 30_000

/**
 * Passes traffic on while a command runs, or until an interruption if there is no command; checks the traffic and writes the
 * reports. Resolves to the exit code.
 *
 * @throws {CliError} if the address is in use, or a recording or a report cannot be written
 */
export async function proxy(run: Run, words: readonly string[], options: ProxyCommandOptions): Promise<number> {
  const { context } = run
  const { target, maxBody, failOn, minCoverage, record } = options
  const targets = toReportTargets(options, 'text')
  const document = await readDocument(options)
  const baseline = await readBaseline(options)
  const waivers = await readWaivers(options.waivers)
  const reporter = createReporter(document, { failOn, minCoverage, waivers, baseline })
  if (record !== undefined) await requireWritableFolder(record)
  const { show, showCounts, clear } = createDisplay(context, words.length === 0)
  let written = 0
  const folder =
    record === undefined
      ? undefined
      : createRecordingFolder(record, {
          document,
          onWritten: () => {
            written++
          },
          onNotRecorded: (line) => void show(line),
        })
  const traffic = createCheckedTraffic({
    ...{ document, reporter, folder, target, show, maxBodyBytes: maxBody },
    onChecked: showCounts,
  })
  const server = createProxy({
    ...{ target, maxBodyBytes: maxBody, isInsecure: options.insecure === true, keepsHost: options.keepHost === true },
    onExchange: traffic.add,
  })
  context.finishWhenInterrupted(words.length > 0 ? Number.POSITIVE_INFINITY : graceMs)
  const url = await server.listen(options.port, options.host).catch((error: unknown) => {
    throw new CliError(`cannot listen on ${options.host}, port ${options.port}: ${toReason(error)}`, { cause: error })
  })
  const outcome = await (async () => {
    try {
      if (words.length === 0) return await waitForInterruption(context, `${url} passes requests on to ${target.href}`)
      const env = { ...context.env, CONTRACT_PROXY_URL: url }
      return await runCommand(words, { env, signal: context.signal, sharesTerminal: isatty(0) })
    } finally {
      await server.close()
    }
  })()
  return await finish(run, {
    ...{ traffic, reporter, targets, clear, hasCommand: words.length > 0, outcome, record },
    ...{ countWritten: () => written, baselineToUpdate: baseline === 'update' ? options.baseline : undefined },
  })
}

interface Finishing {
  readonly traffic: CheckedTraffic
  readonly reporter: Reporter
  readonly targets: readonly ReportTarget<ReportFormat>[]
  readonly clear: () => Promise<void>
  readonly hasCommand: boolean
  /** Exit code of the command; 0 without one. */
  readonly outcome: number
  readonly record: string | undefined
  readonly countWritten: () => number
  /** The file of the baseline, if this run updates it. */
  readonly baselineToUpdate: string | undefined
}

/** Waits for the last checks and recordings, writes the reports, and resolves to the exit code. */
async function finish(run: Run, finishing: Finishing): Promise<number> {
  const { context } = run
  const { traffic, reporter, targets, clear, hasCommand, outcome, record, countWritten } = finishing
  try {
    const recordingError = await traffic.end()
    await clear()
    const report = reporter.report()
    if (hasCommand && traffic.countRequests() === 0)
      await writeMessage(
        context.stderr,
        'received no requests; expected the command to use the URL in CONTRACT_PROXY_URL',
      )
    await writeCheckReports(run, targets, report)
    if (finishing.baselineToUpdate !== undefined) await updateBaseline(context, report, finishing.baselineToUpdate)
    if (record !== undefined)
      await writeMessage(context.stderr, `${countOf(countWritten(), 'new recording')} in ${record}`)
    if (outcome !== 0) await writeMessage(context.stderr, `the command ended with exit code ${outcome}`)
    if (recordingError !== undefined) throw cannotWrite(record ?? '', recordingError)
    return worse<number>(exitCodes[report.verdict], outcome)
  } catch (error) {
    if (!context.signal.aborted || isClosedPipe(error)) throw error
    // After an interruption `run` shows no error, because in other commands the error is the interruption itself.
    await writeMessage(context.stderr, toMessage(error))
    return worse<number>(2, outcome)
  }
}

/** Writes lines to stderr. On a terminal that no command uses, it shows a count below them. */
function createDisplay(context: Context, hasCounts: boolean) {
  const progress = createProgress(context)
  // The reader of stderr may go away. Everything is in the report as well.
  const ignore = () => {}
  return {
    async show(line: string) {
      await progress.clear().catch(ignore)
      await writeMessage(context.stderr, line).catch(ignore)
    },
    async showCounts({ requests, errors, warnings }: TrafficCounts) {
      if (!hasCounts) return
      const line = () =>
        [[requests, 'request'] as const, [errors, 'error'] as const, [warnings, 'warning'] as const]
          .map(([count, noun]) => `${toCount(count)} ${pluralOf(count, noun)}`)
          .join(', ')
      await progress.show(line).catch(ignore)
    },
    clear: () => progress.clear().catch(ignore),
  }
}

async function waitForInterruption({ signal, stderr }: Context, message: string): Promise<number> {
  await writeMessage(stderr, `${message}; Ctrl-C ends it and writes the report`)
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  return 0
}
