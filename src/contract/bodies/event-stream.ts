import { isObject, type Node } from '../../openapi/index.js'
import { staticTypeOf } from '../../schema/index.js'
import { readJson } from '../../text/json/read.js'
import type { BodyDecoding } from './body-decoding.js'
import type { Item } from './decoded.js'

/** One event of a stream. Fields that it does not have are absent. */
export interface StreamEvent {
  readonly data: string
  readonly event?: string
  readonly id?: string
  readonly retry?: number
}

export interface EventStream {
  readonly events: readonly StreamEvent[]
  /** Events that a client ignores: those with a name and no data, and a truncated one. */
  readonly ignored: number
}

/** The events of a stream (HTML Standard, 9.2.6: interpreting an event stream). */
export function readEvents(text: string): EventStream {
  const events: StreamEvent[] = []
  let ignored = 0
  let fields = new Map<string, string[]>()
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1
    // A comment has an empty name, and so has an empty line.
    const [name = ''] = line.split(':', 1)
    const value = line.slice(name.length + 1).replace(/^ /, '')
    const values = fields.get(name)
    if (values) values.push(value)
    else fields.set(name, [value])
    if (line !== '' && !isLast) continue
    const event = toEvent(fields)
    if (event && !isLast) events.push(event)
    else if (event || fields.has('event')) ignored++
    fields = new Map()
  }
  return { events, ignored }
}

/** `undefined` without data: such an event is not dispatched. */
function toEvent(fields: ReadonlyMap<string, readonly string[]>): StreamEvent | undefined {
  const data = fields.get('data')?.join('\n')
  if (data === undefined || data === '') return undefined
  const event = fields.get('event')?.at(-1)
  const id = fields.get('id')?.findLast((value) => !value.includes('\0'))
  const retry = fields.get('retry')?.findLast((value) => /^\d+$/.test(value))
  return {
    ...(event && { event }),
    data,
    ...(id !== undefined && { id }),
    ...(retry !== undefined && { retry: Number(retry) }),
  }
}

/**
 * The items of a stream: what the schema of an item describes.
 *
 * If it has a property `data` or `event`, an item is the event as OAS 3.2 models it, an object with the fields of the event, and
 * `data` may be text or the JSON in it. Otherwise an item is the JSON in `data`, or `data` itself where the schema asks for a
 * string. The word `[DONE]`, with which many services end a stream of JSON, is left out.
 */
export function toEventItems(
  events: readonly StreamEvent[],
  schema: Node | undefined,
  { schemas, direction }: BodyDecoding,
): Item[] {
  const { types, properties } = staticTypeOf(schema, schemas.index)
  const isEvent = properties.has('data') || properties.has('event')
  const isText = types.has('string') && !types.has('object')
  const isValid = (value: unknown) => schema !== undefined && schemas.isValid(schema, value, direction)
  return events.flatMap((event): Item[] => {
    if (isText) return [{ value: event.data }]
    const json = readJson(event.data)
    if ('found' in json) {
      if (event.data.trim() === '[DONE]' && !(isEvent && isValid(event))) return []
      return isEvent || !schema ? [{ value: event }] : [json]
    }
    if (!isEvent) return [json]
    const withJson: Item = {
      value: { ...event, data: json.value },
      repeated: json.repeated.map((pointer) => `/data${pointer}`),
    }
    if (isValid(event)) return [{ value: event }]
    const ofData = staticTypeOf(properties.get('data'), schemas.index).types
    const mayBeJson = ofData.has('object') || ofData.has('array')
    const isTextData = ofData.has('string') && !(mayBeJson && isObject(json.value))
    return [isTextData && !isValid(withJson.value) ? { value: event } : withJson]
  })
}
