import { toWords } from './transport/to-words.js'

/** Removes secrets from text. */
export interface Redactor {
  /** Makes an API token secret from now on, together with the Basic value it is sent in. */
  hide(token: string, basic: string): void
  /** Returns the text with each secret replaced by `[redacted]`, however the secret is encoded in it. Takes linear time. */
  redact(text: string): string
  /**
   * Returns the cause of an error without any of the secrets.
   *
   * A cause without secrets is returned as it is. From any other cause, only messages, codes and inner causes are kept, because
   * logging it might print the rest, such as a request or a socket.
   */
  redactCause(cause: unknown): unknown
}

interface Secret {
  readonly token: string
  readonly basic: string
  /** The texts to search for. Created by the first search, because most calls succeed and never search. */
  needles?: readonly string[]
}

const minSecretLength = 6

/**
 * How many tokens are remembered when a function returns the token: the last used ones, more than the number of calls in
 * progress.
 */
const maxSecrets = 256

/** Maximum number of nested encodings of different kinds. Encodings of one kind may be nested without limit. */
const maxLayers = 20

const mark = '[redacted]'

/** Replaces each character of a secret that was found. Folded text never contains it. */
const found = '\xff'

/** Creates a redactor without secrets. */
export function createRedactor(): Redactor {
  let secrets: readonly Secret[] = []
  const redact = (text: string) => {
    try {
      // Also searches the text as it is: if `%` stands before a token of digits, decoding changes both.
      return secrets.reduce((text, { token }) => text.replaceAll(token, mark), redactEncoded(text, secrets))
    } catch {
      return mark // losing the text is better than showing a secret
    }
  }
  return {
    hide(token, basic) {
      // A shorter text would also match ordinary words, and no credential is that short.
      const hidden = token.length < minSecretLength ? basic : token
      const secret = secrets.find((known) => known.token === hidden) ?? { token: hidden, basic }
      secrets = [secret, ...secrets.filter((known) => known !== secret)].slice(0, maxSecrets)
    },
    redact,
    redactCause: (cause) => redactCause(cause, redact, 0),
  }
}

function redactEncoded(text: string, secrets: readonly Secret[]): string {
  const layers: Layer[] = []
  const plain = decode(text, layers)
  let searched = plain
  for (const secret of secrets) {
    secret.needles ??= toNeedles(secret)
    for (const needle of secret.needles) {
      if (searched.includes(needle)) searched = searched.replaceAll(needle, found.repeat(needle.length))
    }
  }
  if (searched === plain) return text
  const places = layers.reduceRight(undoLayer, searched)
  return places.replace(/\xff+|[^\xff]+/g, (run, at) => (run < found ? text.slice(at, at + run.length) : mark))
}

/** Returns the token, the Basic value, and the token in base64 and in hex. `decode` handles the other encodings. */
function toNeedles({ token, basic }: Secret): string[] {
  const hex = new TextEncoder().encode(token).reduce((hex, byte) => hex + (byte + 256).toString(16).slice(1), '')
  // Padding is often left out, and how a backslash at the end is decoded depends on what follows.
  return [basic, token, hex, toBase64(token)]
    .map((text) => decode(text, []).replace(/(?<![=\\])[=\\]+$/, ''))
    .filter(Boolean)
}

/** Returns the UTF-8 bytes of a text in base64. `btoa` alone does not accept characters beyond Latin-1. */
export function toBase64(text: string): string {
  return btoa(new TextEncoder().encode(text).reduce((bytes, byte) => bytes + String.fromCharCode(byte), ''))
}

/** The length of each escape that was decoded to one character, by the offset of that character. */
type Layer = ReadonlyMap<number, number>

/**
 * Matches the escapes of JSON, URLs and HTML, each applied any number of times, and runs of characters beyond ASCII. Encodings
 * turn one such character into several bytes, units or escapes, so a run is compared as a single character.
 */
const escapes =
  /\\+(?:u([\da-f]{4})|(.))|%(?:25)*([\da-f]{2})|&(?:amp;)*(?:#(x?[\da-f]+)|(amp|apos|quot|[lg]t)|\w+);|[^\0-~]{2,}/gis

/**
 * Decodes all escapes of a text and folds it. Adds each decoded layer to `layers`.
 * @throws {RangeError} if there are too many.
 */
function decode(text: string, layers: Layer[]): string {
  let plain = text
  while (layers.length < maxLayers) {
    const layer = new Map<number, number>()
    let removed = 0
    plain = plain.replace(escapes, (all, unit, char, byte = unit, number = 'x7f', name, at) => {
      layer.set(at - removed, all.length)
      removed += all.length - 1
      return char ?? (name ? '&' : String.fromCharCode(Number(byte ? `0x${byte}` : `0${number}`)))
    })
    if (removed === 0) return fold(plain)
    layers.push(layer)
  }
  throw new RangeError()
}

/**
 * Replaces characters that an encoding may exchange with one common character: upper and lower case letters; `+`, the space of
 * forms and the `-` of base64url; `/` and the `_` of base64url; the characters that HTML escapes by name; and all characters
 * beyond ASCII.
 */
function fold(text: string): string {
  return text
    .replace(/[^\0-~]/g, '\x7f')
    .replace(/["'<>]/g, '&')
    .replaceAll(' ', '+')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .toLowerCase()
}

/** Repeats each character that stands for an escape to the length of the escape, so that all offsets are as before decoding. */
function undoLayer(text: string, layer: Layer): string {
  return text.replace(/./gs, (char, at) => char.repeat(layer.get(at) ?? 1))
}

function redactCause(cause: unknown, redact: Redactor['redact'], depth: number): unknown {
  const copy: Error & { code?: string } = new Error(redact(toWords(cause)))
  try {
    if (isHarmless(cause, redact, depth)) return cause
    const { code, cause: inner } = Object(cause) as { code?: unknown; cause?: unknown } // anything may be thrown
    if (typeof code === 'string') copy.code = redact(code)
    if (inner && depth < maxDepth) copy.cause = redactCause(inner, redact, depth + 1)
  } catch {
    // A property whose getter throws is left out.
  }
  return copy
}

/** Maximum depth of causes within causes, and of objects within objects. */
const maxDepth = 5

function isHarmless(value: unknown, redact: Redactor['redact'], depth: number): boolean {
  if (Object(value) !== value) return redact(String(value)) === String(value)
  const object = value as object // checked in the line above
  // Objects from another realm, such as a test runner's, do not count as plain.
  const isPlain = object instanceof Error || object.constructor === Object || Array.isArray(object)
  return (
    isPlain &&
    depth < maxDepth &&
    Reflect.ownKeys(object).every((key) => {
      return isHarmless(key, redact, depth) && isHarmless(Reflect.get(object, key), redact, depth + 1)
    })
  )
}
