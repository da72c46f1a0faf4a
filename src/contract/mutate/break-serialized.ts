import type { Place, SchemaIndex, Serialized } from '../../openapi/index.js'
import type { Interaction } from '../interaction.js'
import { staticTypeOf } from '../schema/static-type.js'
import { type Attempt, type Breaking, breakSchema } from './attempt.js'
import { isRawJson, toText } from './raw-json.js'

export interface BreakingText extends Omit<Breaking, 'at' | 'toInteraction'> {
  readonly at: string
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
  { at, send, ...breaking }: BreakingText,
): Generator<Attempt> {
  const { schema } = of
  const { index } = breaking.schemas
  if (!schema) return
  const types = staticTypeOf(schema, index).types
  if (types.has('object') || of.style === 'matrix' || of.style === 'label') return
  const isList = types.has('array')
  yield* breakSchema(schema, isList ? splitList(of, received) : (received[0] ?? ''), {
    ...breaking,
    at: (pointer) => (pointer === '' ? at : `${at} ${pointer}`),
    toInteraction(value) {
      const texts = isList ? spellList(of, value, index) : spell(value, schema, index)
      return texts && send(texts)
    },
  })
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' }

function splitList(of: Serialized, texts: readonly string[]): readonly string[] {
  return of.style === 'form' && of.explode ? texts : texts.flatMap((text) => text.split(separators[of.style] ?? ','))
}

function spellList(of: Serialized, value: unknown, index: SchemaIndex): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const items = staticTypeOf(of.schema, index).items
  const texts = value.map((item: unknown) => spell(item, items, index)?.[0])
  const separator = separators[of.style] ?? ','
  if (texts.some((text) => text === undefined || text.includes(separator))) return undefined
  // None of them is undefined.
  return of.style === 'form' && of.explode ? (texts as string[]) : [texts.join(separator)]
}

const isNumeric = /^-?[0-9]/

/** The text of a value, as long as the text is read as that value again: 7 in place of a string is a string. */
export function spell(value: unknown, schema: Place | undefined, index: SchemaIndex): readonly [string] | undefined {
  const types = staticTypeOf(schema, index).types
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
