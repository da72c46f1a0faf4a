import type { Client, FetchInit } from '../../client/index.js'
import type { Context } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { quote } from '../terminal/shell.js'
import { connectWith, findTarget, type TargetOptions, toConnectOptions } from './connect.js'

/** Headers that curl sets itself, or that hold the credentials. */
const omitted = ['authorization', 'user-agent', 'accept-encoding', 'connection', 'host']

/**
 * Writes the first request of a command to stdout as a command line of curl, and sends nothing. The credentials are those of the
 * environment.
 *
 * @throws {CliError} without a space: the embedded sandbox cannot be reached from outside
 */
export async function printCurl(
  context: Context,
  options: TargetOptions,
  read: (client: Client) => PromiseLike<unknown>,
): Promise<ExitCode> {
  const target = findTarget(context.env, options)
  if (target.kind === 'sandbox')
    throw new CliError(
      '--curl: expected a space in the SIGNALWIRE_* variables, received the embedded sandbox, which has no address; "room-sessions sandbox" serves one',
    )
  let line: string | undefined
  const fetch = async (url: string, init: FetchInit) => {
    line ??= toCurl(url, init)
    return Response.json({ data: [], links: {} })
  }
  await read(connectWith({ ...(await toConnectOptions(target, context)), fetch }))
  await context.stdout.write(`${line}\n`)
  return 0
}

function toCurl(url: string, { method = 'GET', headers }: FetchInit): string {
  const sent = [...new Headers(headers)].filter(([name]) => !omitted.includes(name))
  return [
    // Double quotes: the shell puts the values of the variables there.
    'curl --user "$SIGNALWIRE_PROJECT_ID:$SIGNALWIRE_API_TOKEN"',
    ...(method === 'GET' ? [] : ['--request', quote(method)]),
    ...sent.flatMap(([name, value]) => ['--header', quote(`${name}: ${value}`)]),
    quote(url),
  ].join(' ')
}
