import { countNames, skipSpace, tokenEnd } from '../../text/json/token.js'
import type { Source } from './source.js'
import { maxDepth } from './unreadable.js'

/**
 * Reads a file that is JSON many times faster than as YAML; `undefined` for everything else, which is YAML's to read or
 * to refuse: what is no JSON, a name twice in an object, deeper nesting.
 */
export function readJsonSource(text: string): Source | undefined {
  if (text.charCodeAt(skipSpace(text, 0)) !== 0x7b) return undefined
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    return undefined
  }
  return countMembers(root, maxDepth) === countNames(text) ? { root, offsetOf: createFinder(text) } : undefined
}

/** Members of all objects in a value; `undefined` when it is nested more deeply. */
function countMembers(value: unknown, levels: number): number | undefined {
  if (typeof value !== 'object' || value === null) return 0
  if (levels <= 0) return undefined
  const isArray = Array.isArray(value)
  let count = 0
  for (const child of isArray ? value : Object.values(value)) {
    const inside = countMembers(child, levels - 1)
    if (inside === undefined) return undefined
    count += isArray ? inside : inside + 1
  }
  return count
}

/** Where a member's name or an item begins, and where its value does. */
interface Child {
  readonly start: number
  readonly value: number
}

/** Few places are ever asked for: each object and array on the way is read when it is. */
function createFinder(text: string): Source['offsetOf'] {
  const known = new Map<number, ReadonlyMap<string, Child>>()
  return (tokens) => {
    let at: Child = { start: 0, value: skipSpace(text, 0) }
    for (const token of tokens) {
      const children = known.get(at.value) ?? readChildren(text, at.value)
      known.set(at.value, children)
      const child = children.get(token)
      if (!child) break
      at = child
    }
    return at.start
  }
}

/** Members of the object or items of the array that begins at an offset; none for any other value. */
function readChildren(text: string, container: number): Map<string, Child> {
  const children = new Map<string, Child>()
  const isArray = text[container] === '['
  if (!isArray && text[container] !== '{') return children
  for (let at = skipSpace(text, container + 1); text[at] !== '}' && text[at] !== ']'; ) {
    const value = isArray ? at : skipSpace(text, skipSpace(text, tokenEnd(text, at)) + 1)
    const name = isArray ? String(children.size) : String(JSON.parse(text.slice(at, tokenEnd(text, at))))
    children.set(name, { start: at, value })
    const next = skipSpace(text, valueEnd(text, value))
    at = text[next] === ',' ? skipSpace(text, next + 1) : next
  }
  return children
}

function valueEnd(text: string, start: number): number {
  const mark = /["{}[\]]/g
  let depth = 0
  let end = tokenEnd(text, start)
  if (text[start] === '{' || text[start] === '[') depth = 1
  while (depth > 0) {
    mark.lastIndex = end
    const found = mark.exec(text)
    if (!found) return text.length
    end = tokenEnd(text, found.index)
    if (found[0] === '{' || found[0] === '[') depth += 1
    else if (found[0] !== '"') depth -= 1
  }
  return end
}
