/** Formats a time, in seconds since 1970, as the service does: UTC with `Z`, whole seconds. */
export function toTime(seconds: number): string
export function toTime(seconds: number | null): string | null
export function toTime(seconds: number | null): string | null {
  return seconds === null ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

/**
 * Returns the cost in dollars, rounded to four decimals as the service does. Every minute that has begun counts as a whole one.
 */
export function toCost(seconds: number, dollarsPerMinute: number): number {
  return roundCost(Math.ceil(seconds / 60) * dollarsPerMinute)
}

/** Rounds dollars to four decimals. */
export const roundCost = (dollars: number) => Math.round(dollars * 10_000) / 10_000
