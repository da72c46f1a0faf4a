import { appendPointer } from '../json-pointer.js'
import { skipSpace, tokenEnd } from './token.js'

/** The number of members of all objects in a value; `undefined` if it is nested more than `maxDepth` levels deep. */
export function countMembers(value: unknown, maxDepth: number): number | undefined {
  if (typeof value !== 'object' || value === null) return 0
  if (maxDepth <= 0) return undefined
  let count = 0
  const isArray = Array.isArray(value)
  for (const child of isArray ? value : Object.values(value)) {
    if (!isArray) count++
    if (typeof child !== 'object' || child === null) continue
    const inside = countMembers(child, maxDepth - 1)
    if (inside === undefined) return undefined
    count += inside
  }
  return count
}

/** Whether valid JSON text, whose value has this many members, repeats a name within an object (RFC 8259, 4). */
export function hasRepeatedNames(json: string, members: number): boolean {
  return !hasCompactNames(json, members) && measureJson(json).names !== members
}

/**
 * A fast test that settles most texts. If no colon has a space before it, each name ends in `":`, and strings that contain `":`
 * can only raise the count. A count equal to the number of members then means that no name was repeated.
 */
function hasCompactNames(json: string, members: number): boolean {
  if ([' :', '\n:', '\r:', '\t:'].some((spaced) => json.includes(spaced))) return false
  let count = 0
  for (let colon = json.indexOf(':'); colon >= 0; colon = json.indexOf(':', colon + 1))
    if (json.charCodeAt(colon - 1) === 0x22) count++
  return count === members
}

/** The number of names in JSON text, and how many levels deep it is nested. If the text is not JSON, both are meaningless. */
export function measureJson(json: string): { readonly names: number; readonly levels: number } {
  const bracketOrQuote = /["{}[\]]/g
  let names = 0
  let open = 0
  let levels = 0
  for (let found = bracketOrQuote.exec(json); found; found = bracketOrQuote.exec(json)) {
    const [char] = found
    if (char === '"') {
      bracketOrQuote.lastIndex = tokenEnd(json, found.index)
      if (json.charCodeAt(skipSpace(json, bracketOrQuote.lastIndex)) === 0x3a) names++
    } else if (char === '{' || char === '[') {
      open++
      if (open > levels) levels = open
    } else open--
  }
  return { names, levels }
}

interface Container {
  readonly pointer: string
  /** The names of an object so far; absent for an array. */
  readonly names?: Set<string>
  /** Name or index of the current child; `undefined` before a name. */
  child: string | number | undefined
}

/** Enough for a report: a body with millions of repeated names yields no more. */
const maxPointers = 100

/** JSON Pointers of members whose name occurs more than once in their object, without duplicates. The text must be valid JSON. */
export function findRepeatedNames(json: string): string[] {
  const pointers = new Set<string>()
  const open: Container[] = []
  const pointerOfChild = (parent: Container | undefined) =>
    parent ? appendPointer(parent.pointer, parent.child ?? 0) : ''
  let end = 0
  for (let at = skipSpace(json, 0); at < json.length; at = skipSpace(json, end)) {
    end = tokenEnd(json, at)
    const first = json[at]
    const parent = open.at(-1)
    if (first === '{') open.push({ pointer: pointerOfChild(parent), names: new Set(), child: undefined })
    else if (first === '[') open.push({ pointer: pointerOfChild(parent), child: 0 })
    else if (first === '}' || first === ']') open.pop()
    else if (first === ',' && parent) parent.child = typeof parent.child === 'number' ? parent.child + 1 : undefined
    else if (first === '"' && parent?.names && parent.child === undefined) {
      const name = String(JSON.parse(json.slice(at, end)))
      parent.child = name
      if (parent.names.has(name)) pointers.add(appendPointer(parent.pointer, name))
      parent.names.add(name)
      if (pointers.size >= maxPointers) break
    }
  }
  return [...pointers]
}
