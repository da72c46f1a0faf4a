import { type Node, nodeKey } from '../../openapi/index.js'
import type { Finding } from './finding.js'

/** Findings of one rule at one kind of place that are listed: a body of a million items may have a million. */
const maxListed = 100

/** What a check has found, before it is a finding. */
interface Found {
  readonly rule: Node
  readonly keyword?: string | undefined
  readonly path: readonly (string | number)[]
}

/**
 * A finding for each that was found, at most 100 for one rule at places that differ in indexes only. The last of the 100
 * says how many `more` there are. A rule has at most 100 kinds of places; all further ones are counted as one kind.
 */
export function toFindings<Each extends Found>(all: readonly Each[], toFinding: (found: Each) => Finding): Finding[] {
  const findGroup = createGrouping<Each>()
  const listed = all.flatMap((found) => {
    const group = findGroup(found)
    group.count++
    if (group.count > maxListed) return []
    group.last = found
    return [{ found, group }]
  })
  return listed.map(({ found, group: { count, last } }) => ({
    ...toFinding(found),
    ...(found === last && count > maxListed && { more: count - maxListed }),
  }))
}

interface Group<Each> {
  count: number
  last?: Each
}

function createGrouping<Each extends Found>(): (found: Each) => Group<Each> {
  const byRule = new Map<string, Map<string, Group<Each>>>()
  return ({ rule, keyword, path }) => {
    const ruleKey = `${nodeKey(rule)} ${keyword}`
    const groups = byRule.get(ruleKey) ?? new Map<string, Group<Each>>()
    byRule.set(ruleKey, groups)
    const kindOfPlace = JSON.stringify(path.map((token) => (typeof token === 'number' ? 0 : token)))
    const kind = groups.has(kindOfPlace) || groups.size < maxListed ? kindOfPlace : 'others'
    const group = groups.get(kind) ?? { count: 0 }
    groups.set(kind, group)
    return group
  }
}
