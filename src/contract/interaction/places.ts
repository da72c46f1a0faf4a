import type { Finding } from '../findings/finding.js'
import type { Interaction } from './interaction.js'

/** What a finding says about its place. */
type Place = Pick<Finding, 'at' | 'code'>

/** Returns where in its recording a part of an interaction is, `path:line`; `undefined` for a part that is not known. */
export type PlaceFinder = (place: Place) => string | undefined

// Beside the interaction, not in it: an interaction is data, and a changed copy is no longer what the recording has.
const finders = new WeakMap<Interaction, PlaceFinder>()

/** Remembers where the parts of an interaction are in its recording. Returns the interaction. */
export function withPlaces(interaction: Interaction, findPlace: PlaceFinder): Interaction {
  finders.set(interaction, findPlace)
  return interaction
}

/** Where the part that a finding is about was recorded: its own line where it is known, otherwise that of the interaction. */
export function findPlace(interaction: Interaction, place: Place): string | undefined {
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

/** The pointer into a recording of the part that a finding is about; `undefined` for the interaction as a whole. */
export function pointerOf({ at, code }: Place, parts: Parts): string | undefined {
  if (at === '' || at.startsWith('/')) return `${parts.responseBody}${at}`
  if (at === 'response body') return parts.responseBody
  if (at === 'status') return parts.status
  const [kind = '', pointer = ''] = at.split(' ', 2)
  if (kind === 'header') return code.endsWith('-parameter') ? parts.requestHeaders : parts.responseHeaders
  const part = Object.hasOwn(requestParts, kind) ? requestParts[kind] : undefined
  return part && `${parts[part]}${kind === 'body' && pointer.startsWith('/') ? pointer : ''}`
}
