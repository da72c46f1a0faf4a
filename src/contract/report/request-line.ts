import type { Document } from '../../openapi/index.js'
import { decodeQueryText } from '../../text/percent-encoding.js'
import { shorten } from '../../text/shorten.js'
import { parseUrl } from '../../text/url.js'
import { hasSecretName, mask, maskSecrets } from '../findings/mask-secrets.js'
import type { Interaction } from '../interaction/interaction.js'

const maxLength = 300

/** Returns true if a value of this name is a secret, because of the name itself or because the document says so. */
export type IsSecret = (name: string) => boolean

/**
 * Returns a test for secret names. Query parameters, headers and cookies that hold API keys of the document are secret,
 * whatever their names.
 */
export function createIsSecret(document: Document): IsSecret {
  const keys = new Set(
    document.operations.flatMap(({ security }) =>
      security.flatMap(({ schemes }) => schemes.flatMap(({ parameter }) => parameter?.toLowerCase() ?? [])),
    ),
  )
  return (name) => hasSecretName(name) || keys.has(name.toLowerCase())
}

/** Formats a request as method, path and query, without secrets: `GET /books/99?x=1`. Long requests are cut. */
export function formatRequest(
  { method, url }: Pick<Interaction['request'], 'method' | 'url'>,
  isSecret: IsSecret,
): string {
  const parsed = parseUrl(url)
  const target = parsed ? `${parsed.pathname}${maskQuery(parsed.search, isSecret)}` : url.replace(/[?#].*$/s, '')
  return `${shorten(method)} ${shorten(maskSecrets(target), maxLength)}`
}

/** Masks values of a query, which begins with `?`. */
export function maskQuery(query: string, isMasked: (name: string, value: string) => boolean): string {
  return query.replace(/([?&])([^=&]*)=([^&]*)/g, (all, before: string, name: string, value: string) =>
    isMasked(decodeQueryText(name), decodeQueryText(value)) ? `${before}${name}=${mask}` : all,
  )
}
