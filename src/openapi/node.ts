import { appendPointer } from '../text/json-pointer.js'
import type { SourceFile } from './source/file.js'

/** A value of the document and where it stands. */
export interface Place {
  readonly file: SourceFile
  /** JSON Pointer (RFC 6901) in `file`. */
  readonly pointer: string
  readonly value: unknown
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The member of an object or the item of an array; `undefined` where there is none. */
export function findChild(place: Place, key: string | number): Place | undefined {
  const { value } = place
  if (Array.isArray(value)) {
    if (!/^(0|[1-9]\d*)$/.test(String(key)) || Number(key) >= value.length) return undefined
    return { file: place.file, pointer: appendPointer(place.pointer, key), value: value[Number(key)] }
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
  return { file: place.file, pointer: appendPointer(place.pointer, key), value: value[key] }
}

/** The place that `keys` lead to, one after the other; `undefined` as soon as one is missing. */
export function findDescendant(place: Place, keys: readonly (string | number)[]): Place | undefined {
  let current: Place | undefined = place
  for (const key of keys) current = current && findChild(current, key)
  return current
}

/** Members of an object or items of an array with their places; none for any other value. */
export function childrenOf(place: Place): [key: string, child: Place][] {
  const { value } = place
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([key, child]) => [
    key,
    { file: place.file, pointer: appendPointer(place.pointer, key), value: child },
  ])
}

/** The text at a member, `undefined` when there is none or it is no string. */
export function findText(place: Place, key: string): string | undefined {
  const value = findChild(place, key)?.value
  return typeof value === 'string' ? value : undefined
}

/** Line of a place in its file, counted from 1. */
export function lineOf(place: Place): number {
  return place.file.lineOf(place.pointer)
}

/** Address of a place as findings give it: a JSON Pointer, after `file#` when it is not in the main file. */
export function addressOf(place: Place): string {
  return place.file.isMain ? place.pointer : `${place.file.name}#${place.pointer}`
}

/** A key that no other place has. */
export function keyOf(place: Place): string {
  return `${place.file.uri}#${place.pointer}`
}
