/** Methods whose name may be written in lower case, as programs often do. Other methods are case-sensitive (RFC 9110, 9.1). */
const commonMethods = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE', 'CONNECT', 'QUERY'])

/** A method as it is sent: the common ones in upper case, any other as it is written. */
export function normalizeMethod(method: string): string {
  const upper = method.toUpperCase()
  return commonMethods.has(upper) ? upper : method
}
