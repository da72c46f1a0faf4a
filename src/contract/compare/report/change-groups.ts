import { groupBy } from '../../../text/group-by.js'
import { countOf } from '../../../text/plural.js'
import { toJson } from '../../mutate/raw-json.js'
import type { Change } from '../change.js'
import type { ComparisonReport } from './comparison-report.js'

/** One change in one or several operations that share the changed schema. */
export interface ChangeGroup {
  readonly first: Change
  readonly operations: readonly string[]
  /** Further places in the first operation, without that of `first`. */
  readonly others: readonly string[]
}

/** The changes of one operation, or of several operations with the same changes. */
export interface ChangeSection {
  readonly heading: string
  readonly groups: readonly ChangeGroup[]
}

/** Maximum number of operations that a heading names. */
const maxNamed = 4

/** The changes that no decision accepts, by operation. Breaking changes come first. */
export function toSections({ changes }: ComparisonReport): ChangeSection[] {
  const groups = toGroups(changes.filter(({ decided }) => decided === undefined))
  const sections = [...groupBy(groups, ({ operations }) => operations.join('\n')).values()].map((own) => ({
    heading: describeOperations(own[0]?.operations ?? []),
    groups: own.toSorted((a, b) => rank(a) - rank(b)),
  }))
  const order = ({ groups: [first] }: ChangeSection) => (first ? rank(first) : 0)
  return sections.toSorted((a, b) => order(a) - order(b))
}

/** The changes that decisions accept, by the reason of the decision. */
export function toDecided({ changes }: ComparisonReport): Map<string, ChangeGroup[]> {
  const decided = changes.filter((change) => change.decided !== undefined)
  const byReason = groupBy(decided, (change) => change.decided ?? '')
  return new Map([...byReason].map(([reason, own]) => [reason, toGroups(own)]))
}

function toGroups(changes: readonly Change[]): ChangeGroup[] {
  const keyOf = ({ kind, breaking, unclear, message, keyword, definedAt, at }: Change) => {
    const places = keyword === undefined ? [] : [definedAt.before, definedAt.after]
    return JSON.stringify([kind, breaking, unclear, message, ...places, at.split('/').at(-1)])
  }
  return [...groupBy(changes, keyOf).values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const operations = [...new Set(own.map(({ operation }) => operation))]
    const places = own
      .filter(({ operation }) => operation === first.operation)
      .flatMap(({ at, alsoAt = [] }) => [at, ...alsoAt])
    return [{ first, operations, others: [...new Set(places)].filter((at) => at !== first.at) }]
  })
}

function rank({ first: { breaking, unclear } }: ChangeGroup): number {
  return breaking ? 0 : unclear ? 1 : 2
}

function describeOperations(operations: readonly string[]): string {
  const [only, second] = operations
  if (only !== undefined && second === undefined) return only
  const more = operations.length - maxNamed
  return `${countOf(operations.length, 'operation')}: ${operations.slice(0, maxNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** `breaking`, `unclear` or `compatible`. */
export function verdictOf({ breaking, unclear }: Change): 'breaking' | 'unclear' | 'compatible' {
  return breaking ? 'breaking' : unclear ? 'unclear' : 'compatible'
}

/** The place of a group, and how many other places it has. */
export function describePlace({ first, others }: ChangeGroup): string {
  return others.length === 0 ? first.at : `${first.at} (and ${countOf(others.length, 'other place')})`
}

/** Maximum number of characters of a value that are shown. */
const maxProof = 160

/** Keywords that make no value invalid, so that there is no value to show. */
const withoutValues = [
  'default',
  'deprecated',
  'discriminator',
  'xml',
  'contentEncoding',
  'contentMediaType',
  'style',
  'contentType',
  'prefixEncoding',
  'itemEncoding',
]

/**
 * A text with the value that shows a change. For a breaking or unclear change of a schema without such a value, the
 * text says so; `undefined` for other changes.
 */
export function describeProof(change: Change): string | undefined {
  if ('proof' in change) {
    const [valid, invalid] = change.acceptedBy === 'before' ? ['before', 'after'] : ['after', 'before']
    return `${shortenInside(toJson(change.proof))} is valid ${valid} and invalid ${invalid}`
  }
  const isOfSchema = change.keyword !== undefined && !withoutValues.includes(change.keyword)
  return isOfSchema && (change.breaking || change.unclear) ? 'no example value found that shows it' : undefined
}

/** Shortens a long value in its middle, because what was added to an object is often at its end. */
function shortenInside(json: string): string {
  const characters = [...json]
  if (characters.length <= maxProof) return json
  return `${characters.slice(0, maxProof / 2).join('')} … ${characters.slice(-maxProof / 2).join('')}`
}

/** The lines in both documents that define what changed. */
export function describeSource({ definedAt: { before, after } }: Change): string {
  return [before, after].filter((place) => place !== undefined).join(' → ')
}

/** One line with what was compared and what was found, without the verdict. */
export function summarise({ summary }: ComparisonReport): string {
  const { operations, breaking, compatible, unclear, decided, words } = summary
  return [
    `${countOf(operations.compared, 'operation')} compared`,
    countOf(breaking, 'breaking change'),
    countOf(compatible, 'compatible change'),
    ...(unclear > 0 ? [`${unclear} unclear`] : []),
    ...(decided > 0 ? [`${decided} decided`] : []),
    ...(words > 0 ? [`${countOf(words, 'text or example', 'texts and examples')} changed`] : []),
  ].join(', ')
}

export const verdictWords: Readonly<Record<ComparisonReport['verdict'], string>> = {
  passed: 'Passed',
  failed: 'Failed',
  'nothing-compared': 'Nothing compared',
}
