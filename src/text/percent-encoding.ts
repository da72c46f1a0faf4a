/** What text in a URL is expected to be. */
export const percentEncoding = 'percent-encoded UTF-8 (RFC 3986, 2.5)'

/** The text that percent-encoded UTF-8 stands for; `undefined` for other text. */
export function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The decoded text, or the text as it is where it cannot be decoded. */
export const decodeIfPossible = (text: string): string => decodePercent(text) ?? text

/**
 * Texts under each name of a query or a form, in their order. Names are decoded as far as that is possible, texts are not:
 * an encoded delimiter is none. Only the `+` of forms is a space already (URL Standard, 5.1).
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
