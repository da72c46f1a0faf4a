/**
 * The text of a body: its charset is that of the `Content-Type`, and UTF-8 when that names none that is known.
 *
 * Nothing is taken away: a byte order mark stays, so that the check sees what was sent.
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

/** The first header of a name, in any case. */
export function findHeader(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1]
}
