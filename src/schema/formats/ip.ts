const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const dotted = new RegExp(`^${octet}(?:\\.${octet}){3}$`)
const group = /^[0-9a-f]{1,4}$/i

/** Dotted quad of RFC 2673, 3.2, without leading zeros. */
export function isIpv4(text: string): boolean {
  return dotted.test(text)
}

/** Text form of RFC 4291, 2.2, without a zone. */
export function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const parts = halves.map((half) => (half === '' ? [] : half.split(':')))
  const all = parts.flat()
  const last = all.at(-1) ?? ''
  const endsInIpv4 = last.includes('.') && text.endsWith(last)
  if (endsInIpv4 && !isIpv4(last)) return false
  const groups = endsInIpv4 ? all.slice(0, -1) : all
  const size = groups.length + (endsInIpv4 ? 2 : 0)
  return groups.every((part) => group.test(part)) && (halves.length === 2 ? size < 8 : size === 8)
}
