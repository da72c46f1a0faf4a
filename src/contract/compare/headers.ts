import type { Node, Serialized } from '../../openapi/index.js'
import type { Direction } from '../../schema/index.js'
import type { Collector } from './collector.js'
import { compareSerialized } from './parameters.js'

/** An object that lists headers: a Response Object, or an Encoding Object for a part of `multipart`. */
interface WithHeaders {
  readonly headers: readonly Serialized[]
  readonly node: Node | undefined
}

/** Compares the headers of a response, or of a part of a form. */
export function compareHeaders(
  collector: Collector,
  place: string,
  before: WithHeaders,
  after: WithHeaders,
  direction: Direction,
): void {
  const keyed = ({ headers }: WithHeaders) => new Map(headers.map((header) => [header.name.toLowerCase(), header]))
  const [one, other] = [keyed(before), keyed(after)]
  for (const [name, header] of one) {
    const at = `${place} header ${name}`
    const next = other.get(name)
    if (next) compareHeader(collector, at, header, next, direction)
    else {
      const { node, required } = header
      const breaks = collector.breaks(direction, 'widens')
      collector.add({
        ...{ at, kind: 'removed', nodes: { before: node, after: after.node } },
        // After its schema is gone, an optional header may have any value.
        breaking: breaks && (required || collector.refusesAny(header.schema ?? header.content?.schema)),
        message: `${required ? 'required' : 'optional'} header was removed`,
      })
    }
  }
  for (const [name, { node, required }] of other)
    if (!one.has(name))
      collector.add({
        ...{ at: `${place} header ${name}`, kind: 'added', nodes: { before: before.node, after: node } },
        breaking: required && collector.breaks(direction, 'narrows'),
        message: `new ${required ? 'required' : 'optional'} header`,
      })
}

function compareHeader(
  collector: Collector,
  at: string,
  before: Serialized,
  after: Serialized,
  direction: Direction,
): void {
  if (before.required !== after.required)
    collector.add({
      ...{ at, kind: 'changed', nodes: { before: before.node, after: after.node } },
      ...{ before: before.required, after: after.required },
      breaking: collector.breaks(direction, after.required ? 'narrows' : 'widens'),
      message: `header is ${after.required ? 'required now' : 'no longer required'}`,
    })
  compareSerialized(collector, at, before, after, { direction, mode: 'text' })
}
