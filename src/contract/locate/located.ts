import type { BodyType, Node, Operation, Parameter, Response, SecurityScheme, Serialized } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import type { MediaTypeName } from '../../text/media-type.js'
import type { Comparison, Decoded, DecodedValue } from '../bodies/decoded.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction, Provenance } from '../interaction/interaction.js'

/**
 * An interaction with everything that the document says about it. Its values are decoded.
 *
 * Checks, coverage and mutation read it: they look nothing up and decode nothing.
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

/** Parameters of an operation by location, in the document's order, whether they were sent or not. */
export interface LocatedParameters {
  readonly path: readonly LocatedValue<Parameter>[]
  /** The parameters in the query or, in OAS 3.2, the one parameter in `querystring`. */
  readonly query: readonly LocatedValue<Parameter>[]
  /** Names in the query that belong to no parameter and to no credentials. */
  readonly unknownQueryNames: readonly string[]
  /** Empty if the recording has no headers of the request: most recordings leave them out. */
  readonly headers: readonly LocatedValue<Parameter>[]
  /** Empty if the recording has no headers of the request. */
  readonly cookies: readonly LocatedValue<Parameter>[]
}

/** A parameter or header of the document, with its values in the interaction. */
export interface LocatedValue<Definition extends Serialized = Serialized> {
  readonly definition: Definition
  /** The place of findings about it: `query page_size`, `header x-request-id`. */
  readonly at: string
  /** The texts as they were sent, not decoded; empty if the interaction does not have it. */
  readonly texts: readonly string[]
  /**
   * The value, or one value for each line of `Set-Cookie`. The list is empty if it is missing, or if it is empty and
   * `allowEmptyValue` allows that.
   */
  readonly decoded: readonly Decoded[]
  /** True if it is an object whose properties were sent under their own names. */
  readonly isSpread: boolean
}

/** A security requirement of the operation, and the credentials that the request lacks for it. */
export interface LocatedRequirement {
  /** Names of its security schemes: `token and session`. */
  readonly name: string
  readonly node: Node
  /** Empty if the request may meet the requirement. */
  readonly missing: readonly MissingCredentials[]
}

/** A security scheme whose credentials a request does not have. */
export interface MissingCredentials {
  readonly scheme: SecurityScheme
  /** Where they should be: `header authorization`. */
  readonly at: string
  /** True if the request has credentials of another scheme in their place, such as `Basic` for `Bearer`. */
  readonly isOfOtherScheme: boolean
}

export interface LocatedResponse {
  /** The response in the document; absent if the status is undocumented. */
  readonly definition?: Response
  /** Headers that the document has for this status, whether they were received or not. */
  readonly headers: readonly LocatedValue[]
  readonly body: LocatedBody
}

export interface LocatedBody {
  /** The media type in the header `content-type`. */
  readonly type?: MediaTypeName
  /** What the document says about the media type; absent if there is no body or its media type is undocumented. */
  readonly mediaType?: BodyType
  /**
   * The value of the body; absent if there is no media type, the body could not be read, or bodies of its media type are not
   * parsed.
   */
  readonly decoded?: DecodedValue
  /** The values to compare instead of `decoded`, for a body that consists of several values. */
  readonly comparisons?: readonly Comparison[]
  /** What is wrong with the body apart from its schema: that it is missing, or its media type or its text. */
  readonly findings: readonly Finding[]
}

/** Returns the values of a body, each with the schema that it is compared with. */
export function comparisonsOf({ mediaType, decoded, comparisons }: LocatedBody): readonly Comparison[] {
  if (comparisons) return comparisons
  return mediaType?.schema && decoded ? [{ ...decoded, schema: mediaType.schema, path: [] }] : []
}
