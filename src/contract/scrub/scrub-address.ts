import type { PublicWords } from './public-words.js'
import type { StandIns } from './stand-ins.js'

// RFC 3986, appendix B.
const parts = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is

/** Those that say how, not who; any other may be somebody's own, as apps have them. */
const schemes = /^(https?|wss?|rtmps?|rtsps?|sips?|ftps?|s3|gs|file)?:?$/i

/** Whether a text is an address: with a scheme and a host, or a reference that begins with a path or a query. */
export const isAddress = (text: string): boolean => /^([a-z][a-z0-9+.-]*:\/\/|\/\/?[^\s/]|\?[^\s=&]+=)\S*$/i.test(text)

/** The address with every part scrubbed that is not public; written as it was, absolute or relative. */
export type AddressScrubber = (address: string) => string

/**
 * A function that scrubs addresses part by part, so that they still lead where the scrubbed recordings are.
 *
 * @param isOwnOrigin tells the origins that requests went to: the document's own takes their place
 */
export function createAddressScrubber(
  words: PublicWords,
  standIns: Pick<StandIns, 'text' | 'host'>,
  isOwnOrigin: (origin: string) => boolean,
): AddressScrubber {
  const segment = (text: string) => (words.segments.has(text) ? text : recode(text, standIns.text))

  const parameter = (pair: string) => {
    const [name = '', value] = splitOnce(pair, '=')
    const safeName = words.parameters.has(decode(name)) ? name : recode(name, standIns.text)
    if (value === undefined) return safeName
    const isCount = words.parameters.get(decode(name)) === 'integer' && /^-?\d*$/.test(value)
    return `${safeName}=${isCount ? value : recode(value.replaceAll('+', '%20'), standIns.text)}`
  }

  const authority = (scheme: string, text: string) => {
    const [user, host] = text.includes('@') ? splitOnce(text, '@') : [undefined, text]
    const shown = words.hosts.has((host ?? '').toLowerCase()) ? host : standIns.host(host ?? '')
    return `${scheme}//${user === undefined ? '' : `${standIns.text(user)}@`}${shown}`
  }

  const safeScheme = (scheme: string) => (schemes.test(scheme) ? scheme : scheme.replace(/[^:]+/, standIns.text))

  return (address) => {
    const [, scheme = '', host, path = '', query, fragment] = parts.exec(address) ?? []
    const own = words.origin
    const origin =
      host === undefined
        ? safeScheme(scheme)
        : isOwnOrigin(`${scheme}//${host}`)
          ? scheme
            ? own
            : own.replace(/^[^/]*/, '')
          : authority(safeScheme(scheme), host)
    return [
      origin,
      path.split('/').map(segment).join('/'),
      query === undefined ? '' : `?${query.split('&').map(parameter).join('&')}`,
      fragment === undefined ? '' : `#${recode(fragment, standIns.text)}`,
    ].join('')
  }
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
  return scrubbed === plain ? text : encodeURIComponent(scrubbed)
}
