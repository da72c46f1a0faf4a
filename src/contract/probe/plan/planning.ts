import type { Document, Operation } from '../../../openapi/index.js'
import type { SchemaEngine } from '../../../schema/index.js'
import type { Finding } from '../../findings/finding.js'
import type { Located } from '../../locate/located.js'
import type { Credential } from '../credentials.js'
import type { NotPlanned, Request } from '../planned-request.js'
import type { ChoiceFinder } from './choices.js'
import type { Harvest } from './harvest.js'

/** What is needed to plan the requests to a server. */
export interface Planning {
  readonly document: Document
  readonly schemas: SchemaEngine
  /** The URL that paths are appended to, without a trailing slash. */
  readonly base: string
  readonly choices: ChoiceFinder
  readonly harvest: Harvest
  readonly credentials: ReadonlyMap<string, Credential>
  /** Given texts for parameters, by name or `operationId.name`. */
  readonly given: ReadonlyMap<string, string>
  /** Finds what the document says about a request; `undefined` if the request belongs to another operation. */
  locate(operation: Operation, request: Request): Located | undefined
  /**
   * Returns the errors in a request; `undefined` if the request belongs to another operation or is too long to be sent.
   */
  findProblems(operation: Operation, request: Request): readonly Finding[] | undefined
  onNotPlanned(notPlanned: NotPlanned): void
  /** Reorders the later requests of one operation. */
  arrange<Item>(list: Item[]): Item[]
}
