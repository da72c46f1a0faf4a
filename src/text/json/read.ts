import { findJsonError } from './error.js'
import { withExactNumbers } from './exact.js'
import { findRepeatedNames, hasRepeatedNames, scanMembers } from './names.js'
import { isShortestText, surveyJson } from './survey.js'

/** The value of JSON text, or what is wrong with the text. */
export type JsonText =
  | {
      /** The value, with an `ExactNumber` for each number that a double cannot hold. */
      readonly value: unknown
      /** JSON Pointers of members whose name occurs more than once in their object. */
      readonly repeated: readonly string[]
    }
  | { readonly found: string; readonly expected: string }

/** RFC 8259, 4: what is wrong with JSON text that repeats a name. */
export const repeatedName = {
  expected: 'unique names within an object',
  received: 'a repeated name',
  message: 'a name is repeated in its object',
} as const

/** How many levels deep JSON may be nested. RFC 8259, 9 allows an implementation to limit this. */
export const maxNesting = 512

/** Parses JSON (RFC 8259) and finds repeated names, which `JSON.parse` drops silently. */
export function readJson(text: string): JsonText {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return describeProblem(text)
  }
  const survey = surveyJson(value, maxNesting)
  if (!survey) return { found: 'deeper nesting', expected: `JSON of at most ${maxNesting} levels` }
  if (isShortestText(text, survey)) return { value, repeated: [] }
  const scan = scanMembers(text)
  return {
    value: withExactNumbers(text, value, survey, scan),
    repeated: hasRepeatedNames(text, survey.members, scan) ? findRepeatedNames(text) : [],
  }
}

function describeProblem(text: string): JsonText {
  if (text.trim() === '') return { found: 'no text', expected: 'JSON' }
  const error = findJsonError(text)
  if (!error) return { found: 'text that is not JSON', expected: 'JSON' }
  return { found: `${error.found} at offset ${error.offset}`, expected: `JSON: ${error.expected}` }
}
