import {
  type BodyType,
  childrenOf,
  type Document,
  findChild,
  isObject,
  type Node,
  type Parameter,
} from '../../../openapi/index.js'
import { exactValueOf, type SchemaEngine, staticTypeOf } from '../../../schema/index.js'
import { isJson, parseMediaType } from '../../../text/media-type.js'
import { toTyped } from '../../bodies/typed-text.js'
import { generateValues } from '../../generate/generate-values.js'
import { isRawJson } from '../../mutate/raw-json.js'
import { isWritable } from './write-request.js'

/** A value to send, and what is special about it. */
export interface Choice {
  readonly value: unknown
  readonly description: string
  readonly from: 'given' | 'example' | 'schema' | 'response'
  /** Present if the value has all properties of its schema. */
  readonly isFull?: true
}

/** Maximum number of values that are sent. */
const maxValues = { parameter: 16, body: 60 }

/** Texts that programs often fail on, for parameters that take any text. */
const unusualTexts: readonly (readonly [description: string, text: string])[] = [
  ['letters beyond ASCII', 'Zoë 中文 \u{1F600}'],
  ['quotes and brackets', `'"\\<>{}[];--`],
  ['special characters of URLs', '%&=?#/+ '],
  ['a long text', 'long '.repeat(60).trim()],
]

/** Finds the values of parameters and bodies in the document. */
export interface ChoiceFinder {
  /** Returns the values that the document offers for a parameter, its examples first. */
  ofParameter(parameter: Parameter): readonly Choice[]
  /**
   * Iterates over the values that the document offers for a body, its examples first. Each value is made when it is
   * needed.
   */
  ofBody(type: BodyType): Iterable<Choice>
  /** Converts a text to a value of a parameter; `undefined` if its schema does not allow it. */
  toChoice(parameter: Parameter, text: string, from: Choice['from'], description: string): Choice | undefined
}

/** Where values come from. */
interface Source {
  readonly document: Document
  readonly schemas: SchemaEngine
}

export function createChoiceFinder(document: Document, schemas: SchemaEngine): ChoiceFinder {
  const source: Source = { document, schemas }
  const known = new Map<Parameter, readonly Choice[]>()
  return {
    ofBody: (type) => choicesOfBody(type, source),
    toChoice: (parameter, text, from, description) => {
      const value = toValue(parameter, text, source)
      return value === undefined ? undefined : { value, from, description }
    },
    ofParameter(parameter) {
      const choices = known.get(parameter) ?? choicesOfParameter(parameter, source)
      known.set(parameter, choices)
      return choices
    },
  }
}

function choicesOfParameter(parameter: Parameter, source: Source): readonly Choice[] {
  const { document, schemas } = source
  const schema = schemaOf(parameter)
  const isJsonText = parameter.content !== undefined && isJsonName(parameter.content.name)
  const choices = choicesOfSchema(parameter.node, schema, source, { max: maxValues.parameter, isJsonText })
  // OAS 3.1, Parameter Object: an example may be the text as it is sent, such as `a,b` for an array.
  const texts = examplesOf(parameter.node, document).flatMap(([, text]): Choice[] => {
    const value =
      typeof text === 'string' && !isValid(schema, text, schemas) ? toValue(parameter, text, source) : undefined
    return value === undefined ? [] : [{ value, from: 'example', description: 'the example' }]
  })
  const all = [...texts, ...choices, ...(schema && takesAnyText(schema, schemas) ? unusual(schema, schemas) : [])]
  return all.filter(({ value }) => isWritable(parameter, value, schemas.index))
}

function* choicesOfBody(type: BodyType, source: Source): Generator<Choice> {
  const isJsonBody = isJsonName(type.name)
  // OAS 3.1, Example Object: an example that cannot be represented in JSON, such as XML, is given as text.
  for (const [name, value] of isJsonBody ? [] : examplesOf(type.node, source.document))
    if (typeof value === 'string') yield { value, from: 'example', description: describeExample(name) }
  yield* choicesOfSchema(type.node, type.schema, source, { max: maxValues.body, isJsonText: isJsonBody })
  if (!type.schema)
    yield {
      value: isJsonBody ? {} : 'text',
      from: 'schema',
      description: 'any value, because the document has no schema for it',
    }
}

interface ValueOptions {
  /** Maximum number of values. */
  readonly max: number
  /** True if the value is sent as JSON. Elsewhere, a number can be written in only one way. */
  readonly isJsonText: boolean
}

/** Generates the examples of a parameter or a body, and values that its schema allows. */
function* choicesOfSchema(
  owner: Node,
  schema: Node | undefined,
  { document, schemas }: Source,
  { max, isJsonText }: ValueOptions,
): Generator<Choice> {
  let left = max
  for (const [name, value] of examplesOf(owner, document)) {
    if (isValid(schema, value, schemas) && left-- > 0)
      yield { value, from: 'example', description: describeExample(name) }
  }
  if (!schema) return
  for (const { value, description, kind } of generateValues(schema, { schemas, direction: 'request' })) {
    if (!isJsonText && hasRawJson(value)) continue
    if (left-- <= 0) return
    const from = kind === 'example' ? 'example' : 'schema'
    yield { value, description, from, ...(kind === 'full' && { isFull: true }) }
  }
}

/** Converts a text to a value of a parameter; `undefined` if its schema does not allow it. */
function toValue(parameter: Parameter, text: string, { schemas }: Source): unknown {
  const schema = schemaOf(parameter)
  const { types, items } = staticTypeOf(schema, schemas.index)
  const value =
    types.has('array') && !types.has('string')
      ? text.split(',').map((each) => toTyped(each, items, schemas.index))
      : toTyped(text, schema, schemas.index)
  return isValid(schema, value, schemas) && isWritable(parameter, value, schemas.index) ? value : undefined
}

const schemaOf = ({ schema, content }: Parameter) => schema ?? content?.schema

function isValid(schema: Node | undefined, value: unknown, schemas: SchemaEngine): boolean {
  return !schema || schemas.isValid(schema, value, 'request')
}

function isJsonName(mediaType: string): boolean {
  const type = parseMediaType(mediaType)
  return type !== undefined && isJson(type)
}

/** True if a value contains a number that is written in an unusual way, such as 20.0. */
function hasRawJson(value: unknown): boolean {
  if (isRawJson(value)) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(hasRawJson)
}

const describeExample = (name: string) => `the example${name === '' ? '' : ` "${name}"`}`

function unusual(schema: Node, schemas: SchemaEngine): Choice[] {
  return unusualTexts
    .filter(([, value]) => isValid(schema, value, schemas))
    .map(([description, value]) => ({ value, description, from: 'schema' }))
}

/** True if a schema describes text and does not restrict what the text means. */
function takesAnyText(schema: Node, schemas: SchemaEngine): boolean {
  const target = schemas.index.targetOf(schema) ?? schema
  return (
    staticTypeOf(schema, schemas.index).types.has('string') &&
    !['format', 'enum', 'const', 'pattern'].some((keyword) => findChild(target, keyword))
  )
}

/** The values of `example` and of the Example Objects in `examples`, with their names. */
function examplesOf(owner: Node, { follow }: Document): [name: string, value: unknown][] {
  const example = findChild(owner, 'example')
  const named = findChild(owner, 'examples')
  const values = (named && isObject(named.value) ? childrenOf(named) : []).flatMap(([name, each]) => {
    const object = follow(each)
    const value = findChild(object, 'value') ?? findChild(object, 'dataValue')
    return value ? [[name, exactValueOf(value)] as [string, unknown]] : []
  })
  return [...(example ? [['', exactValueOf(example)] as [string, unknown]] : []), ...values]
}
