import type { Header } from '../interaction/interaction.js'
import { toBodyText } from '../recordings/body-text.js'

/** True if a value can have members. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/**
 * Reads a member of an object, its own or inherited; `undefined` if there is no such member. Used for objects of other
 * libraries.
 */
export function read(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((current, name) => (isObject(current) ? Reflect.get(current, name) : undefined), value)
}

/** Reads a member that is text; `undefined` if it is anything else. */
export function readText(value: unknown, ...names: readonly string[]): string | undefined {
  const text = read(value, ...names)
  return typeof text === 'string' ? text : undefined
}

/** True if an object has methods with all of these names. */
export function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  return names.every((name) => typeof read(value, name) === 'function')
}

/** Calls a method without arguments and returns its result. */
export function callMethod(value: unknown, name: string): unknown {
  const method = read(value, name)
  return typeof method === 'function' ? Reflect.apply(method, value, []) : undefined
}

/**
 * Converts headers to a list of pairs, from `Headers`, pairs, or an object by name. A list of values becomes one header
 * for each value.
 */
export function toHeaders(headers: unknown): Header[] {
  const pairs = isIterable(headers) ? [...headers] : Object.entries(isObject(headers) ? headers : {})
  return pairs.flatMap((pair): Header[] => {
    const [name, value] = Array.isArray(pair) ? pair : [read(pair, 'name'), read(pair, 'value')]
    if (typeof name !== 'string') return []
    const values: unknown[] = Array.isArray(value) ? value : [value]
    return values.flatMap((each): Header[] =>
      typeof each === 'string' || typeof each === 'number' ? [[name, String(each)]] : [],
    )
  })
}

/** True for lists, `Headers`, and the headers of axios, which yield pairs. */
function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && Symbol.iterator in value && typeof value[Symbol.iterator] === 'function'
}

/** The text of a body given as text or bytes; `undefined` for anything else. */
export function toText(body: unknown, contentType: string | undefined): string | undefined {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  if (ArrayBuffer.isView(body)) {
    return toBodyText(new Uint8Array(body.buffer, body.byteOffset, body.byteLength), contentType)
  }
  return body instanceof ArrayBuffer ? toBodyText(new Uint8Array(body), contentType) : undefined
}

/** The URL as it is sent, without user information and fragment (RFC 9110, 4.2.4 and 7.1). */
export function toSentUrl(url: string): string {
  return url.replace(/#.*$/s, '').replace(/^(https?:\/\/)[^/?@]*@/i, '$1')
}

/** Describes a received value in a message: `a Response`, `null` or `an object of status, data`. */
export function describe(value: unknown): string {
  if (!isObject(value)) return value === null ? 'null' : `a value of type ${typeof value}`
  const names = Object.keys(value)
  return names.length === 0 ? 'an object without members' : `an object of ${names.slice(0, 5).join(', ')}`
}
