import {
  isDeprecated,
  type Node,
  type Operation,
  type Parameter,
  type SchemaIndex,
  type Serialized,
} from '../../openapi/index.js'
import { type Direction, staticTypeOf } from '../../schema/index.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import type { Collector, MessagePart } from './collector.js'
import { normalise } from './schema/normal.js'
import { keywordNodes, type Side } from './schema/side.js'

/** Compares the parameters of an operation. Path parameters are matched by position, others by name. */
export function compareParameters(collector: Collector, before: Operation, after: Operation): void {
  const [one, other] = [keyed(before), keyed(after)]
  for (const [key, parameter] of one) {
    const next = other.get(key)
    if (next) compareParameter(collector, parameter, next)
    else removed(collector, parameter)
  }
  for (const [key, parameter] of other) if (!one.has(key)) added(collector, parameter)
}

function keyed({ parameters, path }: Operation): Map<string, Parameter> {
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
  return new Map(
    parameters.map((parameter) => {
      const { name, in: location } = parameter
      const position = names.indexOf(name)
      if (location === 'path' && position >= 0) return [`path ${position}`, parameter]
      return [`${location} ${location === 'header' ? name.toLowerCase() : name}`, parameter]
    }),
  )
}

function placeOf({ name, in: location }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}

function removed(collector: Collector, parameter: Parameter): void {
  const { node } = parameter
  if (parameter.in === 'path') {
    comparePathParameter(collector, parameter, undefined)
    return
  }
  // A document cannot forbid further parameters, so a request with this one is still valid.
  collector.add({
    ...{ at: placeOf(parameter), kind: 'removed', nodes: { before: node } },
    breaking: parameter.required && collector.breaks('request', 'widens'),
    message: `${parameter.required ? 'required ' : ''}${parameter.in} parameter was removed`,
  })
}

function added(collector: Collector, parameter: Parameter): void {
  const { node, required } = parameter
  if (parameter.in === 'path') {
    comparePathParameter(collector, undefined, parameter)
    return
  }
  collector.add({
    ...{ at: placeOf(parameter), kind: 'added', nodes: { after: node } },
    breaking: required && collector.breaks('request', 'narrows'),
    message: `new ${required ? 'required' : 'optional'} ${parameter.in} parameter`,
  })
}

/**
 * Compares a path parameter. A path always contains all of its parameters; one that a document does not describe may
 * have any value.
 */
function comparePathParameter(collector: Collector, before: Parameter | undefined, after: Parameter | undefined): void {
  const parameter = before ?? after
  if (!parameter) return
  const schemas = (each: Parameter | undefined) => (each?.schema ? [each.schema] : [])
  const place = { before: schemas(before), after: schemas(after) }
  collector.compareSchemas(placeOf(parameter), place, { direction: 'request', mode: 'segment' })
}

function compareParameter(collector: Collector, before: Parameter, after: Parameter): void {
  const at = placeOf(after)
  const nodes = { before: before.node, after: after.node }
  if (before.name !== after.name && before.in === 'path')
    collector.addWord({ at, keyword: 'name', before: before.name, after: after.name })
  if (before.in !== 'path' && before.required !== after.required)
    collector.add({
      ...{ at, kind: 'changed', nodes, before: before.required, after: after.required },
      breaking: collector.breaks('request', after.required ? 'narrows' : 'widens'),
      message: `parameter is ${after.required ? 'required now' : 'no longer required'}`,
    })
  if (before.in === 'query' && before.allowEmptyValue !== after.allowEmptyValue)
    collector.add({
      ...{ at, kind: 'changed', nodes },
      breaking: collector.breaks('request', before.allowEmptyValue ? 'narrows' : 'widens'),
      ...{ before: before.allowEmptyValue, after: after.allowEmptyValue },
      message: `an empty value is ${after.allowEmptyValue ? 'always valid now' : 'valid only if the schema allows it now'}`,
    })
  compareSerialized(collector, at, before, after, {
    direction: 'request',
    mode: before.in === 'path' ? 'segment' : 'text',
  })
}

/** Compares how a value is written and which values are valid. */
export function compareSerialized(
  collector: Collector,
  at: string,
  before: Serialized,
  after: Serialized,
  { direction, mode: textMode }: MessagePart,
): void {
  const nodes = { before: before.node, after: after.node }
  if (isDeprecated(before.node) !== isDeprecated(after.node))
    collector.add({
      ...{ at, kind: 'changed', breaking: false, keyword: 'deprecated', nodes },
      message: isDeprecated(after.node) ? 'is deprecated now' : 'is no longer deprecated',
    })
  collector.compareWords(at, before.node, after.node, ['description', 'example', 'examples'])
  compareReserved(collector, at, before, after, direction)
  const items = findItems(collector, before, after)
  if (items) {
    collector.add({
      ...{ at, kind: 'changed', keyword: 'type', nodes, breaking: collector.breaks(direction, 'widens') },
      message: 'several values are allowed now',
    })
    const place = { before: before.schema ? [before.schema] : [], after: [items] }
    collector.compareSchemas(at, place, { direction, mode: textMode })
    return
  }
  const { sides } = collector
  const [form, next] = [formOf(before, sides.before), formOf(after, sides.after)]
  const arePlain = isPlain(before, sides.before.index) && isPlain(after, sides.after.index)
  if (form !== next && !arePlain)
    collector.add({
      ...{ at, kind: 'changed', breaking: true, keyword: 'style', nodes, before: form, after: next },
      message: `the serialization of the value changed: ${form} became ${next}`,
    })
  const schemas = ({ content, schema }: Serialized) => {
    const used = content ? content.schema : schema
    return used ? [used] : []
  }
  const mode = isInJson(after.content ? after : before) && (form === next || !arePlain) ? 'json' : textMode
  collector.compareSchemas(at, { before: schemas(before), after: schemas(after) }, { direction, mode })
}

/** Compares whether reserved characters must be percent-encoded (OAS 3.1, Parameter Object). */
function compareReserved(
  collector: Collector,
  at: string,
  before: Serialized,
  after: Serialized,
  direction: Direction,
): void {
  const isAllowed = ({ node }: Serialized) => Object(node.value).allowReserved === true
  if (isAllowed(before) === isAllowed(after)) return
  collector.add({
    ...{ at, kind: 'changed', keyword: 'allowReserved', nodes: { before: before.node, after: after.node } },
    ...{ before: isAllowed(before), after: isAllowed(after) },
    breaking: collector.breaks(direction, isAllowed(after) ? 'widens' : 'narrows'),
    message: `reserved characters ${isAllowed(after) ? 'need no percent-encoding now' : 'have to be percent-encoded now'}`,
  })
}

/**
 * The schema of the items, if a single value became a list and stays valid: `a=1` is a list of one item where lists are
 * written `a=1&a=2` or `a=1,2`.
 */
function findItems({ sides }: Collector, before: Serialized, after: Serialized): Node | undefined {
  const { types, items } = staticTypeOf(after.schema, sides.after.index)
  const isList = types.has('array') && [...types].every((type) => type === 'array' || type === 'null')
  if (!isList || !items || after.content || !['form', 'simple'].includes(after.style)) return undefined
  if (!isPlain(before, sides.before.index)) return undefined
  return limitsOf(after, sides.after, 'minItems').some((limit) => limit > 1) ? undefined : items
}

/** The values of `minItems` or `maxItems` in the schemas of a parameter. */
function limitsOf({ schema }: Serialized, side: Side, keyword: 'minItems' | 'maxItems'): number[] {
  const { alternatives } = normalise(schema ? [schema] : [], side, 'request')
  const nodes = keywordNodes(
    side,
    alternatives.flatMap(({ schemas }) => schemas),
    keyword,
  )
  return nodes.map(({ value }) => Number(value))
}

/** How a value is written: a media type, or a style. Styles that write the same have one name (OAS 3.1, Style Examples). */
function formOf(serialized: Serialized, side: Side): string {
  const { content, style, explode, schema } = serialized
  if (content) return content.name.toLowerCase()
  if (style === 'deepObject') return 'style deepObject'
  const { types } = staticTypeOf(schema, side.index)
  if (style === 'simple' && types.size > 0 && !types.has('object')) return 'style simple'
  // Delimiters stand between items only.
  const isSingle = [...types].join() === 'array' && limitsOf(serialized, side, 'maxItems').some((limit) => limit <= 1)
  const isDelimited = style === 'spaceDelimited' || style === 'pipeDelimited'
  if (isSingle && (isDelimited || style === 'form')) return 'style form with explode true'
  return `style ${isDelimited && explode ? 'form' : style} with explode ${explode}`
}

/** True if every value is a scalar that is written without any addition. */
function isPlain({ schema, content, style }: Serialized, index: SchemaIndex): boolean {
  const { types } = staticTypeOf(content ? content.schema : schema, index)
  if (types.size === 0 || types.has('array') || types.has('object')) return false
  // JSON adds quotation marks to strings only.
  return content ? isInJson({ content }) && !types.has('string') : style !== 'label' && style !== 'matrix'
}

function isInJson({ content }: Pick<Serialized, 'content'>): boolean {
  const type = parseMediaType(content?.name ?? '')
  return type !== undefined && isJson(type)
}
