import { createGlob } from '../../waivers/glob.js'
import { matchFields } from '../../waivers/waiver-matcher.js'
import { readLists, type Waiver } from '../../waivers/waivers.js'
import type { Change } from '../change.js'
import type { DocumentComparison } from '../compare-documents.js'

/** A decision that accepts changes, with its reason. Each field is a pattern; an absent field matches everything. */
export interface Decision extends Waiver {
  /** Method and path: `GET /books/**`. */
  readonly operation?: string
  readonly at?: string
  readonly kind?: string
  readonly message?: string
}

/**
 * Parses decisions in YAML or JSON: an object with the list `decisions`.
 *
 * In a pattern, `*` stands for any text without a `/`, `**` for any text. Every decision needs a `reason` and at least
 * one pattern.
 *
 * @param source name of the file in messages and reports
 * @throws {WaiversError} if the text is anything else
 */
export function parseDecisions(text: string, source: string): readonly Decision[] {
  const fields = { decisions: ['operation', 'at', 'kind', 'message'] } as const
  return readLists(text, source, fields, 'decision').decisions
}

/**
 * Returns the changes, each with the reason of the first decision that accepts it, and a line for each decision that is
 * not needed. Decisions about operations that were not compared are ignored.
 */
export function applyDecisions(
  { changes, operations }: Pick<DocumentComparison, 'changes' | 'operations'>,
  decisions: readonly Decision[],
): { readonly changes: readonly Change[]; readonly unneeded: readonly string[] } {
  const needed = new Set<Decision>()
  const tests = decisions.map((decision) => ({
    decision,
    matches: matchFields<Change>(decision, ['operation', 'at', 'kind', 'message']),
  }))
  const decided = changes.map((change) => {
    const matching = tests.filter(({ matches }) => matches(change)).map(({ decision }) => decision)
    for (const decision of matching) needed.add(decision)
    const [first] = matching
    return first ? { ...change, decided: first.reason } : change
  })
  const unneeded = decisions
    .filter((decision) => !needed.has(decision) && !isLeftOut(decision, operations))
    .map(({ definedAt }) => `${definedAt}: this decision is not needed: there is no such change`)
  return { changes: decided, unneeded }
}

function isLeftOut({ operation }: Decision, { names, leftOut }: DocumentComparison['operations']): boolean {
  if (operation === undefined) return false
  const matches = createGlob(operation)
  return !names.some(matches) && leftOut.some(matches)
}
