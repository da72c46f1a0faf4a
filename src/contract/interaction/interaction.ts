/** A header as received: its name in any case, and its value. Repeated headers are repeated entries. */
export type Header = readonly [name: string, value: string]

/** A part of a request or response that a recording may leave out. */
export type MessagePart = 'headers' | 'body'

/** One request with its response, independent of the format of the recording. */
export interface Interaction {
  readonly request: {
    readonly method: string
    /** Absolute URL, with its query. */
    readonly url: string
    /** The headers of the request. If empty, they are assumed not to have been recorded. */
    readonly headers: readonly Header[]
    /** Text as sent; absent or null if there was no body or the recording does not have it. */
    readonly body?: string | null
    /** Parts that the recording does not have, so that nothing is known about them. @default none */
    readonly notRecorded?: readonly MessagePart[]
  }
  readonly response: {
    readonly status: number
    readonly headers: readonly Header[]
    /** Text as received, after content decoding; null if there was no body or the recording does not have it. */
    readonly body: string | null
    /** Parts that the recording does not have, so that nothing is known about them. @default none */
    readonly notRecorded?: readonly MessagePart[]
  }
  /** Where it was recorded: `path`, or `path:line` where the line is known. */
  readonly source?: string
}

/** Values of a header in the order received; empty when it is absent. Names match in any case (RFC 9110, 5.1). */
export function findHeaders(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([received]) => received.toLowerCase() === wanted).map(([, value]) => value)
}

/** The first value of a header; `undefined` when it is absent. Names match in any case (RFC 9110, 5.1). */
export function findHeader(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([received]) => received.toLowerCase() === wanted)?.[1]
}

/** True if a recording contains a part of a request or response. A part that was empty counts as recorded. */
export function isRecorded(
  { notRecorded }: Interaction['request'] | Interaction['response'],
  part: MessagePart,
): boolean {
  return !notRecorded?.includes(part)
}

/**
 * True if a recording contains the headers of a request. If there are no headers, the recording probably dropped them
 * all.
 */
export function hasRequestHeaders(request: Interaction['request']): boolean {
  return request.headers.length > 0 && isRecorded(request, 'headers')
}

/** Where a recording comes from: the documentation, an older service, or the live service. */
export type Provenance = (typeof provenances)[number]

/** All provenances, in the order of reports. */
export const provenances = ['documented', 'historical', 'live', 'other'] as const

/** The provenance of a recording: the nearest folder in its path that is named after one; `other` without such a folder. */
export function provenanceOf(source: string | undefined): Provenance {
  const folders = (source ?? '').split(/[\\/]/).slice(0, -1)
  return folders.findLast(isProvenance) ?? 'other'
}

function isProvenance(folder: string): folder is Provenance {
  return folder === 'documented' || folder === 'historical' || folder === 'live'
}
