import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Page, PeriodOptions } from '../../client/index.js'
import { startsWithDate } from '../../text/calendar-date.js'
import { pluralOf } from '../../text/plural.js'
import type { Context } from '../context.js'
import { CliError } from '../exit.js'
import { toCount, toSessions } from '../terminal/progress.js'
import { findNow, type TargetOptions } from './connect.js'
import { createTimeZone, type TimeZone } from './time-zone.js'

/** Values of the options that `withPeriodOptions` adds. */
export interface PeriodValues {
  readonly since?: string
  readonly until?: string
  readonly last?: number
  readonly timeZone?: TimeZone
  readonly assumeNewestFirst?: true
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const

/** True if a period was given, so that the whole list is read. */
export const hasPeriod = ({ since, until, last }: PeriodValues): boolean =>
  [since, until, last].some((value) => value !== undefined)

/** Parses a length such as `7d` into milliseconds. @throws {InvalidArgumentError} */
function parseLength(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,5})([mhdw])$/.exec(text) ?? []
  if (count && unit) return Number(count) * units[unit as keyof typeof units] // one of m, h, d and w
  throw new InvalidArgumentError('Expected a number of m, h, d or w, such as 24h or 7d.')
}

/** Parses the name of a time zone. @throws {InvalidArgumentError} */
function parseTimeZone(text: string): TimeZone {
  try {
    return createTimeZone(text)
  } catch {
    throw new InvalidArgumentError('Expected a time zone, such as Europe/Berlin or UTC.')
  }
}

/** The option for the time zone of dates. */
export const timeZoneOption = (): Option =>
  new Option(
    '--time-zone <zone>',
    'Time zone of dates, and of times without an offset, such as Europe/Berlin (default: UTC)',
  ).argParser(parseTimeZone)

/** Adds the options that limit sessions to those that started in a period. */
export const withPeriodOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--since <time>',
        'Only sessions that started at or after this date (2026-10-01) or time (2026-10-01T09:30)',
      ),
    )
    .addOption(new Option('--until <time>', 'Only sessions that started before this date or time'))
    .addOption(
      new Option('--last <length>', 'Only sessions that started in the last 24h, 7d or 4w')
        .argParser(parseLength)
        .conflicts(['since', 'until']),
    )
    .addOption(timeZoneOption())
    .addOption(
      new Option(
        '--assume-newest-first',
        'Stop reading at sessions older than the period; an error if the list is not in this order',
      ),
    )

/**
 * The client options for a period; empty if no period was given. If the command reads the embedded sandbox, `--last` ends at the
 * time of the sandbox.
 *
 * @throws {CliError} for a time that cannot be read, or a period that contains no time
 */
export async function toPeriod(values: PeriodValues & TargetOptions, context: Context): Promise<PeriodOptions> {
  const { last, timeZone = createTimeZone('UTC'), assumeNewestFirst } = values
  const since =
    last === undefined
      ? toTime('--since', values.since, timeZone)
      : new Date((await findNow(context, values)).getTime() - last)
  const until = toTime('--until', values.until, timeZone)
  if (since && until && since >= until) throw new CliError('--until: expected a time after that of --since')
  if (!since && !until) {
    if (assumeNewestFirst) throw new CliError('--assume-newest-first: expected together with --since or --last')
    return {}
  }
  return { ...(since && { since }), ...(until && { until }), ...(assumeNewestFirst && { assumeNewestFirst }) }
}

/** A period as a report shows it, in RFC 3339; null where it has no limit. */
export function toPeriodLimits({ since, until }: PeriodOptions): { since: string | null; until: string | null } {
  const toText = (time: PeriodOptions['since']) => (time instanceof Date ? time.toISOString() : (time ?? null))
  return { since: toText(since), until: toText(until) }
}

const time = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)$/

const toTime = (option: string, text: string | undefined, timeZone: TimeZone) =>
  text === undefined ? undefined : parseTime(option, text, timeZone)

/** Parses the date or time that an option has. @throws {CliError} if it is neither */
export function parseTime(option: string, text: string, timeZone: TimeZone): Date {
  const hasOffset = time.test(text) && startsWithDate(text)
  const milliseconds = hasOffset ? Date.parse(text) : timeZone.timeOf(text)
  if (!Number.isNaN(milliseconds)) return new Date(milliseconds)
  throw new CliError(
    `${option}: expected a date such as 2026-10-01 or a time such as 2026-10-01T09:00Z, received ${text}`,
  )
}

/** Counts the items that were read, and those that a period left out. */
export interface PeriodCount {
  add(page: Page<object>): void
  /** The sentence for stderr; undefined if there was no period. */
  toLine(): string | undefined
}

/** Creates the count of a command's run. */
export function createPeriodCount(period: PeriodOptions): PeriodCount {
  let [fitting, omitted] = [0, 0]
  return {
    add: (page) => {
      fitting += page.data.length
      omitted += page.omitted
    },
    toLine: () =>
      period.since || period.until
        ? `read ${toSessions(fitting + omitted)}, ${toCount(fitting)} of them ${pluralOf(fitting, 'is', 'are')} in the period`
        : undefined,
  }
}
