import { Argument, type Command, Option } from 'commander'
import type { OperationId } from '../../generated/operations.js'
import { type Format, formats } from '../output/format.js'
import { parameterOptions, parseInteger, parseUuid } from './parameters.js'

/** Values of `sandboxOption` and `formatOption`. */
export interface ReadingOptions {
  readonly sandbox?: true
  readonly format?: Format
}

/** Values of the options of a command that reads pages, including those for the operation's query parameters. */
export interface PagesOptions extends ReadingOptions {
  readonly limit?: number
  readonly cursor?: string
  readonly pageSize?: number
  readonly [name: string]: unknown
}

/** The option `--sandbox`. */
export const sandboxOption = (): Option =>
  new Option('--sandbox', 'Use the embedded sandbox instead of the space in the SIGNALWIRE_* variables')

/** The argument with the id of something. */
export const idArgument = (item: string): Argument => new Argument('<id>', `Id of the ${item}`).argParser(parseUuid)

/** The argument with the id of something, for a command that also works without it. */
export const optionalIdArgument = (item: string): Argument =>
  new Argument('[id]', `Id of the ${item}`).argParser(parseUuid)

const formatOption = (piped: Format) =>
  new Option('--format <format>', `Output format (default: table on a terminal, otherwise ${piped})`).choices([
    ...formats,
  ])

/** Adds the options of a command that shows one item. */
export const withItemOptions = (command: Command): Command =>
  command.addOption(formatOption('json')).addOption(sandboxOption())

/** Adds the options of a command that reads pages: the operation's query parameters, where to begin and where to stop. */
export function withPagesOptions(command: Command, operationId: OperationId): Command {
  for (const option of parameterOptions(operationId)) command.addOption(option)
  return command
    .addOption(
      new Option('--limit <n>', 'Stop after this many items').argParser((text) => parseInteger(text, { minimum: 1 })),
    )
    .addOption(
      new Option('--cursor <cursor>', 'Continue where an earlier run stopped; it printed the cursor on stderr'),
    )
    .addOption(formatOption('ndjson'))
    .addOption(sandboxOption())
}
