import type { ProblemDetails } from '../problem.js'

/** The minor versions of the OpenAPI Specification that are read. */
export type OpenApiVersion = '3.0' | '3.1' | '3.2'

/** What the parts of a document of one version may be. */
export interface VersionGrammar {
  readonly version: OpenApiVersion
  /** By the name of the object in the specification. Schema Objects have a grammar of their own. */
  readonly objects: Readonly<Record<string, ObjectGrammar>>
  readonly schema: SchemaGrammar
}

export interface SchemaGrammar {
  readonly keywords: Readonly<Record<string, Grammar>>
  /** The names that `type` may have. */
  readonly types: readonly string[]
  /** Whether `type` may be a list. */
  readonly hasTypeLists: boolean
  /** Whether a `$ref` replaces the keywords beside it (OAS 3.0, Reference Object). */
  readonly isReplacedByReference: boolean
  /** Whether other keywords than these and `x-…` break the specification; otherwise they are annotations. */
  readonly isClosed: boolean
  /** Whether a boolean is a schema wherever a schema may be. */
  readonly hasBooleans: boolean
  /** By keyword: what a message adds if the value is one that authors confuse with the keyword's own. */
  readonly hints?: Readonly<Record<string, (value: unknown) => string | undefined>>
  /** Rules about several keywords of a schema. */
  readonly rules?: readonly SchemaRule[]
}

/** Returns what is wrong in a schema, and the keyword at fault. */
export type SchemaRule = (
  schema: Readonly<Record<string, unknown>>,
) => { readonly keyword: string; readonly details: ProblemDetails } | undefined

/** What a node of a document may be. */
export type Grammar =
  | ScalarGrammar
  | 'schema'
  | 'schema or boolean'
  | ArrayGrammar
  | MapGrammar
  | { readonly oneOf: readonly string[] }
  | { readonly pattern: RegExp; readonly named: string; readonly isDoubtful?: boolean }
  | { readonly object: string; readonly orReference?: boolean }

/** `text` is a string too, but a number or boolean in its place can be used as well. */
export type ScalarGrammar = 'any' | 'string' | 'text' | 'boolean' | 'number' | 'count' | 'regex'

export interface ArrayGrammar {
  readonly arrayOf: Grammar
  readonly notEmpty?: boolean
  readonly unique?: boolean
  /** Whether an item that cannot be used makes the whole array unusable. */
  readonly isWhole?: boolean
}

export interface MapGrammar {
  readonly mapOf: Grammar
  readonly keys?: RegExp | 'regex'
  /** What `keys` matches, for messages. */
  readonly named?: string
  /** Whether a name that `keys` does not match is a warning. */
  readonly areKeysDoubtful?: boolean
  /** Exactly one member. */
  readonly isSingle?: boolean
}

/** Members of one kind of object, as its section of the specification lists them. */
export interface ObjectGrammar {
  readonly fields: Readonly<Record<string, Grammar>>
  /** Members whose names follow a pattern. */
  readonly patterned?: {
    readonly keys: RegExp
    /** Names that are a problem. Their members are used all the same. */
    readonly misspelled?: RegExp
    readonly named: string
    readonly value: Grammar
  }
  readonly required?: readonly string[]
  /** Required members without which the object cannot be used. */
  readonly needed?: readonly string[]
  /** Groups of members; exactly one of each group is required. */
  readonly exactlyOne?: readonly (readonly string[])[]
  readonly atMostOne?: readonly (readonly string[])[]
  readonly atLeastOne?: readonly string[]
  /** Further members that are allowed, required or needed if a member has a certain value. */
  readonly conditions?: readonly Condition[]
  /** At least one member must not be an extension. */
  readonly notEmpty?: boolean
  /** Members that have no effect, rather than being wrong, if `conditions` do not allow them. */
  readonly idle?: readonly string[]
  /** Which other members are allowed. @default 'extensions', those named `x-…` */
  readonly others?: 'extensions' | 'ignored' | 'none'
}

export interface Condition {
  readonly when: readonly [member: string, value: string]
  readonly fields?: Readonly<Record<string, Grammar>>
  readonly required?: readonly string[]
  readonly needed?: readonly string[]
  /** Members that are not allowed. */
  readonly excluded?: readonly string[]
}
