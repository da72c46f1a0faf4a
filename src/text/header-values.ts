/** Values of the cookies with a name in the `Cookie` headers of a request, not decoded (RFC 6265, 4.2.1). */
export function findCookies(headers: readonly string[], name: string): string[] {
  return headers
    .flatMap((header) => header.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

/** The limit of curl (CVE-2022-32206) for the codings of a body: each costs a decoder, and a header can name thousands. */
export const maxContentCodings = 5

/** Parses a `Content-Encoding` header (RFC 9110, 8.4): the codings in lower case, the first applied first, without `identity`. */
export function parseContentEncoding(header: string): string[] {
  return header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
}
