import { Argument, type Command, Option } from 'commander'
import type { OperationId } from '../../generated/operations.js'
import { type Format, formats } from '../output/format.js'
import type { TargetOptions } from './connect.js'
import { parameterOptions, parseInteger, parseUuid, WordsOption } from './parameters.js'
import type { PeriodValues } from './period.js'

/** Values of `targetOptions` and `formatOption`. */
export interface ReadingOptions extends TargetOptions {
  readonly format?: Format
  /** Print the first request instead of sending it. */
  readonly curl?: true
}

/** Values of the options of a command that reads pages, including those for the operation's query parameters. */
export interface PagesOptions extends ReadingOptions, PeriodValues {
  readonly limit?: number
  readonly cursor?: string
  /** Properties of the items to show. */
  readonly columns?: readonly string[]
  readonly pageSize?: number
  readonly [name: string]: unknown
}

/** Adds the options that say what a command reads. */
export const withTargetOptions = (command: Command): Command =>
  command
    .option('--sandbox', 'Use the embedded sandbox instead of the space in the SIGNALWIRE_* variables')
    .option(
      '--allow-insecure-http',
      'Allow SIGNALWIRE_BASE_URL to be http beyond this machine, where everyone on the way can read the API token',
    )

/** The argument with the id of something. */
export const idArgument = (item: string): Argument => new Argument('<id>', `Id of the ${item}`).argParser(parseUuid)

/** The argument with the id of something, for a command that also works without it. */
export const optionalIdArgument = (item: string): Argument =>
  new Argument('[id]', `Id of the ${item}`).argParser(parseUuid)

const curlOption = () =>
  new Option(
    '--curl',
    'Print the first request as a command line of curl, without the credentials, instead of sending it',
  )

const formatOption = (piped: Format) =>
  new Option('--format <format>', `Output format (default: table on a terminal, otherwise ${piped})`).choices([
    ...formats,
  ])

/** Adds the options of a command that shows one item. */
export const withItemOptions = (command: Command): Command =>
  withTargetOptions(command.addOption(formatOption('json')).addOption(curlOption()))

/**
 * Adds the options of a command that reads pages: the operation's query parameters, where to begin and where to stop, and which
 * properties of the items are shown.
 */
export function withPagesOptions(command: Command, operationId: OperationId, properties: readonly string[]): Command {
  for (const option of parameterOptions(operationId)) command.addOption(option)
  command
    .addOption(
      new Option('--limit <n>', 'Stop after this many items').argParser((text) => parseInteger(text, { minimum: 1 })),
    )
    .addOption(
      new Option('--cursor <cursor>', 'Continue where an earlier run stopped; it printed the cursor on stderr'),
    )
    .addOption(formatOption('ndjson'))
    .addOption(new WordsOption('--columns <names>', 'Properties to show, in any format', properties))
    .addOption(curlOption())
  return withTargetOptions(command)
}
