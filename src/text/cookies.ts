/** Values of the cookie of a name in the `Cookie` headers of a request, as they are written (RFC 6265, 4.2.1). */
export function findCookies(headers: readonly string[], name: string): string[] {
  return headers
    .flatMap((header) => header.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}
