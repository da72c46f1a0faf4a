import { parseJsonIfPossible } from '../../text/json/parse.js'
import { isWord } from '../scrub/word.js'

/** More of one body tells nothing new. */
const maxShapes = 1000

/**
 * The shapes of a body: for each place its type, such as `/items/* object`, and of an array also whether it has no, one or
 * many items. Places differ neither in indexes nor in names that look like data.
 */
export function shapesOf(body: string | null | undefined): string[] {
  if (!body) return []
  const value = parseJsonIfPossible(body)
  if (value === undefined) return [' text']
  const shapes = new Set<string>()
  // A list instead of recursion: a body may be nested deeper than the stack.
  const open: (readonly [at: string, value: unknown])[] = [['', value]]
  for (let next = open.pop(); next && shapes.size < maxShapes; next = open.pop()) {
    const [at, current] = next
    shapes.add(`${at} ${typeOf(current)}`)
    if (typeof current !== 'object' || current === null) continue
    for (const [name, child] of Object.entries(current)) {
      open.push([`${at}/${Array.isArray(current) || !isWord(name) ? '*' : name}`, child])
    }
  }
  return [...shapes]
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (!Array.isArray(value)) return typeof value
  return value.length === 0 ? 'no items' : value.length === 1 ? 'one item' : 'items'
}
