import { CliError } from '../exit.js'

/**
 * A time of an item in milliseconds since 1970; undefined if the item has none.
 *
 * @throws {CliError} for anything but a time or null: a service may send anything
 */
export function toTime(id: string, property: string, value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(time)) return time
  throw new CliError(`${id}: ${property}: expected a time, received ${JSON.stringify(value)}`, { exitCode: 1 })
}
