import type { operations } from '../generated/types.js'

type Operation = operations[keyof operations]

/** A response that the document declares for an operation. Any other response does not compile. */
export type Reply<Op extends Operation> = {
  [Status in keyof Op['responses']]: Op['responses'][Status] extends { content: { 'application/json': infer Body } }
    ? { readonly status: Status; readonly body: Body }
    : never
}[keyof Op['responses']]

type Given<Parameters> = [NonNullable<Parameters>] extends [never] ? Record<never, never> : NonNullable<Parameters>

/** A query with the parameters for which the document has a default: a handler always gets them. */
type Filled<Query> = Query & Required<Pick<Query, keyof Query & ('page_number' | 'page_size')>>

/** A request with valid parameters. */
export interface HandlerRequest<Op extends Operation> {
  /** URL of the request without its query. Links are built from it. */
  readonly address: string
  readonly path: Given<Op['parameters']['path']>
  readonly query: Filled<Given<Op['parameters']['query']>>
}

/** Responds to requests for one operation. */
export type Handler<Op extends Operation> = (request: HandlerRequest<Op>) => Reply<Op>

/** A handler for each operation of the document. A new operation does not compile until it has one. */
export type Handlers = { readonly [Id in keyof operations]: Handler<operations[Id]> }

/** A reply of any operation. */
export type AnyReply = { [Id in keyof operations]: Reply<operations[Id]> }[keyof operations]
