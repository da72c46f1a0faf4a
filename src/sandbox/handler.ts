import type { operations } from '../generated/types.js'

type Operation = operations[keyof operations]

/** Everything an operation may reply, by status: what the document does not declare does not compile. */
export type Reply<Op extends Operation> = {
  [Status in keyof Op['responses']]: Op['responses'][Status] extends { content: { 'application/json': infer Body } }
    ? { readonly status: Status; readonly body: Body }
    : never
}[keyof Op['responses']]

type Given<Parameters> = [NonNullable<Parameters>] extends [never] ? Record<never, never> : NonNullable<Parameters>

/** The parameters to which the document gives a default: they are always there when a handler is asked. */
type Filled<Query> = Query & Required<Pick<Query, keyof Query & ('page_number' | 'page_size')>>

/** A request that keeps the document. */
export interface HandlerRequest<Op extends Operation> {
  /** The address it came to, without its query: links are made from it. */
  readonly address: string
  readonly path: Given<Op['parameters']['path']>
  readonly query: Filled<Given<Op['parameters']['query']>>
}

/** Answers one operation. */
export type Handler<Op extends Operation> = (request: HandlerRequest<Op>) => Reply<Op>

/** An answer for every operation of the document: a new one does not compile until it is answered. */
export type Handlers = { readonly [Id in keyof operations]: Handler<operations[Id]> }

/** A reply of whatever operation. */
export type AnyReply = { [Id in keyof operations]: Reply<operations[Id]> }[keyof operations]
