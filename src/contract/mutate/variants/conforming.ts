import {
  type Document,
  findChild,
  lineOf,
  type Node,
  nodeAddress,
  nodeKey,
  type Parameter,
} from '../../../openapi/index.js'
import { tokenEnd } from '../../../text/json/token.js'
import { toPointer } from '../../../text/json-pointer.js'
import { isJson, parseMediaType } from '../../../text/media-type.js'
import { parseUrl } from '../../../text/url.js'
import { findHeader, type Interaction } from '../../interaction/interaction.js'
import type { TrafficOptions } from '../../locate/locate.js'
import type { Located } from '../../locate/located.js'
import { withHeader, withQuery, withResponse } from '../edit.js'
import { findGroups } from '../groups.js'
import type { Variant } from '../mutant.js'
import { newName } from '../operators/keywords/keyword-operator.js'
import { spell } from '../operators/serialized.js'
import { toJson } from '../raw-json.js'
import { isRefusal } from '../refusal-status.js'
import { findTextType } from '../text-type.js'
import { createValidLocator } from '../valid-interactions.js'
import { findAllowed } from './conforming-body.js'
import { findAllowedScalars } from './conforming-value.js'

/** A change after which the interaction is still valid. */
interface Change {
  readonly subject: string
  readonly node: Node
  readonly keyword: string
  readonly description: string
  /** The place of the change in the subject, if it is only a part. */
  readonly at?: string
  readonly interaction: Interaction
}

/**
 * Yields recorded interactions with one change that the document allows. A check with findings for one of them is too strict.
 *
 * There is one variant for each kind of change and each place in the document. Interactions with errors or warnings are left out.
 */
export function* conformingVariants(
  document: Document,
  interactions: Iterable<Interaction>,
  options: TrafficOptions = {},
): Generator<Variant> {
  const vary = createVariator(document, options)
  for (const interaction of interactions) yield* vary(interaction)
}

/** Creates a function that returns the variants of one more interaction. */
export function createVariator(
  document: Document,
  options: TrafficOptions = {},
): (interaction: Interaction) => Generator<Variant> {
  const found = new Set<string>()
  const locateValid = createValidLocator(document, 'note', options)
  return function* (recorded) {
    const located = locateValid(withExplanation(recorded))
    if (!located) return
    const { operation, interaction } = located
    for (const { subject, node, keyword, description, at, interaction: changed } of findChanges(located)) {
      const key = JSON.stringify([operation.operationId, subject, nodeKey(node), keyword, description])
      if (found.has(key)) continue
      found.add(key)
      const { source } = interaction
      yield {
        ...{ operationId: operation.operationId, subject, keyword, interaction: changed },
        rule: nodeAddress(node),
        line: lineOf(node),
        description: at ? `${description} at ${at}` : description,
        ...(source !== undefined && { source }),
      }
    }
  }
}

/** Returns a refused interaction with an invalid request, which explains the refusal. */
function withExplanation(interaction: Interaction): Interaction {
  const { request, response } = interaction
  return isRefusal(response.status) && parseUrl(request.url) ? withQuery(interaction, newName, ['1']) : interaction
}

function* findChanges(located: Located): Generator<Change> {
  const { interaction } = located
  const response = located.response.definition
  if (!isRefusal(interaction.response.status)) yield* changeQuery(located)
  else if (response)
    yield {
      ...{ subject: response.status, node: response.node, keyword: 'refusal', interaction },
      description: 'in answer to an undocumented parameter',
    }
  yield* changeWriting(located)
  yield* changeBody(located)
}

function* changeQuery(located: Located): Generator<Change> {
  for (const parameter of located.operation.parameters)
    if (parameter.in === 'query') yield* changeParameter(parameter, located)
}

/** Keywords that an array of one valid item may violate. */
const listKeywords = ['minItems', 'contains', 'prefixItems', 'enum', 'const', 'not']

function* changeParameter(parameter: Parameter, { interaction, url, schemas }: Located): Generator<Change> {
  const { name, required, schema, node } = parameter
  const change = (description: string, texts: readonly string[]): Change => ({
    subject: `query ${name}`,
    node,
    keyword: 'value',
    description,
    interaction: withQuery(interaction, name, texts),
  })
  if (!required && url.searchParams.has(name)) yield change('no such parameter', [])
  if (!schema) return
  const unconditional = (node: Node) => {
    const [always, other] = findGroups([node], undefined, { schemas, direction: 'request' })
    return other ? undefined : always
  }
  const whole = unconditional(schema)
  const { types, items } = findTextType(schema, schemas.index)
  const isList = types.has('array') && !types.has('string')
  const mayBeOne = whole?.schemas.every((each) => !listKeywords.some((keyword) => findChild(each, keyword)))
  const item = isList ? items : schema
  const always = isList ? mayBeOne && item && unconditional(item) : whole
  if (!always) return
  for (const { description, value } of findAllowedScalars(always.schemas)) {
    const texts = typeof value === 'object' ? undefined : spell(value, item, schemas.index)
    // The text is one item: delimiters in it are percent-encoded (RFC 6570, 3.2.1).
    if (texts) yield change(description, texts.map(encodeURIComponent))
  }
}

/** Yields other spellings of the same response. */
function* changeWriting({ response: located, interaction }: Located): Generator<Change> {
  const {
    definition: response,
    body: { mediaType },
  } = located
  const { headers, body } = interaction.response
  const received = findHeader(headers, 'content-type')
  const name = parseMediaType(received ?? '')
  if (!response || !mediaType || !name || body === null) return
  const change = (keyword: string, description: string, changes: Partial<Interaction['response']>): Change => ({
    subject: response.status,
    node: mediaType.node,
    keyword,
    description,
    interaction: withResponse(interaction, changes),
  })
  const typed = (value: string) => ({ headers: withHeader(headers, 'content-type', [value]) })
  yield change('headers', 'an extra header', { headers: [...headers, ['x-undocumented', '1']] })
  yield change('headers', 'names of headers in capitals', {
    headers: headers.map(([each, value]) => [each.toUpperCase(), value]),
  })
  if (!isJson(name)) return
  const others = [...name.parameters]
    .filter(([key]) => key !== 'charset')
    .map(([key, value]) => `; ${key}=${quote(value)}`)
  const essence = `${name.type}/${name.subtype}${others.join('')}`
  yield change('charset', 'no charset', typed(essence))
  yield change('charset', 'charset=UTF-8 without a space', typed(`${essence};charset=UTF-8`))
  yield change(
    'charset',
    'a quoted charset, in capitals',
    typed(`${essence.replace(/^[^;]+/, (each) => each.toUpperCase())} ; CHARSET="utf-8"`),
  )
  // RFC 8259, 11: a charset has no effect on JSON.
  yield change('charset', 'charset=iso-8859-1', typed(`${essence}; charset=iso-8859-1`))
  yield change('JSON', 'white space around', { body: `\r\n\t ${body}\n` })
  yield change('JSON', 'letters written as escapes', { body: escapeStrings(body) })
}

/** Returns a parameter's value as a quoted string (RFC 9110, 5.6.4). */
function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** Returns JSON with the letters of its strings and names written as escapes. */
function escapeStrings(json: string): string {
  let written = ''
  let end = 0
  for (let quote = json.indexOf('"'); quote >= 0; quote = json.indexOf('"', end)) {
    written += json.slice(end, quote)
    end = tokenEnd(json, quote)
    written += escapeLetters(json.slice(quote, end))
  }
  return written + json.slice(end)
}

/** Returns the JSON string with its letters escaped (RFC 8259, 7 allows that for any character). Escapes stay as they are. */
function escapeLetters(string: string): string {
  return string.replace(/\\.[0-9a-fA-F]{0,4}|[a-z]/g, (part) =>
    part.startsWith('\\') ? part : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function* changeBody({ response: located, interaction, schemas }: Located): Generator<Change> {
  const {
    definition: response,
    body: { mediaType, decoded: body },
  } = located
  const name = parseMediaType(findHeader(interaction.response.headers, 'content-type') ?? '')
  if (!response || !mediaType?.schema || !body || !name || !isJson(name)) return
  for (const { rule, keyword, description, path, value } of findAllowed(mediaType.schema, body.value, {
    schemas,
    direction: 'response',
  }))
    yield {
      ...{ subject: response.status, node: rule, keyword, description, at: toPointer(path) },
      interaction: withResponse(interaction, { body: toJson(value) }),
    }
}
