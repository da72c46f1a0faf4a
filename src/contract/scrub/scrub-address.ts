import type { PublicWords } from './public-words.js'
import type { StandIns } from './stand-ins/stand-ins.js'

// RFC 3986, appendix B.
const parts = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is

/** Those that say how, not who; any other may be somebody's own, as apps have them. */
const schemes = /^(https?|wss?|rtmps?|rtsps?|sips?|ftps?|s3|gs|file)?:?$/i

/** Whether a text is an address: with a scheme and a host, or a reference that begins with a path or a query. */
export const isAddress = (text: string): boolean => /^([a-z][a-z0-9+.-]*:\/\/|\/\/?[^\s/]|\?[^\s=&]+=)\S*$/i.test(text)

/** Origin of an address; of a text that is none, the text. */
export const toOrigin = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)

/** Scrubs every part that is not public. */
export interface AddressScrubber {
  /** The address written as it was, absolute or relative. */
  address(address: string): string
  /** What stands behind the `?`, or a form in the body of a request. */
  query(text: string): string
}

/**
 * An object that scrubs addresses part by part, so that they still lead where the scrubbed recordings are.
 *
 * @param findOwnOrigin gives the document's origin for one that requests went to
 */
export function createAddressScrubber(
  words: PublicWords,
  standIns: Pick<StandIns, 'text' | 'host'>,
  findOwnOrigin: (origin: string) => string | undefined,
): AddressScrubber {
  const scrub = (text: string) => recode(text, standIns.text)

  const segment = (text: string) => {
    if (words.segments.has(text)) return text
    // RFC 6570, 3.2.7: written as in a query.
    if (text.startsWith(';')) return text.split(';').map(parameter).join(';')
    const parts = words.partialSegments.map((pattern) => pattern.exec(text)).find((match) => match !== null)
    // Fixed text and values in turn.
    if (!parts) return scrub(text)
    return parts
      .slice(1)
      .map((part, index) => (index % 2 === 0 ? part : scrub(part)))
      .join('')
  }

  const isPublicName = (name: string) => words.parameters.has(name) || words.names.has(name)

  /** Of `filter[status]` each name by itself. */
  const parameterName = (text: string) =>
    isPublicName(decode(text))
      ? text
      : recode(text, (name) => name.replace(/[^[\]]+/g, (part) => (isPublicName(part) ? part : standIns.text(part))))

  const parameter = (pair: string) => {
    if (pair === '') return pair
    const [name = '', value] = splitOnce(pair, '=')
    const safeName = parameterName(name)
    if (value === undefined) return safeName
    // A count or the number of a page; more digits could be somebody's.
    const isCount = words.counts.has(decode(name)) && /^-?\d{0,4}$/.test(value)
    return `${safeName}=${isCount ? value : scrub(value.replaceAll('+', '%20'))}`
  }

  const query = (text: string) => text.split('&').map(parameter).join('&')

  const authority = (scheme: string, text: string) => {
    const [user, host] = text.includes('@') ? splitOnce(text, '@') : [undefined, text]
    const shown = words.hosts.has((host ?? '').toLowerCase()) ? host : standIns.host(host ?? '')
    return `${scheme}//${user === undefined ? '' : `${standIns.text(user)}@`}${shown}`
  }

  const safeScheme = (scheme: string) => (schemes.test(scheme) ? scheme : scheme.replace(/[^:]+/, standIns.text))

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
    // Not percent-encoded after all.
    return text
  }
}

function recode(text: string, scrub: (text: string) => string): string {
  const plain = decode(text)
  const scrubbed = scrub(plain)
  if (scrubbed === plain) return text
  // What was written as it is stays so: a delimiter must not become part of a value, nor an invalid letter valid.
  const isWritten = (character: string) => {
    if (isForeign(character)) return isForeign(text)
    return text.includes(character) && (character !== '%' || plain === text)
  }
  return [...scrubbed].map((each) => (isWritten(each) ? each : encodeURIComponent(each))).join('')
}

const isForeign = (text: string) => /[^\0-\x7f]/.test(text)
