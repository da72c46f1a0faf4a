import { decodeIfPossible } from '../../text/percent-encoding.js'
import type { Placeholders } from './placeholders/placeholders.js'
import type { PublicValues } from './public-values.js'

// RFC 3986, appendix B.
const parts = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is

type IsWord = (text: string) => boolean

/** Matches common schemes. Any other scheme may name an app, and so its owner. */
const schemes = /^(https?|wss?|rtmps?|rtsps?|sips?|ftps?|s3|gs|file)?:?$/i

/** True if a text is an address: with a scheme and a host, or a reference that begins with a path or a query. */
export const isAddress = (text: string): boolean => /^([a-z][a-z0-9+.-]*:\/\/|\/\/?[^\s/]|\?[^\s=&]+=)\S*$/i.test(text)

/** Returns the origin of a URL, and any other text as it is. */
export const toOrigin = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url)

/** Scrubs every part of an address that is not public. */
export interface AddressScrubber {
  /** Scrubs the URL of a request, or its path with the query. */
  url(url: string): string
  /** Scrubs an absolute or relative address that is a value, such as a link; its form stays. */
  address(address: string): string
  /** Scrubs a form in the body of a request. */
  form(text: string): string
}

/**
 * Creates an object that scrubs addresses part by part, so that links still match the scrubbed recordings.
 *
 * @param findOwnOrigin returns the origin in the document that replaces an origin to which requests were sent
 */
export function createAddressScrubber(
  publicValues: PublicValues,
  placeholders: Pick<Placeholders, 'text' | 'host'>,
  findOwnOrigin: (origin: string) => string | undefined,
): AddressScrubber {
  const parameter = createParameterScrubber(publicValues, placeholders.text)
  const segment = createSegmentScrubber(publicValues, placeholders.text, parameter)

  const query = (text: string, isWord: IsWord) => scrubEach(text, '&', (pair) => parameter(pair, isWord))

  const authority = (text: string) => {
    const [user, host = ''] = text.includes('@') ? splitOnce(text, '@') : [undefined, text]
    const shown = publicValues.hosts.has(host.toLowerCase()) ? host : placeholders.host(host)
    return `${user === undefined ? '' : `${placeholders.text(user)}@`}${shown}`
  }

  const safeScheme = (scheme: string) => (schemes.test(scheme) ? scheme : scheme.replace(/[^:]+/, placeholders.text))

  const origin = (scheme: string, host: string | undefined) => {
    if (host === undefined) return safeScheme(scheme)
    const own = findOwnOrigin(`${scheme}//${host}`)
    return own === undefined ? `${safeScheme(scheme)}//${authority(host)}` : own.slice(scheme ? 0 : own.indexOf('//'))
  }

  const address = (address: string, isWord: IsWord) => {
    const [, scheme = '', host, path = '', search, fragment] = parts.exec(address) ?? []
    return [
      origin(scheme, host),
      scrubEach(path, '/', (each) => segment(each, isWord)),
      search === undefined ? '' : `?${query(search, isWord)}`,
      fragment === undefined ? '' : `#${recode(fragment, placeholders.text)}`,
    ].join('')
  }
  return {
    url: (text) => address(text, publicValues.isWord),
    // A link is a value, and its path may name a file.
    address: (text) => address(text, () => false),
    form: (text) => query(text, publicValues.isWord),
  }
}

/** Scrubs a part of an address. `isWord` is true for a text that stays because it looks like a programmer's choice. */
type PartScrubber = (text: string, isWord: IsWord) => string

/** Creates a function that scrubs the segments of paths. */
function createSegmentScrubber(
  { segments, partialSegments }: PublicValues,
  scrub: (text: string) => string,
  parameter: PartScrubber,
): PartScrubber {
  return (text, isWord) => {
    if (segments.has(text) || isWord(text)) return text
    // Matrix parameters (RFC 6570, 3.2.7) are written like parameters in a query.
    if (text.startsWith(';')) return scrubEach(text, ';', (pair) => parameter(pair, isWord))
    const parts = partialSegments.map((pattern) => pattern.exec(text)).find((match) => match !== null)
    if (!parts) return recode(text, scrub)
    // The groups are alternately fixed text and values.
    return parts
      .slice(1)
      .map((part, index) => (index % 2 === 0 ? part : recode(part, scrub)))
      .join('')
  }
}

/** Creates a function that scrubs the parameters of queries and forms, names and values. */
function createParameterScrubber(
  { parameters, names, counts }: PublicValues,
  scrub: (text: string) => string,
): PartScrubber {
  /** Scrubs each name of `filter[status]` on its own. */
  const scrubName = (text: string, isWord: IsWord) => {
    const isPublic = (name: string) => parameters.has(name) || names.has(name) || isWord(name)
    if (isPublic(decodeIfPossible(text))) return text
    return recode(text, (name) => name.replace(/[^[\]]+/g, (part) => (isPublic(part) ? part : scrub(part))))
  }
  return (pair, isWord) => {
    if (pair === '') return pair
    const [name = '', value] = splitOnce(pair, '=')
    const safeName = scrubName(name, isWord)
    if (value === undefined) return safeName
    // A short integer is a count or a page number. A longer one could identify a person.
    const isCount = counts.has(decodeIfPossible(name)) && /^-?\d{0,4}$/.test(value)
    return `${safeName}=${isCount ? value : recode(value.replaceAll('+', '%20'), scrub)}`
  }
}

/** Scrubs each part of a text between separators. */
function scrubEach(text: string, separator: string, scrub: (part: string) => string): string {
  return text.split(separator).map(scrub).join(separator)
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function recode(text: string, scrub: (text: string) => string): string {
  const plain = decodeIfPossible(text)
  const scrubbed = scrub(plain)
  if (scrubbed === plain) return text
  // A character that was not encoded stays unencoded: a delimiter must not become part of a value, nor an invalid character
  // valid.
  const isWritten = (character: string) => {
    if (isForeign(character)) return isForeign(text)
    return text.includes(character) && (character !== '%' || plain === text)
  }
  return [...scrubbed].map((each) => (isWritten(each) ? each : encodeURIComponent(each))).join('')
}

const isForeign = (text: string) => /[^\0-\x7f]/.test(text)
