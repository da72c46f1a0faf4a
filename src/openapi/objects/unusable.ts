import { findMember, isUnusable, keyOf, type Node, unusableChildrenOf } from '../node.js'

/** Members that say nothing about what is checked. */
const irrelevant = new Set(
  'summary description title tags externalDocs example examples links callbacks operationId deprecated'.split(' '),
)

/** The members and items of a node that cannot be used, so that traffic is not checked by them. */
export function unusableIn(node: Node | undefined): readonly Node[] {
  if (!node) return []
  return unusableChildrenOf(node).filter((child) => !irrelevant.has(keyOf(child)))
}

/** A member, and whether it can be used; `undefined` if it does not exist. */
export function findEntry(node: Node, key: string): { readonly node: Node; readonly isUsable: boolean } | undefined {
  const member = findMember(node, key)
  return member && { node: member, isUsable: !isUnusable(member) }
}

/** All members of an object, and whether each can be used. */
export function entriesOf(node: Node): { readonly key: string; readonly node: Node; readonly isUsable: boolean }[] {
  const { value } = node
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).flatMap((key) => {
    const entry = findEntry(node, key)
    return entry ? [{ key, ...entry }] : []
  })
}
