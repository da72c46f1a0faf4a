import { skipSpace, tokenEnd } from './token.js'

/** The offsets of a value in JSON text. */
export interface JsonPosition {
  /** Start of the member's name or, for an item and the root, of the value. */
  readonly start: number
  /** Start of the value. */
  readonly value: number
}

export interface JsonPositions {
  /** Returns the value at a path exactly as the text spells it; `undefined` if the text has no such value. */
  textAt(path: Path): string | undefined
  /** Returns the position of the value at a path or, if the text has no such value, of its nearest ancestor. */
  findNearest(path: Path): JsonPosition
}

type Path = readonly (string | number)[]

/**
 * Creates a finder of values in JSON text by their path. The text must be valid JSON. It finds the first of several members with
 * the same name.
 *
 * An object or array is scanned once, and only as far as a path needs. If each were scanned to its end, the innermost of five
 * hundred nested objects would be scanned five hundred times.
 */
export function createJsonPositions(json: string): JsonPositions {
  const containers = new Map<number, Container>()

  function findChild(parent: JsonPosition, key: string | number): JsonPosition | undefined {
    const container = containers.get(parent.value) ?? openContainer(json, parent.value)
    if (!container) return undefined
    containers.set(parent.value, container)
    const index = container.names ? findMember(json, container, String(key)) : findItem(json, container, Number(key))
    const [start, value] = index === undefined ? [] : [container.starts[index], container.values[index]]
    return start === undefined || value === undefined ? undefined : { start, value }
  }

  function walk(path: Path): { readonly position: JsonPosition; readonly isComplete: boolean } {
    const start = skipSpace(json, 0)
    let position: JsonPosition = { start, value: start }
    for (const key of path) {
      const child = findChild(position, key)
      if (!child) return { position, isComplete: false }
      position = child
    }
    return { position, isComplete: true }
  }

  return {
    textAt(path) {
      const { position, isComplete } = walk(path)
      return isComplete ? json.slice(position.value, findValueEnd(json, position.value)) : undefined
    },
    findNearest: (path) => walk(path).position,
  }
}

/** The children of an object or array that have been scanned, in arrays of numbers: a body may have millions of them. */
interface Container {
  /** Index of an object's member by name; absent for an array. */
  readonly names?: Map<string, number>
  readonly starts: number[]
  readonly values: number[]
  /** Where the next child may start; `undefined` after the last one. */
  next: number | undefined
}

/** Returns the container that begins at an offset; `undefined` for a value without children. */
function openContainer(json: string, offset: number): Container | undefined {
  const bracket = json[offset]
  if (bracket !== '{' && bracket !== '[') return undefined
  return { ...(bracket === '{' && { names: new Map() }), starts: [], values: [], next: offset + 1 }
}

function findMember(json: string, container: Container, name: string): number | undefined {
  const { names } = container
  while (names && !names.has(name) && scanChild(json, container));
  return names?.get(name)
}

function findItem(json: string, container: Container, index: number): number | undefined {
  while (!(index < container.starts.length) && scanChild(json, container));
  return index
}

/** Scans the next child; false after the last one. */
function scanChild(json: string, container: Container): boolean {
  if (container.next === undefined) return false
  const last = container.values.at(-1)
  const end = skipSpace(json, last === undefined ? container.next : findValueEnd(json, last))
  const start = json[end] === ',' ? skipSpace(json, end + 1) : end
  if (start >= json.length || json[start] === '}' || json[start] === ']') {
    container.next = undefined
    return false
  }
  let value = start
  if (container.names) {
    const nameEnd = tokenEnd(json, start)
    const name = String(JSON.parse(json.slice(start, nameEnd)))
    if (!container.names.has(name)) container.names.set(name, container.starts.length)
    value = skipSpace(json, skipSpace(json, nameEnd) + 1)
  }
  container.starts.push(start)
  container.values.push(value)
  return true
}

function findValueEnd(json: string, start: number): number {
  if (!isBracket(json.charCodeAt(start))) return tokenEnd(json, start)
  // A body may be the text of a whole file, so this reads characters: a regular expression takes four times as long.
  let depth = 0
  for (let at = start; at < json.length; at++) {
    const char = json.charCodeAt(at)
    if (char === quote) at = tokenEnd(json, at) - 1
    else if (isBracket(char)) depth++
    else if (isClosingBracket(char) && --depth === 0) return at + 1
  }
  return json.length
}

const quote = 0x22

/** True for `{` and `[`. */
function isBracket(char: number): boolean {
  return char === 0x7b || char === 0x5b
}

/** True for `}` and `]`. */
function isClosingBracket(char: number): boolean {
  return char === 0x7d || char === 0x5d
}
