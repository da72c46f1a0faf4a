import { keyOf, type Place } from '../openapi/index.js'
import type { Finding } from './finding.js'

/** Findings that are told of one rule about one value: a body of a million items may break it a million times. */
const most = 100

/** A finding for each that was found; of one rule the first hundred, of which the last says how many `more` there are. */
export function toFindings<Found extends { readonly rule: Place; readonly keyword?: string | undefined }>(
  all: readonly Found[],
  toFinding: (found: Found) => Finding,
): Finding[] {
  if (all.length <= most) return all.map(toFinding)
  const counts = new Map<string, number>()
  const last = new Map<string, Found>()
  const told = all.filter((found) => {
    const key = keyOfFound(found)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count === most) last.set(key, found)
    return count <= most
  })
  return told.map((found) => {
    const key = keyOfFound(found)
    const more = last.get(key) === found ? (counts.get(key) ?? 0) - most : 0
    return { ...toFinding(found), ...(more > 0 && { more }) }
  })
}

function keyOfFound({ rule, keyword }: { readonly rule: Place; readonly keyword?: string | undefined }): string {
  return `${keyOf(rule)} ${keyword}`
}
