import {
  countProblems,
  createScorer,
  formatMutation,
  type MutationFormat,
  type MutationResult,
} from '../../contract/index.js'
import type { Run } from '../context.js'
import type { ExitCode } from '../exit.js'
import { writeMessage } from '../terminal/message.js'
import { toCount } from '../terminal/progress.js'
import { findRecordings } from './find-recordings.js'
import { readDocument } from './read-document.js'
import { readInteractions } from './read-interactions.js'
import { type ReportOptions, toReportTargets, writeReports } from './write-report.js'

/** Values of the options of `room-sessions mutate`. */
export interface MutateOptions extends ReportOptions<MutationFormat> {
  readonly document?: string
  readonly allowOutside?: true
  readonly server?: readonly string[]
}

const exitCodes: Record<MutationResult['verdict'], ExitCode> = { passed: 0, failed: 1, 'nothing-mutated': 2 }

/** Mutates recordings, checks the mutants and writes the score. */
export async function mutate({ context }: Run, patterns: readonly string[], options: MutateOptions): Promise<ExitCode> {
  const targets = toReportTargets(options, 'text')
  const document = await readDocument(options)
  if (document.problems.length > 0)
    await writeMessage(context.stderr, `${document.source}: ${countProblems(document.problems)}, listed by check`)
  const scorer = createScorer(document, { servers: options.server })
  const status = () => `, ${toCount(scorer.checked)} mutants and variants`
  for await (const interaction of readInteractions(await findRecordings(patterns), context, { status })) {
    // Each step checks one mutant, so that the progress line moves.
    for (const _ of scorer.add(interaction));
  }
  const result = scorer.result()
  await writeReports(context, targets, result.verdict, (format, { color }) => formatMutation(result, format, { color }))
  return exitCodes[result.verdict]
}
