import type { Header } from './interaction.js'

/** Values of a header in the order received; empty when it is absent. Names match in any case (RFC 9110, 5.1). */
export function findHeaders(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([received]) => received.toLowerCase() === wanted).map(([, value]) => value)
}
