import { ApiError, createClient, SignalWireError } from '../../client/index.js'
import { createScrubber, type Document, type Interaction, type Scrubber } from '../../contract/index.js'
import { type Target, toConnectOptions } from '../connect.js'
import { CliError } from '../exit.js'
import { toExitCode } from '../failure.js'
import { createProgress } from '../progress.js'
import type { World } from '../world.js'
import { type Answered, createAsk } from './ask.js'
import { toCases } from './room-sessions-cases.js'
import { findSubjects } from './room-sessions-subjects.js'

/** What a space answered to everything that it can be asked; nothing private is left in it. */
export interface Traffic {
  /** In the order they were asked for. */
  readonly answers: readonly Answered[]
  readonly scrubber: Scrubber
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
  const client = createClient(options)
  const scrubber = createScrubber({ document, secrets: toSecrets(target, options), keepNames })
  const cases = toCases(await findSubjects(client, world.signal).catch(withoutWords))
  const ask = createAsk(options, options.fetch ?? world.platformFetch, scrubber)
  const progress = createProgress(world)
  const answers: Answered[] = []
  try {
    for (const [index, each] of cases.entries()) {
      await progress.show(() => `${index} of ${cases.length} cases: ${each.operationId} ${each.name}`)
      answers.push(await ask(each, world.signal).catch(withoutWords))
    }
  } finally {
    await progress.clear()
  }
  return { answers, scrubber }
}

/** What is not among the answers, and why: a line each. */
export const findMissing = (answers: readonly Answered[]): string[] =>
  answers.flatMap(({ case: { operationId, name }, missing }) => (missing ? [`${operationId} ${name}: ${missing}`] : []))

/** What a service says with an error can be as private as the rest of what it says. */
function withoutWords(error: unknown): never {
  if (!(error instanceof SignalWireError)) throw error
  const reason = error instanceof ApiError ? `received status ${error.status}` : (reasons[error.code] ?? error.code)
  throw new CliError([error.operationId, reason].filter(Boolean).join(': '), { exitCode: toExitCode(error) })
}

const reasons: Readonly<Record<string, string>> = {
  connection: 'no response',
  pagination: 'links.next cannot be followed',
  'response-body': 'its response cannot be read',
  timeout: 'no response in time',
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
