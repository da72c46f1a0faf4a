/** The minor versions of the OpenAPI Specification that are read. */
export type OpenApiVersion = '3.0' | '3.1' | '3.2'

/** What a node of a document may be. */
export type Grammar =
  | ScalarGrammar
  | 'schema'
  | ArrayGrammar
  | MapGrammar
  | { readonly oneOf: readonly string[] }
  | { readonly pattern: RegExp; readonly named: string }
  | { readonly object: string; readonly orReference?: boolean }

export type ScalarGrammar = 'any' | 'string' | 'boolean' | 'number' | 'count' | 'regex'

export interface ArrayGrammar {
  readonly arrayOf: Grammar
  readonly notEmpty?: boolean
  readonly unique?: boolean
}

export interface MapGrammar {
  readonly mapOf: Grammar
  readonly keys?: RegExp | 'regex'
  /** Exactly one member. */
  readonly single?: boolean
}

/** Members of one kind of object, as its section of OAS 3.1 lists them. */
export interface ObjectGrammar {
  readonly fields: Readonly<Record<string, Grammar>>
  /** Members whose names follow a pattern. */
  readonly patterned?: { readonly keys: RegExp; readonly named: string; readonly value: Grammar }
  readonly required?: readonly string[]
  /** Groups of members; exactly one of each group is required. */
  readonly exactlyOne?: readonly (readonly string[])[]
  readonly atMostOne?: readonly (readonly string[])[]
  readonly atLeastOne?: readonly string[]
  /** Further members that are allowed or required if a member has a certain value. */
  readonly conditions?: readonly {
    readonly when: readonly [member: string, value: string]
    readonly fields?: Readonly<Record<string, Grammar>>
    readonly required: readonly string[]
  }[]
  /** At least one member must not be an extension. */
  readonly notEmpty?: boolean
  /** Which other members are allowed. @default 'extensions', those named `x-…` */
  readonly others?: 'extensions' | 'ignored' | 'none'
}
