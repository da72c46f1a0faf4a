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
import { findHeaders } from '../../interaction/headers.js'
import type { Interaction } from '../../interaction/interaction.js'
import type { Located } from '../../locate/located.js'
import { withHeader, withQuery, withResponse } from '../edit.js'
import { findGroups } from '../groups.js'
import { createKeeper } from '../kept.js'
import type { Variant } from '../mutant.js'
import { spell } from '../operators/break-serialized.js'
import { toJson } from '../raw-json.js'
import { isRefusal } from '../refusal.js'
import { findTextType } from '../text-type.js'
import { newName } from '../way.js'
import { findAllowed } from './conforming-body.js'
import { findAllowedScalars } from './conforming-value.js'

/** A change that keeps the document. */
interface Change {
  readonly subject: string
  readonly node: Node
  readonly keyword: string
  readonly way: string
  /** Where, when not the whole of the subject. */
  readonly at?: string
  readonly interaction: Interaction
}

/**
 * Recorded interactions changed in one way that the document allows: a check that refuses one of them is too strict.
 *
 * One for each way and place in the document, like mutants; interactions with any finding are left out.
 */
export function* conformingVariants(document: Document, interactions: Iterable<Interaction>): Generator<Variant> {
  const vary = createVariation(document)
  for (const interaction of interactions) yield* vary(interaction)
}

/** Gives the variants that one more interaction adds. */
export function createVariation(document: Document): (interaction: Interaction) => Generator<Variant> {
  const found = new Set<string>()
  const keep = createKeeper(document, 'none')
  return function* (recorded) {
    const located = keep(withExplanation(recorded))
    if (!located) return
    const { operation, interaction } = located
    for (const { subject, node, keyword, way, at, interaction: changed } of findChanges(located)) {
      const key = JSON.stringify([operation.operationId, subject, nodeKey(node), keyword, way])
      if (found.has(key)) continue
      found.add(key)
      const { source } = interaction
      yield {
        ...{ operationId: operation.operationId, subject, keyword, interaction: changed },
        rule: nodeAddress(node),
        line: lineOf(node),
        description: at ? `${way} at ${at}` : way,
        ...(source !== undefined && { source }),
      }
    }
  }
}

/** A refusal is given a request that explains it: one that breaks the document. */
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
      way: 'in answer to an undocumented parameter',
    }
  yield* changeWriting(located)
  yield* changeBody(located)
}

function* changeQuery(located: Located): Generator<Change> {
  for (const parameter of located.operation.parameters)
    if (parameter.in === 'query') yield* changeParameter(parameter, located)
}

/** Keywords that a list of one allowed item may break. */
const listKeywords = ['minItems', 'contains', 'prefixItems', 'enum', 'const', 'not']

function* changeParameter(parameter: Parameter, { interaction, url, schemas }: Located): Generator<Change> {
  const { name, required, schema, node } = parameter
  const change = (way: string, texts: readonly string[]): Change => ({
    subject: `query ${name}`,
    node,
    keyword: 'value',
    way,
    interaction: withQuery(interaction, name, texts),
  })
  if (!required && url.searchParams.has(name)) yield change('no such parameter', [])
  if (!schema) return
  const alone = (of: Node) => {
    const [always, other] = findGroups([of], undefined, { schemas, direction: 'request' })
    return other ? undefined : always
  }
  const whole = alone(schema)
  const { types, items } = findTextType(schema, schemas.index)
  const isList = types.has('array') && !types.has('string')
  const mayBeOne = whole?.schemas.every((each) => !listKeywords.some((keyword) => findChild(each, keyword)))
  const of = isList ? items : schema
  const always = isList ? mayBeOne && of && alone(of) : whole
  if (!always) return
  for (const { way, value } of findAllowedScalars(always.schemas)) {
    const texts = typeof value === 'object' ? undefined : spell(value, of, schemas.index)
    // A list of one, whose delimiters are all encoded and so belong to it (RFC 6570, 3.2.1).
    if (texts) yield change(way, texts.map(encodeURIComponent))
  }
}

/** What is only written differently. */
function* changeWriting({ response: located, interaction }: Located): Generator<Change> {
  const {
    definition: response,
    body: { mediaType },
  } = located
  const { headers, body } = interaction.response
  const [received] = findHeaders(headers, 'content-type')
  const name = parseMediaType(received ?? '')
  if (!response || !mediaType || !name || body === null) return
  const change = (keyword: string, way: string, changes: Partial<Interaction['response']>): Change => ({
    subject: response.status,
    node: mediaType.node,
    keyword,
    way,
    interaction: withResponse(interaction, changes),
  })
  const typed = (value: string) => ({ headers: withHeader(headers, 'content-type', [value]) })
  yield change('headers', 'one header more', { headers: [...headers, ['x-undocumented', '1']] })
  yield change('headers', 'names of headers in capitals', {
    headers: headers.map(([each, value]) => [each.toUpperCase(), value]),
  })
  if (!isJson(name)) return
  const essence = `${name.type}/${name.subtype}`
  yield change('charset', 'no charset', typed(essence))
  yield change('charset', 'charset=UTF-8 without a space', typed(`${essence};charset=UTF-8`))
  yield change('charset', 'a quoted charset, in capitals', typed(`${essence.toUpperCase()} ; CHARSET="utf-8"`))
  yield change('JSON', 'white space around', { body: `\r\n\t ${body}\n` })
  yield change('JSON', 'letters written as escapes', { body: escapeStrings(body) })
}

/** JSON with letters of its strings, names among them, written as escapes. */
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

/** RFC 8259, 7: any character may be escaped. What is an escape already stays. */
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
  const name = parseMediaType(findHeaders(interaction.response.headers, 'content-type')[0] ?? '')
  if (!response || !mediaType?.schema || !body || !name || !isJson(name)) return
  for (const { rule, keyword, way, path, value } of findAllowed(mediaType.schema, body.value, {
    schemas,
    direction: 'response',
  }))
    yield {
      ...{ subject: response.status, node: rule, keyword, way, at: toPointer(path) },
      interaction: withResponse(interaction, { body: toJson(value) }),
    }
}
