import type { Node } from '../../openapi/index.js'

/** A map with lists of nodes as keys: two lists of the same nodes in the same order are one key. */
export interface ListMap<Value> {
  readonly size: number
  get(list: readonly Node[]): Value | undefined
  set(list: readonly Node[], value: Value): void
  clear(): void
}

interface Branch<Value> {
  value: Value | undefined
  readonly next: Map<Node, Branch<Value>>
}

export function createListMap<Value>(): ListMap<Value> {
  const createBranch = (): Branch<Value> => ({ value: undefined, next: new Map() })
  let root = createBranch()
  let size = 0
  return {
    get size() {
      return size
    },
    get(list) {
      let branch: Branch<Value> | undefined = root
      for (const node of list) branch = branch?.next.get(node)
      return branch?.value
    },
    set(list, value) {
      let branch = root
      for (const node of list) {
        const next = branch.next.get(node) ?? createBranch()
        branch.next.set(node, next)
        branch = next
      }
      if (branch.value === undefined) size++
      branch.value = value
    },
    clear() {
      root = createBranch()
      size = 0
    },
  }
}
