import { type Document, isDeprecated, keyOf, type Operation } from '../../openapi/index.js'
import { engineOf, toCanonical } from '../../schema/index.js'
import { createGlob } from '../waivers/glob.js'
import { addUnusable, compareRequestBody } from './bodies.js'
import type { Change, WordChange } from './change.js'
import { type Collector, createCollector } from './collector.js'
import { createGraph } from './graph/graph.js'
import { matchOperations, matchWebhooks } from './operations.js'
import { compareParameters } from './parameters.js'
import { compareResponses } from './responses.js'
import { createSide } from './schema/side.js'
import { compareSecurity } from './security.js'
import { compareServers } from './servers.js'

/** The differences between two documents. */
export interface DocumentComparison {
  readonly changes: readonly Change[]
  /** Texts and examples that differ. */
  readonly words: readonly WordChange[]
  readonly operations: {
    /** Number of operations that both documents have, including webhooks and callbacks. */
    readonly compared: number
    readonly added: number
    readonly removed: number
    /** Names of all operations, compared, added and removed: `GET /books/{id}`. */
    readonly names: readonly string[]
    /** Names of the operations that were left out, because no pattern of `paths` matches them. */
    readonly leftOut: readonly string[]
  }
}

/** Selects which operations are compared. */
export interface CompareOptions {
  /**
   * Patterns for the operations to compare: path templates, or names of webhooks. `*` is any text without a `/`, `**`
   * is any text.
   *
   * @default all
   */
  readonly paths?: readonly string[]
}

/**
 * Compares two documents and returns what changed for the users of the API, by operation.
 *
 * A change is breaking exactly when a request that was valid before is invalid now, or a response that is valid now was
 * invalid before. There is one exception, so that names can be added: a new optional property or parameter is not
 * breaking, although a client could have sent the same name by chance, with another value. What servers may send is
 * taken literally: an optional property that is removed from a response may have any value from then on. In webhooks
 * and callbacks the server sends the requests, so it is the other way around. Removing a webhook or callback is
 * breaking, because its receivers expect it.
 *
 * Documents are compared by meaning: order, `$ref`, spelling, defaults that are written out, texts and examples do not
 * matter. With `anyOf` and `oneOf`, an object belongs to the alternative that lists its properties or that the
 * discriminator names, even if open objects of other alternatives accept it, too.
 *
 * Where schemas differ, `proof` is a value that one document accepts and the other refuses. Without such a value, a
 * change is breaking if its keyword alone decides it, such as a lower `maximum`. If neither a keyword nor a value
 * decides, the change is `unclear` and not breaking.
 */
export function compareDocuments(before: Document, after: Document): Change[] {
  return [...compareInDetail(before, after).changes]
}

/** Like `compareDocuments`, but also returns the texts and examples that differ, and which operations were compared. */
export function compareInDetail(
  before: Document,
  after: Document,
  { paths = ['**'] }: CompareOptions = {},
): DocumentComparison {
  const changes: Change[] = []
  const words: WordChange[] = []
  const graph = createGraph({
    before: createSide('before', engineOf(before)),
    after: createSide('after', engineOf(after)),
  })
  const globs = paths.map(createGlob)
  const isIncluded = (path: string) => globs.some((matches) => matches(path))
  const names = new Set<string>()
  const leftOut = new Set<string>()
  const counts = { compared: 0, added: 0, removed: 0 }
  const lists = [
    {
      sender: 'client',
      kind: 'operation',
      match: matchOperations,
      before: before.operations,
      after: after.operations,
    },
    { sender: 'server', kind: 'webhook', match: matchWebhooks, before: before.webhooks, after: after.webhooks },
  ] as const
  for (const { sender, kind, match, ...list } of lists) {
    const select = (operations: readonly Operation[]) => {
      for (const operation of operations) if (!isIncluded(operation.path)) leftOut.add(nameOf(operation))
      return operations.filter(({ path }) => isIncluded(path))
    }
    for (const { before: one, after: other } of match(select(list.before), select(list.after))) {
      const name = nameOf(other ?? one)
      names.add(name)
      const collector = createCollector(name, sender, graph, { changes, words })
      if (one && other) {
        counts.compared++
        compareOperation(collector, one, other)
      } else {
        counts[one ? 'removed' : 'added']++
        collector.add({
          ...{ at: kind, kind: one ? 'removed' : 'added', nodes: { before: one?.node, after: other?.node } },
          // Receivers of a webhook expect its requests as clients of an operation expect its responses.
          breaking: one !== undefined,
          message: one ? `${kind} was removed` : `new ${kind}`,
        })
      }
    }
  }
  return { changes, words, operations: { ...counts, names: [...names], leftOut: [...leftOut] } }
}

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`
}

function compareOperation(collector: Collector, before: Operation, after: Operation): void {
  const nodes = { before: before.node, after: after.node }
  if (!before.isUsable || !after.isUsable) {
    addUnusable(collector, 'operation', nodes)
    return
  }
  if (textOfUnusable(before) !== textOfUnusable(after)) addUnusable(collector, 'operation', nodes)
  if (isDeprecated(before.node) !== isDeprecated(after.node))
    collector.add({
      ...{ at: 'operation', kind: 'changed', breaking: false, keyword: 'deprecated', nodes },
      message: isDeprecated(after.node) ? 'is deprecated now' : 'is no longer deprecated',
    })
  const texts = ['operationId', 'summary', 'description', 'tags', 'externalDocs']
  collector.compareWords('operation', before.node, after.node, texts)
  compareServers(collector, before, after)
  compareSecurity(collector, before, after)
  compareParameters(collector, before, after)
  compareRequestBody(collector, before.requestBody, after.requestBody)
  compareResponses(collector, before, after)
}

/** A text of the unusable parts of an operation, without its security, which is compared separately. */
function textOfUnusable({ unusable }: Operation): string {
  const parts = unusable.filter(({ pointer }) => !/\/security(?:\/\d+)?$/.test(pointer))
  return parts.map((node) => `${keyOf(node)} ${toCanonical(node.value)}`).join('\n')
}
