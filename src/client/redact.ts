/** Takes secrets out of text. */
export interface Redactor {
  /** Makes a text secret from now on. */
  hide(secret: string): void
  /** The text without any of the secrets. */
  redact(text: string): string
}

/** Shorter texts are words of every body; no credential is that short. */
const minSecretLength = 8

/** Of a token function's many tokens the latest are remembered. */
const maxSecrets = 32

/** A redactor that knows no secret yet. */
export function createRedactor(): Redactor {
  let secrets: readonly string[] = []
  return {
    hide(secret) {
      if (secret.length < minSecretLength || secrets.includes(secret)) return
      secrets = [secret, ...secrets].slice(0, maxSecrets)
    },
    redact(text) {
      return secrets.reduce((redacted, secret) => redacted.replaceAll(secret, '[redacted]'), text)
    },
  }
}

/** Takes secrets out of an error's message, stack and cause, in place. */
export function redactError(error: Error, redact: Redactor['redact']): void {
  const { message, stack = '', cause } = error
  Object.assign(
    error,
    { message: redact(message), stack: redact(stack) },
    cause !== undefined && { cause: toHarmless(cause, redact) },
  )
}

/**
 * A cause that can be printed.
 *
 * An error that holds nothing but harmless text stays the object it is. Of any other a copy is kept, with its name,
 * message, code and stack: what else it carries (a request, a socket) might be printed with it.
 */
function toHarmless(cause: unknown, redact: Redactor['redact']): unknown {
  if (isHarmless(cause, redact, 0)) return cause
  const { name, message, code, stack } = Object(cause) as Record<string, unknown> // whatever was thrown
  const words = Object.entries({ name, message, code, stack }).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, redact(value)]] : [],
  )
  return Object.assign(new Error(), Object.fromEntries(words))
}

function isHarmless(value: unknown, redact: Redactor['redact'], depth: number): boolean {
  if (typeof value === 'string') return redact(value) === value
  if (!(value instanceof Object)) return true
  if (depth > 4 || !(value instanceof Error || Array.isArray(value))) return false
  return Reflect.ownKeys(value).every((key) => isHarmless(Reflect.get(value, key), redact, depth + 1))
}
