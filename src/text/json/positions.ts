import { skipSpace, tokenEnd } from './token.js'

/** Where a value stands in JSON text, as offsets. */
export interface JsonPosition {
  /** Start of the member's name or, for an item and the root, of the value. */
  readonly start: number
  readonly value: number
  /** End of the value, exclusive. */
  readonly end: number
}

export interface JsonPositions {
  /** Where the value at a path stands; `undefined` if the text has no such value. */
  find(path: Path): JsonPosition | undefined
  /** Where the value at a path stands or, if the text has no such value, the nearest one above it. */
  findNearest(path: Path): JsonPosition
}

type Path = readonly (string | number)[]

/**
 * Finds values in JSON text by their path. The text must be valid JSON. Of members with the same name the last one counts, as in
 * `JSON.parse`.
 *
 * Lazy: an object or array is scanned when a path first leads into it, and once only.
 */
export function createJsonPositions(json: string): JsonPositions {
  const scanned = new Map<number, Container>()

  function containerAt(offset: number): Container {
    const container = scanned.get(offset) ?? scanContainer(json, offset)
    scanned.set(offset, container)
    return container
  }

  function walk(path: Path): { readonly position: JsonPosition; readonly isComplete: boolean } {
    const start = skipSpace(json, 0)
    let position: JsonPosition = { start, value: start, end: json.length }
    for (const key of path) {
      const child = childOf(containerAt(position.value), key)
      if (!child) return { position, isComplete: false }
      position = child
    }
    return { position, isComplete: true }
  }

  return {
    find(path) {
      const { position, isComplete } = walk(path)
      return isComplete ? position : undefined
    },
    findNearest: (path) => walk(path).position,
  }
}

/** Offsets of an object's members or an array's items, in arrays of numbers: a body may have millions of them. */
interface Container {
  /** Index of an object's member by name; absent for an array. */
  readonly names?: Map<string, number>
  readonly starts: number[]
  readonly values: number[]
  readonly ends: number[]
}

function childOf({ names, starts, values, ends }: Container, key: string | number): JsonPosition | undefined {
  const index = names ? names.get(String(key)) : Number(key)
  if (index === undefined) return undefined
  const [start, value, end] = [starts[index], values[index], ends[index]]
  return start === undefined || value === undefined || end === undefined ? undefined : { start, value, end }
}

function scanContainer(json: string, offset: number): Container {
  const isObject = json[offset] === '{'
  const container: Container = { ...(isObject && { names: new Map() }), starts: [], values: [], ends: [] }
  if (!isObject && json[offset] !== '[') return container
  for (let at = skipSpace(json, offset + 1); at < json.length && json[at] !== '}' && json[at] !== ']'; ) {
    let value = at
    if (isObject) {
      const nameEnd = tokenEnd(json, at)
      value = skipSpace(json, skipSpace(json, nameEnd) + 1)
      container.names?.set(String(JSON.parse(json.slice(at, nameEnd))), container.starts.length)
    }
    const end = findValueEnd(json, value)
    container.starts.push(at)
    container.values.push(value)
    container.ends.push(end)
    const next = skipSpace(json, end)
    at = json[next] === ',' ? skipSpace(json, next + 1) : next
  }
  return container
}

function findValueEnd(json: string, start: number): number {
  const bracketOrQuote = /["{}[\]]/g
  let depth = json[start] === '{' || json[start] === '[' ? 1 : 0
  let end = tokenEnd(json, start)
  while (depth > 0) {
    bracketOrQuote.lastIndex = end
    const found = bracketOrQuote.exec(json)
    if (!found) return json.length
    end = tokenEnd(json, found.index)
    if (found[0] === '{' || found[0] === '[') depth++
    else if (found[0] !== '"') depth--
  }
  return end
}
