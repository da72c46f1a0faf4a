/** Describes a thrown value in words, for a message. */
export function toWords(value: unknown): string {
  try {
    const { message, errors } = Object(value) as { message?: unknown; errors?: unknown } // anything may be thrown
    // When every address of a host fails, only the inner errors have messages.
    const words = message === '' && Array.isArray(errors) && errors.map(toWords).join('; ')
    // OpenSSL appends a file name and line of its own source, and a line break, which are removed.
    return (words || String(value)).replace(/:[^:\n]*\.c:\d+:\s*/g, '')
  } catch {
    return 'unknown error'
  }
}
