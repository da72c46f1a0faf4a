/** The encoding that text in a URL must have, for messages. */
export const percentEncoding = 'percent-encoded UTF-8 (RFC 3986, 2.5)'

/** Decodes percent-encoded UTF-8; `undefined` if the text is not valid. */
export function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Decodes percent-encoded UTF-8. Returns the text itself if it cannot be decoded. */
export const decodeIfPossible = (text: string): string => decodePercent(text) ?? text

/** Decodes a name or value of a query, where `+` is a space (URL Standard, 5.1). Returns the text itself if it cannot be decoded. */
export const decodeQueryText = (text: string): string => decodePercent(text.replaceAll('+', ' ')) ?? text

/**
 * Returns the values of each name in a query or a form, in their order. Names are decoded if possible. Values stay encoded,
 * because an encoded delimiter does not delimit; only `+` is replaced by a space (URL Standard, 5.1).
 */
export function readPairs(encoded: string): Map<string, string[]> {
  const pairs = new Map<string, string[]>()
  for (const pair of encoded.replaceAll('+', ' ').split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const written = equals < 0 ? pair : pair.slice(0, equals)
    const name = decodeIfPossible(written)
    const texts = pairs.get(name) ?? []
    texts.push(pair.slice(written.length + 1))
    pairs.set(name, texts)
  }
  return pairs
}

/**
 * Returns a path with its encodings in one spelling: unreserved characters are decoded, because they mean the same encoded or not
 * (RFC 3986, 6.2.2.2), and the hex digits of all other encodings are in upper case (6.2.2.1).
 */
export function normalizeEncoding(path: string): string {
  if (!path.includes('%')) return path
  return path.replace(/%[0-9a-f]{2}/gi, (code) => {
    const character = String.fromCharCode(Number.parseInt(code.slice(1), 16))
    return /[A-Za-z0-9\-._~]/.test(character) ? character : code.toUpperCase()
  })
}
