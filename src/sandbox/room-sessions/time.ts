/** A time as the service writes it: UTC with `Z`, whole seconds. */
export function toTime(seconds: number): string
export function toTime(seconds: number | null): string | null
export function toTime(seconds: number | null): string | null {
  return seconds === null ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

/** Dollars for every minute begun, to four decimals as the service gives them. */
export function toCost(seconds: number, dollarsPerMinute: number): number {
  return roundCost(Math.ceil(seconds / 60) * dollarsPerMinute)
}

/** Rounds dollars to four decimals. */
export const roundCost = (dollars: number) => Math.round(dollars * 10_000) / 10_000
