/** Formats seconds with the two largest units: `45s`, `12m 05s`, `1h 02m`, `2d 03h`. */
export function toHumanDuration(seconds: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  if (seconds < 60) return `${Math.floor(seconds)}s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h ${two((seconds % 3600) / 60)}m`
  return `${Math.floor(seconds / 86_400)}d ${two((seconds % 86_400) / 3600)}h`
}

/** Formats an RFC 3339 time in UTC: `2026-03-01 09:30`. Any other text is returned unchanged. */
export function toHumanTime(text: string): string {
  const time = Date.parse(text)
  return /^\d{4}-\d\d-\d\d[Tt]/.test(text) && !Number.isNaN(time)
    ? new Date(time).toISOString().slice(0, 16).replace('T', ' ')
    : text
}

/** Formats dollars with four decimals, like the service: `$0.0315`. */
export const toHumanDollars = (dollars: number): string => `$${dollars.toFixed(4)}`

/** Formats bytes in decimal units (SI) with one decimal: `187.3 MB`. */
export function toHumanBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  // 999,950 bytes are 1.0 MB, because they would be rounded to 1000.0 kB.
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes / 0.99995) / 3))
  return power === 0 ? `${bytes} B` : `${(bytes / 1000 ** power).toFixed(1)} ${units[power]}`
}
