import { isObject, lineOf, type Node, nodeKey } from '../../openapi/index.js'
import { type Direction, toCanonical } from '../../schema/index.js'
import { appendPointer } from '../../text/json-pointer.js'
import type { Change, WordChange } from './change.js'
import type { Found, Graph } from './graph/graph.js'
import { isMeant } from './graph/meant.js'
import { type Accepts, findProof, type Proof } from './graph/proof.js'
import type { Difference, Effect } from './schema/difference.js'
import { accepts, type Mode, type SideName, type Sides } from './schema/side.js'

/** Collects the changes of one operation. */
export interface Collector {
  readonly sides: Sides
  add(change: NewChange): void
  /** Compares the schemas of a place and returns whether they differ. A side without schemas allows every value. */
  compareSchemas(at: string, place: { before: readonly Node[]; after: readonly Node[] }, part: MessagePart): boolean
  /** Compares texts and examples of two objects, member by member. */
  compareWords(at: string, before: Node | undefined, after: Node | undefined, keywords: readonly string[]): void
  addWord(word: Omit<WordChange, 'operation'>): void
  /**
   * True if it breaks users to narrow the messages of a direction (fewer are valid), or to widen them (more are valid).
   */
  breaks(direction: Direction, effect: Effect): boolean
  /** True if the schema of a removed header refuses at least one value. */
  refusesAny(schema: Node | undefined): boolean
}

export interface NewChange extends Omit<Change, 'operation' | 'definedAt' | 'unclear'> {
  readonly unclear?: boolean
  readonly nodes?: Nodes
}

export interface Nodes {
  readonly before?: Node | undefined
  readonly after?: Node | undefined
}

/** The part of a message that a schema describes. */
export interface MessagePart {
  readonly direction: Direction
  readonly mode: Mode
}

export interface Collected {
  readonly changes: Change[]
  readonly words: WordChange[]
}

/**
 * Creates a collector for one operation.
 *
 * @param sender who sends the requests: the `client` in operations, the `server` in webhooks. A change breaks if the
 * server accepts less, or sends more, than before.
 */
export function createCollector(
  operation: string,
  sender: 'client' | 'server',
  graph: Graph,
  { changes, words }: Collected,
): Collector {
  const add = ({ nodes = {}, unclear, ...change }: NewChange) => {
    changes.push({ operation, ...change, ...(unclear && { unclear: true }), definedAt: toPlaces(nodes) })
  }
  const isFromClient = (direction: Direction) => (direction === 'request') === (sender === 'client')
  const addWord = (word: Omit<WordChange, 'operation'>) => {
    words.push({ operation, ...word })
  }
  return {
    sides: graph.sides,
    add,
    addWord,
    breaks: (direction, effect) => (isFromClient(direction) ? effect === 'narrows' : effect === 'widens'),
    refusesAny: (schema) => schema !== undefined && refusesText(schema, graph),
    compareSchemas(at, { before, after }, { direction, mode }) {
      const place = { before, after, direction, mode }
      const found = graph.findDifferences(place)
      for (const change of toChanges(found, at, isFromClient(direction) ? 'narrows' : 'widens', graph)) add(change)
      for (const { path, word } of graph.findWords(place)) {
        const { keyword, before: one, after: other } = word
        addWord({
          at: toAt(at, path),
          keyword,
          ...(one && { before: one.value }),
          ...(other && { after: other.value }),
        })
      }
      return found.length > 0
    },
    compareWords(at, before, after, keywords) {
      for (const keyword of keywords) {
        const [one, other] = [memberOf(before, keyword), memberOf(after, keyword)]
        if (toCanonical(one ?? null) === toCanonical(other ?? null)) continue
        addWord({
          at,
          keyword,
          ...(one !== undefined && { before: one }),
          ...(other !== undefined && { after: other }),
        })
      }
    },
  }
}

function memberOf(node: Node | undefined, name: string): unknown {
  const value = node?.value
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/**
 * True if a schema of the first document refuses at least one of some sample texts, so that removing it makes a
 * difference.
 */
function refusesText(schema: Node, { sides }: Graph): boolean {
  const samples = ['text', '', '7', '0.5', 'true', 'a,b', '2024-01-15', 'x'.repeat(300)]
  return !samples.every((value) => accepts(sides.before, [schema], value, 'response', 'text'))
}

function toPlaces({ before, after }: Nodes): Change['definedAt'] {
  const place = (node: Node) => `${node.file.name}:${lineOf(node)}`
  return { ...(before && { before: place(before) }), ...(after && { after: place(after) }) }
}

const proofs = new WeakMap<object, Map<string, Proof | undefined>>()

/** Finds the proof of a difference. A difference in a schema that several places share is searched only once. */
function findKnownProof(found: Found, acceptedBy: SideName, graph: Graph, test: Accepts = accepts): Proof | undefined {
  const known = proofs.get(found.difference) ?? new Map<string, Proof | undefined>()
  proofs.set(found.difference, known)
  const { top, steps } = found.context ?? {}
  const around = top ? [...top.before, ...top.after].map(nodeKey) : []
  const key = [test.name, acceptedBy, ...around, ...(steps ?? []).map(({ step }) => step)].join(' ')
  if (!known.has(key)) known.set(key, findProof(found, acceptedBy, graph.sides, test))
  return known.get(key)
}

/** Converts the differences of a place to changes, without those that others explain or repeat. */
function toChanges(found: readonly Found[], at: string, breaks: Effect, graph: Graph): NewChange[] {
  const judged = found.map((each) => ({ ...each, change: toChange(each, at, breaks, graph) }))
  const isExplained = ({ path }: Found) =>
    judged.some(
      ({ change, difference, ...inner }) =>
        change.breaking && !difference.isImplied && path.every((step, index) => step === inner.path[index]),
    )
  // Alternatives that share a schema share its changes.
  const distinct = new Map<string, NewChange>()
  for (const { change, ...each } of judged) {
    const isShown = change.breaking && 'proof' in change && !isExplained(each)
    if (each.difference.isImplied && !isShown) continue
    const key = JSON.stringify([change.at, each.difference.message, toPlaces(each.difference.nodes)])
    const isKnown = distinct.has(key) && (!change.breaking || distinct.get(key)?.breaking)
    if (!isKnown) distinct.set(key, change)
  }
  return [...distinct.values()]
}

/**
 * Converts a difference to a change.
 *
 * @param breaks which effect breaks users: `narrows` in what clients send, `widens` in what servers send
 */
function toChange(found: Found, at: string, breaks: Effect, graph: Graph): NewChange {
  const { difference, path, others, pair, context } = found
  const { property, keyword, kind, message, nodes } = difference
  const isExcluded = context?.steps.some(({ excluded }) => excluded[breaks])
  const certaintyOf = (each: Difference, effect: Effect) =>
    effect === breaks && (isExcluded || (breaks === 'narrows' && each.isNewName)) ? 'no' : each[effect]
  const proofOf = (effect: Effect) => {
    const certainty = certaintyOf(difference, effect)
    if (certainty === 'no') return undefined
    const proof = findKnownProof(found, effect === 'narrows' ? 'before' : 'after', graph)
    // The value may show another difference of the same schemas, which may be the only one with this effect.
    const isMixed = pair.differences.some((each) => each !== difference && certaintyOf(each, effect) !== 'no')
    return proof && (certainty === 'yes' || proof.isOfKeyword || !isMixed) ? proof : undefined
  }
  const certainty = certaintyOf(difference, breaks)
  const proof = proofOf(breaks)
  const isSaid = certainty === 'yes' && !context
  const breaking = proof !== undefined || isSaid || (certainty !== 'no' && isMeantOtherwise(found, breaks, graph))
  const unclear = certainty !== 'no' && !breaking
  const other = breaks === 'narrows' ? 'widens' : 'narrows'
  const isNewName = difference.isNewName && other === 'narrows'
  const shown = proof ?? (breaking || isNewName ? undefined : proofOf(other))
  const end = property === undefined ? [] : [property]
  const alsoAt = [...new Set(others.map((steps) => toAt(at, [...steps, ...end])))]
  return {
    at: toAt(at, [...path, ...end]),
    kind,
    breaking,
    keyword,
    message: unclear ? `${message}; whether this is breaking could not be decided` : message,
    ...(shown && { proof: shown.value, acceptedBy: shown.acceptedBy }),
    ...('before' in difference && { before: difference.before }),
    ...('after' in difference && { after: difference.after }),
    unclear,
    ...(alsoAt.length > 0 && { alsoAt }),
    nodes,
  }
}

/**
 * True if there is a value that one document intends to allow and the other does not, even if the other accepts it by
 * chance.
 */
function isMeantOtherwise(found: Found, effect: Effect, graph: Graph): boolean {
  const value = findKnownProof(found, effect === 'narrows' ? 'before' : 'after', graph, isMeant)
  const others = found.pair.differences.filter((each) => each !== found.difference && !each.isImplied)
  return value !== undefined && (value.isOfKeyword || others.every((each) => each[effect] === 'no'))
}

function toAt(at: string, path: readonly string[]): string {
  return path.reduce<string>(appendPointer, at)
}
