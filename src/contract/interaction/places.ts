import type { Finding } from '../findings/finding.js'
import type { Interaction } from './interaction.js'

/** The part of a finding that says where it is. */
type FindingPlace = Pick<Finding, 'at' | 'code'>

/** Finds where a part of an interaction is in its recording, as `path:line`; `undefined` if that is not known. */
export type PlaceFinder = (place: FindingPlace) => string | undefined

// Kept outside of the interaction: an interaction is plain data, and the places would be wrong for a changed copy.
const finders = new WeakMap<Interaction, PlaceFinder>()

/** Stores how to find the parts of an interaction in its recording, and returns the interaction. */
export function withPlaces(interaction: Interaction, findPlace: PlaceFinder): Interaction {
  finders.set(interaction, findPlace)
  return interaction
}

/**
 * The place where the part that a finding is about was recorded: its own line if it is known, otherwise that of the
 * interaction.
 */
export function findPlace(interaction: Interaction, place: FindingPlace): string | undefined {
  return finders.get(interaction)?.(place) ?? interaction.source
}

/** JSON Pointers of the parts of an interaction in its recording. */
export interface Parts {
  readonly url: string
  readonly requestHeaders: string
  readonly requestBody: string
  readonly status: string
  readonly responseHeaders: string
  readonly responseBody: string
}

const requestParts: Readonly<Record<string, keyof Parts>> = {
  path: 'url',
  method: 'url',
  query: 'url',
  querystring: 'url',
  cookie: 'requestHeaders',
  body: 'requestBody',
}

/**
 * The JSON Pointer, in a recording, to the part that a finding is about; `undefined` if the finding is about the whole
 * interaction.
 */
export function pointerOf({ at, code }: FindingPlace, parts: Parts): string | undefined {
  if (at === '' || at.startsWith('/')) return `${parts.responseBody}${at}`
  if (at === 'response body') return parts.responseBody
  if (at === 'status') return parts.status
  const [kind = '', pointer = ''] = at.split(' ', 2)
  if (kind === 'header') return code.endsWith('-parameter') ? parts.requestHeaders : parts.responseHeaders
  const part = Object.hasOwn(requestParts, kind) ? requestParts[kind] : undefined
  return part && `${parts[part]}${kind === 'body' && pointer.startsWith('/') ? pointer : ''}`
}
