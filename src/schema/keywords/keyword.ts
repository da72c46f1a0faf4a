import { childrenAt, type Node, type SchemaIndex } from '../../openapi/index.js'
import type { Discriminator } from '../branches/discriminator.js'
import type { Evaluate } from '../evaluate/evaluation.js'
import type { PatternProperty } from '../pattern/pattern-properties.js'
import type { OneWay } from './read-write-only.js'

/**
 * Everything the engine knows about one keyword of JSON Schema.
 *
 * Evaluation, layouts, static types and the fast path are folds over the list of keywords: a new keyword is an entry in
 * the file of its group.
 */
export interface Keyword {
  readonly name: string
  /** Returns the evaluation; `undefined` if the keyword cannot fail and evaluates nothing. */
  compile(context: CompileContext): Evaluate | undefined
  /** `first`: if the value fails, no other keyword is evaluated. `last`: runs after all others. */
  readonly stage?: 'first' | 'last'
  /** True for a keyword of the validation vocabulary, which a custom meta-schema may leave out. */
  readonly isValidation?: boolean
  /** The schemas that the keyword applies to the same value. */
  inPlace?(context: KeywordContext): InPlace
  /** What the keyword says about properties and items. */
  describes?(context: KeywordContext): Description
  /** Types of the values that the keyword allows. */
  types?(context: KeywordContext): readonly string[]
  /**
   * How the fast path tests the keyword: by the bits of `types`, by its evaluation, or by the layout of the value.
   * Schemas with any other keyword get the full evaluation.
   */
  readonly fast?: 'types' | 'evaluate' | 'layout'
}

export interface KeywordContext {
  /** Node of the keyword. */
  readonly node: Node
  /** The schema that the keyword is in. */
  readonly schema: Node
  readonly index: SchemaIndex
}

export interface CompileContext extends KeywordContext {
  /** Returns the evaluation of another schema, which is compiled once. */
  compile(schema: Node): Evaluate
}

/** Schemas for the same value (JSON Schema 2020-12 Core, 10.2). */
export interface InPlace {
  /** Schemas that apply to every value. */
  readonly always?: readonly Node[]
  /** Schemas that apply to some values. */
  readonly choices?: readonly Choice[]
  /** True if more schemas may apply that only evaluation finds. */
  readonly isOpen?: boolean
}

/** Schemas that apply to a value under a condition. */
export type Choice =
  | { readonly kind: 'branches'; readonly branches: readonly Node[] }
  | {
      readonly kind: 'condition'
      readonly condition: Node
      readonly onTrue: Node | undefined
      readonly onFalse: Node | undefined
    }
  | { readonly kind: 'dependent'; readonly name: string; readonly schema: Node }
  /** These schemas are not evaluated: the discriminator says which of them documents more properties. */
  | { readonly kind: 'children'; readonly children: readonly Node[]; readonly discriminator: Discriminator }

/** Schemas for the properties and items of a value (Core, 10.3), and names of properties. */
export interface Description {
  readonly properties?: readonly NamedSchema[]
  readonly patternProperties?: readonly PatternProperty[]
  readonly additionalProperties?: Node
  readonly unevaluatedProperties?: Node
  readonly prefixItems?: readonly Node[]
  readonly items?: Node
  readonly unevaluatedItems?: Node
  readonly required?: readonly RequiredProperty[]
  /** Names of properties that the keyword uses without a schema for their values. */
  readonly names?: readonly string[]
}

export type NamedSchema = readonly [name: string, schema: Node]

export interface RequiredProperty {
  readonly name: string
  /** The schema in `properties`, otherwise the entry in `required`. */
  readonly rule: Node
  /** Set if the schema in `properties` is read-only or write-only. */
  readonly oneWay: OneWay | undefined
}

/** Schemas in the array of a keyword; none if the keyword is absent. */
export function listAt(schema: Node, keyword: string): Node[] {
  return membersAt(schema, keyword).map(([, child]) => child)
}

/** Schemas in the object of a keyword with their names; none if the keyword is absent. */
export function membersAt(schema: Node, keyword: string): [name: string, schema: Node][] {
  return childrenAt(schema, keyword)
}
