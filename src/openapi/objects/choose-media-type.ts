import { type MediaTypeName, parseMediaType } from '../../text/media-type.js'

/**
 * The entry of a `content` map that describes a media type: OAS 3.1, Response Object: the most specific key wins.
 *
 * An exact name, then `type/*`, then the range of all; among exact names one with the same parameters wins.
 */
export function chooseMediaType<Entry extends { readonly name: string }>(
  entries: readonly Entry[],
  received: MediaTypeName,
): Entry | undefined {
  let best: { entry: Entry; rank: number } | undefined
  for (const entry of entries) {
    const range = parseMediaType(entry.name)
    const rank = range ? rankOf(range, received) : 0
    if (rank > (best?.rank ?? 0)) best = { entry, rank }
  }
  return best?.entry
}

/** 0: does not describe it. */
function rankOf(range: MediaTypeName, received: MediaTypeName): number {
  if (range.type === '*' && range.subtype === '*') return 1
  if (range.type !== received.type) return 0
  if (range.subtype === '*') return 2
  if (range.subtype !== received.subtype) return 0
  const same = [...range.parameters].every(
    ([key, value]) => received.parameters.get(key)?.toLowerCase() === value.toLowerCase(),
  )
  return same ? 4 + range.parameters.size : 3
}
