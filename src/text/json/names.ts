import { appendPointer } from '../json-pointer.js'
import { skipSpace, tokenEnd } from './token.js'

/** What one scan over the colons of valid JSON text has found out. */
export interface MemberScan {
  /** Number of names, or more than that if strings contain `":`. */
  readonly names: number
  /** True if the value of a member may be a number that a double cannot hold. */
  readonly hasLongNumber: boolean
}

/**
 * Scans the members of valid JSON text; `undefined` if a colon has a space before it. For most texts this quick scan is enough.
 */
export function scanMembers(json: string): MemberScan | undefined {
  let names = 0
  let hasLongNumber = false
  for (let colon = json.indexOf(':'); colon >= 0; colon = json.indexOf(':', colon + 1)) {
    const before = json.charCodeAt(colon - 1)
    if (before !== 0x22) {
      if (before <= 0x20) return undefined
      continue
    }
    names++
    const next = json.charCodeAt(colon + 1)
    // Most values begin with a quote, a bracket or a letter.
    if (next === 0x22 || next > 0x39) continue
    hasLongNumber ||= isLongNumber(json, colon + 1)
  }
  return { names, hasLongNumber }
}

/** A number with fewer characters than this and no exponent is never rounded. */
export const longNumber = 16

/** True if a number that is long or has an exponent begins at an offset, perhaps after space. */
function isLongNumber(json: string, at: number): boolean {
  const start = skipSpace(json, at)
  let end = start
  while (isNumberPart(json.charCodeAt(end))) end++
  if (end === start) return false
  return end - start >= longNumber || (json.charCodeAt(end) | 0x20) === 0x65
}

/** True for the character code of a digit, a minus or a dot. */
function isNumberPart(char: number): boolean {
  return (char >= 0x30 && char <= 0x39) || char === 0x2d || char === 0x2e
}

/**
 * True if valid JSON text repeats a name within an object (RFC 8259, 4). If the text has as many names as its value has members,
 * no name is repeated.
 */
export function hasRepeatedNames(json: string, members: number, scan = scanMembers(json)): boolean {
  return scan?.names !== members && measureJson(json).names !== members
}

/**
 * Counts the names in JSON text, and how many levels deep it is nested. If the text is not JSON, both numbers are meaningless.
 */
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

/** How many repeated names are reported: a body may have millions. */
const maxPointers = 100

/**
 * Returns the JSON Pointers of members whose name occurs more than once in their object, each once and at most 100. The text must
 * be valid JSON.
 */
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
    else if (parent?.names && parent.child === undefined) {
      const name = String(JSON.parse(json.slice(at, end)))
      parent.child = name
      if (parent.names.has(name)) pointers.add(appendPointer(parent.pointer, name))
      parent.names.add(name)
      if (pointers.size >= maxPointers) break
    }
  }
  return [...pointers]
}
