import { type Command, InvalidArgumentError, Option } from 'commander'
import { type ReportFormat, reportFormats } from '../../contract/index.js'
import { pathOption } from '../reading/parameters.js'
import { sandboxOption } from '../reading/reading-options.js'

/** Values of the options of `room-sessions check`. */
export interface CheckOptions {
  readonly document?: string
  readonly allowOutside?: true
  readonly format: ReportFormat
  readonly output?: string
  readonly failOn: 'error' | 'warning'
  readonly minCoverage: number
  readonly waivers?: string
  readonly live?: true
  readonly sandbox?: true
}

/** The option that names the document. */
export const documentOption = (): Option =>
  pathOption('--document <file>', "OpenAPI 3.1 document; the package's own unless given")

/** The option that goes with it everywhere: a document may come from a stranger. */
export const allowOutsideOption = (): Option =>
  new Option('--allow-outside', "Follow the document's references to files outside of its folder, too")

/** Adds what a check can be told. */
export const withCheckOptions = (command: Command): Command =>
  command
    .addOption(documentOption())
    .addOption(allowOutsideOption())
    .addOption(new Option('--live', 'Check what the space answers now, to every operation, filter, page and mistake'))
    .addOption(sandboxOption())
    .addOption(new Option('--format <format>', 'Format of the report').choices([...reportFormats]).default('text'))
    .addOption(pathOption('--output <file>', 'Where to write the report; stdout unless given'))
    .addOption(
      new Option('--fail-on <severity>', 'Least severity that breaks the promise')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .addOption(
      pathOption(
        '--waivers <file>',
        'Findings and gaps that are expected, with reasons; one not needed breaks the promise',
      ),
    )
    .addOption(
      new Option('--min-coverage <percent>', 'Share of the document that must be covered')
        .argParser(parsePercent)
        .default(0),
    )

function parsePercent(text: string): number {
  const value = Number(text.replace(/%$/, ''))
  if (/^\d+(\.\d+)?%?$/.test(text) && value <= 100) return value
  throw new InvalidArgumentError('Expected a percentage from 0 to 100.')
}
