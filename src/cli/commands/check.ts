import { Command } from 'commander'
import { createReporter, formatReport, loadDocument, type Report } from '../../contract/index.js'
import type { Act, Run } from '../act.js'
import { type CheckOptions, withCheckOptions } from '../check-options.js'
import { hasColor } from '../colors.js'
import { findDefaultDocument } from '../default-document.js'
import type { ExitCode } from '../exit.js'
import { writeWhole } from '../files.js'
import { findRecordings } from '../find-recordings.js'
import { readInteractions } from '../read-interactions.js'

/** `room-sessions check` */
export function checkCommand(act: Act): Command {
  return withCheckOptions(
    new Command('check').argument('<recordings...>', 'files, folders or globs of nock definitions or HAR'),
  )
    .description("Check recorded responses against the document's promises")
    .addHelpText('after', example)
    .action((patterns: string[], options: CheckOptions) => act((run) => check(run, patterns, options)))
}

const example = `
Example:
  $ room-sessions check recordings
  $ room-sessions check 'recordings/**/*.har' --document api.yaml --fail-on warning --format junit --output check.xml`

const exitCodes: Record<Report['verdict'], ExitCode> = { kept: 0, broken: 1, 'nothing-checked': 2 }

async function check({ world }: Run, patterns: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { format, output, failOn, minCoverage } = options
  const document = await loadDocument(options.document ?? findDefaultDocument())
  const reporter = createReporter(document, { failOn, minCoverage })
  for await (const interaction of readInteractions(await findRecordings(patterns), world)) reporter.add(interaction)

  const report = reporter.report()
  if (output === undefined) {
    await world.stdout.write(formatReport(report, format, { color: hasColor(world.stdout, world.env) }))
  } else {
    await writeWhole(output, formatReport(report, format))
    const why = report.reasons.length > 0 ? `: ${report.reasons.join(', ')}` : ''
    await world.stderr.write(`room-sessions: ${report.verdict}${why}; the report is in ${output}\n`)
  }
  return exitCodes[report.verdict]
}
