import { isObject } from '../../openapi/index.js'
import { toPointer } from '../json-pointer.js'
import { findJsonError } from './error.js'
import { indexJson } from './positions.js'
import { findRepeatedNames } from './repeated-names.js'
import { skipSpace, tokenEnd } from './token.js'

/** JSON text as a value, or what is wrong with the text. */
export type JsonText =
  | {
      readonly value: unknown
      /** The number at a path as the text has it. */
      literalAt(path: readonly (string | number)[]): string | undefined
      /** JSON Pointers of the members whose name their object has more than once. */
      readonly repeated: readonly string[]
    }
  | { readonly found: string; readonly expected: string }

/** RFC 8259, 4: what is wrong with JSON text that has `repeated` names. */
export const repeatedName = {
  expected: 'every name once in an object',
  received: 'a name that its object has already had',
} as const

/** RFC 8259, 9: an implementation may limit the depth of nesting. */
export const maxNesting = 512

/** Reads JSON (RFC 8259) and notices names that `JSON.parse` lets overwrite each other. */
export function readJson(text: string): JsonText {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return describeProblem(text)
  }
  const members = countMembers(value, 0)
  if (members === undefined) return { found: 'deeper nesting', expected: `JSON of at most ${maxNesting} levels` }
  return {
    value,
    literalAt: (path) => {
      const span = indexJson(text, path.length).get(toPointer(path))
      return span && text.slice(span.start, span.end)
    },
    repeated: hasAsManyNames(text, members) ? [] : findRepeatedNames(text),
  }
}

function describeProblem(text: string): JsonText {
  if (text.trim() === '') return { found: 'no text', expected: 'JSON' }
  const error = findJsonError(text)
  if (!error) return { found: 'text that is no JSON', expected: 'JSON' }
  return { found: `${error.found} at offset ${error.offset}`, expected: `JSON: ${error.expected}` }
}

/** Members of all objects in a value; `undefined` when it is nested too deeply. */
function countMembers(value: unknown, depth: number): number | undefined {
  if (depth > maxNesting) return undefined
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object' || item === null) continue
      const inside = countMembers(item, depth + 1)
      if (inside === undefined) return undefined
      count += inside
    }
    return count
  }
  if (!isObject(value)) return 0
  for (const name in value) {
    count++
    const member = value[name]
    if (typeof member !== 'object' || member === null) continue
    const inside = countMembers(member, depth + 1)
    if (inside === undefined) return undefined
    count += inside
  }
  return count
}

/** Whether valid JSON text has as many names as its value has members, so that none was overwritten. */
function hasAsManyNames(json: string, members: number): boolean {
  return (
    (!spacedColons.some((spaced) => json.includes(spaced)) && countQuotedColons(json) === members) ||
    countNames(json) === members
  )
}

const spacedColons = [' :', '\n:', '\r:', '\t:']

/**
 * Counts `":`, by its colon, which the engine finds fastest. Where no space stands before a colon, every name is counted, and text in
 * strings can only add to them: as many as members then means that nothing was added and no name was lost.
 */
function countQuotedColons(json: string): number {
  let count = 0
  for (let colon = json.indexOf(':'); colon >= 0; colon = json.indexOf(':', colon + 1))
    if (json.charCodeAt(colon - 1) === 34) count++
  return count
}

/** Names in valid JSON text, exactly: strings before a colon. */
function countNames(json: string): number {
  let count = 0
  for (let quote = json.indexOf('"'); quote >= 0; ) {
    const next = skipSpace(json, tokenEnd(json, quote))
    if (json.charCodeAt(next) === 58) count++
    quote = json.indexOf('"', next)
  }
  return count
}
