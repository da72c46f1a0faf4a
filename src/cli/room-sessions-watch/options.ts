import { InvalidArgumentError } from 'commander'
import type { WatchLimit } from '../../client/index.js'
import { parseUrl } from '../../text/url.js'
import { CliError } from '../exit.js'
import type { TargetOptions } from '../reading/connect.js'

/** Output formats of a watch. */
export const watchFormats = ['table', 'ndjson'] as const

/** Values of the options of `room-sessions watch`, including those for the filters of the list of sessions. */
export interface WatchCommandOptions extends TargetOptions {
  /** Delay between two polls, in milliseconds. */
  readonly interval: number
  readonly alert: readonly WatchLimit[]
  readonly post?: URL
  readonly exec?: string
  readonly state?: string
  readonly once?: true
  readonly metrics?: number
  readonly format?: (typeof watchFormats)[number]
  readonly [name: string]: unknown
}

const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 } as const

/** Parses a length such as `15s` or `4h` into seconds; undefined for any other text. */
function findSeconds(text: string): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? []
  return count && unit ? Number(count) * seconds[unit as keyof typeof seconds] : undefined // one of s, m, h and d
}

/** Parses an interval such as `15s` into milliseconds. @throws {InvalidArgumentError} */
export function parseInterval(text: string): number {
  const length = findSeconds(text)
  if (length !== undefined && length <= seconds.d) return length * 1_000
  throw new InvalidArgumentError('Expected a number of s, m or h, from 1s to 24h, such as 15s.')
}

/** Parses a condition such as `cost > 5`, and returns the earlier limits with this one. @throws {InvalidArgumentError} */
export function parseAlert(text: string, others: readonly WatchLimit[] = []): WatchLimit[] {
  const [, quantity, value = ''] = /^\s*(cost|duration|members)\s*>\s*(\S+)\s*$/.exec(text) ?? []
  const number = /^\d{1,9}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined
  const limits: Record<WatchLimit['of'], number | undefined> = {
    cost: number,
    duration: findSeconds(value),
    members: Number.isInteger(number) ? number : undefined,
  }
  const above = quantity && limits[quantity as WatchLimit['of']] // one of the words of the pattern
  if (above !== undefined && above !== '') return [...others, { of: quantity as WatchLimit['of'], above }]
  throw new InvalidArgumentError('Expected a condition such as "cost > 5", "duration > 4h" or "members > 18".')
}

/** Parses the URL that changes are sent to. @throws {CliError} whose message leaves out the URL, which may hold credentials */
export function parsePostUrl(text: string): URL {
  const url = parseUrl(text)
  if (url && /^https?:$/.test(url.protocol) && url.hash === '') return url
  throw new CliError('--post: expected an http or https URL without a fragment')
}
