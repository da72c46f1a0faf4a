import { Command, Option } from 'commander'
import {
  allowOutsideOption,
  baselineOption,
  documentOption,
  failOnOption,
  fullCoverageOption,
  minCoverageOption,
  reportFormats,
  updateBaselineOption,
  waiversOption,
  withReportOptions,
} from '../check/check-options.js'
import type { Act } from '../context.js'
import type { ProbeCommandOptions } from '../probe/probe.js'
import {
  parseAuth,
  parseHost,
  parseMethods,
  parsePair,
  parseRate,
  parseSeconds,
  parseTarget,
} from '../probe/probe-options.js'
import { addPattern, parseInteger, pathOption } from '../reading/parameters.js'

/** Creates the command `room-sessions probe`. */
export function probeCommand(act: Act): Command {
  return withReportOptions(new Command('probe'), reportFormats)
    .description(
      'Send requests made from an OpenAPI document to a server, valid and invalid ones, and check its responses',
    )
    .addOption(documentOption())
    .addOption(allowOutsideOption())
    .addOption(
      new Option('--url <url>', 'Server, with the base path that the paths of the document are appended to')
        .argParser(parseTarget)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--methods <list>',
        'Methods of the operations to probe, separated by commas; methods other than get and head may change data',
      )
        .argParser(parseMethods)
        .default(['GET', 'HEAD'], 'get,head'),
    )
    .addOption(
      new Option(
        '--include <pattern>',
        'Probe only operations with this operationId, path, or method and path; * matches any text without a /, ** any text; may be repeated',
      ).argParser(addPattern),
    )
    .addOption(
      new Option('--exclude <pattern>', 'Do not probe these operations; patterns as for --include').argParser(
        addPattern,
      ),
    )
    .addOption(
      new Option('--max-requests <n>', 'Maximum number of requests to send; each operation first gets the same share')
        .argParser((text) => parseInteger(text, { minimum: 1, maximum: 1_000_000 }))
        .default(1000),
    )
    .addOption(new Option('--rate <n>', 'Requests per second (default: one after the other)').argParser(parseRate))
    .addOption(
      new Option(
        '--seed <n>',
        'Number that decides the order of the requests of each operation; the same seed gives the same order',
      ).argParser((text) => parseInteger(text, { minimum: 0, maximum: 0xffff_ffff })),
    )
    .addOption(
      new Option(
        '--param <name=value>',
        'Value of a parameter; operationId.name=value for one operation; may be repeated',
      ).argParser(parsePair),
    )
    .addOption(
      new Option(
        '--auth <scheme=variable>',
        'Environment variable with the credentials of a security scheme of the document: user:password for HTTP Basic, otherwise the token or key; may be repeated',
      ).argParser(parseAuth),
    )
    .addOption(
      new Option('--allow-host <host>', 'Host other than this machine that may be probed; may be repeated').argParser(
        parseHost,
      ),
    )
    .addOption(new Option('--timeout <seconds>', 'Time for one response').argParser(parseSeconds).default(10))
    .addOption(new Option('--insecure', 'Accept any certificate of the server'))
    .addOption(pathOption('--record <folder>', 'Folder to write scrubbed recordings to, one file for each case'))
    .addOption(failOnOption())
    .addOption(fullCoverageOption())
    .addOption(waiversOption())
    .addOption(baselineOption())
    .addOption(updateBaselineOption())
    .addOption(minCoverageOption('responses'))
    .addHelpText('after', example)
    .action((options: ProbeCommandOptions) =>
      act(async (run) => (await import('../probe/probe.js')).probeServer(run, options)),
    )
}

const example = `
Each operation gets the examples of the document, other valid values for every parameter and body, and requests that
break one rule each. Values for paths come from --param, from items of earlier responses, and from examples. Redirects
are not followed. A status of 5xx and a missing response are reported as server-error (error), success for an invalid request
as accepted-invalid-request (warning). Findings have a curl line with the smallest request that was found to fail.
Invalid requests are recorded only if they were refused.

Exit code: 0 passed, 1 failed, 2 nothing could be checked, 130 interrupted. An interrupted probe writes its report.

Example:
  $ room-sessions probe --document api.yaml --url http://localhost:3000
  $ room-sessions probe --document api.yaml --url http://localhost:3000/v1 --auth basicAuth=API_USER --param id=42
  $ room-sessions probe --document api.yaml --url http://localhost:3000 --methods get,post,put,delete --report html=probe.html
  $ room-sessions probe --document api.yaml --url http://localhost:3000 --exclude 'POST /login' --exclude '/admin/**'`
