import { SignalWireError } from '../../client/index.js'
import { createScrubber, type Document, type Interaction, type Scrubber } from '../../contract/index.js'
import { CliError, type ExitCode } from '../exit.js'
import { toExitCode } from '../failure.js'
import { connectWith, type Target, toConnectOptions } from '../reading/connect.js'
import { createProgress } from '../terminal/progress.js'
import type { World } from '../world.js'
import { type Answered, createAsk } from './ask.js'
import { toCause } from './cause.js'
import { type Case, toCases } from './room-sessions-cases.js'
import { findSubjects } from './room-sessions-subjects.js'

/** What a space answered to everything that it can be asked; nothing private is left in it. */
export interface Traffic {
  /** In the order they were asked for. */
  readonly answers: readonly Answered[]
  readonly scrubber: Scrubber
  /** Cases that were not asked for, because the space fell silent. */
  readonly unasked: readonly Case[]
  /** Why the asking stopped before its end. It may name a host: for a screen, not for a file. */
  readonly stopped?: string
}

/** How traffic is recorded. */
export interface TrafficOptions {
  readonly document: Document
  /** Whether names of undocumented members may be told. */
  readonly keepNames: boolean
}

/**
 * Asks a space everything.
 *
 * @throws {CliError} when the space cannot be reached, or refuses what is right; nothing that it said is in the message.
 */
export async function recordTraffic(
  target: Target,
  world: World,
  { document, keepNames }: TrafficOptions,
): Promise<Traffic> {
  const options = await toConnectOptions(target, world)
  const client = connectWith(options)
  const scrubber = createScrubber({ document, secrets: toSecrets(target, options), keepNames })
  const progress = createProgress(world)
  try {
    await progress.show(() => 'looking for room sessions to ask about')
    const cases = toCases(await findSubjects(client, world.signal).catch(withoutWords))
    await progress.clear()
    const ask = createAsk(options, options.fetch ?? world.platformFetch, scrubber)
    const answers: Answered[] = []
    for (const [index, each] of cases.entries()) {
      await progress.show(() => `${index} of ${cases.length} cases: ${each.operationId} ${each.name}`)
      answers.push(await ask(each, world.signal).catch(withoutWords))
      const stopped = findSilence(answers)
      if (stopped !== undefined) return { answers, scrubber, unasked: cases.slice(answers.length), stopped }
    }
    return { answers, scrubber, unasked: [] }
  } finally {
    await progress.clear()
  }
}

/** Cases without a response, one after the other, until nothing more is asked: the client has repeated each. */
const mostSilent = 3

function findSilence(answers: readonly Answered[]): string | undefined {
  const latest = answers.slice(-mostSilent)
  const isSilent = latest.length === mostSilent && latest.every(({ interactions }) => interactions.length === 0)
  return isSilent
    ? `stopped after ${mostSilent} cases in a row without a response (${latest.at(-1)?.cause})`
    : undefined
}

/** How well the asking went: 1 when something had no response, 2 when that made it stop. */
export function toOutcome({ answers, stopped }: Traffic): ExitCode {
  if (stopped !== undefined) return 2
  return answers.some(({ cause }) => cause !== undefined) ? 1 : 0
}

/** What is not among the answers, and why: a line each. */
export const findMissing = (answers: readonly Answered[]): string[] =>
  answers.flatMap(({ case: { operationId, name }, missing }) => (missing ? [`${operationId} ${name}: ${missing}`] : []))

/** Nothing that the service said with it is in the message. */
function withoutWords(error: unknown): never {
  if (!(error instanceof SignalWireError)) throw error
  const message = [error.operationId, toCause(error)].filter(Boolean).join(': ')
  throw new CliError(message, { exitCode: toExitCode(error) })
}

/** What must not be found in any file, in whatever form it travels. */
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

/** Name of the recording of a case: what was asked, what came back. */
export function toFileName({ case: { operationId, name }, interactions }: Answered): string {
  return `${operationId}.${interactions[0]?.response.status ?? 'none'}.${name}.json`
}

/** The interactions of a case as if they were read from `folder`. */
export const toInteractions = (answered: Answered, folder: string): (Interaction & { readonly source: string })[] =>
  answered.interactions.map((interaction) => ({ ...interaction, source: `${folder}/${toFileName(answered)}` }))
