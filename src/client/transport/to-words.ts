/** Describes whatever was thrown. */
export function toWords(value: unknown): string {
  try {
    const { message, errors } = Object(value) as { message?: unknown; errors?: unknown } // anything may be thrown
    // When every address of a host fails, only the inner errors have messages.
    const words = message === '' && Array.isArray(errors) && errors.map(toWords).join('; ')
    // OpenSSL adds a file name and line of its own source, and a line break.
    return (words || String(value)).replace(/:[^:\n]*\.c:\d+:\s*/g, '')
  } catch {
    return 'unknown error'
  }
}
