import type { Placeholders } from './placeholders/placeholders.js'
import type { PublicValues } from './public-values.js'

// RFC 3986, appendix B.
const parts = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is

/** Common schemes. Another one may name an app, and so its owner. */
const schemes = /^(https?|wss?|rtmps?|rtsps?|sips?|ftps?|s3|gs|file)?:?$/i

/** True if a text is an address: with a scheme and a host, or a reference that begins with a path or a query. */
export const isAddress = (text: string): boolean => /^([a-z][a-z0-9+.-]*:\/\/|\/\/?[^\s/]|\?[^\s=&]+=)\S*$/i.test(text)

/** The origin of an address; any other text is returned as it is. */
export const toOrigin = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)

/** Scrubs every part of an address that is not public. */
export interface AddressScrubber {
  /** Scrubs an absolute or relative address; its form stays. */
  address(address: string): string
  /** Scrubs a query without `?`, or a form in the body of a request. */
  query(text: string): string
}

/**
 * Creates an object that scrubs addresses part by part, so that links still match the scrubbed recordings.
 *
 * @param findOwnOrigin returns the document's origin for one that requests were sent to
 */
export function createAddressScrubber(
  publicValues: PublicValues,
  placeholders: Pick<Placeholders, 'text' | 'host'>,
  findOwnOrigin: (origin: string) => string | undefined,
): AddressScrubber {
  const scrub = (text: string) => recode(text, placeholders.text)

  const segment = (text: string) => {
    if (publicValues.segments.has(text)) return text
    // Matrix parameters (RFC 6570, 3.2.7) are written like those of a query.
    if (text.startsWith(';')) return text.split(';').map(parameter).join(';')
    const parts = publicValues.partialSegments.map((pattern) => pattern.exec(text)).find((match) => match !== null)
    // Fixed text and values in turn.
    if (!parts) return scrub(text)
    return parts
      .slice(1)
      .map((part, index) => (index % 2 === 0 ? part : scrub(part)))
      .join('')
  }

  const isPublicName = (name: string) => publicValues.parameters.has(name) || publicValues.names.has(name)

  /** Scrubs each name of `filter[status]` on its own. */
  const parameterName = (text: string) =>
    isPublicName(decode(text))
      ? text
      : recode(text, (name) =>
          name.replace(/[^[\]]+/g, (part) => (isPublicName(part) ? part : placeholders.text(part))),
        )

  const parameter = (pair: string) => {
    if (pair === '') return pair
    const [name = '', value] = splitOnce(pair, '=')
    const safeName = parameterName(name)
    if (value === undefined) return safeName
    // A count or a page number. More digits could identify a person.
    const isCount = publicValues.counts.has(decode(name)) && /^-?\d{0,4}$/.test(value)
    return `${safeName}=${isCount ? value : scrub(value.replaceAll('+', '%20'))}`
  }

  const query = (text: string) => text.split('&').map(parameter).join('&')

  const authority = (scheme: string, text: string) => {
    const [user, host] = text.includes('@') ? splitOnce(text, '@') : [undefined, text]
    const shown = publicValues.hosts.has((host ?? '').toLowerCase()) ? host : placeholders.host(host ?? '')
    return `${scheme}//${user === undefined ? '' : `${placeholders.text(user)}@`}${shown}`
  }

  const safeScheme = (scheme: string) => (schemes.test(scheme) ? scheme : scheme.replace(/[^:]+/, placeholders.text))

  const address = (address: string) => {
    const [, scheme = '', host, path = '', search, fragment] = parts.exec(address) ?? []
    const own = host === undefined ? undefined : findOwnOrigin(`${scheme}//${host}`)
    const origin =
      host === undefined
        ? safeScheme(scheme)
        : own === undefined
          ? authority(safeScheme(scheme), host)
          : own.slice(scheme ? 0 : own.indexOf('//'))
    return [
      origin,
      path.split('/').map(segment).join('/'),
      search === undefined ? '' : `?${query(search)}`,
      fragment === undefined ? '' : `#${scrub(fragment)}`,
    ].join('')
  }
  return { address, query }
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not percent-encoded.
    return text
  }
}

function recode(text: string, scrub: (text: string) => string): string {
  const plain = decode(text)
  const scrubbed = scrub(plain)
  if (scrubbed === plain) return text
  // A character that was not encoded stays so: a delimiter must not become part of a value, nor an invalid character valid.
  const isWritten = (character: string) => {
    if (isForeign(character)) return isForeign(text)
    return text.includes(character) && (character !== '%' || plain === text)
  }
  return [...scrubbed].map((each) => (isWritten(each) ? each : encodeURIComponent(each))).join('')
}

const isForeign = (text: string) => /[^\0-\x7f]/.test(text)
