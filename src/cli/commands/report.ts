import { Command, InvalidArgumentError, Option } from 'commander'
import { withReportOptions } from '../check/check-options.js'
import type { Act } from '../context.js'
import { parameterOptions, parseInteger, WordsOption } from '../reading/parameters.js'
import { withPeriodOptions } from '../reading/period.js'
import { withTargetOptions } from '../reading/reading-options.js'
import { resources } from '../reading/room-sessions.js'
import { type Dimension, dimensions } from '../room-sessions-report/dimension.js'
import {
  type Readable,
  readable,
  type SessionReportOptions,
  sessionReportFormats,
} from '../room-sessions-report/options.js'

/** `room-sessions report` */
export function reportCommand(act: Act): Command {
  const command = new Command('report').description(
    'Add up the minutes, members and costs of room sessions, by room, day, user and others',
  )
  command.addOption(
    new WordsOption('--by <dimensions>', 'What to group by, one or two', dimensions)
      .argParser(parseBy)
      .default(['room'], 'room'),
  )
  withReportOptions(withPeriodOptions(command), sessionReportFormats, 'table on a terminal, otherwise csv')
    .addOption(
      new WordsOption('--read <lists>', 'Lists of each session to read, or none', readable)
        .argParser(parseRead)
        .default([...readable], readable.join(',')),
    )
    .addOption(new Option('--logs', 'Compare the costs of each day with what the video logs charge'))
    .addOption(
      new Option('--concurrency <n>', 'Number of sessions whose lists are read at the same time')
        .argParser((text) => parseInteger(text, { minimum: 1, maximum: 64 }))
        .default(6),
    )
  for (const option of parameterOptions(resources.sessions.operationId)) command.addOption(option)
  return withTargetOptions(command)
    .addHelpText('after', example)
    .action((options: SessionReportOptions) =>
      act(async (run) => (await import('../room-sessions-report/run-report.js')).runReport(run, options)),
    )
}

function parseBy(text: string): Dimension[] {
  const names = text.split(',')
  const found = names.flatMap((name) => dimensions.filter((each) => each === name))
  if (found.length === names.length && names.length <= 2 && new Set(names).size === names.length) return found
  throw new InvalidArgumentError(`Expected one or two of ${dimensions.join(', ')}, with a comma between them.`)
}

function parseRead(text: string): Readable[] {
  if (text === 'none') return []
  const names = text.split(',')
  const found = names.flatMap((name) => readable.filter((each) => each === name))
  if (found.length === names.length) return found
  throw new InvalidArgumentError(`Expected any of ${readable.join(', ')}, with a comma between them, or none.`)
}

const example = `
Each session is counted at the time it started. hour is the hour of the day. The costs of sessions, members and
recordings are in three columns, because it is not known whether one contains the others.

Example:
  $ room-sessions report --since 2026-10-01 --until 2026-11-01
  $ room-sessions report --last 4w --by user,week --format csv > attendance.csv
  $ room-sessions report --last 4w --by day --logs --report html=october.html --time-zone Europe/Berlin`
