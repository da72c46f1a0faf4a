/**
 * True for base64 with padding: RFC 4648, 3.2, asks for it where no other standard says otherwise, and OpenAPI does not.
 * Line breaks are not allowed (3.1).
 */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}
