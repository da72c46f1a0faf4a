/** The expected encoding of text in a URL, for messages. */
export const percentEncoding = 'percent-encoded UTF-8 (RFC 3986, 2.5)'

/** Decodes percent-encoded UTF-8; `undefined` if the text is not valid. */
export function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The decoded text, or the text itself if it cannot be decoded. */
export const decodeIfPossible = (text: string): string => decodePercent(text) ?? text

/**
 * The values of each name in a query or a form, in their order. Names are decoded if possible. Values stay encoded, because an
 * encoded delimiter does not delimit; only `+` has been replaced by a space (URL Standard, 5.1).
 */
export function readPairs(encoded: string): Map<string, string[]> {
  const pairs = new Map<string, string[]>()
  for (const pair of encoded.replaceAll('+', ' ').split('&')) {
    if (pair === '') continue
    const [written = ''] = pair.split('=', 1)
    const name = decodeIfPossible(written)
    const texts = pairs.get(name) ?? []
    texts.push(pair.slice(written.length + 1))
    pairs.set(name, texts)
  }
  return pairs
}
