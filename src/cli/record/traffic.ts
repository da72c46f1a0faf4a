import { type Client, SignalWireError } from '../../client/index.js'
import { createScrubber, type Document, type Interaction, type Scrubber } from '../../contract/index.js'
import type { Context } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { toExitCode } from '../failure.js'
import { connectWith, type Target, toConnectOptions } from '../reading/connect.js'
import { createProgress } from '../terminal/progress.js'
import { type Answered, createAsk } from './ask.js'
import type { Case } from './case.js'
import { toCause } from './cause.js'
import { findLogCases } from './logs-cases.js'
import { findRecordingCases } from './room-recordings-cases.js'
import { toSessionCases } from './room-sessions-cases.js'
import { findSubjects } from './room-sessions-subjects.js'

/** The responses of a space to all cases. Private values are already replaced. */
export interface Traffic {
  /** In the order of the requests. */
  readonly answers: readonly Answered[]
  readonly scrubber: Scrubber
  /** Cases that were not requested, because the space stopped responding. */
  readonly notRequested: readonly Case[]
  /** Why the run stopped early. It may contain the name of a host: show it, but do not write it to a file. */
  readonly stopped?: string
}

/** How traffic is recorded. */
export interface TrafficOptions {
  readonly document: Document
  /** True if the names of undocumented properties are kept, false if they are replaced. */
  readonly keepNames: boolean
}

/**
 * Sends the requests of all cases to a space.
 *
 * @throws {CliError} if the space cannot be reached, or refuses a correct request. The message has no text of a response
 */
export async function recordTraffic(
  target: Target,
  context: Context,
  { document, keepNames }: TrafficOptions,
): Promise<Traffic> {
  const options = await toConnectOptions(target, context)
  const client = connectWith(options)
  const scrubber = createScrubber({ document, secrets: toSecrets(target, options), keepNames })
  const progress = createProgress(context)
  try {
    await progress.show(() => 'looking for room sessions')
    const cases = await findCases(client, context.signal).catch(withoutServiceText)
    await progress.clear()
    const ask = createAsk(options, options.fetch ?? context.platformFetch, scrubber)
    const answers: Answered[] = []
    for (const [index, each] of cases.entries()) {
      await progress.show(() => `${index} of ${cases.length} cases: ${each.operationId} ${each.name}`)
      answers.push(await ask(each, context.signal).catch(withoutServiceText))
      const stopped = findSilence(answers)
      if (stopped !== undefined) return { answers, scrubber, notRequested: cases.slice(answers.length), stopped }
    }
    return { answers, scrubber, notRequested: [] }
  } finally {
    await progress.clear()
  }
}

/** The cases of all operations. */
const findCases = async (client: Client, signal: AbortSignal): Promise<Case[]> => [
  ...toSessionCases(await findSubjects(client, signal)),
  ...(await findRecordingCases(client, signal)),
  ...(await findLogCases(client, signal)),
]

/** The run stops after this many consecutive cases without a response. The client has already repeated each of them. */
const maxSilent = 3

function findSilence(answers: readonly Answered[]): string | undefined {
  const latest = answers.slice(-maxSilent)
  const isSilent = latest.length === maxSilent && latest.every(({ interactions }) => interactions.length === 0)
  return isSilent ? `stopped after ${maxSilent} cases in a row without a response (${latest.at(-1)?.cause})` : undefined
}

/** Exit code of the run: 1 if a response is missing, 2 if the run stopped early because of that. */
export function toOutcome({ answers, stopped }: Traffic): ExitCode {
  if (stopped !== undefined) return 2
  return answers.some(({ cause }) => cause !== undefined) ? 1 : 0
}

/** Which interactions are missing, and why, one line for each case. */
export const findMissing = (answers: readonly Answered[]): string[] =>
  answers.flatMap(({ case: { operationId, name }, missing }) => (missing ? [`${operationId} ${name}: ${missing}`] : []))

/** Throws an error whose message has no text of a response. */
function withoutServiceText(error: unknown): never {
  if (!(error instanceof SignalWireError)) throw error
  const message = [error.operationId, toCause(error)].filter(Boolean).join(': ')
  throw new CliError(message, { exitCode: toExitCode(error) })
}

/** The secrets that the scrubber must remove, in whatever encoding they appear. */
function toSecrets(
  target: Target,
  { projectId = '', apiToken }: { projectId?: string | undefined; apiToken: string },
): string[] {
  const secrets = [apiToken, projectId, Buffer.from(`${projectId}:${apiToken}`).toString('base64')]
  if (target.kind === 'sandbox') return secrets
  return [
    ...secrets,
    ...(target.space ? [target.space, `${target.space}.signalwire.com`] : []),
    ...(target.baseUrl ? [new URL(target.baseUrl).host] : []),
  ]
}

/** File name of the recording of a case: operation, status and case. */
export function toFileName({ case: { operationId, name }, interactions }: Answered): string {
  return `${operationId}.${interactions[0]?.response.status ?? 'none'}.${name}.json`
}

/** The interactions of a case as if they were read from `folder`. */
export const toInteractions = (answered: Answered, folder: string): (Interaction & { readonly source: string })[] =>
  answered.interactions.map((interaction) => ({ ...interaction, source: `${folder}/${toFileName(answered)}` }))
