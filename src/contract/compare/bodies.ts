import { type BodyType, chooseMediaType, findChild, type Node, type RequestBody } from '../../openapi/index.js'
import { staticTypeOf, toCanonical } from '../../schema/index.js'
import { isJson, isXml, type MediaTypeName, parseMediaType, sequenceFormatOf } from '../../text/media-type.js'
import type { Collector, Nodes } from './collector.js'
import { compareEncodings } from './encodings.js'
import type { Mode, Side } from './schema/side.js'

/** Compares the request body of an operation. */
export function compareRequestBody(
  collector: Collector,
  before: RequestBody | undefined,
  after: RequestBody | undefined,
): void {
  const at = 'request body'
  if (before && after) {
    const nodes = { before: before.node, after: after.node }
    if (before.required !== after.required)
      collector.add({
        ...{ at, kind: 'changed', nodes, before: before.required, after: after.required },
        breaking: collector.breaks('request', after.required ? 'narrows' : 'widens'),
        message: `the body is ${after.required ? 'required now' : 'no longer required'}`,
      })
    collector.compareWords(at, before.node, after.node, ['description'])
    if (!before.isUsable || !after.isUsable) addUnusable(collector, at, nodes)
    else compareContent(collector, 'request', { before: before.content, after: after.content }, nodes, 'request')
  } else if (before) {
    const { node, required } = before
    collector.add({
      ...{ at, kind: 'removed', nodes: { before: node } },
      // A body where none is documented is not valid.
      breaking: collector.breaks('request', 'narrows') || required,
      message: `the ${required ? 'required' : 'optional'} body was removed`,
    })
  } else if (after) {
    const { node, required } = after
    collector.add({
      ...{ at, kind: 'added', nodes: { after: node } },
      breaking: collector.breaks('request', 'widens') || required,
      message: `new ${required ? 'required' : 'optional'} body`,
    })
  }
}

/** Adds a change for a part of the document that was not compared, because it breaks the specification. */
export function addUnusable(collector: Collector, at: string, nodes: Nodes): void {
  collector.add({
    ...{ at, kind: 'changed', breaking: false, unclear: true, nodes },
    message: 'was not compared, because it breaks the specification',
  })
}

/**
 * Compares media types and their schemas. A media type that only one document lists is compared with the entry of the
 * other document that covers it, such as the range `application/*`.
 */
export function compareContent(
  collector: Collector,
  at: string,
  { before, after }: { before: readonly BodyType[]; after: readonly BodyType[] },
  nodes: Nodes,
  direction: 'request' | 'response',
): void {
  const done = new Set<string>()
  for (const { name } of [...before, ...after]) {
    const type = parseMediaType(name)
    const shown = type ? formatMediaType(type) : name
    if (done.has(shown)) continue
    done.add(shown)
    const find = (content: readonly BodyType[]) =>
      (type && chooseMediaType(content, type)) ?? content.find((each) => each.name === name)
    const [one, other] = [find(before), find(after)]
    const place = shown === 'application/json' ? `${at} body` : `${at} ${shown} body`
    if (one && other) compareBodyType(collector, place, one, other, direction)
    else {
      const isNew = other !== undefined
      collector.add({
        at: place,
        kind: isNew ? 'added' : 'removed',
        breaking: collector.breaks(direction, isNew ? 'widens' : 'narrows'),
        message: isNew ? `new media type ${name}` : `media type ${name} was removed`,
        nodes: { before: one?.node ?? nodes.before, after: other?.node ?? nodes.after },
      })
    }
  }
}

/** A media type without its charset, which does not matter to the schema of the body. */
function formatMediaType({ type, subtype, parameters }: MediaTypeName): string {
  const others = [...parameters].filter(([name]) => name !== 'charset').map(([name, value]) => `; ${name}=${value}`)
  return `${type}/${subtype}${others.join('')}`
}

function compareBodyType(
  collector: Collector,
  at: string,
  before: BodyType,
  after: BodyType,
  direction: 'request' | 'response',
): void {
  if (before.unusable.length + after.unusable.length > 0)
    addUnusable(collector, at, { before: before.node, after: after.node })
  collector.compareWords(at, before.node, after.node, ['example', 'examples'])
  const mode = modeOf(before.name)
  const list = (schema: Node | undefined) => (schema ? [schema] : [])
  // OAS 3.2, Media Type Object: a sequence is an array, whose items `itemSchema` describes as well as `items` does.
  const haveItems = [before, after].filter(({ itemSchema }) => itemSchema).length
  if (haveItems !== 1 || (before.schema && after.schema))
    collector.compareSchemas(at, { before: list(before.schema), after: list(after.schema) }, { direction, mode })
  const { sides } = collector
  const itemsOf = ({ itemSchema, schema }: BodyType, { index }: Side) =>
    list(itemSchema ?? staticTypeOf(schema, index).items)
  if (haveItems > 0)
    collector.compareSchemas(
      `${at}/*`,
      { before: itemsOf(before, sides.before), after: itemsOf(after, sides.after) },
      { direction, mode },
    )
  comparePositional(collector, at, before.node, after.node)
  // OAS 3.1, Media Type Object: `encoding` is for forms only.
  if ([before, after].every(({ name }) => modeOf(name) === 'text'))
    compareEncodings(collector, at, before, after, direction)
}

/** Reports a change of how the parts of a `multipart` are written by their position (OAS 3.2, Media Type Object). */
function comparePositional(collector: Collector, at: string, before: Node, after: Node): void {
  for (const keyword of ['prefixEncoding', 'itemEncoding']) {
    const [one, other] = [findChild(before, keyword), findChild(after, keyword)]
    if (toCanonical(one?.value ?? null) === toCanonical(other?.value ?? null)) continue
    collector.add({
      ...{ at, kind: !one ? 'added' : !other ? 'removed' : 'changed', keyword, breaking: false, unclear: true },
      nodes: { before: one ?? before, after: other ?? after },
      message: `${keyword} ${!one ? 'is new' : other ? 'changed' : 'was removed'}; whether this is breaking could not be decided`,
    })
  }
}

function modeOf(name: string): Mode {
  const type = parseMediaType(name)
  if (!type || isJson(type) || sequenceFormatOf(type)) return 'json'
  if (isXml(type)) return 'xml'
  const isForm = type.type === 'multipart' || type.subtype === 'x-www-form-urlencoded'
  // A range such as `*/*` may stand for JSON or for a form.
  return isForm || name.includes('*') ? 'text' : 'whole'
}
