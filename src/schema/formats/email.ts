import { isHostname, isIdnHostname } from './hostname.js'
import { isIpv4, isIpv6 } from './ip.js'

const atext = "A-Za-z0-9!#$%&'*+\\-/=?^_`{|}~"
const local = new RegExp(`^(?:[${atext}]+(?:\\.[${atext}]+)*|"(?:[ !#-\\[\\]-~]|\\\\[ -~])*")$`)
/** RFC 6531, 3.3: characters beyond ASCII are allowed wherever letters are. */
const internationalLocal = new RegExp(
  `^(?:[${atext}\\u{80}-\\u{10FFFF}]+(?:\\.[${atext}\\u{80}-\\u{10FFFF}]+)*|"(?:[ !#-\\[\\]-~\\u{80}-\\u{10FFFF}]|\\\\[ -~])*")$`,
  'u',
)

/** `Mailbox` of RFC 5321, 4.1.2. */
export function isEmail(text: string): boolean {
  return isMailbox(text, local, isHostname)
}

/** `Mailbox` of RFC 6531, 3.3. */
export function isIdnEmail(text: string): boolean {
  // RFC 6531, 3.2 does not require a normalization form; a domain is normalized when it is looked up.
  return isMailbox(text, internationalLocal, (domain) => isIdnHostname(domain.normalize('NFC')))
}

function isMailbox(text: string, isLocal: RegExp, isDomain: (domain: string) => boolean): boolean {
  const at = text.lastIndexOf('@')
  if (at < 1 || !isLocal.test(text.slice(0, at))) return false
  const domain = text.slice(at + 1)
  const [, literal] = /^\[(.*)\]$/.exec(domain) ?? []
  if (literal === undefined) return isDomain(domain)
  return /^ipv6:/i.test(literal) ? isIpv6(literal.slice(5)) : isIpv4(literal)
}
