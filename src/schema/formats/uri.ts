import { isIpv6 } from './ip.js'

const unreserved = 'A-Za-z0-9\\-._~'
const subDelims = "!$&'()*+,;="
const encoded = '%[0-9A-Fa-f]{2}'
/** `ucschar` and `iprivate` of RFC 3987, 2.2. */
const international =
  '\\u{A0}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFEF}\\u{10000}-\\u{1FFFD}\\u{20000}-\\u{2FFFD}\\u{30000}-\\u{3FFFD}\\u{40000}-\\u{4FFFD}\\u{50000}-\\u{5FFFD}\\u{60000}-\\u{6FFFD}\\u{70000}-\\u{7FFFD}\\u{80000}-\\u{8FFFD}\\u{90000}-\\u{9FFFD}\\u{A0000}-\\u{AFFFD}\\u{B0000}-\\u{BFFFD}\\u{C0000}-\\u{CFFFD}\\u{D0000}-\\u{DFFFD}\\u{E1000}-\\u{EFFFD}'
const privateUse = '\\u{E000}-\\u{F8FF}\\u{F0000}-\\u{FFFFD}\\u{100000}-\\u{10FFFD}'

interface Grammar {
  readonly authority: RegExp
  readonly path: RegExp
  readonly query: RegExp
  readonly fragment: RegExp
}

const uri = createGrammar('', '')
const iri = createGrammar(international, privateUse)

/** Splits any text into the parts of a URI reference, which are not yet validated (RFC 3986, appendix B). */
const parts = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/su

/** `URI` of RFC 3986, 3. */
export function isUri(text: string): boolean {
  return matches(text, uri, true)
}

/** `URI-reference` of RFC 3986, 4.1. */
export function isUriReference(text: string): boolean {
  return matches(text, uri, false)
}

/** `IRI` of RFC 3987, 2.2. */
export function isIri(text: string): boolean {
  return matches(text, iri, true)
}

/** `IRI-reference` of RFC 3987, 2.2. */
export function isIriReference(text: string): boolean {
  return matches(text, iri, false)
}

function matches(text: string, grammar: Grammar, isAbsolute: boolean): boolean {
  const [, scheme, authority, path = '', query = '', fragment = ''] = parts.exec(text) ?? []
  if (scheme === undefined ? isAbsolute : !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme)) return false
  // RFC 3986, 4.2: a first segment has a colon only after a scheme or an authority. Here it begins with the colon.
  if (scheme === undefined && path.startsWith(':')) return false
  if (authority !== undefined && !isAuthority(authority, grammar)) return false
  return grammar.path.test(path) && grammar.query.test(query) && grammar.fragment.test(fragment)
}

function isAuthority(authority: string, grammar: Grammar): boolean {
  const [, literal] = /^(?:[^@[\]]*@)?\[([^\]]*)\](?::\d*)?$/.exec(authority) ?? []
  if (literal === undefined) return grammar.authority.test(authority)
  const userinfo = authority.slice(0, authority.indexOf('['))
  return (
    grammar.authority.test(userinfo) &&
    (isIpv6(literal) || new RegExp(`^[vV][0-9A-Fa-f]+\\.[${unreserved}${subDelims}:]+$`).test(literal))
  )
}

function createGrammar(further: string, furtherInQuery: string): Grammar {
  const plain = `${unreserved}${subDelims}${further}`
  const some = (characters: string) => `(?:[${characters}]|${encoded})*`
  return {
    authority: new RegExp(`^(?:${some(`${plain}:`)}@)?${some(plain)}(?::\\d*)?$`, 'u'),
    path: new RegExp(`^${some(`${plain}:@/`)}$`, 'u'),
    query: new RegExp(`^${some(`${plain}:@/?${furtherInQuery}`)}$`, 'u'),
    fragment: new RegExp(`^${some(`${plain}:@/?`)}$`, 'u'),
  }
}

const variable = `(?:[A-Za-z0-9_]|${encoded})(?:\\.?(?:[A-Za-z0-9_]|${encoded}))*(?::[1-9]\\d{0,3}|\\*)?`
const expression = `\\{[+#./;?&=,!@|]?${variable}(?:,${variable})*\\}`
const literals = `[!#$&'(-;=?-\\[\\]_a-z~${international}${privateUse}]|${encoded}`
const template = new RegExp(`^(?:${literals}|${expression})*$`, 'u')

/** `URI-Template` of RFC 6570, 2. */
export function isUriTemplate(text: string): boolean {
  return template.test(text)
}
