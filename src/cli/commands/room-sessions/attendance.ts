import { Command, InvalidArgumentError, Option } from 'commander'
import { withReportOptions } from '../../check/check-options.js'
import type { Act } from '../../context.js'
import { concurrencyOption, idsArgument, parameterOptions, pathOption } from '../../reading/parameters.js'
import { withPeriodOptions } from '../../reading/period.js'
import { withTargetOptions } from '../../reading/reading-options.js'
import { resources } from '../../reading/room-sessions.js'
import { type AttendanceOptions, attendanceFormats } from '../../room-sessions-attendance/options.js'

/** Creates the command `room-sessions attendance`. */
export function attendanceCommand(act: Act): Command {
  const command = new Command('attendance')
    .description('Show who was in a room session, or in each session of a series, and for how many minutes')
    .addArgument(idsArgument('Ids of room sessions (default: all sessions that match the options)'))
    .addOption(
      pathOption(
        '--names <file>',
        'File that unites spellings of a name: CSV with spelling,name in each line, or YAML',
      ),
    )
    .addOption(
      new Option(
        '--at-least <percent>',
        'Share of a session that a person must attend to count as present, such as 75%',
      ).argParser(parsePercent),
    )
  withReportOptions(withPeriodOptions(command), attendanceFormats, 'table on a terminal, otherwise csv').addOption(
    concurrencyOption('Number of sessions whose members are read at the same time'),
  )
  for (const option of parameterOptions(resources.sessions.operationId)) command.addOption(option)
  return withTargetOptions(command)
    .addHelpText('after', example)
    .action((ids: readonly string[] | undefined, options: AttendanceOptions) =>
      act(async (run) =>
        (await import('../../room-sessions-attendance/run-attendance.js')).runAttendance(run, ids ?? [], options),
      ),
    )
}

/** Parses a percentage into hundredths of a percent. @throws {InvalidArgumentError} */
function parsePercent(text: string): number {
  const value = Math.round(Number(text.replace(/%$/, '')) * 100)
  if (/^\d{1,3}(\.\d{1,2})?%?$/.test(text) && value > 0 && value <= 10_000) return value
  throw new InvalidArgumentError('Expected a percentage up to 100, such as 75%.')
}

const example = `
People are distinguished by their names. Memberships of one name that overlap count once. A member named "NAME (screen)" is the
screen that NAME shared, with minutes of its own.

Example:
  $ room-sessions attendance e84fef34-942f-4779-9c51-b4b31faf75e1
  $ room-sessions attendance --room-name standup --last 4w --at-least 75% --format csv > standup.csv
  $ room-sessions attendance --room-name standup --last 4w --names names.csv --report html=standup.html`
