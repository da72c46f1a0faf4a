import { type Client, type ClientOptions, ConfigurationError, createClient } from '../../client/index.js'
import { CliError } from '../exit.js'
import { tell } from '../terminal/message.js'
import type { World } from '../world.js'

/** The environment variables that name a space and the right to read it. Credentials are taken from here alone, never from argv. */
export const variables = [
  'SIGNALWIRE_SPACE',
  'SIGNALWIRE_PROJECT_ID',
  'SIGNALWIRE_API_TOKEN',
  'SIGNALWIRE_BASE_URL',
] as const

/** Where the space of this run comes from. */
export type Target =
  | { readonly kind: 'sandbox'; readonly asked: boolean }
  | {
      readonly kind: 'space'
      readonly space?: string
      readonly baseUrl?: string
      readonly projectId: string
      readonly apiToken: string
    }

/**
 * The space to speak to: the environment's, or the embedded sandbox when asked for or when no variable is set.
 *
 * @throws {CliError} naming the variables that are missing when only some are set.
 */
export function findTarget(env: World['env'], sandbox: boolean): Target {
  const set = variables.filter((name) => env[name])
  if (sandbox || set.length === 0) return { kind: 'sandbox', asked: sandbox }
  const {
    SIGNALWIRE_SPACE: space,
    SIGNALWIRE_BASE_URL: baseUrl,
    SIGNALWIRE_PROJECT_ID: projectId,
    SIGNALWIRE_API_TOKEN: apiToken,
  } = env
  if (projectId && apiToken && (space || baseUrl)) {
    return { kind: 'space', projectId, apiToken, ...(baseUrl ? { baseUrl } : space ? { space } : {}) }
  }
  const missing = [
    !(space || baseUrl) && 'SIGNALWIRE_SPACE',
    !projectId && 'SIGNALWIRE_PROJECT_ID',
    !apiToken && 'SIGNALWIRE_API_TOKEN',
  ].filter(Boolean)
  throw new CliError(
    `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set, though ${set.join(' and ')} ${set.length > 1 ? 'are' : 'is'}; set all of them, or use --sandbox`,
  )
}

/** What a client needs to know of a target. */
export type ConnectOptions = Pick<ClientOptions, 'space' | 'baseUrl' | 'projectId' | 'fetch'> & {
  readonly apiToken: string
}

/** How to reach a target; one line on stderr says when it is the embedded sandbox. */
export async function toConnectOptions(target: Target, world: World): Promise<ConnectOptions> {
  // Whoever reads a space shows what was read so far, and says how to go on.
  world.finishWhenInterrupted()
  if (target.kind === 'sandbox') {
    const why = target.asked ? '' : ', because no SIGNALWIRE_* variable is set'
    await tell(world.stderr, `speaking to the embedded sandbox, whose data is made up${why}`)
    const { createSandbox } = await import('../../sandbox/index.js')
    const { credentials, fetch } = createSandbox()
    return { ...credentials, fetch }
  }
  const { kind: _, ...credentials } = target
  return { ...credentials, ...(world.fetch && { fetch: world.fetch }) }
}

/** A client of a target. @throws {CliError} naming the variable that cannot be used. */
export const connectTo = async (target: Target, world: World): Promise<Client> =>
  connectWith(await toConnectOptions(target, world))

/** A client with the options of a target. @throws {CliError} naming the variable that cannot be used. */
export function connectWith(options: ConnectOptions): Client {
  try {
    return createClient(options)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    throw new CliError(error.message.replace(/^\w+(?=: )/, toVariable), { cause: error })
  }
}

/** The variable that an option of the client was taken from; an option that comes from elsewhere keeps its name. */
const toVariable = (option: string) =>
  variables.find((name) => name === `SIGNALWIRE_${option.replace(/[A-Z]/g, '_$&').toUpperCase()}`) ?? option

/** A client of the space that the environment names, or of the embedded sandbox. @throws {CliError} */
export const connect = (world: World, sandbox: boolean): Promise<Client> =>
  connectTo(findTarget(world.env, sandbox), world)
