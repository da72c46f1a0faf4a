import { appendPointer } from '../json-pointer.js'
import { skipSpace, tokenEnd } from './token.js'

/** What one walk over a value of `JSON.parse` finds out. Mutable while it walks. */
export interface JsonSurvey {
  /** Number of members of all objects. */
  members: number
  /** True if a number is too large for a double to hold every integer of its size. */
  hasLarge: boolean
  /** True if a number is zero or has a fraction: its text may be a number that was rounded to it. */
  hasFraction: boolean
}

/** Looks at all members and numbers of a value; `undefined` if it is nested more than `maxDepth` levels deep. */
export function surveyJson(value: unknown, maxDepth: number): JsonSurvey | undefined {
  const survey: JsonSurvey = { members: 0, hasLarge: false, hasFraction: false }
  return surveyValue(value, maxDepth, survey) ? survey : undefined
}

/** Returns false if the value is nested too deeply. */
function surveyValue(value: unknown, maxDepth: number, survey: JsonSurvey): boolean {
  if (typeof value === 'number') surveyNumber(value, survey)
  if (typeof value !== 'object' || value === null) return true
  if (maxDepth <= 0) return false
  const children = Array.isArray(value) ? value : Object.values(value)
  if (!Array.isArray(value)) survey.members += children.length
  for (const child of children) {
    if (typeof child === 'number') surveyNumber(child, survey)
    else if (typeof child === 'object' && child !== null && !surveyValue(child, maxDepth - 1, survey)) return false
  }
  return true
}

function surveyNumber(value: number, survey: JsonSurvey): void {
  if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) survey.hasLarge = true
  else if (value === 0 || !Number.isInteger(value)) survey.hasFraction = true
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
