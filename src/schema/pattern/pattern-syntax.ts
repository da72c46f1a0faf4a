import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { parseRegex } from '../../openapi/index.js'

export type { AST }

/** Parses a `pattern` into its parts; `undefined` if it is not a regular expression of ECMA-262. */
export function parsePattern(source: string): AST.Pattern | undefined {
  const regex = parseRegex(source)
  if (!regex) return undefined
  try {
    return new RegExpParser().parsePattern(regex.source, 0, regex.source.length, { unicode: true })
  } catch {
    return undefined
  }
}
