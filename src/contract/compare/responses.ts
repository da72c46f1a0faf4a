import { chooseResponse, type Operation, type Response } from '../../openapi/index.js'
import { hasNoContent } from '../../text/http-status.js'
import { addUnusable, compareContent } from './bodies.js'
import type { Collector } from './collector.js'
import { compareHeaders } from './headers.js'

/**
 * Compares responses status by status. A status that only one document lists is compared with the range or the
 * `default` of the other document that covers it.
 */
export function compareResponses(collector: Collector, before: Operation, after: Operation): void {
  const [one, other] = [before.responses, after.responses]
  const names = new Set([...one, ...other].map(({ status }) => status))
  for (const status of names) {
    const [first, second] = [find(one, status), find(other, status)]
    const isNamed = (list: readonly Response[]) => list.some((each) => each.status === status)
    const isNew = !isNamed(one)
    if (!isNamed(one) || !isNamed(other)) {
      const covering = (isNew ? first : second)?.status
      const nodes = { before: isNew ? before.node : first?.node, after: isNew ? second?.node : after.node }
      collector.add({
        ...{ at: status, kind: isNew ? 'added' : 'removed', nodes },
        breaking: covering === undefined && collector.breaks('response', isNew ? 'widens' : 'narrows'),
        message: `${isNew ? `new status ${status}` : `status ${status} was removed`}${covering === undefined ? '' : `; ${covering} ${isNew ? 'described it before' : 'describes it now'}`}`,
      })
    }
    if (first && second) compareResponse(collector, status, first, second, after.method)
  }
}

/** The response for a status, for a range such as `4XX`, or for `default`. */
function find(responses: readonly Response[], name: string): Response | undefined {
  if (/^\d+$/.test(name)) return chooseResponse(responses, Number(name))
  const named = (status: string) => responses.find((each) => each.status === status)
  return named(name) ?? named('default')
}

function compareResponse(
  collector: Collector,
  status: string,
  before: Response,
  after: Response,
  method: string,
): void {
  const nodes = { before: before.node, after: after.node }
  collector.compareWords(status, before.node, after.node, ['description', 'summary'])
  compareHeaders(collector, status, before, after, 'response')
  if (!before.isUsable || !after.isUsable) addUnusable(collector, `${status} body`, nodes)
  else if (!hasNoContent(method, Number(status))) compareBodies(collector, status, before, after)
}

function compareBodies(collector: Collector, status: string, before: Response, after: Response): void {
  const nodes = { before: before.node, after: after.node }
  const [one, other] = [before.content.length > 0, after.content.length > 0]
  if (one && other)
    compareContent(collector, status, { before: before.content, after: after.content }, nodes, 'response')
  // Without `content` the body has to be empty; with it there has to be a body.
  else if (one !== other)
    collector.add({
      ...{ at: `${status} body`, kind: other ? 'added' : 'removed', breaking: true, nodes },
      message: other
        ? `new body (${after.content.map(({ name }) => name).join(', ')}); the body had to be empty before`
        : `the body was removed (${before.content.map(({ name }) => name).join(', ')})`,
    })
}
