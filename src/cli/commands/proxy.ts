import { Command, InvalidArgumentError, Option } from 'commander'
import { findServerUrlProblem, serverUrl } from '../../text/url.js'
import {
  allowOutsideOption,
  baselineOption,
  documentOption,
  failOnOption,
  minCoverageOption,
  reportFormats,
  updateBaselineOption,
  waiversOption,
  withReportOptions,
} from '../check/check-options.js'
import type { Act } from '../context.js'
import { CliError } from '../exit.js'
import type { ProxyCommandOptions } from '../proxy/proxy.js'
import { parseInteger, pathOption } from '../reading/parameters.js'

/** Creates the command `room-sessions proxy`. */
export function proxyCommand(act: Act): Command {
  const command = new Command('proxy')
    .description('Check the HTTP traffic of any API as it passes through a proxy in front of it, and record it')
    .argument(
      '[command...]',
      'Command to run, after --; its environment has the URL of the proxy in CONTRACT_PROXY_URL',
    )
    .addOption(
      new Option(
        '--target <url>',
        'Server to pass requests on to; a path in this URL is put before the path of each request',
      )
        .argParser(parseTarget)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--port <n>', 'Port to listen on; 0 for any free port')
        .argParser((text) => parseInteger(text, { minimum: 0, maximum: 65_535 }))
        .default(0),
    )
    .addOption(
      new Option(
        '--host <address>',
        'Address to listen on; an address other than loopback can be reached from other machines',
      )
        .argParser(parseHost)
        .default('127.0.0.1'),
    )
    .addOption(
      pathOption('--record <folder>', 'Folder to record to: one file for each case, with private values replaced'),
    )
    .addOption(
      new Option('--max-body <bytes>', 'Longest body that is checked and recorded; longer ones are only passed on')
        .argParser((text) => parseInteger(text, { minimum: 0, maximum: 256 * 1024 * 1024 }))
        .default(1024 * 1024),
    )
    .addOption(new Option('--insecure', 'Accept any certificate of the target'))
    .addOption(
      new Option(
        '--keep-host',
        'Pass on the Host of the client, which servers compare with Origin or put into links (default: the host of the target)',
      ),
    )
  return withReportOptions(command, reportFormats)
    .addOption(documentOption())
    .addOption(allowOutsideOption())
    .addOption(failOnOption())
    .addOption(waiversOption())
    .addOption(baselineOption())
    .addOption(updateBaselineOption())
    .addOption(minCoverageOption('traffic'))
    .addHelpText('after', details)
    .action((words: string[], options: ProxyCommandOptions) =>
      act(async (run) => (await import('../proxy/proxy.js')).proxy(run, words, options)),
    )
}

function parseTarget(text: string): URL {
  const problem = findServerUrlProblem(text)
  if (problem === undefined) return new URL(text)
  // An InvalidArgumentError would show the URL, which may hold credentials.
  throw new CliError(`--target: expected ${serverUrl}, received ${problem}`)
}

function parseHost(text: string): string {
  if (text !== '') return text
  throw new InvalidArgumentError('Expected an address, such as 127.0.0.1.')
}

const details = `
Requests and responses are passed on as they are, except for the Host header and the headers of the connection: streams,
trailers, compressed bodies, informational responses and WebSockets too. A finding is written to stderr when it is seen
for the first time. The report is written when the command ends, or at Ctrl-C. WebSockets are not checked.

Exit code: that of the check (0 passed, 1 failed, 2 nothing could be checked) or of the command, whichever is higher.

Example:
  $ room-sessions proxy --document api.yaml --target http://localhost:3000 --port 8080
  $ room-sessions proxy --document api.yaml --target http://localhost:3000 --record recordings -- npm test
  $ room-sessions check recordings --document api.yaml --report html=report.html`
