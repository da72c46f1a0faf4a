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

/** True if a text is bytes as hex digits, two for each byte. */
export function isHex(text: string): boolean {
  return text.length % 2 === 0 && !/[^0-9a-f]/i.test(text)
}
