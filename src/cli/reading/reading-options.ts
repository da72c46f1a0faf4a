import { Argument, type Command, Option } from 'commander'
import { type Format, formats } from '../output/row-writer.js'
import type { OperationId } from './document.js'
import { parameterOptions, parseUuid, parseWhole } from './parameters.js'

/** Values of `sandboxOption` and `formatOption`. */
export interface ReadingOptions {
  readonly sandbox?: true
  readonly format?: Format
}

/** Values of the options of a command that reads pages; the operation's own stand beside them. */
export interface PagesOptions extends ReadingOptions {
  readonly limit?: number
  readonly cursor?: string
  readonly pageSize?: number
  readonly [name: string]: unknown
}

/** The option that asks for the embedded sandbox. */
export const sandboxOption = (): Option =>
  new Option('--sandbox', 'Speak to the embedded sandbox, not to the space of the SIGNALWIRE_* variables')

/** The argument that names a room session. */
export const idArgument = (): Argument => new Argument('<id>', 'Identifier of the room session').argParser(parseUuid)

const formatOption = (piped: Format) =>
  new Option('--format <format>', `Table on a terminal, else ${piped}`).choices([...formats])

/** Adds the options of a command that shows one item. */
export const withItemOptions = (command: Command): Command =>
  command.addOption(formatOption('json')).addOption(sandboxOption())

/** Adds the options of a command that reads pages: the operation's, and where to begin and to stop. */
export function withPagesOptions(command: Command, operationId: OperationId): Command {
  for (const option of parameterOptions(operationId)) command.addOption(option)
  return command
    .addOption(new Option('--limit <n>', 'Stop after this many').argParser((text) => parseWhole(text, { minimum: 1 })))
    .addOption(new Option('--cursor <cursor>', 'Go on where an earlier run stopped, as it said on stderr'))
    .addOption(formatOption('ndjson'))
    .addOption(sandboxOption())
}
