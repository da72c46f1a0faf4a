import {
  type Credential,
  createGlob,
  createRecordingFolder,
  createReporter,
  type Document,
  type Interaction,
  type ProbeOptions,
  type ProbeSummary,
  type ProbeWorld,
  probe,
  type Reporter,
  type ReportFormat,
  type Severity,
} from '../../contract/index.js'
import { isClientError } from '../../text/http-status.js'
import { decodePercent } from '../../text/percent-encoding.js'
import { countOf, pluralOf } from '../../text/plural.js'
import { basePathOf, parseUrl } from '../../text/url.js'
import { type BaselineOptions, readBaseline, updateBaseline } from '../check/baseline-file.js'
import { createDocumentUrl } from '../check/document-url.js'
import { readDocument } from '../check/read-document.js'
import { readWaivers } from '../check/waivers-file.js'
import { exitCodes, type ReportOptions, toReportTargets, writeCheckReports } from '../check/write-report.js'
import type { Context, Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { toExitCode } from '../failure.js'
import { requireWritableFolder } from '../files/files.js'
import { writeMessage } from '../terminal/message.js'
import { createProgress, type Progress, toCount } from '../terminal/progress.js'
import { describeSummary } from './describe-summary.js'
import { isLoopback, type Pair } from './probe-options.js'
import { sendRequest } from './send-request.js'

/** Values of the options of `room-sessions probe`. */
export interface ProbeCommandOptions extends ReportOptions<ReportFormat>, BaselineOptions {
  readonly document?: string
  readonly allowOutside?: true
  readonly url: string
  readonly methods: readonly string[]
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly maxRequests: number
  readonly rate?: number
  readonly seed?: number
  readonly param?: readonly Pair[]
  readonly auth?: readonly Pair[]
  readonly allowHost?: readonly string[]
  readonly timeout: number
  readonly insecure?: true
  readonly record?: string
  readonly failOn: Severity
  readonly minCoverage: number
  readonly waivers?: string
  readonly fullCoverage?: true
}

/**
 * Probes a server and writes the report.
 *
 * @throws {CliError} if options do not fit together, no server is listening, or `--url` lacks a base path
 */
export async function probeServer(run: Run, options: ProbeCommandOptions): Promise<ExitCode> {
  const { context } = run
  const { url, methods, maxRequests, seed, failOn, minCoverage } = options
  const targets = toReportTargets(options, 'text')
  requireAllowedHost(url, options.allowHost ?? [])
  const document = await readDocument(options)
  const isProbed = createOperationFilter(document, options)
  const credentials = readCredentials(document, options.auth ?? [], context.env)
  const given = readGiven(document, options.param ?? [])
  const baseline = await readBaseline(options)
  const reporter = createReporter(document, {
    ...{ servers: [url], failOn, minCoverage, baseline },
    fullCoverage: options.fullCoverage === true,
    waivers: await readWaivers(options.waivers),
  })
  const recorder = await createRecorder(document, credentials, options)
  context.finishWhenInterrupted()
  const progress = createProgress(context)
  const summary = await probe(
    document,
    { url, methods, isProbed, maxRequests, seed, given, credentials },
    createWorld(context, options, { reporter, recorder, progress }),
  ).finally(() => progress.clear())
  requireServer(summary, url)
  for (const line of describeSummary(summary, maxRequests, recorder.notRecorded))
    await writeMessage(context.stderr, line)
  const report = reporter.report()
  await writeCheckReports(run, targets, report)
  if (context.signal.aborted) return toExitCode(context.signal.reason)
  if (baseline === 'update' && options.baseline !== undefined && summary.stopped === undefined)
    await updateBaseline(context, report, options.baseline)
  return summary.stopped === undefined || exitCodes[report.verdict] > 0 ? exitCodes[report.verdict] : 1
}

/** Writes recordings of the responses. */
interface Recorder {
  /** Lines about what was not recorded. */
  readonly notRecorded: readonly string[]
  add(interaction: Interaction, isBroken: boolean): Promise<void>
}

/** Creates the recorder for the folder of `--record`; without this option it writes nothing. */
async function createRecorder(
  document: Document,
  credentials: readonly Credential[],
  { record, url }: Pick<ProbeCommandOptions, 'record' | 'url'>,
): Promise<Recorder> {
  const notRecorded: string[] = []
  if (record === undefined) return { notRecorded, add: async () => {} }
  await requireWritableFolder(record)
  const folder = createRecordingFolder(record, {
    document,
    secrets: credentials.map(({ secret }) => secret),
    onNotRecorded: (line) => notRecorded.push(line),
  })
  const toDocumentUrl = createDocumentUrl(document, basePathOf(parseUrl(url)))
  return {
    notRecorded,
    async add(interaction, isBroken) {
      const { request, response } = interaction
      // A recording does not say that its request is invalid on purpose, or was refused in front of the application.
      if (isBroken && (!isClientError(response.status) || decodePercent(request.url) === undefined)) return
      await folder.add({ ...interaction, request: { ...request, url: toDocumentUrl(request.url) } })
    },
  }
}

interface Receivers {
  readonly reporter: Reporter
  readonly recorder: Recorder
  readonly progress: Progress
}

/** The connection of the probe to the server, at the rate of `--rate`, and to what receives the results. */
function createWorld(
  context: Context,
  { maxRequests, rate, timeout, insecure }: ProbeCommandOptions,
  { reporter, recorder, progress }: Receivers,
): ProbeWorld {
  let sent = 0
  let findings = 0
  const pause = createPause(context, rate)
  const show = () =>
    progress.show(
      () =>
        `${toCount(sent)} of at most ${toCount(maxRequests)} requests, ${toCount(findings)} ${pluralOf(findings, 'finding')}`,
    )
  return {
    send(request) {
      sent++
      return sendRequest(request, {
        timeoutMs: timeout * 1000,
        isInsecure: insecure === true,
        signal: context.signal,
      })
    },
    async pause() {
      await show()
      await pause()
    },
    isStopped: () => context.signal.aborted,
    async onInteraction(interaction, made, isBroken) {
      findings += reporter.add(interaction, made).length
      await recorder.add(interaction, isBroken)
    },
    onNoResponse(finding, about) {
      findings++
      reporter.addFinding(finding, about)
    },
  }
}

/** @throws {CliError} if no server is listening at the URL, or the URL lacks a base path */
function requireServer({ stopped, sent, missingBasePaths }: ProbeSummary, url: string): void {
  const origin = parseUrl(url)?.origin
  if (stopped !== undefined && sent === 1) throw new CliError(`${origin}: ${stopped}; expected a running server`)
  if (!missingBasePaths) return
  const expected = missingBasePaths.map((path) => `${origin}${path}`).join(' or ')
  throw new CliError(
    `--url: all of the first ${countOf(sent, 'response')} had status 404; expected the base path of a server of the document: ${expected}`,
  )
}

function requireAllowedHost(url: string, allowed: readonly string[]): void {
  const { hostname = '' } = parseUrl(url) ?? {}
  if (isLoopback(url) || allowed.includes(hostname)) return
  throw new CliError(
    `--url: ${hostname} is not this machine; to send it requests that may do harm, add --allow-host ${hostname}`,
  )
}

type OperationFilter = NonNullable<ProbeOptions['isProbed']>

/**
 * Returns the test for operations that `--methods`, `--include` and `--exclude` leave.
 *
 * @throws {CliError} if a pattern matches no operation, or no operation is left
 */
function createOperationFilter(
  { operations }: Document,
  { methods, include, exclude = [] }: Pick<ProbeCommandOptions, 'methods' | 'include' | 'exclude'>,
): OperationFilter {
  const toTest = (option: string, pattern: string) => {
    const matches = createGlob(pattern)
    const test: OperationFilter = ({ operationId, method, path }) =>
      [operationId, path, `${method} ${path}`].some((name) => matches(name))
    if (operations.some(test)) return test
    throw new CliError(
      `${option}: ${JSON.stringify(pattern)} matches no operation; expected an operationId, a path or a method and a path, such as ${JSON.stringify(`${operations[0]?.method} ${operations[0]?.path}`)}`,
    )
  }
  const included = include?.map((pattern) => toTest('--include', pattern))
  const excluded = exclude.map((pattern) => toTest('--exclude', pattern))
  const isProbed: OperationFilter = (operation) =>
    methods.includes(operation.method.toUpperCase()) &&
    (included?.some((test) => test(operation)) ?? true) &&
    !excluded.some((test) => test(operation))
  if (operations.some(isProbed)) return isProbed
  const [option, what] =
    included || excluded.length > 0 ? ['--include, --exclude', 'is left with'] : ['--methods', 'of the document has']
  throw new CliError(`${option}: no operation ${what} the method ${methods.join(' or ')}`)
}

/**
 * Reads the credentials of `--auth` from the environment.
 *
 * @throws {CliError} if a scheme is not in the document, a variable is not set, or its value cannot be sent
 */
function readCredentials({ operations }: Document, auth: readonly Pair[], env: Context['env']): Credential[] {
  const schemes = operations.flatMap(({ security }) => security.flatMap(({ schemes }) => schemes))
  // The credentials of mutual TLS are a certificate.
  const known = new Set(schemes.filter(({ type }) => type !== 'mutualTLS').map(({ name }) => name))
  return auth.map(([scheme, variable]) => {
    if (!known.has(scheme)) {
      // Without the name, which may be a credential in the wrong place.
      const names = known.size > 0 ? `operations require ${[...known].join(', ')}` : 'no operation requires one'
      throw new CliError(`--auth: no operation requires a security scheme of this name; ${names}`)
    }
    const secret = env[variable]
    if (!secret) throw new CliError(`--auth: the environment variable ${variable} is not set`)
    if (/[^\t\x20-\x7e]/.test(secret))
      throw new CliError(`--auth: ${variable} has characters that a header cannot have`)
    return { scheme, secret, placeholder: `$${variable}` }
  })
}

/** Returns the values of `--param` by name. @throws {CliError} if no operation has a parameter of that name */
function readGiven({ operations }: Document, pairs: readonly Pair[]): Map<string, string> {
  for (const [name] of pairs) {
    const isKnown = operations.some(({ operationId, parameters }) =>
      parameters.some((parameter) => parameter.name === name || `${operationId}.${parameter.name}` === name),
    )
    if (!isKnown) throw new CliError(`--param: no operation has a parameter ${JSON.stringify(name)}`)
  }
  return new Map(pairs)
}

/** Returns a function that waits until the next request is due. */
function createPause({ now, sleep, signal }: Context, rate: number | undefined): () => Promise<void> {
  let due = 0
  return async () => {
    if (rate === undefined) return
    const wait = due - now().getTime()
    // An interruption ends the pause; the probe then stops by itself.
    if (wait > 0) await sleep(wait, signal).catch(() => {})
    due = Math.max(due, now().getTime()) + 1000 / rate
  }
}
