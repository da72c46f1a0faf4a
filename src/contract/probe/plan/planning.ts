import type { Document, Operation } from '../../../openapi/index.js'
import type { SchemaEngine } from '../../../schema/index.js'
import type { Finding } from '../../findings/finding.js'
import type { Located } from '../../locate/located.js'
import type { Credential } from '../credentials.js'
import type { NotPlanned, Request } from '../planned-request.js'
import type { ChoiceFinder } from './choices.js'
import type { Harvest } from './harvest.js'

/** What planning uses. */
export interface Planning {
  readonly document: Document
  readonly schemas: SchemaEngine
  /** The URL that paths are appended to, without a slash at its end. */
  readonly base: string
  readonly choices: ChoiceFinder
  readonly harvest: Harvest
  readonly credentials: ReadonlyMap<string, Credential>
  /** Texts for parameters, by name or `operationId.name`. */
  readonly given: ReadonlyMap<string, string>
  /** What the document says about a request; `undefined` if it is of another operation. */
  locate(operation: Operation, request: Request): Located | undefined
  /** The errors in a request; `undefined` if it is of another operation, or too long to be sent. */
  findProblems(operation: Operation, request: Request): readonly Finding[] | undefined
  onNotPlanned(notPlanned: NotPlanned): void
  /** Puts the requests of one operation, after its first ones, in another order. */
  arrange<Item>(list: Item[]): Item[]
}
