import { type Document, keyOf, type Operation } from '../../openapi/index.js'
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

/** What differs between two documents. */
export interface DocumentComparison {
  readonly changes: readonly Change[]
  /** Texts and examples that differ. */
  readonly words: readonly WordChange[]
  readonly operations: {
    /** Operations that both documents have, webhooks and callbacks included. */
    readonly compared: number
    readonly added: number
    readonly removed: number
    /** All of these: `GET /books/{id}`. */
    readonly names: readonly string[]
    /** Those that no pattern of `paths` matches. */
    readonly leftOut: readonly string[]
  }
}

/** What of two documents is compared. */
export interface CompareOptions {
  /**
   * Patterns for the path templates of operations, and for the names of webhooks, that are compared: `*` is any text without a `/`,
   * `**` any text.
   *
   * @default all
   */
  readonly paths?: readonly string[]
}

/**
 * What changed from one document to the other for whoever uses the API, by operation.
 *
 * A change is breaking exactly when a request that was valid before is invalid after, or a response that is valid after was invalid
 * before. One exception is made so that names can be added: a new optional property or parameter is not breaking, although a
 * request could have had its name by chance, with another value. What servers may send is taken by the letter: an optional
 * property that is removed from a response may have any value from then on. In webhooks and callbacks the server sends the requests,
 * so there it is the other way around; one that is removed is breaking, because its receivers expect it.
 *
 * Documents are compared by meaning: order, `$ref`, spelling, defaults that are written out, texts and examples do not matter.
 * Of `anyOf` and `oneOf`, an object counts for the alternative that lists its properties, or that the discriminator names, although
 * open objects of other alternatives accept it, too.
 *
 * Where schemas differ, `proof` is a value that one document accepts and the other refuses. Without one, a change is breaking if its
 * keyword alone decides it, such as a lower `maximum`. Where neither a keyword nor a value decides, the change is not called
 * breaking but `unclear`.
 */
export function compareDocuments(before: Document, after: Document): Change[] {
  return [...compareInDetail(before, after).changes]
}

/** Like `compareDocuments`, with the texts and examples that differ. */
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
  const isDeprecated = ({ node }: Operation) => Object(node.value).deprecated === true
  if (isDeprecated(before) !== isDeprecated(after))
    collector.add({
      ...{ at: 'operation', kind: 'changed', breaking: false, keyword: 'deprecated', nodes },
      message: isDeprecated(after) ? 'is deprecated now' : 'is no longer deprecated',
    })
  const texts = ['operationId', 'summary', 'description', 'tags', 'externalDocs']
  collector.compareWords('operation', before.node, after.node, texts)
  compareServers(collector, before, after)
  compareSecurity(collector, before, after)
  compareParameters(collector, before, after)
  compareRequestBody(collector, before.requestBody, after.requestBody)
  compareResponses(collector, before, after)
}

/** The parts of an operation that cannot be used, except for its security, which is compared on its own. */
function textOfUnusable({ unusable }: Operation): string {
  const parts = unusable.filter(({ pointer }) => !/\/security(?:\/\d+)?$/.test(pointer))
  return parts.map((node) => `${keyOf(node)} ${toCanonical(node.value)}`).join('\n')
}
