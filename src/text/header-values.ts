/** Returns the values of the cookies in the `Cookie` headers of a request, by name and not decoded (RFC 6265, 4.2.1). */
export function readCookies(headers: readonly string[]): Map<string, string[]> {
  const cookies = new Map<string, string[]>()
  for (const pair of headers.flatMap((header) => header.split(';'))) {
    const [name = ''] = pair.split('=', 1)
    if (name.length === pair.length) continue
    const values = cookies.get(name.trim()) ?? []
    values.push(pair.slice(name.length + 1).trim())
    cookies.set(name.trim(), values)
  }
  return cookies
}

/** Returns the values of the cookies with this name. */
export function findCookies(headers: readonly string[], name: string): string[] {
  return readCookies(headers).get(name) ?? []
}

/**
 * How many content codings a body may have: curl's limit (CVE-2022-32206). Each coding costs a decoder, and a header can name
 * thousands.
 */
export const maxContentCodings = 5

/** Parses a `Content-Encoding` header (RFC 9110, 8.4): the codings in lower case, the first applied first, without `identity`. */
export function parseContentEncoding(header: string): string[] {
  return header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
}
