/** What was thrown, in words, whatever it is. */
export function toWords(value: unknown): string {
  try {
    const { message, errors } = Object(value) as { message?: unknown; errors?: unknown } // anything may be thrown
    // When all addresses of a host fail, each has its own reason, and the whole has no words.
    const words = message === '' && Array.isArray(errors) && errors.map(toWords).join('; ')
    // OpenSSL adds the file and line of its own source, and a line break.
    return (words || String(value)).replace(/:[^:\n]*\.c:\d+:\s*/g, '')
  } catch {
    return 'something without words'
  }
}
