import { childrenOf, type Node } from '../../../openapi/index.js'
import { exactValueOf, toCanonical } from '../../../schema/index.js'
import { targetOf } from '../schema/fingerprint.js'
import type { Side } from '../schema/side.js'

/**
 * Returns a quick test whether two schemas, and all schemas that they refer to, have the same text, so that nothing
 * differs. This holds for most schemas in two versions of a document.
 */
export function createSameTest(sides: { before: Side; after: Side }): (before: Node, after: Node) => boolean {
  const same = new Map<Node, Node>()
  const different = new Map<Node, Set<Node>>()
  const texts = new WeakMap<Node, string>()
  const references = new WeakMap<Node, readonly (Node | undefined)[]>()

  function textOf(node: Node): string {
    const text =
      texts.get(node) ??
      (node.file.mayHaveExactNumbers() ? toCanonical(exactValueOf(node)) : JSON.stringify(node.value))
    texts.set(node, text)
    return text
  }

  function targetsOf(node: Node, side: Side): readonly (Node | undefined)[] {
    const known = references.get(node)
    if (known) return known
    const found: (Node | undefined)[] = []
    const pending = [node]
    for (const next of pending)
      for (const [key, child] of childrenOf(next)) {
        if (key === '$dynamicRef' || key === '$ref') found.push(targetOf(next, key, side.index))
        if (typeof child.value === 'object') pending.push(child)
      }
    references.set(node, found)
    return found
  }

  return (before, after) => {
    const seen = new Map([[before, after]])
    const isDifferent = (one: Node, other: Node) =>
      different.get(one)?.has(other) ||
      sides.before.index.dialectOf(one) !== sides.after.index.dialectOf(other) ||
      textOf(one) !== textOf(other)
    const noteDifference = () => {
      const others = different.get(before) ?? new Set()
      different.set(before, others.add(after))
      return false
    }
    // Iterating a map includes entries added meanwhile.
    for (const [one, other] of seen) {
      if (isDifferent(one, other)) return noteDifference()
      const [targets, others] = [targetsOf(one, sides.before), targetsOf(other, sides.after)]
      if (targets.length !== others.length) return noteDifference()
      for (const [index, target] of targets.entries()) {
        const next = others[index]
        if (!target || !next) return noteDifference()
        const known = seen.get(target)
        if (known !== undefined && known !== next) return noteDifference()
        if (same.get(target) !== next) seen.set(target, next)
      }
    }
    for (const [one, other] of seen) same.set(one, other)
    return true
  }
}
