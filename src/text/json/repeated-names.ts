import { appendPointer } from '../json-pointer.js'
import { skipSpace, tokenEnd } from './token.js'

interface Container {
  readonly pointer: string
  /** Of an object: its names so far. */
  readonly names?: Set<string>
  /** Token of the child at hand; `undefined` while a name is awaited. */
  child: string | number | undefined
}

/** More than anybody reads: a body of millions of repeated names gives no more. */
const mostPointers = 100

/** JSON Pointers of members whose name their object has more than once (RFC 8259, 4), each once. The text must be JSON. */
export function findRepeatedNames(text: string): string[] {
  const pointers = new Set<string>()
  const open: Container[] = []
  const childPointer = (parent: Container | undefined) =>
    parent ? appendPointer(parent.pointer, parent.child ?? 0) : ''
  let end = 0
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, end)) {
    end = tokenEnd(text, at)
    const first = text[at]
    const parent = open.at(-1)
    if (first === '{') open.push({ pointer: childPointer(parent), names: new Set(), child: undefined })
    else if (first === '[') open.push({ pointer: childPointer(parent), child: 0 })
    else if (first === '}' || first === ']') open.pop()
    else if (first === ',' && parent) parent.child = typeof parent.child === 'number' ? parent.child + 1 : undefined
    else if (first === '"' && parent?.names && parent.child === undefined) {
      const name = String(JSON.parse(text.slice(at, end)))
      parent.child = name
      if (parent.names.has(name)) pointers.add(appendPointer(parent.pointer, name))
      parent.names.add(name)
      if (pointers.size >= mostPointers) break
    }
  }
  return [...pointers]
}
