import type { BodyType, Node } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { repeatedName } from '../../text/json/read.js'
import { parsePointer, toPointer } from '../../text/json-pointer.js'
import type { SequenceFormat } from '../../text/media-type.js'
import { toFindings } from '../findings/bounded-findings.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import type { BodyDecoding, DecodedBody } from './body-decoding.js'
import type { Comparison, Item } from './decoded.js'
import { readEvents, toEventItems } from './event-stream.js'
import { readJsonLines, readJsonSequence } from './json-sequence.js'

/**
 * Decodes a body that is a sequence of items: JSON Lines, a JSON text sequence (RFC 7464) or an event stream.
 *
 * OAS 3.2 describes each item by `itemSchema`, and the list of all by `schema`. Earlier versions leave it open: there, a
 * `schema` of a list describes the list of all, and any other `schema` describes each item.
 */
export function decodeSequence(
  text: string,
  format: SequenceFormat,
  mediaType: BodyType,
  decoding: BodyDecoding,
): DecodedBody {
  if (format === 'json-lines') return compareItems(readJsonLines(text), mediaType, decoding)
  if (format === 'json-seq') {
    const items = readJsonSequence(text)
    if (!('found' in items)) return compareItems(items, mediaType, decoding)
    const details = { at: decoding.at(''), rule: mediaType.node, expected: items.expected, received: items.found }
    return { findings: [makeFinding(decoding.unreadable, details)] }
  }
  const { events, ignored } = readEvents(text)
  const items = toEventItems(events, itemSchemaOf(mediaType, decoding), decoding)
  const body = compareItems(items, mediaType, decoding)
  if (ignored === 0) return body
  const note = makeFinding('not-checked', { at: decoding.at(''), rule: mediaType.node, ...wording.ignoredEvents() })
  return { ...body, findings: [...body.findings, note] }
}

function itemSchemaOf({ schema, itemSchema }: BodyType, { schemas }: BodyDecoding): Node | undefined {
  if (itemSchema) return itemSchema
  const { types, items } = staticTypeOf(schema, schemas.index)
  return types.has('array') ? items : schema
}

/** What is to be compared of a list of items, and findings about those without a value. */
export function compareItems(items: readonly Item[], mediaType: BodyType, decoding: BodyDecoding): DecodedBody {
  const { schema, itemSchema, node: rule } = mediaType
  const values = items.flatMap((item, index) => ('found' in item ? [] : [{ ...item, path: [index] }]))
  const isComplete = values.length === items.length
  const ofAll = schema && staticTypeOf(schema, decoding.schemas.index).types.has('array') ? schema : undefined
  const ofEach = itemSchema ?? (ofAll && isComplete ? undefined : itemSchemaOf(mediaType, decoding))
  const all: Comparison = {
    schema: ofAll ?? rule,
    path: [],
    value: values.map(({ value }) => value),
  }
  return {
    comparisons: [
      ...(ofAll && isComplete ? [all] : []),
      ...(ofEach ? values.map(({ repeated, ...value }) => ({ ...value, schema: ofEach })) : []),
    ],
    findings: toFindings(findUnreadable(items, rule), ({ path, ...details }) =>
      makeFinding(decoding.unreadable, { ...details, at: decoding.at(toPointer(path)) }),
    ),
  }
}

/** Why items have no value, and names that they repeat. */
function findUnreadable(items: readonly Item[], rule: Node) {
  return items.flatMap(
    (item, index): { path: (string | number)[]; rule: Node; expected: string; received: string }[] => {
      if ('found' in item) return [{ path: [index], rule, expected: item.expected, received: item.found }]
      return (item.repeated ?? []).map((pointer) => ({
        path: [index, ...(parsePointer(pointer) ?? [])],
        rule,
        ...repeatedName,
      }))
    },
  )
}
