import { childrenOf, findChild, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'

export type OneWay = 'readOnly' | 'writeOnly'

/**
 * Whether values of a schema go one way only: `readOnly` ones come in responses, `writeOnly` ones go in requests
 * (JSON Schema 2020-12 Validation, 9.4). Looks through `$ref` and `allOf`.
 */
export function goesOneWay(schema: Node, index: SchemaIndex): OneWay | undefined {
  const done = new Set<string>()
  const pending = [schema]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (done.has(nodeKey(next))) continue
    done.add(nodeKey(next))
    for (const keyword of ['readOnly', 'writeOnly'] as const)
      if (findChild(next, keyword)?.value === true) return keyword
    const all = findChild(next, 'allOf')
    pending.push(...[index.targetOf(next) ?? []].flat(), ...(all ? childrenOf(all).map(([, branch]) => branch) : []))
  }
  return undefined
}
