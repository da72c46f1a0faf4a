import type { WordDifference } from '../keywords/notes.js'
import type { Difference } from '../schema/difference.js'
import type { IsWithin, SchemaPair, Sides } from '../schema/side.js'
import { compareSchemaPair, type Pair, type PairChild } from './pair.js'
import { createSameTest } from './same.js'

/** A difference at a place or inside it. */
export interface Found {
  /** The steps from the place to the schemas that differ. */
  readonly path: readonly string[]
  /** Further paths to the same schemas, up to a limit. */
  readonly others: readonly (readonly string[])[]
  readonly pair: Pair
  readonly difference: Difference
  readonly context: DependentContext | undefined
}

/** The values that contain a difference. They decide whether it matters when there are several alternatives. */
export interface DependentContext {
  /** The outermost of these values. */
  readonly top: Pair
  /** The steps from there to the schemas that differ. */
  readonly steps: readonly PairChild[]
}

/** Maximum number of further paths that are kept for the same schemas. */
const maxOthers = 20

/** A text or an example that differs at a place or inside it. */
export interface FoundWord {
  readonly path: readonly string[]
  readonly word: WordDifference
}

/** Compares places. Schemas that several places share are compared only once. */
export interface Graph {
  readonly sides: Sides
  findDifferences(place: SchemaPair): Found[]
  findWords(place: SchemaPair): FoundWord[]
}

/** A pair with its edges in both directions. */
interface Vertex {
  readonly pair: Pair
  readonly next: { readonly child: PairChild; readonly vertex: Vertex }[]
  readonly previous: Vertex[]
  /** True if something differs here or further inside. */
  differs: boolean
  hasWords: boolean
}

/**
 * Creates the graph of the schemas of two documents. Each vertex is a pair of schema lists that are compared; each edge
 * is a property or an item. A recursive schema is a cycle, whose pairs are visited once.
 */
export function createGraph(sides: Sides): Graph {
  const inner = new Map<string, Graph>()
  return createGraphWith(sides, ({ direction }) => (one, other) => {
    const key = `${one.side.name} ${other.side.name}`
    // Inside of these comparisons, no further ones begin, because schemas may be recursive.
    const graph = inner.get(key) ?? createGraphWith({ before: one.side, after: other.side }, () => () => false)
    inner.set(key, graph)
    const found = graph.findDifferences({ before: one.roots, after: other.roots, direction, mode: 'json' })
    return found.every(({ difference }) => difference.narrows === 'no')
  })
}

function createGraphWith(sides: Sides, createIsWithin: (place: SchemaPair) => IsWithin): Graph {
  const vertices = new Map<string, Vertex>()
  const isSame = createSameTest(sides)

  function compare(place: SchemaPair): Pair {
    const { before, after } = place
    const isEqual = before.length === after.length && before.every((node, index) => isSame(node, after[index] ?? node))
    return isEqual
      ? { ...place, differences: [], words: [], children: [] }
      : compareSchemaPair(place, sides, createIsWithin(place))
  }

  const keyOf = ({ before, after, direction, mode }: SchemaPair) =>
    `${direction} ${mode} ${sides.before.keyOf(before)}|${sides.after.keyOf(after)}`

  function vertexOf(root: SchemaPair): Vertex {
    const pending: Vertex[] = []
    const find = (place: SchemaPair): Vertex => {
      const key = keyOf(place)
      const known = vertices.get(key)
      if (known) return known
      const vertex: Vertex = {
        pair: compare(place),
        next: [],
        previous: [],
        differs: false,
        hasWords: false,
      }
      vertices.set(key, vertex)
      pending.push(vertex)
      return vertex
    }
    const first = find(root)
    for (let vertex = pending.pop(); vertex; vertex = pending.pop()) {
      const { pair } = vertex
      if (pair.differences.length > 0) mark(vertex, 'differs')
      if (pair.words.length > 0) mark(vertex, 'hasWords')
      for (const child of pair.children) {
        const inside = find({ ...pair, before: child.before, after: child.after })
        vertex.next.push({ child, vertex: inside })
        inside.previous.push(vertex)
        for (const flag of ['differs', 'hasWords'] as const) if (inside[flag]) mark(vertex, flag)
      }
    }
    return first
  }

  return {
    sides,
    findDifferences: (place) =>
      [...walk(vertexOf(place), 'differs')].flatMap(({ vertex: { pair }, ...visit }) =>
        pair.differences.map((difference) => ({ ...visit, pair, difference })),
      ),
    findWords: (place) =>
      [...walk(vertexOf(place), 'hasWords')].flatMap(({ vertex: { pair }, path }) =>
        pair.words.map((word) => ({ path, word })),
      ),
  }
}

interface Visit {
  readonly vertex: Vertex
  readonly path: readonly string[]
  readonly others: (readonly string[])[]
  readonly context: DependentContext | undefined
}

/** Sets a flag on a vertex and on every vertex that leads to it. */
function mark(vertex: Vertex, flag: 'differs' | 'hasWords'): void {
  const pending = [vertex]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next[flag]) continue
    next[flag] = true
    pending.push(...next.previous)
  }
}

function* walk(root: Vertex, flag: 'differs' | 'hasWords'): Generator<Visit> {
  const visits = new Map<Vertex, Visit>()
  if (root[flag]) visits.set(root, { vertex: root, path: [], others: [], context: undefined })
  // Iterating a map includes entries added meanwhile: level by level, so each pair is reported at its shortest path.
  for (const { vertex, path, context } of visits.values())
    for (const { child, vertex: next } of vertex.next) {
      if (!next[flag]) continue
      const known = visits.get(next)
      const here = [...path, child.step]
      if (known && known.others.length < maxOthers) known.others.push(here)
      if (known) continue
      const steps = context ? [...context.steps, child] : child.isIndependent ? undefined : [child]
      const inside = steps && { top: context?.top ?? vertex.pair, steps }
      visits.set(next, { vertex: next, path: here, others: [], context: inside })
    }
  yield* visits.values()
}
