/**
 * Decodes a body by the charset of its `Content-Type`, or as UTF-8 if the header or the charset is missing or unknown.
 *
 * A byte order mark stays in the text, because the check must see what was sent.
 */
export function toBodyText(bytes: Uint8Array, contentType: string | undefined): string {
  return decoderFor(contentType).decode(bytes)
}

function decoderFor(contentType: string | undefined): TextDecoder {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset, { ignoreBOM: true })
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true })
  }
}

/** Returns the value of the first header with a name. `name` must be in lower case; the header's name may be in any case. */
export function findHeader(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1]
}

/** True if a text is bytes as hex digits, two for each byte. */
export function isHex(text: string): boolean {
  return text.length % 2 === 0 && !/[^0-9a-f]/i.test(text)
}
