import type { BodyType, Node, Operation, Parameter, Response, SecurityScheme, Serialized } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import type { MediaTypeName } from '../../text/media-type.js'
import type { Comparison, Decoded, DecodedValue } from '../bodies/decoded.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import type { Provenance } from '../interaction/provenance.js'

/**
 * An interaction beside everything that the document says about it, its values decoded.
 *
 * Checks, coverage and mutation read this: they look nothing up and decode nothing.
 */
export interface Located {
  readonly interaction: Interaction
  readonly provenance: Provenance
  readonly url: URL
  readonly operation: Operation
  readonly request: LocatedRequest
  readonly response: LocatedResponse
  readonly schemas: SchemaEngine
}

export interface LocatedRequest extends LocatedParameters {
  readonly body: LocatedBody
  readonly security: readonly LocatedRequirement[]
}

/** Parameters of an operation by location, sent or not, in the document's order. */
export interface LocatedParameters {
  readonly path: readonly LocatedValue<Parameter>[]
  /** Or, of OAS 3.2, the one parameter in `querystring`. */
  readonly query: readonly LocatedValue<Parameter>[]
  /** Names in the query that belong to no parameter and to no credentials. */
  readonly unknownQueryNames: readonly string[]
  /** Empty when the recording has no headers of the request: most recordings drop them all. */
  readonly headers: readonly LocatedValue<Parameter>[]
  /** Empty when the recording has no headers of the request. */
  readonly cookies: readonly LocatedValue<Parameter>[]
}

/** A parameter or header of the document, and what the interaction has for it. */
export interface LocatedValue<Definition extends Serialized = Serialized> {
  readonly definition: Definition
  /** Where findings about it are: `query page_size`, `header x-request-id`. */
  readonly at: string
  /** As sent, not decoded yet; none when the interaction does not have it. */
  readonly texts: readonly string[]
  /** One value, or one for each line of `Set-Cookie`; none when it is absent, or empty where `allowEmptyValue` permits. */
  readonly decoded: readonly Decoded[]
  /** Whether each property of an object was sent under a name of its own. */
  readonly isSpread: boolean
}

/** A security requirement of the operation, and the credentials that the request lacks for it. */
export interface LocatedRequirement {
  /** Names of its security schemes: `token and session`. */
  readonly name: string
  readonly node: Node
  /** None when the requirement may be met. */
  readonly missing: readonly MissingCredentials[]
}

/** A security scheme whose credentials a request does not have. */
export interface MissingCredentials {
  readonly scheme: SecurityScheme
  /** Where they would be: `header authorization`. */
  readonly at: string
  /** Whether the request has credentials of another scheme in their place: `Basic` for `Bearer`. */
  readonly isOfOtherScheme: boolean
}

export interface LocatedResponse {
  /** Absent when the status is undocumented. */
  readonly definition?: Response
  /** Headers that the document has for this status, received or not. */
  readonly headers: readonly LocatedValue[]
  readonly body: LocatedBody
}

export interface LocatedBody {
  /** The media type that was named. */
  readonly type?: MediaTypeName
  /** What the document says of it; absent when there is no body or its media type is undocumented. */
  readonly mediaType?: BodyType
  /** Absent when there is no media type, the body could not be read, or its media type is not looked into. */
  readonly decoded?: DecodedValue
  /** What is compared in place of `decoded`, for a body that consists of several values. */
  readonly comparisons?: readonly Comparison[]
  /** What is wrong with the body before its schema is asked: with its presence, its media type or its text. */
  readonly findings: readonly Finding[]
}

/** The values of a body and the schemas that they are compared with. */
export function comparisonsOf({ mediaType, decoded, comparisons }: LocatedBody): readonly Comparison[] {
  if (comparisons) return comparisons
  return mediaType?.schema && decoded ? [{ ...decoded, schema: mediaType.schema, path: [] }] : []
}
