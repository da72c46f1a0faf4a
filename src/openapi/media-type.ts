/** A media type as a header or a document names it, in lower case; parameters' values as written. */
export interface MediaTypeName {
  readonly type: string
  readonly subtype: string
  readonly parameters: ReadonlyMap<string, string>
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const essence = new RegExp(`^(${token})/(${token})$`)
const parameter = new RegExp(`^(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)")$`)

/** Reads a media type or a range of them (RFC 9110, 8.3.1); `undefined` when the text is none. */
export function parseMediaType(text: string): MediaTypeName | undefined {
  const [name = '', ...rest] = splitOutsideQuotes(text)
  const [, type, subtype] = essence.exec(name) ?? []
  if (type === undefined || subtype === undefined) return undefined
  const parameters = new Map<string, string>()
  for (const part of rest) {
    if (part === '') continue
    const [, key, plain, quoted] = parameter.exec(part) ?? []
    if (key === undefined) return undefined
    parameters.set(key.toLowerCase(), plain ?? (quoted ?? '').replace(/\\(.)/g, '$1'))
  }
  return { type: type.toLowerCase(), subtype: subtype.toLowerCase(), parameters }
}

function splitOutsideQuotes(text: string): string[] {
  return (text.match(/(?:[^;"]|"(?:[^"\\]|\\.)*"?)+|;/g) ?? [])
    .filter((part) => part !== ';')
    .map((part) => part.trim())
}

/** Whether a body of this type is JSON: `application/json` or the suffix `+json` (RFC 6839, 3.1). */
export function isJson({ type, subtype }: MediaTypeName): boolean {
  return (
    (type === 'application' && subtype === 'json') ||
    subtype.endsWith('+json') ||
    (type === 'text' && subtype === 'json')
  )
}

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
