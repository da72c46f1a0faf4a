import { Command, Option } from 'commander'
import { withReportOptions } from '../../check/check-options.js'
import type { Act } from '../../context.js'
import { concurrencyOption, parameterOptions, WordsOption } from '../../reading/parameters.js'
import { withPeriodOptions } from '../../reading/period.js'
import { withTargetOptions } from '../../reading/reading-options.js'
import { resources } from '../../reading/room-sessions.js'
import { dimensions } from '../../room-sessions-report/dimension.js'
import { readable, type SessionReportOptions, sessionReportFormats } from '../../room-sessions-report/options.js'

/** Creates the command `room-sessions report`. */
export function reportCommand(act: Act): Command {
  const command = new Command('report').description(
    'Add up the minutes, members and costs of room sessions, by room, day, user and others',
  )
  command.addOption(
    new WordsOption('--by <dimensions>', 'What to group by', dimensions, { max: 2 }).default(['room'], 'room'),
  )
  withReportOptions(withPeriodOptions(command), sessionReportFormats, 'table on a terminal, otherwise csv')
    .addOption(
      new WordsOption('--read <lists>', 'Lists of each session to read', readable, { allowsNone: true }).default(
        [...readable],
        readable.join(','),
      ),
    )
    .addOption(new Option('--logs', 'Compare the costs of each day with what the video logs charge'))
    .addOption(concurrencyOption('Number of sessions whose lists are read at the same time'))
  for (const option of parameterOptions(resources.sessions.operationId)) command.addOption(option)
  return withTargetOptions(command)
    .addHelpText('after', example)
    .action((options: SessionReportOptions) =>
      act(async (run) => (await import('../../room-sessions-report/run-report.js')).runReport(run, options)),
    )
}

const example = `
Each session is counted at the time it started. hour is the hour of the day. The costs of sessions, members and
recordings are in three columns, because it is not known whether one contains the others.

Example:
  $ room-sessions report --since 2026-10-01 --until 2026-11-01
  $ room-sessions report --last 4w --by user,week --format csv > attendance.csv
  $ room-sessions report --last 4w --by day --logs --report html=october.html --time-zone Europe/Berlin`
