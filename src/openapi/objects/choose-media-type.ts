import { type MediaTypeName, parseMediaType } from '../../text/media-type.js'

/**
 * The entry of a `content` map that describes a media type: the most specific key (OAS 3.1, Response Object).
 *
 * An exact name comes before `type/*`, and that before the range of all types. Among exact names, one with the same parameters comes first.
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

/** How specific the match is; 0 if the range does not match. */
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
