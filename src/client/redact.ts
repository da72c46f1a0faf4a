import { toWords } from './to-words.js'

/** Takes secrets out of text. */
export interface Redactor {
  /** Makes the spellings of one secret secret from now on. */
  hide(...texts: string[]): void
  /** The text without any of the secrets. */
  redact(text: string): string
}

/** Shorter texts are words of every body; no credential is that short. */
const minSecretLength = 6

/** Of a token function's many tokens the latest are remembered: more than calls are under way at once. */
const maxSecrets = 256

/** A text, and as JSON writes it, its slashes escaped or not. */
function spell(text: string): string[] {
  const quoted = JSON.stringify(text).slice(1, -1)
  return [text, quoted, quoted.replaceAll('/', '\\/')]
}

/** A redactor that knows no secret yet. */
export function createRedactor(): Redactor {
  let secrets: readonly string[] = []
  return {
    hide(...texts) {
      // In JSON, and in JSON within JSON. Spelled out: patterns with optional characters take seconds to search for.
      const spellings = texts
        .flatMap(spell)
        .flatMap(spell)
        .filter(({ length }) => length >= minSecretLength)
      const pattern = [...new Set(spellings)].map((text) => text.replace(/\W/g, '\\$&')).join('|')
      if (pattern && !secrets.includes(pattern)) secrets = [pattern, ...secrets].slice(0, maxSecrets)
    },
    // A host name comes back in lower case.
    redact: (text) => (secrets.length > 0 ? text.replace(RegExp(secrets.join('|'), 'gi'), '[redacted]') : text),
  }
}

/**
 * Takes secrets out of an error's message, stack and cause, in place.
 *
 * A cause that holds nothing but harmless text stays the object it is. Of any other only the words are kept:
 * what else it carries (a request, a socket) might be printed with it.
 */
export function redactError(error: Error, redact: Redactor['redact']): void {
  const { message, stack = '', cause } = error
  Object.assign(error, { message: redact(message), stack: redact(stack) })
  try {
    if (isHarmless(cause, redact, 0)) return
  } catch {
    // What cannot be looked at is not kept.
  }
  error.cause = new Error(redact(toWords(cause)))
}

function isHarmless(value: unknown, redact: Redactor['redact'], depth: number): boolean {
  if (!(value instanceof Object)) return redact(String(value)) === String(value)
  const isPlain = value instanceof Error || value.constructor === Object || Array.isArray(value)
  return (
    isPlain &&
    depth < 5 &&
    Reflect.ownKeys(value).every((key) => {
      return isHarmless(key, redact, depth) && isHarmless(Reflect.get(value, key), redact, depth + 1)
    })
  )
}
