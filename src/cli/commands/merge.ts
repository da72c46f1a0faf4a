import { Command } from 'commander'
import {
  baselineOption,
  failOnOption,
  minCoverageOption,
  reportFormats,
  updateBaselineOption,
  withReportOptions,
} from '../check/check-options.js'
import type { MergeOptions } from '../check/merge.js'
import type { Act } from '../context.js'

/** Creates the command `room-sessions merge`. */
export function mergeCommand(act: Act): Command {
  return withReportOptions(new Command('merge'), reportFormats)
    .argument('<reports...>', 'JSON reports of check (--report json=FILE): files, folders or globs')
    .description('Merge the reports of several checks, such as the jobs of a CI matrix, into the report of one')
    .addOption(failOnOption('the strictest of the reports'))
    .addOption(minCoverageOption('recordings', 'the largest of the reports'))
    .addOption(baselineOption())
    .addOption(updateBaselineOption())
    .addHelpText('after', example)
    .action((patterns: string[], options: MergeOptions) =>
      act(async (run) => (await import('../check/merge.js')).merge(run, patterns, options)),
    )
}

const example = `
The result is the report that one check of all recordings would write, in the order of their paths. Pass waivers to each check,
and the baseline and --min-coverage to merge: only the merged report has all findings and the whole coverage.

Exit code: 0 passed, 1 failed, 2 nothing was checked, or the reports cannot be merged.

Example:
  $ room-sessions check recordings/a --report json=a.json
  $ room-sessions check recordings/b --report json=b.json
  $ room-sessions merge a.json b.json --report text --report html=report.html`
