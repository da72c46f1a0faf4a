import { findChild, isObject, type Node, type SchemaIndex, type Serialized } from '../../../openapi/index.js'
import type { Interaction } from '../../interaction/interaction.js'
import { findGroups } from '../groups.js'
import { isRawJson, toText } from '../raw-json.js'
import { type Attempt, attempt, type Breaking, breakSchema } from '../score/attempt.js'
import { findTextType } from '../text-type.js'

export interface BreakingText extends Omit<Breaking, 'at' | 'toInteraction'> {
  readonly at: string
  /** Whether texts are percent-encoded, as in a URL. */
  readonly isEncoded: boolean
  /** The interaction in which the value is written as these texts; `undefined` when it cannot be. */
  send(texts: readonly string[]): Interaction | undefined
}

/**
 * Attempts on the schema of a parameter or a header that is written as text: of one value, and of lists in the styles
 * that only join them. Objects are left out.
 */
export function* breakSerialized(
  of: Serialized,
  received: readonly string[],
  { at, send, isEncoded, ...breaking }: BreakingText,
): Generator<Attempt> {
  const { schema } = of
  const { index } = breaking.schemas
  if (!schema) return
  const { types, items } = findTextType(schema, index)
  if (types.has('object') || of.style === 'matrix' || of.style === 'label') return
  const isList = types.has('array')
  const encode = isEncoded ? encodeURIComponent : (text: string) => text
  const decode = isEncoded ? decodeURIComponent : (text: string) => text
  const join = (texts: readonly string[]) => joinItems(of, texts.map(encode))
  yield* breakSchema(schema, isList ? splitItems(of, received).map(decode) : decode(received[0] ?? ''), {
    ...breaking,
    at: (pointer) => (pointer === '' ? at : `${at} ${pointer}`),
    toInteraction(value) {
      const texts = spellSerialized(of, value, index, encode)
      return texts && send(texts)
    },
  })
  const item = isList ? items : schema
  // A space around a header's value is no part of it (RFC 9110, 5.5).
  const wrong = misspelt(item, index).filter((text) => isEncoded || text.trim() === text)
  for (const type of item ? ownTypes(item, breaking) : [])
    for (const text of wrong) {
      const interaction = send(isList ? join([text]) : [encode(text)])
      const { operation, subject, code } = breaking
      const rule = { operation, subject, node: type, keyword: 'type' }
      const way = `written ${JSON.stringify(text)}`
      if (interaction) yield attempt(rule, code, isList ? `${at} /0` : at, way, interaction)
    }
}

/** Texts that are no number or boolean in JSON, but to those who read them less strictly. */
function misspelt(schema: Node | undefined, index: SchemaIndex): string[] {
  const { types } = findTextType(schema, index)
  if (types.has('string') || types.has('null')) return []
  if (types.has('boolean')) return types.has('integer') || types.has('number') ? [] : ['TRUE', '1', 'yes']
  return types.has('integer') || types.has('number') ? ['0x10', '+7', ' 7', '7 ', '07', '7.', '1_000', '7n'] : []
}

/** The `type` keywords that decide about a value whatever it is. */
function ownTypes(schema: Node, breaking: Pick<Breaking, 'schemas' | 'direction'>): Node[] {
  const [always] = findGroups([schema], undefined, breaking)
  return (always?.schemas ?? []).flatMap((each) => findChild(each, 'type') ?? [])
}

/** What stands between items; in a query `+` is a space that was not encoded. */
const separators: Readonly<Record<string, string>> = { spaceDelimited: '+', pipeDelimited: '|' }

function splitItems({ style, explode }: Serialized, texts: readonly string[]): readonly string[] {
  if (style === 'form' && explode) return texts
  return texts.flatMap((text) => text.split(style === 'spaceDelimited' ? /\+| |%20/ : (separators[style] ?? ',')))
}

function joinItems({ style, explode }: Serialized, texts: readonly string[]): readonly string[] {
  return style === 'form' && explode ? texts : [texts.join(separators[style] ?? ',')]
}

/** The texts of one value or of a list in its style; `undefined` for what cannot be written. */
export function spellSerialized(
  of: Serialized,
  value: unknown,
  index: SchemaIndex,
  encode: (text: string) => string,
): readonly string[] | undefined {
  if (!findTextType(of.schema, index).types.has('array')) return spell(value, of.schema, index)?.map(encode)
  const texts = spellItems(of, value, index)
  return texts && joinItems(of, texts.map(encode))
}

/** Without items that hold a separator: encoded, it may be taken for one. */
function spellItems(of: Serialized, value: unknown, index: SchemaIndex): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const { items } = findTextType(of.schema, index)
  const texts = value.flatMap((item: unknown) => spell(item, items, index) ?? [])
  const isJoined = of.style !== 'form' || !of.explode
  return texts.length < value.length || (isJoined && texts.some((text) => /[,| ]/.test(text))) ? undefined : texts
}

const isNumeric = /^-?[0-9]/

/** The text of a value, as long as the text is read as that value again: 7 in place of a string is a string. */
export function spell(value: unknown, schema: Node | undefined, index: SchemaIndex): readonly [string] | undefined {
  const { types } = findTextType(schema, index)
  const takesNumbers = types.has('number') || types.has('integer')
  if (isRawJson(value) || typeof value === 'number') return takesNumbers ? [toText(value)] : undefined
  if (typeof value === 'boolean') return types.has('boolean') ? [String(value)] : undefined
  if (typeof value !== 'string') return undefined
  const isOther =
    (takesNumbers && isNumeric.test(value)) ||
    (types.has('boolean') && /^(?:true|false)$/.test(value)) ||
    types.has('null')
  return isOther ? undefined : [value]
}

/** Names and texts that an object is written as, a list by its name again; `undefined` when it cannot be. */
export function spellFields(
  value: unknown,
  schema: Node,
  index: SchemaIndex,
  spellObject: (value: unknown) => string | undefined = () => undefined,
): [name: string, text: string][] | undefined {
  if (!isObject(value) || isRawJson(value)) return undefined
  const { findProperty } = findTextType(schema, index)
  const fields: [string, string][] = []
  for (const [name, each] of Object.entries(value)) {
    const property = findProperty(name)
    const { types, items } = findTextType(property, index)
    if (types.has('array') !== Array.isArray(each)) return undefined
    const values: readonly unknown[] = Array.isArray(each) ? each : [each]
    for (const item of values) {
      const of = Array.isArray(each) ? items : property
      const text = findTextType(of, index).types.has('object') ? spellObject(item) : spell(item, of, index)?.[0]
      if (text === undefined) return undefined
      fields.push([name, text])
    }
    if (values.length === 0) return undefined
  }
  return fields
}
