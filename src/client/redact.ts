import { toWords } from './to-words.js'

/** Takes secrets out of text. */
export interface Redactor {
  /** Makes an API token secret from now on, together with the Basic value it is sent in. */
  hide(token: string, basic: string): void
  /** The text without any of the secrets, whichever way they are spelled in it. Takes time in proportion to the text. */
  redact(text: string): string
}

interface Secret {
  readonly token: string
  readonly basic: string
  /** What to search for; made by the first search, since most calls succeed and search nothing. */
  needles?: readonly string[]
}

const minSecretLength = 6

/** Of the tokens of a token function, those used last are remembered: more than there are calls at the same time. */
const maxSecrets = 256

/** Layers of escapes of different kinds that are decoded; of one kind there may be any number. */
const maxLayers = 20

const mark = '[redacted]'

/** Stands for each character of a secret that was found. No folded text has it. */
const found = '\xff'

/** A redactor that knows no secret yet. */
export function createRedactor(): Redactor {
  let secrets: readonly Secret[] = []
  return {
    hide(token, basic) {
      // Shorter texts are words of every body; no credential is that short.
      const hidden = token.length < minSecretLength ? basic : token
      const secret = secrets.find((known) => known.token === hidden) ?? { token: hidden, basic }
      secrets = [secret, ...secrets.filter((known) => known !== secret)].slice(0, maxSecrets)
    },
    redact(text) {
      try {
        // Also as it is: where `%` stands before a token of digits, decoding makes something else of both.
        return secrets.reduce((text, { token }) => text.replaceAll(token, mark), redactEncoded(text, secrets))
      } catch {
        return mark // no text at all is better than one with a secret
      }
    },
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

/** The token and the Basic value, and the token in base64 and in hex; the other spellings are those that `decode` undoes. */
function toNeedles({ token, basic }: Secret): string[] {
  const hex = new TextEncoder().encode(token).reduce((hex, byte) => hex + (byte + 256).toString(16).slice(1), '')
  // Padding is often left out, and what a backslash at the end becomes depends on what follows.
  return [basic, token, hex, toBase64(token)]
    .map((text) => decode(text, []).replace(/(?<![=\\])[=\\]+$/, ''))
    .filter(Boolean)
}

/** The base64 of a text's UTF-8, which `btoa` alone does not take. */
export function toBase64(text: string): string {
  return btoa(new TextEncoder().encode(text).reduce((bytes, byte) => bytes + String.fromCharCode(byte), ''))
}

/** How long the escapes were that became one character each, by the place of that character. */
type Layer = ReadonlyMap<number, number>

/**
 * Escapes of JSON, URLs and HTML, each applied any number of times, and rows of characters beyond ASCII: encodings make any number
 * of bytes, units or escapes of one, so that a row is compared as a single character.
 */
const escapes =
  /\\+(?:u([\da-f]{4})|(.))|%(?:25)*([\da-f]{2})|&(?:amp;)*(?:#(x?[\da-f]+)|(amp|apos|quot|[lg]t)|\w+);|[^\0-~]{2,}/gis

/** A text without its escapes, folded. The layers that were taken off are added to `layers`. @throws {RangeError} when there are too many. */
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
 * A text in which characters are the same that some encoding makes the same: letters in either case, `+` with the blank of forms
 * and the `-` of base64url, `/` with its `_`, those that HTML escapes by name, and all beyond ASCII.
 */
function fold(text: string): string {
  return text
    .replace(/[^\0-~]/g, '\x7f')
    .replace(/["'<>]/g, '&')
    .replace(/[ -]/g, '+')
    .replace(/_/g, '/')
    .toLowerCase()
}

/** A text in which each character that stands for an escape is as long as that, so that all are where they were. */
function undoLayer(text: string, layer: Layer): string {
  return text.replace(/./gs, (char, at) => char.repeat(layer.get(at) ?? 1))
}

/**
 * Takes secrets out of an error's message, stack and cause, in place.
 *
 * A cause that holds nothing but harmless text stays the object it is. Of any other only words, codes and causes are kept:
 * what else it carries (a request, a socket) might be printed with it.
 */
export function redactError(error: Error, redact: Redactor['redact']): void {
  const { message, stack = '', cause } = error
  Object.assign(error, { message: redact(message), stack: redact(stack) })
  const harmless = toHarmless(cause, redact, 0)
  if (harmless !== cause) error.cause = harmless
}

function toHarmless(cause: unknown, redact: Redactor['redact'], depth: number): unknown {
  const copy: Error & { code?: string } = new Error(redact(toWords(cause)))
  try {
    if (isHarmless(cause, redact, depth)) return cause
    const { code, cause: inner } = Object(cause) as { code?: unknown; cause?: unknown } // anything may be thrown
    if (typeof code === 'string') copy.code = redact(code)
    if (inner && depth < maxDepth) copy.cause = toHarmless(inner, redact, depth + 1)
  } catch {
    // What cannot be looked at is not kept.
  }
  return copy
}

/** Causes of causes that are looked at, and objects within objects. */
const maxDepth = 5

function isHarmless(value: unknown, redact: Redactor['redact'], depth: number): boolean {
  if (Object(value) !== value) return redact(String(value)) === String(value)
  const object = value as object // as was just seen
  // An object of another realm, such as that of a test runner, is not plain.
  const isPlain = object instanceof Error || object.constructor === Object || Array.isArray(object)
  return (
    isPlain &&
    depth < maxDepth &&
    Reflect.ownKeys(object).every((key) => {
      return isHarmless(key, redact, depth) && isHarmless(Reflect.get(object, key), redact, depth + 1)
    })
  )
}
