import { type Node, nodeKey } from '../../openapi/index.js'
import type { Finding } from './finding.js'

/** Findings that are told of one rule at one kind of place: a body of a million items may break it a million times. */
const most = 100

/** What a check has found, before it is a finding. */
interface Found {
  readonly rule: Node
  readonly keyword?: string | undefined
  readonly path: readonly (string | number)[]
}

/**
 * A finding for each that was found; of one rule, where places differ in indexes alone, the first hundred, of which the
 * last says how many `more` there are. Beyond a hundred kinds of places of a rule, all others count as one.
 */
export function toFindings<Each extends Found>(all: readonly Each[], toFinding: (found: Each) => Finding): Finding[] {
  if (all.length <= most) return all.map(toFinding)
  const findGroup = createGrouping<Each>()
  const told = all.flatMap((found) => {
    const group = findGroup(found)
    group.count++
    if (group.count > most) return []
    group.last = found
    return [{ found, group }]
  })
  return told.map(({ found, group: { count, last } }) => ({
    ...toFinding(found),
    ...(found === last && count > most && { more: count - most }),
  }))
}

interface Group<Each> {
  count: number
  last?: Each
}

function createGrouping<Each extends Found>(): (found: Each) => Group<Each> {
  const byRule = new Map<string, Map<string, Group<Each>>>()
  return ({ rule, keyword, path }) => {
    const ofRule = `${nodeKey(rule)} ${keyword}`
    const groups = byRule.get(ofRule) ?? new Map<string, Group<Each>>()
    byRule.set(ofRule, groups)
    const ofPlace = JSON.stringify(path.map((token) => (typeof token === 'number' ? 0 : token)))
    const kind = groups.has(ofPlace) || groups.size < most ? ofPlace : 'others'
    const group = groups.get(kind) ?? { count: 0 }
    groups.set(kind, group)
    return group
  }
}
