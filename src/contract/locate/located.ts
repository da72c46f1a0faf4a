import type { MediaType, Operation, Response } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import type { Interaction } from '../interaction/interaction.js'
import type { Provenance } from '../interaction/provenance.js'

/** A body that could be read. */
export interface ReadBody {
  readonly value: unknown
  /** The number at a path as the text has it, for what a double cannot tell apart. */
  literalAt?(path: readonly (string | number)[]): string | undefined
}

/** An interaction beside everything in the document that it is about. Checks need nothing else and look nothing up. */
export interface Located {
  readonly interaction: Interaction
  readonly provenance: Provenance
  readonly url: URL
  readonly operation: Operation
  /** By name, as in the URL: still percent-encoded. */
  readonly pathParameters: ReadonlyMap<string, string>
  /** Absent when the status is undocumented. */
  readonly response?: Response
  /** Absent when there is no body or its content type is undocumented. */
  readonly mediaType?: MediaType
  /** Absent when there is no media type, the body could not be read, or its type is one that is not looked into. */
  readonly body?: ReadBody
  readonly schemas: SchemaEngine
}
