import { Command, Option } from 'commander'
import {
  createScorer,
  formatMutation,
  type MutationFormat,
  type MutationResult,
  mutationFormats,
} from '../../contract/index.js'
import { allowOutsideOption, documentOption } from '../check/check-options.js'
import { findRecordings } from '../check/find-recordings.js'
import { readDocument } from '../check/read-document.js'
import { readInteractions } from '../check/read-interactions.js'
import { writeReport } from '../check/write-report.js'
import type { Act, Run } from '../context.js'
import type { ExitCode } from '../exit.js'
import { pathOption } from '../reading/parameters.js'
import { hasColor } from '../terminal/colors.js'
import { toCount } from '../terminal/progress.js'

interface MutateOptions {
  readonly document?: string
  readonly allowOutside?: true
  readonly format: MutationFormat
  readonly output?: string
}

/** `room-sessions mutate` */
export function mutateCommand(act: Act): Command {
  return new Command('mutate')
    .argument('<recordings...>', 'Files, folders or globs of nock definitions or HAR')
    .description(
      'Break recordings in every way that the document does not allow, one at a time, and see whether the check finds it',
    )
    .addOption(documentOption())
    .addOption(allowOutsideOption())
    .addOption(new Option('--format <format>', 'Format of the report').choices([...mutationFormats]).default('text'))
    .addOption(pathOption('--output <file>', 'File to write the report to (default: stdout)'))
    .addHelpText('after', example)
    .action((patterns: string[], options: MutateOptions) => act((run) => mutate(run, patterns, options)))
}

const example = `
Exit code: 0 if every mutant was killed, 1 if a mutant survived or a valid variant had findings, 2 if nothing could be mutated.

Example:
  $ room-sessions mutate recordings`

const exitCodes: Record<MutationResult['verdict'], ExitCode> = { passed: 0, failed: 1, 'nothing-mutated': 2 }

async function mutate({ context }: Run, patterns: readonly string[], options: MutateOptions): Promise<ExitCode> {
  const { format, output } = options
  const document = await readDocument(options)
  const scorer = createScorer(document)
  const status = () => `, ${toCount(scorer.checked)} mutants and variants`
  for await (const interaction of readInteractions(await findRecordings(patterns), context, status)) {
    // Each step checks one mutant, so that the progress line moves.
    for (const _ of scorer.add(interaction));
  }
  const result = scorer.result()
  const color = output === undefined && hasColor(context.stdout, context.env)
  await writeReport(context, output, formatMutation(result, format, { color }), result.verdict)
  return exitCodes[result.verdict]
}
