import {
  type Client,
  type ClientOptions,
  ConfigurationError,
  createClient,
  type FetchInit,
} from '../../client/index.js'
import { isUuid } from '../../text/uuid.js'
import type { Context } from '../context.js'
import { CliError } from '../exit.js'
import { writeMessage } from '../terminal/message.js'

/** The environment variables with the space and its credentials. Credentials are never read from the command line. */
export const variables = [
  'SIGNALWIRE_SPACE',
  'SIGNALWIRE_PROJECT_ID',
  'SIGNALWIRE_API_TOKEN',
  'SIGNALWIRE_BASE_URL',
] as const

/** Values of the options that say what a command reads. */
export interface TargetOptions {
  readonly sandbox?: true
  readonly allowInsecureHttp?: true
}

/** The space that a command reads. `requested` is true if `--sandbox` was given. */
export type Target =
  | { readonly kind: 'sandbox'; readonly requested: boolean }
  | {
      readonly kind: 'space'
      readonly space?: string
      readonly baseUrl?: string
      readonly projectId: string
      readonly apiToken: string
      readonly allowInsecureHttp: boolean
    }

/**
 * The space of the environment variables, or the embedded sandbox if it is requested or no variable is set.
 *
 * @throws {CliError} naming the missing variables if only some are set
 */
export function findTarget(env: Context['env'], options: TargetOptions): Target {
  const { sandbox = false, allowInsecureHttp = false } = options
  const set = variables.filter((name) => env[name])
  if (sandbox || set.length === 0) return { kind: 'sandbox', requested: sandbox }
  const {
    SIGNALWIRE_SPACE: space,
    SIGNALWIRE_BASE_URL: baseUrl,
    SIGNALWIRE_PROJECT_ID: projectId,
    SIGNALWIRE_API_TOKEN: apiToken,
  } = env
  if (projectId && !isUuid(projectId)) throw new CliError('SIGNALWIRE_PROJECT_ID: expected a UUID')
  if (projectId && apiToken && (space || baseUrl)) {
    return {
      kind: 'space',
      projectId,
      apiToken,
      allowInsecureHttp,
      ...(baseUrl ? { baseUrl } : space ? { space } : {}),
    }
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

/** The client options of a target. */
export type ConnectOptions = Pick<ClientOptions, 'space' | 'baseUrl' | 'projectId' | 'allowInsecureHttp'> & {
  readonly apiToken: string
  readonly fetch?: (url: string, init: FetchInit) => Promise<Response>
}

/** The client options of a target. Writes a line to stderr if the target is the embedded sandbox. */
export async function toConnectOptions(target: Target, context: Context): Promise<ConnectOptions> {
  // A command that is interrupted while it reads a space shows what it has read, and how to continue.
  context.finishWhenInterrupted()
  if (target.kind === 'sandbox') {
    const why = target.requested ? '' : ', because no SIGNALWIRE_* variable is set'
    await writeMessage(context.stderr, `using the embedded sandbox, whose data is made up${why}`)
    const { createSandbox } = await import('../../sandbox/index.js')
    const { credentials, fetch } = createSandbox()
    return { ...credentials, fetch }
  }
  const { kind: _, ...credentials } = target
  const { fetch } = context
  return { ...credentials, ...(fetch && { fetch: (url, init) => fetch(new Request(url, init)) }) }
}

/**
 * The current time of the target: that of the embedded sandbox, which stands still, or that of this machine.
 *
 * @throws {CliError} like `findTarget`
 */
export async function findNow({ env, now }: Context, options: TargetOptions): Promise<Date> {
  if (findTarget(env, options).kind === 'space') return now()
  const { createSandbox } = await import('../../sandbox/index.js')
  return createSandbox().now
}

/** Creates a client of a target. @throws {CliError} naming the variable that is invalid */
export const connectTo = async (target: Target, context: Context): Promise<Client> =>
  connectWith(await toConnectOptions(target, context))

/** Creates a client with the options of a target. @throws {CliError} naming the variable that is invalid */
export function connectWith(options: ConnectOptions): Client {
  try {
    return createClient(options)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const message = error.message.replace(', see allowInsecureHttp', ', or the option --allow-insecure-http')
    throw new CliError(message.replace(/^\w+(?=: )/, toVariable), { cause: error })
  }
}

/** The environment variable of a client option; the option's own name if there is no such variable. */
const toVariable = (option: string) =>
  variables.find((name) => name === `SIGNALWIRE_${option.replace(/[A-Z]/g, '_$&').toUpperCase()}`) ?? option

/**
 * Creates a client of the space in the environment, or of the embedded sandbox.
 *
 * @throws {CliError} like `findTarget` and `connectTo`
 */
export const connect = (context: Context, options: TargetOptions): Promise<Client> =>
  connectTo(findTarget(context.env, options), context)
