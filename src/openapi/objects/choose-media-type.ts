import { type MediaTypeName, parseMediaType } from '../../text/media-type.js'

/**
 * The entry of a `content` map that describes a media type: the most specific key (OAS 3.1, Response Object).
 *
 * An exact name comes before a range of a suffix such as `application/*+json`, that before `type/*`, and that before the range of
 * all types. Among exact names, one with the same parameters comes first. A key with a parameter of another value does not
 * match.
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
  const name = rankOfName(range, received)
  if (name === 0 || contradicts(range, received)) return 0
  const isSame = [...range.parameters.keys()].every((key) => received.parameters.has(key))
  return 2 * name + (name === 4 && isSame ? 1 + range.parameters.size : 0)
}

function rankOfName(range: MediaTypeName, received: MediaTypeName): number {
  const isOfType = range.type === received.type
  if (isOfType && range.subtype === received.subtype) return 4
  if (!isOfType && range.type !== '*') return 0
  // No range of RFC 9110, but documents and servers use it for all types with a structured syntax suffix (RFC 6838, 4.2.8).
  if (range.subtype.startsWith('*+') && received.subtype.endsWith(range.subtype.slice(1))) return 3
  if (range.subtype !== '*') return 0
  return isOfType ? 2 : 1
}

/** Parameters that say how a body is written, or how much it is wanted, and not what it is. */
const transferParameters = new Set(['charset', 'boundary', 'q'])

/** Whether both have a parameter with different values. */
function contradicts(range: MediaTypeName, received: MediaTypeName): boolean {
  return [...range.parameters].some(([key, value]) => {
    const other = received.parameters.get(key)
    return other !== undefined && !transferParameters.has(key) && other.toLowerCase() !== value.toLowerCase()
  })
}
