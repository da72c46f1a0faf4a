/** Values of the cookies with a name in the `Cookie` headers of a request, not decoded (RFC 6265, 4.2.1). */
export function findCookies(headers: readonly string[], name: string): string[] {
  return headers
    .flatMap((header) => header.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}
