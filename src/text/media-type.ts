/** A media type from a header. Type, subtype and names of parameters are in lower case; values of parameters are as sent. */
export interface MediaTypeName {
  readonly type: string
  readonly subtype: string
  readonly parameters: ReadonlyMap<string, string>
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const essence = new RegExp(`^(${token})/(${token})$`)
const parameter = new RegExp(`^(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)")$`)

/**
 * Longest text that is parsed. Servers accept less in a header, and with millions of characters the patterns would exceed the
 * stack.
 */
const maxLength = 2 ** 16

/** Parses a media type or a media range (RFC 9110, 8.3.1); `undefined` for other text. */
export function parseMediaType(text: string): MediaTypeName | undefined {
  if (text.length > maxLength) return undefined
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

/** True if a body of this type is one JSON text: `application/json` or the suffix `+json` (RFC 6839, 3.1). */
export function isJson(type: MediaTypeName): boolean {
  if (sequenceFormatOf(type)) return false
  return (type.subtype === 'json' && /^(?:application|text)$/.test(type.type)) || type.subtype.endsWith('+json')
}

/** True if a body of this type is XML (RFC 7303, 9). */
export function isXml({ type, subtype }: MediaTypeName): boolean {
  return (subtype === 'xml' && /^(?:application|text)$/.test(type)) || subtype.endsWith('+xml')
}

/** How the items of a sequence are separated. */
export type SequenceFormat = 'json-lines' | 'json-seq' | 'event-stream'

/** Matches the subtypes in use for JSON Lines, which has no registered media type. `stream+json` is Spring's. */
const jsonLines =
  /^(?:x-)?(?:jsonl|jsonlines|json-lines|ndjson|nd-json|json-stream)$|^stream\+json$|\+(?:jsonl|ndjson)$/

/** Returns the format of a media type for a sequence of items; `undefined` for other media types. */
export function sequenceFormatOf({ type, subtype }: MediaTypeName): SequenceFormat | undefined {
  if (type === 'text' && subtype === 'event-stream') return 'event-stream'
  // RFC 8091: the suffix `+json-seq`.
  if (type === 'application' && /^(?:.+\+)?json-seq$/.test(subtype)) return 'json-seq'
  return (type === 'application' || type === 'text') && jsonLines.test(subtype) ? 'json-lines' : undefined
}
