import { type Document, findChild, type Route } from '../../openapi/index.js'
import { findHeaders, type Interaction } from '../interaction/interaction.js'

/**
 * Why an interaction is not about an API.
 *
 * - `other-host`: no server has this host
 * - `other-scheme`: not HTTP, such as `data:` and `wss:`
 * - `preflight`: a CORS preflight of a browser (Fetch, 4.8) whose path has no documented OPTIONS operation
 * - `webhooks-only`: the document describes webhooks and no operations
 */
export type SkipReason = 'other-host' | 'other-scheme' | 'preflight' | 'webhooks-only'

/** Returns why an interaction is skipped, apart from its host; `undefined` if it is not skipped. */
export function findSkipReason(
  document: Document,
  { request }: Interaction,
  url: URL,
  route: Route,
): SkipReason | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'other-scheme'
  if (route.candidates.length === 0 && isPreflight(request)) return 'preflight'
  const hasOperations = document.operations.length + document.unusableOperations.length > 0
  return !hasOperations && findChild(document.root, 'webhooks') ? 'webhooks-only' : undefined
}

function isPreflight({ method, headers }: Interaction['request']): boolean {
  const has = (name: string) => findHeaders(headers, name).length > 0
  return method.toUpperCase() === 'OPTIONS' && has('origin') && has('access-control-request-method')
}

/** Returns the host of a URL, with its scheme if that is not HTTP: `api.example.com:8080`, `wss://api.example.com`, `data:`. */
export function hostOf({ protocol, host }: URL): string {
  if (protocol === 'http:' || protocol === 'https:') return host
  return host === '' ? protocol : `${protocol}//${host}`
}
