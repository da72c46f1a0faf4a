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
  const secrets = new Set<string>()
  return {
    hide(secret) {
      if (secret.length < minSecretLength) return
      secrets.add(secret)
      for (const oldest of secrets) {
        if (secrets.size <= maxSecrets) break
        secrets.delete(oldest)
      }
    },
    redact(text) {
      let redacted = text
      for (const secret of secrets) redacted = redacted.replaceAll(secret, '[redacted]')
      return redacted
    },
  }
}

/**
 * Takes secrets out of an error's message, stack and causes, in place.
 *
 * A cause that holds nothing but harmless text stays the object it is. Any other is replaced by a plain error
 * with its name, message, code and stack: what else it carries (a request, a socket) could be printed with it.
 */
export function redactError<E extends Error>(error: E, redactor: Redactor): E {
  const { redact } = redactor
  const message = redact(error.message)
  if (message !== error.message) error.message = message
  const stack = redact(error.stack ?? '')
  if (stack !== error.stack) error.stack = stack
  if (error.cause !== undefined) {
    const cause = toHarmless(error.cause, redact)
    if (cause !== error.cause) error.cause = cause
  }
  return error
}

function toHarmless(cause: unknown, redact: (text: string) => string, depth = 0): unknown {
  if (typeof cause === 'string') return redact(cause)
  if (!(cause instanceof Error)) return typeof cause === 'object' || typeof cause === 'function' ? undefined : cause
  if (isHarmless(cause, redact, depth)) return cause
  const inner = depth < 4 ? toHarmless(cause.cause, redact, depth + 1) : undefined
  const copy = new Error(redact(cause.message), inner === undefined ? {} : { cause: inner })
  const code = 'code' in cause && typeof cause.code === 'string' ? { code: redact(cause.code) } : {}
  return Object.assign(copy, { name: redact(cause.name), stack: redact(cause.stack ?? '') }, code)
}

function isHarmless(value: unknown, redact: (text: string) => string, depth = 0): boolean {
  if (typeof value === 'string') return redact(value) === value
  if (typeof value !== 'object' || value === null) return typeof value !== 'function'
  if (depth > 4 || !(value instanceof Error || Array.isArray(value))) return false
  return (
    isHarmless(`${value}`, redact) &&
    Reflect.ownKeys(value).every((key) => isHarmless(Reflect.get(value, key), redact, depth + 1))
  )
}
