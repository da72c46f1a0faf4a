import { findChild, isObject, type Node, type SchemaIndex, type Serialized } from '../../../openapi/index.js'
import { decodeIfPossible } from '../../../text/percent-encoding.js'
import { splitTexts, writeTexts } from '../../bodies/styles.js'
import { toTyped } from '../../bodies/typed-text.js'
import type { Interaction } from '../../interaction/interaction.js'
import { findGroups } from '../groups.js'
import { isRawJson, toText } from '../raw-json.js'
import { findTextType } from '../text-type.js'
import { type Mutation, mutateSchema, mutation, type SchemaTarget } from './mutation.js'

export interface TextTarget extends Omit<SchemaTarget, 'at' | 'toInteraction'> {
  readonly at: string
  /** True if texts are percent-encoded, as in a URL. */
  readonly isEncoded: boolean
  /** Returns the interaction with these texts as the value; `undefined` if they cannot be written there. */
  send(texts: readonly string[]): Interaction | undefined
}

/**
 * Yields mutations of a parameter or header by its schema: of a scalar, or of an array in a style that joins items with a
 * separator. Objects are left out.
 */
export function* mutateSerialized(
  parameter: Serialized,
  received: readonly string[],
  { at, send, isEncoded, ...target }: TextTarget,
): Generator<Mutation> {
  const { schema } = parameter
  const { index } = target.schemas
  if (!schema) return
  const { types, items } = findTextType(schema, index)
  if (types.has('object')) return
  const isList = types.has('array')
  const encode = isEncoded ? encodeURIComponent : (text: string) => text
  const decode = isEncoded ? decodeIfPossible : (text: string) => text
  // A header's value does not include the space around it (RFC 9110, 5.5).
  const isWritable = (text: string) => isEncoded || text.trim() === text
  const write = (text: string) =>
    isList ? joinItems(parameter, [encode(text)]) : writeTexts(parameter, 'scalar', encode(text))
  yield* mutateSchema(
    schema,
    isList
      ? splitItems(parameter, received).map((text) => toTyped(decode(text), items, index))
      : decode(scalarOf(parameter, received)),
    {
      ...target,
      at: (pointer) => (pointer === '' ? at : `${at} ${pointer}`),
      toInteraction(value) {
        const texts = spellSerialized(parameter, value, index, encode)
        return texts?.every(isWritable) ? send(texts) : undefined
      },
    },
  )
  const item = isList ? items : schema
  const invalid = misspelt(item, index).filter(
    (text) => isWritable(text) && !(isList && parameter.style === 'label' && /[,.]/.test(text)),
  )
  for (const type of item ? ownTypes(item, target) : [])
    for (const text of invalid) {
      const interaction = send(write(text))
      const { operation, subject, code } = target
      const rule = { operation, subject, node: type, keyword: 'type' }
      const operator = `written ${JSON.stringify(text)}`
      if (interaction) yield mutation(rule, code, isList ? `${at} /0` : at, operator, interaction)
    }
}

/** Returns texts that a lenient parser reads as a number or boolean, but JSON does not. */
function misspelt(schema: Node | undefined, index: SchemaIndex): string[] {
  const { types } = findTextType(schema, index)
  if (types.has('string') || types.has('null')) return []
  if (types.has('boolean')) return types.has('integer') || types.has('number') ? [] : ['TRUE', '1', 'yes']
  return types.has('integer') || types.has('number') ? ['0x10', '+7', ' 7', '7 ', '07', '7.', '1_000', '7n'] : []
}

/** Returns the `type` keywords that apply to every value of a schema. */
function ownTypes(schema: Node, target: Pick<SchemaTarget, 'schemas' | 'direction'>): Node[] {
  const [always] = findGroups([schema], undefined, target)
  return (always?.schemas ?? []).flatMap((each) => findChild(each, 'type') ?? [])
}

/** Returns the text of a scalar, without the prefix of its style. */
function scalarOf(parameter: Serialized, texts: readonly string[]): string {
  const [text] = splitTexts(parameter, 'scalar', texts.slice(0, 1))
  return typeof text === 'string' ? text : ''
}

/** True if an item contains what may be read as a separator, even if it is encoded. */
function mayBeSplit({ style, explode }: Serialized, text: string): boolean {
  if (style === 'label') return /[,.]/.test(text)
  return !(explode && (style === 'form' || style === 'cookie')) && /[,| ]/.test(text)
}

function splitItems(parameter: Serialized, texts: readonly string[]): readonly string[] {
  const isSpaced = parameter.style === 'spaceDelimited'
  const plain = isSpaced ? texts.map((text) => text.replaceAll(/\+|%20/g, ' ')) : texts
  const [items = []] = splitTexts(parameter, 'array', plain)
  return [items].flat().map(String)
}

/** Joins the texts of items with the separator of the style. In a query, `+` is a space. */
function joinItems(parameter: Serialized, texts: readonly string[]): readonly string[] {
  return writeTexts(parameter, 'array', texts).map((text) =>
    text.replaceAll(' ', parameter.style === 'spaceDelimited' ? '+' : ' '),
  )
}

/** Returns the texts of a scalar, or of an array in its style; `undefined` if the value cannot be written. */
export function spellSerialized(
  parameter: Serialized,
  value: unknown,
  index: SchemaIndex,
  encode: (text: string) => string,
): readonly string[] | undefined {
  if (!findTextType(parameter.schema, index).types.has('array'))
    return spell(value, parameter.schema, index)?.flatMap((text) => writeTexts(parameter, 'scalar', encode(text)))
  const texts = spellItems(parameter, value, index)
  return texts && joinItems(parameter, texts.map(encode))
}

/**
 * Returns the texts of the items; `undefined` if an item contains a separator, because a parser may split there even if it is
 * encoded.
 */
function spellItems(parameter: Serialized, value: unknown, index: SchemaIndex): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const { items } = findTextType(parameter.schema, index)
  const texts = value.flatMap((item: unknown) => spell(item, items, index) ?? [])
  return texts.length < value.length || texts.some((text) => mayBeSplit(parameter, text)) ? undefined : texts
}

const isNumeric = /^-?[0-9]/

/**
 * Returns the text of a value; `undefined` if a parser would read the text as another value, such as the number 7 where the
 * schema has a string.
 */
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

/** Returns the fields of an object, one for each item of an array; `undefined` if the object cannot be written like that. */
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
      const schema = Array.isArray(each) ? items : property
      const text = findTextType(schema, index).types.has('object') ? spellObject(item) : spell(item, schema, index)?.[0]
      if (text === undefined) return undefined
      fields.push([name, text])
    }
    if (values.length === 0) return undefined
  }
  return fields
}
